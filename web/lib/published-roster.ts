import type { Publication } from '../../server/contracts/publication.ts'
import { addDays } from './planning-week.ts'

/** The publication that stands for a local date `YYYY-MM-DD`; of a week one stands at a time. */
export const standingOn = (publications: readonly Publication[], date: string): Publication | undefined =>
  publications.find(
    ({ week, weeks, supersededAt }) => supersededAt === null && date >= week && date < addDays(week, 7 * weeks),
  )

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Wall clock `YYYY-MM-DDTHH:mm` of an instant, epoch milliseconds, in an IANA zone. */
export function wallClockIn(zone: string, instant: number): string {
  const clock =
    clocks.get(zone) ??
    // Swedish writes dates as ISO 8601 does.
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(zone, clock)
  return clock.format(instant).replace(' ', 'T')
}
