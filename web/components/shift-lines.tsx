import { useTranslation } from 'react-i18next'
import { clockOf } from '../lib/planning-week.ts'
import { dateOf } from '../lib/week-grid.ts'

/** Local times with offset, `2026-11-09T08:00+08:00`; half-open. */
interface Times {
  readonly start: string
  readonly end: string
}

/** From when to when by the person's own clock; an end on the next day is told as such. */
export function ShiftTimes({ shift: { start, end }, isShort = false }: { shift: Times; isShort?: boolean }) {
  const { t } = useTranslation()
  const isNextDay = dateOf(end) !== dateOf(start)
  const isMidnight = isNextDay && clockOf(end) === '00:00'
  return (
    <span className="one-line">
      {`${clockOf(start)}–${isMidnight ? '24:00' : clockOf(end)}`}
      {isNextDay && !isMidnight && !isShort && <small> {t('mine.nextDay')}</small>}
      {isNextDay && !isMidnight && isShort && (
        <>
          <sup aria-hidden="true">+1</sup>
          <span className="hidden-text"> {t('mine.nextDay')}</span>
        </>
      )}
    </span>
  )
}

interface ShiftBreaksProps {
  readonly shift: { readonly breaks: readonly (Times & { readonly kind: 'meal' | 'rest' })[] }
}

/** The breaks of a shift, none of them broken over two lines. */
export function ShiftBreaks({ shift: { breaks } }: ShiftBreaksProps) {
  const { t } = useTranslation()
  if (breaks.length === 0) return null
  return (
    <p className="soft shift-breaks">
      {breaks.map(({ kind, start, end }) => (
        <span key={start} className="one-line">
          {t(`mine.break.${kind}`, { span: `${clockOf(start)}–${clockOf(end)}` })}
        </span>
      ))}
    </p>
  )
}
