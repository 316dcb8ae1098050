// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid over a canvas; a table cannot be positioned over it
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell of the grid at a time takes the focus
import { useTranslation } from 'react-i18next'
import { navigate } from '../../lib/route.ts'
import { useFormat } from '../../lib/workspace.ts'
import { type PersonRow, workingByDay } from './board-rows.ts'

/** Date, weekday and people at work of each day; a click opens the day. */
export function DayHeads({ days, people }: { days: readonly string[]; people: readonly PersonRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const working = workingByDay(people)
  return days.map((day, index) => (
    <div key={day} role="columnheader" className="board-day">
      <button type="button" className="plain" onClick={() => navigate({ day })}>
        {format.day(day)}
      </button>
      <span className="soft">{t('roster.working', { count: working[index] ?? 0 })}</span>
    </div>
  ))
}

/** Hours of a day's board. */
export function HourHeads({ fromHour, toHour }: { fromHour: number; toHour: number }) {
  const hours = Array.from({ length: toHour - fromHour }, (_, index) => fromHour + index)
  return hours.map((hour) => (
    <span key={hour} className="board-hour">
      {String(hour % 24).padStart(2, '0')}
    </span>
  ))
}
