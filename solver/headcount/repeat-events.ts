import type { CalendarEvent } from '../domain/calendar.ts'
import { instantOnDay, localDate } from '../domain/horizon.ts'
import { dateOf, dayOf } from './days.ts'

const YEAR_OF_WEEKS = 364
const MS_PER_HOUR = 3_600_000
/** An event as long as this is one of whole days: a sale, a holiday. */
const FULL_DAY_HOURS = 18
/** A yearly event that the calendar has so near its date is that year's: lunar holidays move by a month. */
const SAME_OCCASION_DAYS = 60

/**
 * The calendar with the events of its last year again in later years, where it has none yet. Livestreams (and whatever is
 * shorter than a day) come 364 days later, on the same weekday; sales and holidays keep their date. Kinds are known as far
 * as their last event; a sale or holiday that the calendar has within 60 days of the date is taken as it stands there.
 * @param untilDay last day of the plan, since 1970-01-01
 */
export function repeatEvents(
  calendar: readonly CalendarEvent[],
  untilDay: number,
  zone: string,
): { readonly calendar: readonly CalendarEvent[]; readonly repeated: number } {
  const dayOfEvent = ({ startMs }: CalendarEvent) => dayOf(localDate(startMs, zone))
  const isFullDay = ({ startMs, endMs }: CalendarEvent) => endMs - startMs >= FULL_DAY_HOURS * MS_PER_HOUR
  const keyOf = (event: CalendarEvent) =>
    JSON.stringify(isFullDay(event) ? [event.kind, event.title, event.category] : [event.kind, event.category])
  const again: CalendarEvent[] = []
  for (const events of Map.groupBy(calendar, keyOf).values()) {
    const days = events.map(dayOfEvent)
    const last = days.reduce((latest, day) => Math.max(latest, day), Number.NEGATIVE_INFINITY)
    for (const event of events) {
      const day = dayOfEvent(event)
      if (day <= last - YEAR_OF_WEEKS) continue
      for (let year = 1; ; year++) {
        const moved = isFullDay(event) ? sameDate(day, year) : day + YEAR_OF_WEEKS * year
        if (moved > untilDay) break
        const isKnown = isFullDay(event)
          ? days.some((other) => Math.abs(other - moved) <= SAME_OCCASION_DAYS)
          : moved <= last
        if (!isKnown) again.push(movedTo(event, moved - day, zone))
      }
    }
  }
  return {
    calendar: [...calendar, ...again].sort((a, b) => a.startMs - b.startMs || (a.title < b.title ? -1 : 1)),
    repeated: again.length,
  }
}

/** The same date some years on; 29 February becomes 1 March. */
function sameDate(day: number, years: number): number {
  const [year, month, date] = dateOf(day).split('-').map(Number) as [number, number, number]
  return Math.round(Date.UTC(year + years, month - 1, date) / 86_400_000)
}

/** Days later by the wall clock, whatever the clocks do between. */
function movedTo(event: CalendarEvent, days: number, zone: string): CalendarEvent {
  const moved = (instant: number): number => {
    const [date, time] = wallTime(instant, zone)
    const midnight = Date.parse(`${dateOf(dayOf(date) + days)}T12:00:00Z`)
    return instantOnDay(midnight, time, zone)
  }
  return { ...event, startMs: moved(event.startMs), endMs: moved(event.endMs) }
}

function wallTime(instant: number, zone: string): [date: string, minuteOfDay: number] {
  const date = localDate(instant, zone)
  const start = instantOnDay(instant, 0, zone)
  return [date, Math.round((instant - start) / 60_000)]
}
