import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import { unknownZone } from '../../solver/domain/horizon.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { orderEvents } from './calendar-csv.ts'
import { eventKindOf } from './event-kind.ts'
import { expectedSizeOf } from './expected-size.ts'
import { type EventProperties, eventProperties } from './ics/event-properties.ts'
import {
  IcsProblem,
  isOnDate,
  type Occurrence,
  occurrencesOf,
  readEnd,
  readTime,
  type ZoneOf,
} from './ics/event-times.ts'
import { type IcsComponent, icsComponents } from './ics/ics-components.ts'
import { ianaWallZone, UTC_ZONE, wallZones } from './ics/wall-zone.ts'

/** What a file of events holds. Every row (event of an .ics) is accepted, rejected, blank or a duplicate. */
export interface CalendarFile {
  /** Ordered by start. */
  readonly events: CalendarEvent[]
  /** At most one for each row. */
  readonly rejects: InputIssue[]
  readonly warnings: InputIssue[]
  readonly rows: number
  readonly blank: number
  readonly duplicates: number
}

/** Reads the events of an iCalendar file, as `readIcs` does; what cannot be read is added to `issues`. */
export function parseCalendarIcs(
  file: string,
  text: string,
  zone: string,
  untilMs: number,
  issues: InputIssue[],
): CalendarEvent[] {
  const { events, rejects } = readIcs(file, text, zone, untilMs)
  issues.push(...rejects)
  return events
}

/**
 * Reads the events of an iCalendar text (RFC 5545); those that cannot be read are listed and cost none of the others.
 * Repeating events are expanded up to `untilMs` with their exceptions. Times that float are of the plan's zone, and days
 * are the plan's days. The kind is the first of CATEGORIES, else "event"; the size is X-EXPECTED-SIZE, -ORDERS, -GMV or
 * -VIEWERS, else an `expected_size=2` (orders, gmv, viewers) in the description, else 1.
 */
export function readIcs(file: string, text: string, zone: string, untilMs: number): CalendarFile {
  const { components, calendarZones, isCalendar } = icsComponents(text)
  const rejects: InputIssue[] = []
  const warnings = calendarZones.filter((name) => name !== zone).map((name) => otherZone(file, name, zone))
  if (!isCalendar) {
    const problem = 'cannot be read as iCalendar: it has neither BEGIN:VCALENDAR nor BEGIN:VEVENT'
    rejects.push({ file, problem, hint: 'Export the calendar again as .ics, or use calendar.csv.' })
    return { events: [], rejects, warnings: [], rows: 0, blank: 0, duplicates: 0 }
  }
  const vevents = components.filter(({ name }) => name === 'VEVENT')
  const properties = vevents.flatMap((component) => readProperties(component, file, rejects))
  const groups = [...Map.groupBy(properties, ({ uid, row }) => uid || `row ${row}`).values()]
  const latest = groups.map(latestRevision)
  const events = latest.flatMap((group) =>
    eventsOf(group, { zoneOf: zoneFinder(components, zone), untilMs, file, rejects }),
  )
  return {
    events: orderEvents(withoutTwins(events)),
    rejects,
    warnings,
    rows: vevents.length,
    blank: properties.filter(({ isCancelled }) => isCancelled).length,
    duplicates: properties.length - latest.flat().length,
  }
}

const otherZone = (file: string, name: string, zone: string): InputIssue => ({
  file,
  value: name,
  problem: `is the zone that the calendar names as its own; the plan's is ${zone}`,
  hint: 'Times that name no zone are read in that of the plan: check some of them.',
})

function zoneFinder(components: readonly IcsComponent[], zone: string): ZoneOf {
  const findZone = wallZones(components)
  const own = ianaWallZone(zone)
  return (name) => {
    const found = name === '' ? own : name === 'UTC' ? UTC_ZONE : findZone(name)
    if (found) return found
    throw new IcsProblem(name, unknownZone(name).problem, unknownZone(name).hint)
  }
}

function readProperties(component: IcsComponent, file: string, rejects: InputIssue[]): EventProperties[] {
  const { row } = component
  if (!component.isWhole) {
    const hint = 'The file was cut off or its lines are out of order: export it again.'
    rejects.push({ file, row, problem: 'the event has no END:VEVENT', hint })
    return []
  }
  try {
    return [eventProperties(component)]
  } catch (error) {
    const problem = `the event cannot be read: ${(error as Error).message}`
    rejects.push({ file, row, problem, hint: 'Correct the event where it was made, and export it again.' })
    return []
  }
}

/** Of several revisions of an event the last one counts, cancelled or not; occurrences moved singly stay beside it. */
function latestRevision(group: readonly EventProperties[]): EventProperties[] {
  const masters = group.filter(({ recurrenceId }) => !recurrenceId)
  const last = masters.reduce((best, event) => (compareRevisions(event, best) > 0 ? event : best), masters[0]!)
  return group.filter((event) => event.recurrenceId || compareRevisions(event, last) === 0)
}

