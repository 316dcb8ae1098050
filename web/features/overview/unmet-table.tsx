import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { DataTable } from '../../components/data-table.tsx'
import { navigate } from '../../lib/route.ts'
import { dateOf } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'

/** Every stretch whose need is not met, with a way to look at it. */
export function UnmetTable({ unmet }: { unmet: PlanReportReply['unmet'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (unmet.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('overview.unmet')}</h2>
      <DataTable
        caption={t('overview.unmet')}
        rows={unmet}
        rowKey={({ queue, kind, start }) => `${queue}${kind}${start}`}
        columns={[
          {
            key: 'when',
            head: t('overview.when'),
            cell: ({ queue, start, end }) => (
              <button
                type="button"
                className="plain"
                onClick={() => navigate({ view: 'coverage', queue, day: dateOf(start), at: start, as: 'table' })}
              >
                {format.span(start, end)}
              </button>
            ),
          },
          { key: 'queue', head: t('controls.queue'), cell: ({ queue }) => names.queue(queue) },
          { key: 'kind', head: t('overview.kind'), cell: ({ kind }) => t(`overview.unmetKind.${kind}`) },
          {
            key: 'worst',
            head: t('overview.atWorst'),
            numeric: true,
            cell: ({ kind, worst }) =>
              t(`overview.unmetWorst.${kind}`, { size: format.number(worst, 1), count: worst }),
          },
          {
            key: 'hours',
            head: t('overview.inAll'),
            numeric: true,
            cell: ({ kind, hours }) => t(`overview.unmetHours.${kind}`, { hours: format.hours(hours) }),
          },
        ]}
      />
    </section>
  )
}
