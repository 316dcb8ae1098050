import { useTranslation } from 'react-i18next'
import type { SettingsValue } from '../../../server/contracts/settings.ts'
import { clockOf, shiftShape } from './shift-facts.ts'

const WIDTH = 480
const HEIGHT = 44
const BAR = { top: 14, height: 16 }
const HOURS = [0, 6, 12, 18, 24, 30, 36]

/**
 * A template on the hours of a day and a half: the earliest shift as a bar, its breaks within the windows in which they
 * may lie, and a mark at each other time at which it may start.
 */
export function ShiftPicture({ value }: { value: SettingsValue }) {
  const { t } = useTranslation()
  const { starts, lengthMinutes, breaks } = shiftShape(value)
  const first = starts[0] ?? 0
  const last = Math.max(first + lengthMinutes, (starts.at(-1) ?? 0) + 60)
  const until = last > 24 * 60 ? 36 * 60 : 24 * 60
  const at = (minute: number) => (Math.min(minute, until) / until) * WIDTH
  const label = t('settings.shift.picture', {
    ...{ starts: starts.map(clockOf).join(t('controls.listComma')), end: clockOf(first + lengthMinutes) },
    count: breaks.length,
  })
  return (
    <svg className="shift-picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {HOURS.filter((hour) => hour * 60 <= until).map((hour) => (
        <g key={hour}>
          <line className="shift-hour" x1={at(hour * 60)} x2={at(hour * 60)} y1={10} y2={34} />
          <text
            x={at(hour * 60)}
            y={HEIGHT - 1}
            textAnchor={hour === 0 ? 'start' : hour * 60 === until ? 'end' : 'middle'}
          >
            {hour > 24 ? `+${clockOf((hour - 24) * 60)}` : clockOf(hour * 60)}
          </text>
        </g>
      ))}
      {starts.length > 0 && (
        <rect
          className="shift-bar"
          x={at(first)}
          y={BAR.top}
          width={at(first + lengthMinutes) - at(first)}
          height={BAR.height}
          rx={3}
        />
      )}
      {breaks.map(({ earliestStartMinutes: from, latestStartMinutes: to, minutes, kind }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: breaks have no ids and keep no state
        <g key={index} data-kind={kind}>
          <rect
            className="shift-window"
            x={at(first + from)}
            y={BAR.top}
            width={at(first + to + minutes) - at(first + from)}
            height={BAR.height}
          />
          <rect
            className="shift-break"
            x={at(first + from)}
            y={BAR.top + 3}
            width={Math.max(2, at(first + from + minutes) - at(first + from))}
            height={BAR.height - 6}
          />
        </g>
      ))}
      {starts.map((start) => (
        <path key={start} className="shift-start" d={`M${at(start) - 4},4 h8 l-4,7 z`} />
      ))}
    </svg>
  )
}
