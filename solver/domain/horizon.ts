import { DateTime, IANAZone } from 'luxon'
import { PlanningInputError } from './planning-input-error.ts'

/**
 * The span being planned, as a grid of equal half-open intervals `[start, end)` of elapsed time.
 * A week with a clock change has an hour more or fewer intervals than others; nothing else changes.
 */
export interface Horizon {
  /** First instant, epoch milliseconds (UTC). */
  readonly startsAt: number
  readonly intervals: number
  readonly intervalMinutes: number
  /** IANA zone in which people read the plan. */
  readonly zone: string
}

export const MS_PER_MINUTE = 60_000
export const MINUTES_PER_DAY = 1440
const MS_PER_DAY = MINUTES_PER_DAY * MS_PER_MINUTE

/** A year outside these is a slip of the pen. */
export const FIRST_YEAR = 1970
export const LAST_YEAR = 2199

/** Weeks that are planned at once, at most. */
export const MAX_WEEKS = 8

/** Interval lengths that divide an hour, so that every zone offset in use falls on the grid. */
export const INTERVAL_MINUTES = [5, 10, 15, 20, 30, 60] as const

/**
 * Horizon of whole local days.
 * @param firstDay local date `YYYY-MM-DD`
 */
export function dayHorizon(firstDay: string, days: number, intervalMinutes: number, zone: string): Horizon {
  const start = localDay(firstDay, zone)
  const end = start.plus({ days })
  const intervals = (end.toMillis() - start.toMillis()) / MS_PER_MINUTE / intervalMinutes
  if (!Number.isInteger(intervals)) throw new PlanningInputError(unevenDays(firstDay, zone, intervalMinutes))
  return { startsAt: start.toMillis(), intervals, intervalMinutes, zone }
}

function localDay(day: string, zone: string): DateTime {
  if (!IANAZone.isValidZone(zone)) throw new PlanningInputError(unknownZone(zone))
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? DateTime.fromISO(day, { zone }) : DateTime.invalid('not a date')
  if (!start.isValid || start.year < FIRST_YEAR || start.year > LAST_YEAR) {
    throw new PlanningInputError({
      value: day,
      problem: start.isValid ? `is not between the years ${FIRST_YEAR} and ${LAST_YEAR}` : 'is not a calendar date',
      hint: 'Write it as YYYY-MM-DD, for example 2026-11-09.',
    })
  }
  return start.startOf('day')
}

/** Lord Howe Island moves its clocks by half an hour: intervals of an hour would fall on the half hours from then on. */
const unevenDays = (firstDay: string, zone: string, intervalMinutes: number) => ({
  value: firstDay,
  problem: `begins days in which the clocks of ${zone} change by a part of an interval of ${intervalMinutes} minutes`,
  hint: 'Use intervals of 30 minutes or less.',
})

export const unknownZone = (zone: string) => ({
  value: zone,
  problem: 'is not a known time zone',
  hint: 'Use an IANA name such as Asia/Shanghai or Europe/London.',
})

export const intervalMs = (horizon: Horizon): number => horizon.intervalMinutes * MS_PER_MINUTE
export const horizonEnd = (horizon: Horizon): number => horizon.startsAt + horizon.intervals * intervalMs(horizon)

/** Start of an interval, epoch milliseconds. */
export const intervalStart = (horizon: Horizon, interval: number): number =>
  horizon.startsAt + interval * intervalMs(horizon)

/** `2026-11-09T08:00+08:00`: local time with its offset, so that both 02:30s of an autumn clock change are told apart. */
export const localStamp = (instant: number, zone: string): string =>
  DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mmZZ")

/** Local date of an instant, `YYYY-MM-DD`. */
export const localDate = (instant: number, zone: string): string =>
  DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd')

/** Where an interval stands in the local day and week. */
export interface LocalClock {
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string
  /** 1 Monday .. 7 Sunday. */
  readonly weekday: number
  /** Minutes after local midnight on the wall clock. */
  readonly minuteOfDay: number
  /** Day of the horizon, 0-based. */
  readonly day: number
}

/** Wall-clock place of every interval, `[interval]`. Two zone look-ups a day, more only where the clocks change. */
export function localClocks(horizon: Horizon): LocalClock[] {
  const zone = IANAZone.create(horizon.zone)
  const clocks: LocalClock[] = []
  const starts = dayStarts(horizon)
  for (let day = 0; day + 1 < starts.length; day++) {
    const offset = zone.offset(starts[day]!)
    const changes = zone.offset(starts[day + 1]! - 1) !== offset
    const wall = new Date(starts[day]! + offset * MS_PER_MINUTE)
    const date = wall.toISOString().slice(0, 10)
    const weekday = wall.getUTCDay() || 7
    const firstMinute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
    for (let at = starts[day]!; at < starts[day + 1]!; at += intervalMs(horizon)) {
      const shift = changes ? zone.offset(at) - offset : 0
      clocks.push({ date, weekday, minuteOfDay: (at - starts[day]!) / MS_PER_MINUTE + shift + firstMinute, day })
    }
  }
  return clocks
}

/** Starts of the horizon's local days and the horizon's end, epoch milliseconds, `[day + 1]`. */
export function dayStarts(horizon: Horizon): number[] {
  const zone = IANAZone.create(horizon.zone)
  const end = horizonEnd(horizon)
  const starts: number[] = []
  let at = horizon.startsAt
  while (at < end) {
    starts.push(at)
    at = nextMidnight(at, zone)
  }
  return [...starts, end]
}

/** Where the clocks do not change, the next midnight is plain arithmetic, which is many times quicker. */
function nextMidnight(instant: number, zone: IANAZone): number {
  const offsetMs = zone.offset(instant) * MS_PER_MINUTE
  const local = instant + offsetMs
  const next = local - (((local % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY) + MS_PER_DAY - offsetMs
  if (zone.offset(next) * MS_PER_MINUTE === offsetMs && zone.offset(next - MS_PER_MINUTE) * MS_PER_MINUTE === offsetMs)
    return next
  return DateTime.fromMillis(instant, { zone }).startOf('day').plus({ days: 1 }).toMillis()
}

/** Weeks that a horizon touches, each of seven local days from its first. */
export const weeksOf = (horizon: Horizon): number => Math.ceil((dayStarts(horizon).length - 1) / 7)

/** Instant of a wall-clock minute on the local day that starts at `dayStart`; minutes past 1440 fall on the next day. */
export function instantOnDay(dayStart: number, minuteOfDay: number, zone: string): number {
  const midnight = DateTime.fromMillis(dayStart, { zone }).startOf('day')
  const day = midnight.plus({ days: Math.floor(minuteOfDay / MINUTES_PER_DAY) })
  const minute = minuteOfDay % MINUTES_PER_DAY
  return day.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).toMillis()
}

/** `HH:mm` (hours up to 47 for "after midnight") as minutes after midnight, or undefined when it is neither. */
export function minuteOfDayFrom(text: string): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text)
  if (!match) return undefined
  const minutes = Number(match[1]) * 60 + Number(match[2])
  return Number(match[2]) < 60 && minutes <= 2 * MINUTES_PER_DAY ? minutes : undefined
}
