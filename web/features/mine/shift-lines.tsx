import { useTranslation } from 'react-i18next'
import { clockOf } from '../../lib/planning-week.ts'
import { dateOf } from '../../lib/week-grid.ts'
import type { OwnShift } from './own-weeks.ts'

/** From when to when by the person's own clock; an end on the next day is told as such. */
export function ShiftTimes({ shift: { start, end } }: { shift: OwnShift }) {
  const { t } = useTranslation()
  const isNextDay = dateOf(end) !== dateOf(start)
  const isMidnight = isNextDay && clockOf(end) === '00:00'
  return (
    <span className="one-line">
      {`${clockOf(start)}–${isMidnight ? '24:00' : clockOf(end)}`}
      {isNextDay && !isMidnight && <small> {t('mine.nextDay')}</small>}
    </span>
  )
}

/** The breaks of a shift, none of them broken over two lines. */
export function ShiftBreaks({ shift: { breaks } }: { shift: OwnShift }) {
  const { t } = useTranslation()
  if (breaks.length === 0) return null
  return (
    <p className="soft mine-breaks">
      {breaks.map(({ kind, start, end }) => (
        <span key={start} className="one-line">
          {t(`mine.break.${kind}`, { span: `${clockOf(start)}–${clockOf(end)}` })}
        </span>
      ))}
    </p>
  )
}
