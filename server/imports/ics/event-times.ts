import ICAL from 'ical.js'
import { FIRST_YEAR, LAST_YEAR } from '../../../solver/domain/horizon.ts'
import type { TimeSpan } from '../time-span.ts'
import type { EventProperties, IcsValue } from './event-properties.ts'
import { type RecurrenceRule, recurrences } from './recurrence.ts'
import type { WallClock, WallZone } from './wall-zone.ts'

/** Why an event cannot be taken. */
export class IcsProblem extends Error {
  readonly value: string
  readonly hint: string

  constructor(value: string, problem: string, hint: string) {
    super(problem)
    this.value = value
    this.hint = hint
  }
}

/** Where the zone of an event's times is looked up; `''` asks for that of floating times, `UTC` for Greenwich. */
export type ZoneOf = (name: string) => WallZone

/** A time as written: a wall clock in a zone, or a whole day of the plan's. */
export interface IcsTime {
  readonly wall: WallClock
  readonly zone: WallZone
  readonly isDate: boolean
  readonly instant: number
}

/** Most occurrences taken of one repeating event. */
const MAX_OCCURRENCES = 5_000
const MS_PER_DAY = 86_400_000

/** A time of a property. @throws IcsProblem when it is none */
export function readTime({ value, raw, zoneName }: IcsValue, zoneOf: ZoneOf): IcsTime {
  // ical.js splits values at fixed places: what it makes of a time that is none does not fit this, a bare date does.
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(?:::|(\d\d):(\d\d):(\d\d)(Z?)))?$/.exec(String(value))
  const notATime = new IcsProblem(
    raw,
    'is not a time',
    'Write 20261112T113000, with Z or a TZID, or 20261112 for a day.',
  )
  if (!match) throw notATime
  const [, year, month, day, hour = '', minute = '0', second = '0', utc = ''] = match
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const isDay = new Date(midnight).getUTCDate() === Number(day) && Number(month) <= 12 && Number(month) >= 1
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) throw notATime
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) {
    throw new IcsProblem(raw, `is not between the years ${FIRST_YEAR} and ${LAST_YEAR}`, 'Check the year.')
  }
  const isDate = hour === ''
  const wall = midnight + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000
  const zone = zoneOf(isDate ? '' : utc === 'Z' ? 'UTC' : zoneName)
  return { wall, zone, isDate, instant: zone.instant(wall) }
}

/** The end that belongs to a start: the same exact length for every occurrence, whole days where the event is of days. */
export type EndOf = (start: WallClock, zone: WallZone) => number

/** How an event ends. @throws IcsProblem when it does not, or does so before it starts */
export function readEnd(event: EventProperties, start: IcsTime, zoneOf: ZoneOf): EndOf {
  const { duration, dtend } = event
  if (duration) return afterDuration(duration)
  if (!dtend) {
    if (start.isDate) return (wall, zone) => zone.instant(wall + MS_PER_DAY)
    throw new IcsProblem(event.title, 'the event has no end', 'Give it a DTEND or a DURATION.')
  }
  const end = readTime(dtend, zoneOf)
  if (start.isDate && end.isDate) {
    // An end on the day of the start is of software that writes the last day, not the one after it.
    const days = Math.max(MS_PER_DAY, end.wall - start.wall)
    if (end.wall >= start.wall) return (wall, zone) => zone.instant(wall + days)
  }
  const later = end.zone.laterInstant(end.wall)
  const endMs = end.instant <= start.instant && later !== undefined ? later : end.instant
  if (endMs > start.instant) return (wall, zone) => zone.instant(wall) + endMs - start.instant
  throw new IcsProblem(dtend.raw, 'is not after the start', 'Correct DTEND or DURATION.')
}

