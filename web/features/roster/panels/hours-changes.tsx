import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../components/data-table.tsx'
import { useFormat } from '../../../lib/workspace.ts'
import type { HoursChange } from './roster-differences.ts'

/** Paid hours of those for whom they change. */
export function HoursChanges({ hours }: { hours: readonly HoursChange[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (hours.length === 0) return null
  const number = (value: number) => format.number(value, 1)
  return (
    <details className="violation-group">
      <summary>
        <strong>{t('boardPanel.compare.hours', { count: hours.length })}</strong>
      </summary>
      <DataTable
        caption={t('boardPanel.compare.hours', { count: hours.length })}
        rows={hours}
        rowKey={({ employeeId }) => employeeId}
        columns={[
          { key: 'name', head: t('boardPanel.person'), cell: ({ name }) => name },
          {
            key: 'before',
            head: t('boardPanel.review.column.before'),
            cell: ({ before }) => number(before),
            numeric: true,
          },
          {
            key: 'after',
            head: t('boardPanel.review.column.after'),
            cell: ({ after }) => number(after),
            numeric: true,
          },
          {
            key: 'change',
            head: t('boardPanel.change'),
            cell: ({ before, after }) => format.signed(after - before, 1),
            numeric: true,
          },
        ]}
      />
    </details>
  )
}
