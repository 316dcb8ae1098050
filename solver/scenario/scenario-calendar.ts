import type { CalendarEvent } from '../domain/calendar.ts'
import { localDate } from '../domain/horizon.ts'
import { momentInstant } from '../domain/local-moment.ts'
import type { Scenario } from '../domain/scenario.ts'

/** Events by title and, where it is said, the local date on which they begin. */
export const eventsChosen = (
  calendar: readonly CalendarEvent[],
  { title, date }: { readonly title: string; readonly date?: string | undefined },
  zone: string,
): CalendarEvent[] =>
  calendar.filter((event) => event.title === title && (date === undefined || localDate(event.startMs, zone) === date))

/** The calendar with a scenario's events, ordered by start; as given where it changes none. */
export function scenarioCalendar(
  calendar: readonly CalendarEvent[],
  { events: { add, cancel, resize } }: Scenario,
  zone: string,
): readonly CalendarEvent[] {
  if (add.length + cancel.length + resize.length === 0) return calendar
  const cancelled = new Set(cancel.flatMap((choice) => eventsChosen(calendar, choice, zone)))
  const sizeOf = (event: CalendarEvent) =>
    resize.reduce(
      (size, { factor, ...choice }) => (eventsChosen([event], choice, zone).length > 0 ? size * factor : size),
      event.expectedSize,
    )
  const added = add.map(({ start, end, category, ...event }) => ({
    ...event,
    startMs: momentInstant(start, zone),
    endMs: momentInstant(end, zone),
    ...(category !== undefined && { category }),
  }))
  const kept = calendar
    .filter((event) => !cancelled.has(event))
    .map((event) => ({ ...event, expectedSize: sizeOf(event) }))
  return [...kept, ...added].sort(
    (a, b) => a.startMs - b.startMs || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
  )
}
