import { DateTime } from 'luxon'
import type { TimeSpan } from './time-span.ts'

const MAX_DAYS = 731

/**
 * A span of at most a day as it is; a longer one as the same wall clocks on each of its days, the last being the one on
 * which it ends (the one before where it ends no later in the day than it starts). Undefined for more than two years.
 */
export function dailySpans({ startMs, endMs }: TimeSpan, zone: string): TimeSpan[] | undefined {
  const start = DateTime.fromMillis(startMs, { zone })
  const end = DateTime.fromMillis(endMs, { zone })
  if (end <= start.plus({ days: 1 })) return [{ startMs, endMs }]
  const wallMinutes = (moment: DateTime) => moment.hour * 60 + moment.minute
  const endsNextDay = wallMinutes(end) <= wallMinutes(start)
  const days = Math.round(end.startOf('day').diff(start.startOf('day'), 'days').days) + (endsNextDay ? 0 : 1)
  if (days > MAX_DAYS) return undefined
  const firstEnd = start
    .startOf('day')
    .plus({ days: endsNextDay ? 1 : 0 })
    .set({ hour: end.hour, minute: end.minute })
  return Array.from({ length: days }, (_, day) => ({
    startMs: start.plus({ days: day }).toMillis(),
    endMs: firstEnd.plus({ days: day }).toMillis(),
  }))
}
