import { DateTime } from 'luxon'
import { instantOnDay, MINUTES_PER_DAY, MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { TourContext } from './tour-context.ts'

/** A night by the wall clock: minutes after midnight of an evening, and of the morning after it. */
interface Night {
  readonly fromMinute: number
  readonly toMinute: number
}

/** A span of time, epoch milliseconds. */
interface Worked {
  readonly startMs: number
  readonly endMs: number
}

/** Elapsed minutes of a shift within the nights that it touches, breaks included. */
export function nightMinutes(context: TourContext, night: Night, { startMs, endMs }: Worked): number {
  let minutes = 0
  for (const [from, to] of nightsOf(context, night)) {
    minutes += Math.max(0, Math.min(endMs, to) - Math.max(startMs, from)) / MS_PER_MINUTE
  }
  return minutes
}

/** Nights of the horizon, of the days that the previous roster tells of and of one day more on either side. */
function nightsOf({ once, days, daysBefore, zone }: TourContext, night: Night): [number, number][] {
  return once(`nights ${night.fromMinute} ${night.toMinute}`, () => {
    const known = [...daysBefore].reverse().concat(days)
    const first = DateTime.fromMillis(known[0]!.startMs, { zone }).minus({ days: 1 }).toMillis()
    return [first, ...known.map(({ startMs }) => startMs), known.at(-1)!.endMs].map((day) => [
      instantOnDay(day, night.fromMinute, zone),
      instantOnDay(day, night.toMinute + MINUTES_PER_DAY, zone),
    ])
  })
}
