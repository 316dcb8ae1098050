import { useTranslation } from 'react-i18next'
import { runExportAddress } from '../../lib/hr-export-queries.ts'
import type { Language } from '../../lib/i18n.ts'
import { addDays } from '../../lib/planning-week.ts'
import { dateOf, sum } from '../../lib/week-grid.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { calendarName, type OwnShift, type OwnWeek } from './own-weeks.ts'
import { ShiftBreaks, ShiftTimes } from './shift-lines.tsx'

interface WeekListProps {
  readonly week: OwnWeek
  readonly employeeId: string
  readonly today: string
}

/** A week, a day a line, with its hours and a calendar file to take away. */
export function WeekList({ week: { week, runId, shifts, publishedAt }, employeeId, today }: WeekListProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { employees } = usePlan()
  const file = calendarName(
    employeeId,
    employees.map(({ id }) => id),
  )
  const days = Array.from({ length: 7 }, (_, index) => addDays(week, index))
  return (
    <section className="panel mine-week" aria-labelledby={`week-${week}`}>
      <header className="panel-head">
        <h2 id={`week-${week}`}>{format.week(week)}</h2>
        {runId !== null && (
          <p className="soft">
            {t('mine.total', {
              count: shifts.length,
              hours: format.number(sum(shifts.map(({ paidMinutes }) => paidMinutes)) / 60, 1),
            })}
          </p>
        )}
        {runId !== null && shifts.length > 0 && file !== undefined && (
          <a
            className="button quiet at-end"
            href={runExportAddress(runId, file, i18n.language as Language)}
            download={file}
            aria-label={t('mine.calendarOf', { week: format.week(week) })}
          >
            {t('mine.calendar')}
          </a>
        )}
      </header>
      {runId === null ? (
        <p className="soft">{t('mine.notPublished')}</p>
      ) : (
        <>
          <ol>
            {days.map((day) => (
              <DayLine
                key={day}
                day={day}
                isToday={day === today}
                shifts={shifts.filter(({ start }) => dateOf(start) === day)}
              />
            ))}
          </ol>
          <p className="soft">{t('mine.publishedAt', { when: format.moment(publishedAt ?? '') })}</p>
        </>
      )}
    </section>
  )
}

function DayLine({ day, isToday, shifts }: { day: string; isToday: boolean; shifts: readonly OwnShift[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <li aria-current={isToday ? 'date' : undefined} className={shifts.length === 0 ? 'mine-off' : undefined}>
      <strong>{format.day(day)}</strong>
      {shifts.length === 0 && <span className="soft">{t('mine.off')}</span>}
      {shifts.map((shift) => (
        <div key={shift.start}>
          <p>
            <b className="mine-line-times">
              <ShiftTimes shift={shift} />
            </b>{' '}
            {names.template(shift.templateId)}
          </p>
          <p className="soft">{shift.queueIds.map(names.queue).join(t('controls.listComma'))}</p>
          <ShiftBreaks shift={shift} />
        </div>
      ))}
    </li>
  )
}
