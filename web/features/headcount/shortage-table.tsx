import { useTranslation } from 'react-i18next'
import type { HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { useFormat } from '../../lib/workspace.ts'
import { FigureTable } from './figure-table.tsx'
import { useHeadcountNames } from './use-headcount-words.ts'

/** What the plan leaves short, by name, and why nothing covers it. */
export function ShortageTable({ plan }: { plan: HeadcountPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useHeadcountNames(plan)
  return (
    <FigureTable
      title={t('headcount.shortages.title')}
      file="headcount-shortages.csv"
      empty={t('headcount.shortages.none')}
      rows={plan.shortages}
      rowKey={({ queueId, firstDate }) => `${queueId} ${firstDate}`}
      columns={[
        {
          key: 'queue',
          head: t('controls.queue'),
          cell: ({ queueId }) => names.queue(queueId),
          raw: ({ queueId }) => names.queue(queueId),
        },
        {
          key: 'dates',
          head: t('headcount.column.dates'),
          cell: ({ firstDate, lastDate }) => <span className="nowrap">{`${firstDate} – ${lastDate}`}</span>,
          raw: ({ firstDate, lastDate }) => `${firstDate}/${lastDate}`,
        },
        {
          key: 'sales',
          head: t('headcount.column.sale'),
          cell: ({ sales }) => sales.join(' · ') || '–',
          raw: ({ sales }) => sales.join(' · '),
        },
        {
          key: 'hours',
          head: t('headcount.column.shortHours'),
          numeric: true,
          cell: ({ hours }) => format.hours(hours),
          raw: ({ hours }) => hours,
        },
        {
          key: 'worstFte',
          head: t('headcount.column.worstFte'),
          numeric: true,
          cell: ({ worstFte }) => format.number(worstFte, 1),
          raw: ({ worstFte }) => worstFte,
        },
        {
          key: 'reason',
          head: t('headcount.column.reason'),
          cell: ({ reason }) => <span className="table-prose">{t(`headcount.shortages.${reason}`)}</span>,
          raw: ({ reason }) => t(`headcount.shortages.${reason}`),
        },
      ]}
    />
  )
}
