import { FIRST_YEAR, LAST_YEAR, MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import type { TimeFormat } from '../../contracts/import.ts'
import {
  type LocalTime,
  type LocalTimeProblem,
  type LocalTimeReader,
  NOT_A_DATE,
  NOT_A_TIME,
  NOT_A_YEAR,
  type WallClockReader,
  wallClockReader,
} from '../local-time.ts'
import { type DateOrder, StampScanner } from './scan-stamp.ts'
import { hasLostDigits, LOST_DIGITS } from './text-values.ts'

const MS_PER_DAY = 86_400_000
const DATE_ORDERS: Partial<Readonly<Record<TimeFormat, DateOrder>>> = {
  iso: 'year',
  dayFirst: 'day',
  monthFirst: 'month',
}

/**
 * Reads times of one format. Wall clocks are of `zone`; of a wall clock that comes twice the first is taken, and the
 * second told apart.
 */
export function timeReader(format: TimeFormat, zone: string): LocalTimeReader {
  const order = DATE_ORDERS[format]
  if (order) return stampReader(order, wallClockReader(zone))
  if (format === 'excelSerial') return serialReader(wallClockReader(zone))
  return epochReader(format === 'epochSeconds' ? 1000 : 1)
}

function stampReader(order: DateOrder, place: WallClockReader): LocalTimeReader {
  const stamp = new StampScanner(order)
  const midnightOf = midnights()
  return (text) => {
    if (!stamp.scan(text)) return NOT_A_TIME
    const midnight = midnightOf(stamp.year, stamp.month, stamp.day)
    if (Number.isNaN(midnight)) return NOT_A_DATE
    if (stamp.year < FIRST_YEAR || stamp.year > LAST_YEAR) return NOT_A_YEAR
    const wallMs = midnight + stamp.msOfDay
    return Number.isNaN(stamp.offsetMinutes) ? place(wallMs) : { ms: wallMs - stamp.offsetMinutes * MS_PER_MINUTE }
  }
}

/** Midnights of dates as if in UTC, NaN for what is no date. Kept, since files have many rows a day. */
export function midnights(): (year: number, month: number, day: number) => number {
  const known = new Map<number, number>()
  return (year, month, day) => {
    if (month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN
    const date = (year * 12 + month) * 32 + day
    let midnight = known.get(date)
    if (midnight === undefined) {
      midnight = Date.UTC(year, month - 1, day)
      if (new Date(midnight).getUTCDate() !== day) midnight = Number.NaN
      known.set(date, midnight)
    }
    return midnight
  }
}

/** Days since 1899-12-30 of a wall clock, as spreadsheets of the 1900 system count, to the second. */
function serialReader(place: WallClockReader): LocalTimeReader {
  const epochSerial = 25_569
  return (text) => {
    const serial = digitsOf(text)
    if (Number.isNaN(serial)) return { ...NOT_A_TIME, hint: SERIAL_HINT }
    // A fraction of a day has no last digit at which a second ends.
    const wallMs = Math.round((serial - epochSerial) * (MS_PER_DAY / 1000)) * 1000
    return wallMs < 0 || wallMs >= END_MS ? NOT_A_YEAR : place(wallMs)
  }
}

const END_MS = Date.UTC(LAST_YEAR + 1, 0)

function epochReader(msPerUnit: number): LocalTimeReader {
  return (text): LocalTime | LocalTimeProblem => {
    const count = digitsOf(text)
    if (Number.isNaN(count)) return hasLostDigits(text) ? LOST_DIGITS : { ...NOT_A_TIME, hint: EPOCH_HINT }
    const ms = Math.round(count * msPerUnit)
    return ms >= END_MS ? NOT_A_YEAR : { ms }
  }
}

/** A number written with digits and at most one point; NaN otherwise. */
function digitsOf(text: string): number {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code < 48 || code > 57) && code !== 46) return Number.NaN
  }
  return text === '' ? Number.NaN : Number(text)
}

const SERIAL_HINT = 'The column is read as days since 1900, such as 45597.0035. Choose another time format for it.'
const EPOCH_HINT = 'The column is read as time since 1970, such as 1730419500. Choose another time format for it.'