/** Weeks and days of a duration are of the calendar, hours and less are exact (RFC 5545 section 3.3.6). */
function afterDuration({ raw, value }: IcsValue): EndOf {
  const problem = new IcsProblem(raw, 'is not a length of time above nothing', 'Write for example PT4H or P1D.')
  const isDuration = /^\+?P(?=[\dT])(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/i.test(String(value))
  if (!isDuration) throw problem
  const { weeks, days, hours, minutes, seconds } = ICAL.Duration.fromString(String(value).toUpperCase())
  const dayMs = (weeks * 7 + days) * MS_PER_DAY
  const exactMs = ((hours * 60 + minutes) * 60 + seconds) * 1000
  if (dayMs + exactMs <= 0 || dayMs + exactMs > 3660 * MS_PER_DAY) throw problem
  return (wall, zone) => zone.instant(wall + dayMs) + exactMs
}

/** An occurrence, known by the instant at which it would start if nobody had moved it. */
export interface Occurrence extends TimeSpan {
  readonly recurrenceId: number
}

/**
 * All occurrences of an event that start before `untilMs`, by RRULE and RDATE without those of EXDATE; of those that are
 * moved singly its caller knows.
 * @throws IcsProblem when a part of it cannot be read, or it repeats too often
 */
export function occurrencesOf(event: EventProperties, zoneOf: ZoneOf, untilMs: number): Occurrence[] {
  if (!event.dtstart) throw new IcsProblem(event.title, 'the event has no start', 'Give it a DTSTART.')
  const start = readTime(event.dtstart, zoneOf)
  const endOf = readEnd(event, start, zoneOf)
  const spans = new Map<number, Occurrence>()
  const add = (wall: WallClock, zone: WallZone, endMs = endOf(wall, zone)) => {
    const startMs = zone.instant(wall)
    if (startMs < untilMs) spans.set(startMs, { startMs, endMs, recurrenceId: startMs })
    if (spans.size <= MAX_OCCURRENCES) return
    const hint = 'Give its RRULE a later start, UNTIL or COUNT.'
    throw new IcsProblem(event.title, `repeats more than ${MAX_OCCURRENCES} times`, hint)
  }
  add(start.wall, start.zone)
  for (const rule of event.rules) {
    for (const wall of recurrences(ruleOf(rule), start.wall, lastWall(rule, start, zoneOf, untilMs))) {
      if (Number.isNaN(wall))
        throw new IcsProblem(rule.raw, 'repeats too finely to be followed', 'Use FREQ=DAILY or longer.')
      add(wall, start.zone)
    }
  }
  for (const extra of event.extraDates) addExtra(extra, zoneOf, add)
  for (const excepted of event.exceptedDates) {
    const time = readTime(excepted, zoneOf)
    for (const { startMs } of isWholeDay(time, start) ? spans.values() : [{ startMs: time.instant }]) {
      if (!isWholeDay(time, start) || isOnDate(startMs, start.zone, time.wall)) spans.delete(startMs)
    }
  }
  return [...spans.values()]
}

/** A day that stands for the occurrences on it, of an event that has times. */
const isWholeDay = (time: IcsTime, start: IcsTime): boolean => time.isDate && !start.isDate

/** Whether an instant lies on a date, in the zone of the event. */
export const isOnDate = (instant: number, zone: WallZone, midnight: WallClock): boolean =>
  Math.floor(zone.wall(instant) / MS_PER_DAY) * MS_PER_DAY === midnight

type AddOccurrence = (wall: WallClock, zone: WallZone, endMs?: number) => void

/** An RDATE: a start, or a period with an end or a length of its own. */
function addExtra(extra: IcsValue, zoneOf: ZoneOf, add: AddOccurrence): void {
  if (!Array.isArray(extra.value)) {
    const { wall, zone } = readTime(extra, zoneOf)
    add(wall, zone)
    return
  }
  const [from, to] = extra.value.map((value: unknown) => ({ ...extra, value }))
  const { wall, zone, instant } = readTime(from!, zoneOf)
  const endMs = /^[+P]/.test(String(to!.value)) ? afterDuration(to!)(wall, zone) : readTime(to!, zoneOf).instant
  if (endMs <= instant) throw new IcsProblem(extra.raw, 'is not after its start', 'Correct RDATE.')
  add(wall, zone, endMs)
}

/** UNTIL, in the wall clock of the event, the end of the range at the latest. A date means all of its day. */
function lastWall({ value, raw }: IcsValue, start: IcsTime, zoneOf: ZoneOf, untilMs: number): WallClock {
  const end = start.zone.wall(untilMs)
  const { until } = value as { until?: string }
  if (until === undefined) return end
  const time = readTime({ value: until, raw, zoneName: '' }, zoneOf)
  if (time.isDate) return Math.min(end, time.wall + MS_PER_DAY - 1)
  const isFloating = !String(until).endsWith('Z')
  return Math.min(end, isFloating ? time.wall : start.zone.wall(time.instant))
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The rule as ical.js takes it apart. @throws IcsProblem when it is none */
function ruleOf({ value, raw }: IcsValue): RecurrenceRule {
  const parts = value as Record<string, unknown>
  const list = (key: string) => [parts[key] ?? []].flat() as number[]
  const frequency = String(parts.freq ?? '') as RecurrenceRule['frequency']
  const [interval, count] = [parts.interval ?? 1, parts.count] as [number, number | undefined]
  const isCount = count === undefined || (Number.isInteger(count) && count > 0)
  // ical.js reads an interval of 0 as 1.
  if (frequency.length === 0 || !(interval >= 1) || !isCount || /INTERVAL=0*(;|$)/i.test(raw)) {
    throw new IcsProblem(raw, 'is not a rule of recurrence', 'Write for example FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8.')
  }
  return {
    frequency,
    interval,
    count,
    months: list('bymonth'),
    weekNumbers: list('byweekno'),
    yearDays: list('byyearday'),
    monthDays: list('bymonthday'),
    weekdays: (list('byday') as unknown as string[]).map((day) => ({
      weekday: WEEKDAYS.indexOf(day.slice(-2)),
      ordinal: Number(day.slice(0, -2)),
    })),
    hours: list('byhour'),
    minutes: list('byminute'),
    seconds: list('bysecond'),
    positions: list('bysetpos'),
    // ical.js counts weekdays from 1 Sunday.
    weekStart: ((parts.wkst === undefined ? 2 : Number(parts.wkst)) + 5) % 7,
  }
}
