import { useTranslation } from 'react-i18next'
import { ShiftBreaks, ShiftTimes } from '../../components/shift-lines.tsx'
import { addDays, clockOf } from '../../lib/planning-week.ts'
import { dateOf } from '../../lib/week-grid.ts'
import { nextShift, type OwnShift, type OwnWeek } from './own-weeks.ts'
import type { OwnWords } from './own-words.ts'

interface MineAnswerProps {
  readonly name: string
  readonly weeks: readonly OwnWeek[]
  readonly now: number
  readonly words: OwnWords
  /** Of a roster that is shown without a connection. */
  readonly asOf: string | undefined
}

/** When the person works next, in large type. */
export function MineAnswer({ name, weeks, now, words, asOf }: MineAnswerProps) {
  const { t } = useTranslation()
  const next = nextShift(weeks, now)
  return (
    <header className="mine-next">
      <p className="answer-question">{t('mine.question', { name })}</p>
      {next ? (
        <NextShift shift={next} now={now} words={words} />
      ) : (
        <h1>{t(weeks.some(({ runId }) => runId) ? 'mine.noShift' : 'mine.noRoster')}</h1>
      )}
      {asOf !== undefined && (
        <p className="mine-as-of" role="status">
          {t('mine.asOf', { when: words.format.moment(asOf) })}
        </p>
      )}
    </header>
  )
}

function NextShift({ shift, now, words }: { shift: OwnShift; now: number; words: OwnWords }) {
  const { t } = useTranslation()
  const day = dateOf(shift.start)
  // By the person's own clock: the shift's stamps carry its offset.
  const today = dateOf(new Date(now + offsetMs(shift.start)).toISOString())
  const when = day === today ? t('mine.today') : day === addDays(today, 1) ? t('mine.tomorrow') : undefined
  const isOn = Date.parse(shift.start) <= now
  return (
    <>
      <h1>
        <span className="mine-day">
          {isOn
            ? t('mine.until', { time: clockOf(shift.end) })
            : [when, words.format.day(day)].filter(Boolean).join(' · ')}
        </span>
        <span className="mine-times">
          <ShiftTimes shift={shift} />
        </span>
      </h1>
      <p>
        {words.template(shift.templateId)} ·{' '}
        {shift.isOnCall
          ? t('mine.onCall')
          : t('mine.serves', { queues: shift.queueIds.map(words.queue).join(t('controls.listComma')) })}
      </p>
      <ShiftBreaks shift={shift} />
    </>
  )
}

/** Offset of a stamp `...+08:00` from UTC, milliseconds. */
function offsetMs(stamp: string): number {
  const wall = Date.parse(`${stamp.slice(0, 16)}Z`)
  return wall - Date.parse(stamp)
}
