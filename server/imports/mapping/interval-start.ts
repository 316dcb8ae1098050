import { MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import type { TimeFormat } from '../../contracts/import.ts'
import type { LocalTime, LocalTimeProblem, LocalTimeReader } from '../local-time.ts'
import { timeReader } from './read-time.ts'
import { type DateOrder, StampScanner } from './scan-stamp.ts'

/** Longest interval that a history may be counted by. */
const MAX_INTERVAL_MINUTES = 60
const MINUTES_PER_DAY = 1440

/** Reads the start of an interval from one text (`2024-11-01 09:00-09:30`), or from a date and a time of day. */
export type IntervalStartReader = (date: string, timeOfDay: string | undefined) => LocalTime | LocalTimeProblem

const DATE_ORDERS: Partial<Readonly<Record<TimeFormat, DateOrder>>> = {
  iso: 'year',
  dayFirst: 'day',
  monthFirst: 'month',
}

export function intervalStartReader(format: TimeFormat, zone: string): IntervalStartReader {
  const read = timeReader(format, zone)
  const order = DATE_ORDERS[format]
  const stamp = order && new StampScanner(order)
  return (date, timeOfDay) => {
    if (timeOfDay === undefined) return readStart(date, read, stamp)
    const clock = clockFrom(timeOfDay)
    if (typeof clock === 'object') return clock
    if (format === 'excelSerial') return read(String(Math.floor(Number(date)) + clock / MINUTES_PER_DAY))
    return read(`${date.replace(MIDNIGHT, '')} ${clockText(clock)}`)
  }
}

/** The midnight that spreadsheets write after a date. */
const MIDNIGHT = /[T ]0?0:00(:00(\.0+)?)?$/

function readStart(text: string, read: LocalTimeReader, stamp: StampScanner | undefined): LocalTime | LocalTimeProblem {
  const [first, last] = rangeOf(text)
  if (last !== undefined) {
    const problem = lengthProblem(timeAtEnd(first), timeAtEnd(last))
    if (problem) return problem
  }
  return stamp?.scan(first) && !stamp.hasTime ? NO_TIME_OF_DAY : read(first)
}

const RANGE_WORDS = /\s*(?:~|～|至|到|–|—|\s-\s|\sto\s)\s*/
const CLOCKS = /^(.*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)-(\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)$/

/** Start and end of `09:00-09:30` and the like; of `09:00-07:00` nothing but itself, since that tells an offset. */
function rangeOf(text: string): [first: string, last?: string] {
  const parts = text.split(RANGE_WORDS)
  if (parts.length === 2) return [parts[0]!, parts[1]!]
  const [, first, last] = CLOCKS.exec(text) ?? []
  if (first === undefined || last === undefined) return [text]
  const minutes = minutesBetween(timeAtEnd(first), timeAtEnd(last))
  return !text.includes('T') && minutes <= MAX_INTERVAL_MINUTES ? [first, last] : [text]
}

const minutesBetween = (first: number, last: number): number => (last - first + MINUTES_PER_DAY) % MINUTES_PER_DAY

const HOUR = /^(\d{1,2})(?:\s?[点點时時h])?$/
const COMPACT = /^(\d{2})(\d{2})$/
const SPREADSHEET_ZERO = /^(?:1899-12-3[01]|1900-01-00)[T ]/

/** Minutes after midnight from `09:00-09:30`, `9:00`, `9点`, `9`, `0900` or the fraction of a day; or what is wrong. */
function clockFrom(text: string): number | LocalTimeProblem {
  const [first = '', last] = text.replace(SPREADSHEET_ZERO, '').split(/\s*(?:-|~|～|至|到|–|—|\sto\s)\s*/)
  const minutes = minutesFrom(first)
  if (Number.isNaN(minutes)) return NO_CLOCK
  if (last === undefined || last === '') return minutes
  const end = minutesFrom(last)
  return (Number.isNaN(end) ? NO_CLOCK : lengthProblem(minutes, end)) ?? minutes
}

const clock = new StampScanner('year')

function minutesFrom(text: string): number {
  const hour = HOUR.exec(text)?.[1]
  const compact = COMPACT.exec(text)
  if (hour !== undefined) return Number(hour) > 24 ? Number.NaN : Number(hour) * 60
  if (compact) return minutesFrom(`${compact[1]}:${compact[2]}`)
  if (/^0?\.\d+$/.test(text)) return Math.round(Number(text) * MINUTES_PER_DAY)
  return clock.scanTime(text) ? clock.msOfDay / MS_PER_MINUTE : Number.NaN
}

/** Minutes after midnight of the time of day that a text ends with; NaN when it ends with none. */
const timeAtEnd = (text: string): number =>
  minutesFrom(text.slice(Math.max(text.lastIndexOf(' '), text.lastIndexOf('T')) + 1))

/** An interval must be short enough to plan by; one whose end cannot be read is left to its start. */
function lengthProblem(first: number, last: number): LocalTimeProblem | undefined {
  const minutes = minutesBetween(first, last) || MINUTES_PER_DAY
  // 09:00-09:29 and 09:00-09:29:59 leave out the last minute or second, which is the next interval's first.
  if (!(minutes > MAX_INTERVAL_MINUTES)) return undefined
  return {
    problem: `spans ${minutes} minutes`,
    hint: `Export counts by ${MAX_INTERVAL_MINUTES} minutes or less, or the single contacts.`,
  }
}

const pad = (number: number): string => String(number).padStart(2, '0')
const clockText = (minutes: number): string => {
  const seconds = Math.round((minutes % 1) * 60)
  return `${pad(Math.floor(minutes / 60))}:${pad(Math.floor(minutes) % 60)}:${pad(seconds)}`
}

const NO_TIME_OF_DAY = {
  problem: 'has no time of day',
  hint: 'Counts by the day cannot be planned from: export by 60 minutes or less, or the single contacts.',
}
const NO_CLOCK = { problem: 'is not a time of day', hint: 'Write 09:00 or 09:00-09:30.' }
