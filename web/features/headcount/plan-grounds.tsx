import { useTranslation } from 'react-i18next'
import type { HeadcountPlan, ShrinkageBucket } from '../../../solver/domain/headcount-plan.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat } from '../../lib/workspace.ts'
import { FigureTable } from './figure-table.tsx'

/** What the plan takes as given, each with where it comes from, and what makes it possible to make it again. */
export function PlanGrounds({ plan }: { plan: HeadcountPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const said = useServerWords()
  const { basis, solution } = plan
  const during = ({ from, to }: ShrinkageBucket) =>
    from === undefined && to === undefined ? t('headcount.shrinkage.always') : `${from ?? '…'} – ${to ?? '…'}`
  return (
    <>
      <FigureTable
        title={t('headcount.assumptions.title')}
        file="headcount-assumptions.csv"
        empty=""
        rows={plan.assumptions}
        rowKey={({ what }) => what}
        columns={[
          {
            key: 'what',
            head: t('headcount.assumptions.what'),
            cell: ({ what }) => said(what),
            raw: ({ what }) => said(what),
          },
          {
            key: 'value',
            head: t('headcount.assumptions.value'),
            cell: ({ value }) => <span className="table-prose">{said(value)}</span>,
            raw: ({ value }) => said(value),
          },
          {
            key: 'source',
            head: t('headcount.assumptions.source'),
            cell: ({ source }) => t(`headcount.source.${source === 'plan.yaml' ? 'planYaml' : source}`),
            raw: ({ source }) => t(`headcount.source.${source === 'plan.yaml' ? 'planYaml' : source}`),
          },
        ]}
      />
      <FigureTable
        title={t('headcount.shrinkage.title')}
        file="headcount-shrinkage.csv"
        empty={t('headcount.shrinkage.none')}
        rows={plan.shrinkage}
        rowKey={({ name, from, source }) => `${name} ${from} ${source}`}
        columns={[
          {
            key: 'name',
            head: t('headcount.shrinkage.name'),
            cell: ({ name }) => said(name),
            raw: ({ name }) => name,
          },
          {
            key: 'kind',
            head: t('headcount.shrinkage.kind'),
            cell: ({ kind }) => t(`headcount.shrinkage.${kind}`),
            raw: ({ kind }) => t(`headcount.shrinkage.${kind}`),
          },
          {
            key: 'share',
            head: t('headcount.shrinkage.share'),
            numeric: true,
            cell: ({ share }) => format.percent(share),
            raw: ({ share }) => share,
          },
          { key: 'when', head: t('headcount.shrinkage.when'), cell: during, raw: during },
          {
            key: 'source',
            head: t('headcount.assumptions.source'),
            cell: ({ source }) => <code>{source}</code>,
            raw: ({ source }) => source,
          },
        ]}
      />
      <p className="soft headcount-provenance">
        {t('headcount.provenance', {
          decided: format.wallClock(basis.decidedOn),
          hash: basis.inputHash.slice(0, 12),
          versions: Object.entries(basis.versions)
            .map(([name, version]) => `${name} ${version}`)
            .join(t('controls.listComma')),
          seconds: format.duration(solution.solveSeconds),
        })}
      </p>
    </>
  )
}
