import ICAL from 'ical.js'
import { IANAZone } from 'luxon'
import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import { unknownZone } from '../../solver/domain/horizon.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { orderEvents } from './calendar-csv.ts'
import { numberFrom } from './csv-table.ts'
import { type LocalTimeReader, localTimeReader } from './local-time.ts'

/** Most occurrences taken of one repeating event. */
const MAX_OCCURRENCES = 5_000

/**
 * Reads the events of an iCalendar file (RFC 5545), ordered by start. Repeating events are expanded up to `untilMs`
 * with their exceptions. The kind is the first of CATEGORIES, else "event"; the size is X-EXPECTED-SIZE, -ORDERS,
 * -VIEWERS or -GMV, else an `expected_size=2` in the description, else 1.
 */
export function parseCalendarIcs(
  file: string,
  text: string,
  zone: string,
  untilMs: number,
  issues: InputIssue[],
): CalendarEvent[] {
  const root = parseIcs(file, text, issues)
  const components = root?.getAllSubcomponents('vevent') ?? []
  const masters = components.filter((component) => !component.hasProperty('recurrence-id'))
  const events = masters.flatMap((component) => {
    const uid = component.getFirstPropertyValue('uid')
    const exceptions = components.filter(
      (other) => other.hasProperty('recurrence-id') && other.getFirstPropertyValue('uid') === uid,
    )
    const report = (problem: string, hint: string, value: string) => {
      issues.push({ file, column: titleOf(component), value, problem, hint })
    }
    return occurrences(component, exceptions, zone, untilMs, report)
  })
  return orderEvents(events)
}

type Report = (problem: string, hint: string, value: string) => void

function parseIcs(file: string, text: string, issues: InputIssue[]): ICAL.Component | undefined {
  try {
    const parsed = ICAL.parse(text.replace(/^\uFEFF/, '')) as unknown[]
    // More than one component are given as a list of them, and an empty text as an empty list.
    if (typeof parsed[0] === 'string') return new ICAL.Component(parsed)
    throw new Error(`it holds ${parsed.length} calendars, not one`)
  } catch (error) {
    const problem = `cannot be read as iCalendar: ${(error as Error).message}`
    issues.push({ file, problem, hint: 'Export the calendar again as .ics, or use calendar.csv.' })
    return undefined
  }
}

function occurrences(
  component: ICAL.Component,
  exceptions: ICAL.Component[],
  zone: string,
  untilMs: number,
  report: Report,
): CalendarEvent[] {
  const start = component.getFirstProperty('dtstart')
  if (!start || !component.getFirstPropertyValue('dtstart')) {
    report('the event has no start', 'Give it a DTSTART.', titleOf(component))
    return []
  }
  const toMs = instantReader(component, zone, report)
  if (!toMs) return []
  const event = new ICAL.Event(component, { exceptions })
  const found: CalendarEvent[] = []
  const add = (item: ICAL.Event, from: ICAL.Time, to: ICAL.Time) => {
    const [startMs, endMs] = [toMs(from), toMs(to)]
    if (startMs === undefined || endMs === undefined) return
    if (endMs > startMs) found.push({ ...describe(item.component), startMs, endMs })
    else report('does not end after it starts', 'Correct DTEND or DURATION.', from.toString())
  }
  if (!event.isRecurring()) {
    add(event, event.startDate, event.endDate)
    return found
  }
  const iterator = event.iterator()
  for (let count = 0; ; count++) {
    const next = iterator.next() as ICAL.Time | undefined
    if (!next || (toMs(next) ?? untilMs) >= untilMs) return found
    if (count === MAX_OCCURRENCES) {
      report(
        `repeats more than ${MAX_OCCURRENCES} times`,
        'Give its RRULE a later start, UNTIL or COUNT.',
        titleOf(component),
      )
      return found
    }
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    add(item, startDate, endDate)
  }
}

/**
 * Turns wall-clock values of an event into instants. ical.js leaves a TZID without a VTIMEZONE floating, so the zone is
 * looked up here; a time with neither TZID nor Z is in the plan's zone, and a date alone is its midnight.
 */
function instantReader(
  component: ICAL.Component,
  zone: string,
  report: Report,
): ((time: ICAL.Time) => number | undefined) | undefined {
  const named = component.getFirstProperty('dtstart')?.getFirstParameter('tzid')
  if (named && !IANAZone.isValidZone(named)) {
    report(unknownZone(named).problem, unknownZone(named).hint, named)
    return undefined
  }
  const read: LocalTimeReader = localTimeReader(named || zone)
  return (time) => {
    if (time.zone === ICAL.Timezone.utcTimezone) return time.toUnixTime() * 1000
    const pad = (value: number) => String(value).padStart(2, '0')
    const date = `${time.year}-${pad(time.month)}-${pad(time.day)}`
    const text = time.isDate ? date : `${date}T${pad(time.hour)}:${pad(time.minute)}:${pad(time.second)}`
    const instant = read(text)
    if (!('problem' in instant)) return instant.ms
    report(instant.problem, instant.hint, text)
    return undefined
  }
}

const textOf = (component: ICAL.Component, property: string): string =>
  String(component.getFirstPropertyValue(property) ?? '').trim()

const titleOf = (component: ICAL.Component): string =>
  textOf(component, 'summary') || textOf(component, 'uid') || 'VEVENT'

const SIZE_PROPERTIES = ['x-expected-size', 'x-expected-orders', 'x-expected-viewers', 'x-expected-gmv']

function describe(component: ICAL.Component): Omit<CalendarEvent, 'startMs' | 'endMs'> {
  const description = textOf(component, 'description')
  const inDescription = (key: string) => new RegExp(`(?:^|[\\s,;])${key}=([^\\s,;]+)`).exec(description)?.[1]
  const sizes = [
    ...SIZE_PROPERTIES.map((property) => textOf(component, property)),
    inDescription('expected_size') ?? '',
  ]
  const expectedSize = sizes.map(numberFrom).find((size) => size !== undefined && size >= 0) ?? 1
  const category = textOf(component, 'x-category') || inDescription('category')
  const kind = String(component.getFirstProperty('categories')?.getFirstValue() ?? '').trim() || 'event'
  return { kind, title: titleOf(component), expectedSize, ...(category ? { category } : {}) }
}
