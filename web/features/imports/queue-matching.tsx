import { useTranslation } from 'react-i18next'
import { DataTable } from '../../components/data-table.tsx'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { type ColumnsStepProps, placeOf } from './columns-step.tsx'
import { columnOf, countedColumn, placeQueueValue, type QueueValue } from './import-draft.ts'

/** Not an id: ids begin with a letter or a digit. */
const LEAVE_OUT = '-'

/** What the file calls its queues, and which queue of the plan each is. */
export function QueueMatching({ item, draft, change, values }: ColumnsStepProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { queues } = usePlan()
  const column = columnOf(draft.mapping, 'queue')
  if (column === undefined || values.length === 0) return null
  const isCounted = column === countedColumn(item.detection)
  const placed = ({ value }: QueueValue) =>
    draft.leftOut.includes(value) ? LEAVE_OUT : (draft.mapping.queues[value] ?? '')
  const place = (value: string, choice: string) =>
    change(
      placeQueueValue(draft, value, choice === '' ? 'open' : choice === LEAVE_OUT ? 'leaveOut' : { queue: choice }),
    )
  return (
    <section className="panel" id={placeOf('queues')}>
      <header className="panel-head">
        <h2>{t('imports.queues')}</h2>
        <p className="soft">{t(isCounted ? 'imports.queuesHint' : 'imports.queuesUncounted', { column })}</p>
      </header>
      <DataTable
        caption={t('imports.queues')}
        rows={values}
        rowKey={({ value }) => value}
        columns={[
          {
            key: 'value',
            head: t('imports.queueValue'),
            cell: ({ value }) => (value === '' ? t('imports.emptyValue') : <code>{value}</code>),
          },
          {
            key: 'rows',
            head: t('imports.report.rows'),
            numeric: true,
            cell: ({ rows }) => (rows === undefined ? '–' : format.number(rows)),
          },
          {
            key: 'queue',
            head: t('imports.queueOfPlan'),
            cell: (row) => (
              <span data-open={placed(row) === '' || undefined}>
                <select
                  aria-label={t('imports.queueFor', { value: row.value === '' ? t('imports.emptyValue') : row.value })}
                  value={placed(row)}
                  onChange={({ target }) => place(row.value, target.value)}
                >
                  <option value="">{t('imports.choosePlease')}</option>
                  {queues.map(({ id }) => (
                    <option key={id} value={id}>
                      {names.queue(id)}
                    </option>
                  ))}
                  <option value={LEAVE_OUT}>{t('imports.leaveOut')}</option>
                </select>
              </span>
            ),
          },
        ]}
      />
      {draft.leftOut.length > 0 && <p className="import-note">{t('imports.leaveOutHint')}</p>}
    </section>
  )
}
