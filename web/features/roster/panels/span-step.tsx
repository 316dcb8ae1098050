import { useTranslation } from 'react-i18next'
import { weeksOf } from '../../../lib/week-grid.ts'
import { useFormat } from '../../../lib/workspace.ts'
import type { BoardZoom } from '../model/board-roster.ts'

interface SpanStepProps {
  readonly days: readonly string[]
  readonly zoom: BoardZoom
  readonly firstDay: number
  readonly onFirstDay: (day: number) => void
}

const DAYS_PER_WEEK = 7

/** A week further or back, a day in the zoom of hours; or any of them at once. */
export function SpanStep({ days, zoom, firstDay, onFirstDay }: SpanStepProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const byDay = zoom === 'hours'
  const weeks = weeksOf(days)
  const step = byDay ? 1 : DAYS_PER_WEEK
  const options = byDay
    ? days.map((date, day) => ({ day, label: format.day(date) }))
    : weeks.map(([first = ''], week) => ({ day: week * DAYS_PER_WEEK, label: format.week(first) }))
  const at = Math.floor(firstDay / step) * step
  const unit = byDay ? 'day' : 'week'
  if (options.length < 2) return <span className="soft">{options[0]?.label}</span>
  return (
    <span className="span-step">
      <button
        type="button"
        className="quiet"
        disabled={at === 0}
        aria-label={t(`boardPanel.previous.${unit}`)}
        onClick={() => onFirstDay(at - step)}
      >
        ‹
      </button>
      <select
        aria-label={t(byDay ? 'controls.day' : 'controls.week')}
        value={at}
        onChange={(event) => onFirstDay(Number(event.target.value))}
      >
        {options.map(({ day, label }) => (
          <option key={day} value={day}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="quiet"
        disabled={at + step >= days.length}
        aria-label={t(`boardPanel.next.${unit}`)}
        onClick={() => onFirstDay(at + step)}
      >
        ›
      </button>
    </span>
  )
}
