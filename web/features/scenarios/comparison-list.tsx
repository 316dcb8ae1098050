import { useSuspenseQuery } from '@tanstack/react-query'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonReply } from '../../../server/contracts/comparison.ts'
import { DataTable } from '../../components/data-table.tsx'
import { navigate, routeAddress, useRoute } from '../../lib/route.ts'
import { comparisonsQuery } from '../../lib/scenario-queries.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { useScenarioWords } from './use-scenario-words.ts'

export const STATE_TONES: Record<ComparisonReply['state'], string> = {
  queued: 'plain',
  running: 'work',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'plain',
  interrupted: 'warn',
}

/** Comparisons or sweeps that were made before, to be looked at again. */
export function ComparisonList({ kind }: { kind: ComparisonReply['request']['kind'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const plan = usePlan()
  const { data } = useSuspenseQuery(comparisonsQuery(plan.id))
  const made = data.filter(({ request }) => request.kind === kind)
  return (
    <section className="panel">
      <h2>{t(`scenarios.earlier.${kind}`)}</h2>
      {made.length === 0 ? (
        <p className="soft">{t(`scenarios.noEarlier.${kind}`)}</p>
      ) : (
        <DataTable
          caption={t(`scenarios.earlier.${kind}`)}
          rows={made}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'what',
              head: t('scenarios.what'),
              cell: (comparison) => <ComparisonLink comparison={comparison} />,
            },
            { key: 'week', head: t('shell.week'), cell: ({ week, request }) => format.week(week, request.weeks) },
            { key: 'made', head: t('scenarios.made'), cell: ({ createdAt }) => format.moment(createdAt) },
            {
              key: 'state',
              head: t('scenarios.state'),
              cell: ({ state }) => (
                <span className="chip" data-tone={STATE_TONES[state]}>
                  {t(`scenarios.stateOf.${state}`)}
                </span>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

/** A real link, so that it opens in a new tab too. */
function ComparisonLink({ comparison: { id, request } }: { comparison: ComparisonReply }) {
  const route = useRoute()
  const words = useScenarioWords()
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigate({ comparison: id })
    window.scrollTo({ top: 0 })
  }
  return (
    <a
      className="table-prose"
      href={routeAddress(route, { comparison: id })}
      aria-current={route.comparison === id ? 'true' : undefined}
      onClick={open}
    >
      {words.request(request)}
    </a>
  )
}
