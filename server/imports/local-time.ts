import { IANAZone } from 'luxon'
import { FIRST_YEAR, LAST_YEAR, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { ZoneOf } from '../../solver/domain/site.ts'

/** An instant read from a file, epoch milliseconds; `laterMs` is the second occurrence of an ambiguous wall clock. */
export interface LocalTime {
  readonly ms: number
  readonly laterMs?: number
}

export interface LocalTimeProblem {
  readonly problem: string
  readonly hint: string
}

export type LocalTimeReader = (text: string) => LocalTime | LocalTimeProblem

const STAMP =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/
const MS_PER_HOUR = 60 * MS_PER_MINUTE

/** Instant of a wall clock, which is given as the milliseconds it would have if the zone were UTC. */
export type WallClockReader = (wallMs: number) => LocalTime | LocalTimeProblem

/** Places wall clocks of a zone. Zone look-ups are kept per date, since files have many rows a day. */
export function wallClockReader(zoneName: string): WallClockReader {
  const zone = IANAZone.create(zoneName)
  const offsetsByDay = new Map<number, readonly number[]>()

  /** Offsets in force about a day since 1970, minutes: one, or two where the clocks change. */
  const offsetsOn = (day: number): readonly number[] => {
    const known = offsetsByDay.get(day)
    if (known) return known
    // Zones lie between UTC-12 and UTC+14, so the local day is within these two instants.
    const before = zone.offset((day * 24 - 14) * MS_PER_HOUR)
    const after = zone.offset((day * 24 + 36) * MS_PER_HOUR)
    const offsets = before === after ? [before] : [before, after]
    offsetsByDay.set(day, offsets)
    return offsets
  }

  return (wallMs) => {
    const offsets = offsetsOn(Math.floor(wallMs / (24 * MS_PER_HOUR)))
    if (offsets.length === 1) return { ms: wallMs - offsets[0]! * MS_PER_MINUTE }
    const instants = offsets
      .map((offset) => ({ ms: wallMs - offset * MS_PER_MINUTE, offset }))
      .filter(({ ms, offset }) => zone.offset(ms) === offset)
      .map(({ ms }) => ms)
      .sort((a, b) => a - b)
    const [ms, laterMs] = instants
    if (ms === undefined) return notOnTheClock(zoneName)
    return laterMs === undefined ? { ms } : { ms, laterMs }
  }
}

/**
 * Reads wall-clock times of a zone: `2026-11-09T08:00`, `2026-11-09 08:00`, `2026/11/9 8:00`, a date alone (its
 * midnight), or any of these with `Z` or an offset.
 */
export function localTimeReader(zoneName: string): LocalTimeReader {
  const place = wallClockReader(zoneName)
  return (text) => {
    const wall = wallClock(text)
    if ('problem' in wall) return wall
    return wall.offsetMinutes === undefined ? place(wall.ms) : { ms: wall.ms - wall.offsetMinutes * MS_PER_MINUTE }
  }
}

/** Readers of each person's wall clock, by employee id; people of one zone share theirs. */
export function timeReaderOf(zoneOf: ZoneOf): (employeeId: string) => LocalTimeReader {
  const byZone = new Map<string, LocalTimeReader>()
  return (employeeId) => {
    const zone = zoneOf(employeeId)
    const reader = byZone.get(zone) ?? localTimeReader(zone)
    byZone.set(zone, reader)
    return reader
  }
}

interface WallClock {
  /** The wall clock read as if it were UTC. */
  readonly ms: number
  readonly offsetMinutes?: number
}

function wallClock(text: string): WallClock | LocalTimeProblem {
  const match = STAMP.exec(text)
  if (!match) return NOT_A_TIME
  const [, year, , month, day, hour = '0', minute = '0', second = '0', offset] = match
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  if (new Date(midnight).getUTCDate() !== Number(day) || Number(month) > 12) return NOT_A_DATE
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return NOT_A_YEAR
  const minutes = Number(hour) * 60 + Number(minute)
  if (minutes > 24 * 60 || Number(minute) > 59 || Number(second) > 59) return NOT_A_TIME
  const ms = midnight + minutes * MS_PER_MINUTE + Number(second) * 1000
  return offset === undefined ? { ms } : { ms, offsetMinutes: offsetMinutesFrom(offset) }
}

function offsetMinutesFrom(offset: string): number {
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return offset.startsWith('-') ? -minutes : minutes
}

export const NOT_A_TIME = {
  problem: 'is not a time',
  hint: 'Write local time as 2026-11-09T08:00, with an offset such as +08:00 where it is not local.',
}
export const NOT_A_DATE = { problem: 'is not a day of the calendar', hint: 'Check the month and the day.' }
export const NOT_A_YEAR = {
  problem: `is not between the years ${FIRST_YEAR} and ${LAST_YEAR}`,
  hint: 'Check the year.',
}
const notOnTheClock = (zone: string) => ({
  problem: `does not exist in ${zone}: the clocks go forward past it that day`,
  hint: 'Use the time after the change, or write the offset.',
})
