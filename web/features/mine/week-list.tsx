import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ShiftBreaks, ShiftTimes } from '../../components/shift-lines.tsx'
import { addDays, clockOf } from '../../lib/planning-week.ts'
import { dateOf, sum } from '../../lib/week-grid.ts'
import type { OwnShift, OwnWeek } from './own-weeks.ts'
import type { OwnWords } from './own-words.ts'
import type { DayChange } from './roster-changes.ts'

interface WeekListProps {
  readonly week: OwnWeek
  readonly today: string
  readonly words: OwnWords
  /** Files of the week to take away. */
  readonly files?: ReactNode
  /** Days whose shifts are others than the reader saw last. */
  readonly changes?: readonly DayChange[]
  /** What can be asked for on a day, at the end of its line. */
  readonly actions?: (day: string, shifts: readonly OwnShift[]) => ReactNode
}

/** A week, a day a line, with its hours. */
export function WeekList({ week: ownWeek, today, words, files, changes = [], actions }: WeekListProps) {
  const { t } = useTranslation()
  const { week, runId, shifts, publishedAt } = ownWeek
  const { format } = words
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
        {files}
      </header>
      {runId === null && shifts.length === 0 ? (
        <p className="soft">{t('mine.notPublished')}</p>
      ) : (
        <>
          <ol>
            {days.map((day) => (
              <DayLine
                key={day}
                {...{ day, words }}
                isToday={day === today}
                isOver={day < today}
                shifts={shifts.filter(({ start }) => dateOf(start) === day)}
                change={changes.find((change) => change.day === day)}
                actions={actions}
              />
            ))}
          </ol>
          {publishedAt !== null && (
            <p className="soft">{t('mine.publishedAt', { when: format.moment(publishedAt) })}</p>
          )}
        </>
      )}
    </section>
  )
}

interface DayLineProps extends Pick<WeekListProps, 'words'> {
  readonly actions: WeekListProps['actions'] | undefined
  readonly day: string
  readonly isToday: boolean
  readonly isOver: boolean
  readonly shifts: readonly OwnShift[]
  readonly change: DayChange | undefined
}

function DayLine({ day, isToday, isOver, shifts, words, change, actions }: DayLineProps) {
  const { t } = useTranslation()
  const asked = isOver ? undefined : actions?.(day, shifts)
  return (
    <li aria-current={isToday ? 'date' : undefined} className={shifts.length === 0 ? 'mine-off' : undefined}>
      <strong>{words.format.day(day)}</strong>
      {shifts.length === 0 && <span className="soft">{t('mine.off')}</span>}
      {shifts.map((shift) => (
        <div key={shift.start}>
          <p>
            <b className="mine-line-times">
              <ShiftTimes shift={shift} />
            </b>{' '}
            {words.template(shift.templateId)}
          </p>
          <p className="soft">
            {shift.isOnCall ? t('mine.onCall') : shift.queueIds.map(words.queue).join(t('controls.listComma'))}
          </p>
          <ShiftBreaks shift={shift} />
        </div>
      ))}
      {change && <ChangedFrom change={change} />}
      {asked && <div className="mine-actions">{asked}</div>}
    </li>
  )
}

/** What the day was when the reader looked last. */
function ChangedFrom({ change: { before } }: { change: DayChange }) {
  const { t } = useTranslation()
  const was = before.map(({ start, end }) => `${clockOf(start)}–${clockOf(end)}`).join(t('controls.listComma'))
  return (
    <p className="mine-changed">
      <span className="chip" data-tone="warn">
        {t('mine.changed')}
      </span>{' '}
      {before.length === 0 ? t('mine.wasOff') : t('mine.was', { was })}
    </p>
  )
}