const compareRevisions = ({ revision: a }: EventProperties, { revision: b }: EventProperties): number =>
  a[0] - b[0] || compareIds(a[1], b[1])

interface Reading {
  readonly zoneOf: ZoneOf
  readonly untilMs: number
  readonly file: string
  readonly rejects: InputIssue[]
}

/** The events of one UID: its occurrences, some of which may be moved or cancelled singly. */
function eventsOf(group: readonly EventProperties[], reading: Reading): CalendarEvent[] {
  const masters = group.filter(({ recurrenceId }) => !recurrenceId)
  if (masters.some(({ isCancelled }) => isCancelled)) return []
  const moved = group.filter(({ recurrenceId }) => recurrenceId).sort(compareRevisions)
  const found: Dated[] = masters.flatMap((event) =>
    attempt(event, reading, () =>
      occurrencesOf(event, reading.zoneOf, reading.untilMs).map((occurrence) => ({ ...occurrence, event })),
    ),
  )
  const all = moved.reduce<Dated[]>(
    (dated, event) => attempt(event, reading, () => moveOccurrence(dated, event, reading), dated),
    found,
  )
  return all.flatMap(({ startMs, endMs, event }) =>
    attempt(event, reading, () => [{ ...describe(event), startMs, endMs }]),
  )
}

interface Dated extends Occurrence {
  readonly event: EventProperties
}

/** The occurrences with one (or, for the future, all from one on) in the place and the words that `event` gives it. */
function moveOccurrence(dated: readonly Dated[], event: EventProperties, { zoneOf, untilMs }: Reading): Dated[] {
  const id = readTime(event.recurrenceId!, zoneOf)
  const isMeant = ({ recurrenceId }: Dated) =>
    recurrenceId === id.instant ||
    (id.isDate && isOnDate(recurrenceId, id.zone, id.wall)) ||
    (event.isForFuture && recurrenceId > id.instant)
  const others = dated.filter((one) => !isMeant(one))
  if (event.isCancelled) return others
  if (!event.isForFuture) {
    const alone = { ...event, rules: [], extraDates: [], exceptedDates: [] }
    return [
      ...others,
      ...occurrencesOf(alone, zoneOf, untilMs).map((span) => ({ ...span, recurrenceId: id.instant, event })),
    ]
  }
  const { dtstart } = event
  const start = dtstart ? readTime(dtstart, zoneOf) : id
  const endOf = readEnd(event, start, zoneOf)
  const shifted = dated.filter(isMeant).map(({ recurrenceId }) => {
    const wall = id.zone.wall(recurrenceId) + start.wall - id.wall
    return { startMs: start.zone.instant(wall), endMs: endOf(wall, start.zone), recurrenceId, event }
  })
  return [...others, ...shifted]
}

/** Work on an event; a problem with it is listed, once, and the work gives what it would without. */
function attempt<Item>(
  event: EventProperties,
  { file, rejects }: Reading,
  work: () => Item[],
  without: Item[] = [],
): Item[] {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof IcsProblem)) throw error
    const reject = {
      file,
      row: event.row,
      column: event.title,
      value: error.value,
      problem: error.message,
      hint: error.hint,
    }
    if (!rejects.some(({ row }) => row === event.row)) rejects.push(reject)
    return without
  }
}

const SIZE_NAMES = ['size', 'orders', 'gmv', 'viewers']

/** @throws IcsProblem when a size is written that is none */
function describe(event: EventProperties): Omit<CalendarEvent, 'startMs' | 'endMs'> {
  const inDescription = (key: string) =>
    new RegExp(`(?:^|[\\s,;])${key}\\s*[=:]\\s*([^\\s,;]+)`, 'i').exec(event.description)?.[1] ?? ''
  const written =
    SIZE_NAMES.map((name) => event.extension(`x-expected-${name}`) || inDescription(`expected[_-]${name}`)).find(
      (text) => text !== '',
    ) ?? ''
  const size = expectedSizeOf(written)
  if (size === undefined) {
    throw new IcsProblem(written, 'is not an expected size', 'Write a number from 0 such as 12000, 1.2万 or 12k.')
  }
  const category = event.extension('x-category') || inDescription('category')
  const kind = eventKindOf(event.categories.find((name) => name !== '') ?? 'event')
  return { kind, title: event.title, expectedSize: size.value, ...(category ? { category } : {}) }
}

/** Events that are told twice, in calendars put together from several, count once. */
function withoutTwins(events: readonly CalendarEvent[]): CalendarEvent[] {
  const byText = new Map(events.map((event) => [JSON.stringify(Object.entries(event).sort()), event]))
  return [...byText.values()]
}
