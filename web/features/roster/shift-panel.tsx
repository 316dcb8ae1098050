import { useTranslation } from 'react-i18next'
import { clockOf } from '../../lib/planning-week.ts'
import { dateOf } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { BoardShift, PersonRow } from './board-rows.ts'

/** The person and the day that the board's focus is on. */
export function ShiftPanel({ row, days, day }: { row: PersonRow; days: readonly string[]; day: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const shifts = row.shifts[day] ?? []
  const worked = row.shifts.filter((list) => list.length > 0).length
  return (
    <aside className="panel shift-panel" aria-label={t('roster.details')}>
      <h2>{row.employee.name}</h2>
      <p className="soft">
        {[row.employee.id, names.group(row.employee.group), row.employee.zone].filter(Boolean).join(' · ')}
      </p>
      <dl>
        <dt>{t('roster.weekHours')}</dt>
        <dd>{t('roster.hours', { hours: format.number(row.paidMinutes / 60, 1) })}</dd>
        <dt>{t('roster.daysWorked')}</dt>
        <dd>{t('roster.daysOf', { worked, days: days.length })}</dd>
      </dl>
      <h3>{format.day(shifts[0] ? dateOf(shifts[0].assignment.start) : (days[day] ?? ''))}</h3>
      {shifts.length === 0 ? (
        <p>{t('roster.off')}</p>
      ) : (
        shifts.map((shift) => <ShiftDetails key={shift.assignment.start} shift={shift} />)
      )}
    </aside>
  )
}

function ShiftDetails({ shift: { assignment } }: { shift: BoardShift }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const span = ({ start, end }: { start: string; end: string }) => `${clockOf(start)}–${clockOf(end)}`
  return (
    <dl>
      <dt>{t('roster.shift')}</dt>
      <dd>
        <strong>{span(assignment)}</strong> {names.template(assignment.templateId)}
        {assignment.pinned && <span className="chip">{t('roster.pinned')}</span>}
      </dd>
      <dt>{t('roster.paid')}</dt>
      <dd>{t('roster.hours', { hours: format.number(assignment.paidMinutes / 60, 1) })}</dd>
      <dt>{t('roster.breaks')}</dt>
      <dd>
        {assignment.breaks.length === 0 && '–'}
        {assignment.breaks.map((pause) => (
          <div key={pause.start}>
            {span(pause)} {t(`roster.break.${pause.kind}`)}{' '}
            <span className="soft">{pause.paid ? t('roster.breakPaid') : t('roster.breakUnpaid')}</span>
          </div>
        ))}
      </dd>
      <dt>{t('roster.serves')}</dt>
      <dd>{assignment.queueIds.map(names.queue).join(t('controls.listComma'))}</dd>
    </dl>
  )
}
