import { TIME_FORMATS, type TimeFormat } from '../../contracts/import.ts'
import type { SourceTable } from '../tables/source-table.ts'
import { durationReader } from './read-duration.ts'
import { midnights } from './read-time.ts'
import { type DateOrder, StampScanner } from './scan-stamp.ts'
import { amountFrom, cellText, isNull } from './text-values.ts'

/** Rows looked at before a person is asked. */
const SAMPLE_ROWS = 20_000
/** Longest text that can be a time, a duration, a number or a name. */
const MAX_LENGTH = 200

/** The first rows of a table by column. */
export interface TableSample {
  readonly rows: number
  /** `[column][row]`, trimmed; '' where the column says nothing. */
  readonly texts: readonly (readonly string[])[]
}

/** The first rows of a table. Blank rows are no rows. */
export async function sampleOf(table: SourceTable): Promise<TableSample> {
  const texts: string[][] = table.columns.map(() => [])
  let rows = 0
  for await (const batch of table.rows()) {
    for (const cells of batch.rows) {
      const row = table.columns.map((_, column) => cellText(cells[column]?.slice(0, MAX_LENGTH)))
      if (row.every((text) => text === '')) continue
      for (const [column, text] of row.entries()) texts[column]!.push(isNull(text) ? '' : text)
      rows++
      if (rows === SAMPLE_ROWS) return { rows, texts }
    }
  }
  return { rows, texts }
}

/** What the values of a column can be read as: shares 0..1 of the values; all 0 for a column without values. */
export interface ColumnEvidence {
  readonly values: readonly string[]
  readonly times: Readonly<Record<TimeFormat, number>>
  /** Values that are a date only when the day, or the month, comes first. */
  readonly dayFirstOnly: number
  readonly monthFirstOnly: number
  /** Share with a time of day, and with an offset, of the values in the best of the written formats. */
  readonly timeOfDay: number
  readonly offset: number
  /** A time of day alone: `09:00`, `09:00-09:30`, `9`. */
  readonly clocks: number
  readonly durations: number
  /** Numbers without a unit. */
  readonly amounts: number
}

/** Years that exports come from. */
const FROM_YEAR = 1990
const TO_YEAR = 2100
const FROM_SECONDS = Date.UTC(FROM_YEAR, 0) / 1000
const TO_SECONDS = Date.UTC(TO_YEAR, 0) / 1000
const FROM_SERIAL = FROM_SECONDS / 86_400 + 25_569
const TO_SERIAL = TO_SECONDS / 86_400 + 25_569

const ORDERS = [
  ['iso', 'year'],
  ['dayFirst', 'day'],
  ['monthFirst', 'month'],
] as const satisfies readonly (readonly [TimeFormat, DateOrder])[]
const CLOCK = /^(?:[01]?\d|2[0-4])(?:[:：点點时時h]|$)/

export function evidenceOf(texts: readonly string[]): ColumnEvidence {
  const values = texts.filter((text) => text !== '')
  const share = (count: number) => (values.length === 0 ? 0 : count / values.length)
  const shareOf = (fits: (text: string) => boolean) => share(values.filter(fits).length)
  const amounts = values.map((text) => amountFrom(text) ?? Number.NaN)
  const between = (from: number, to: number) => share(amounts.filter((amount) => amount >= from && amount < to).length)
  const written = ORDERS.map(([format, order]) => ({ format, readings: values.map(stampReadings(order)) }))
  const [iso, dayFirst, monthFirst] = written.map(({ readings }) => readings) as [Reading[], Reading[], Reading[]]
  const best = [iso, dayFirst, monthFirst].reduce((most, next) => (count(next) > count(most) ? next : most))
  const readDuration = durationReader('seconds')
  return {
    values,
    times: {
      iso: share(count(iso)),
      dayFirst: share(count(dayFirst)),
      monthFirst: share(count(monthFirst)),
      epochSeconds: between(FROM_SECONDS, TO_SECONDS),
      epochMilliseconds: between(FROM_SECONDS * 1000, TO_SECONDS * 1000),
      excelSerial: between(FROM_SERIAL, TO_SERIAL),
    },
    dayFirstOnly: dayFirst.filter((reading, index) => reading !== 0 && monthFirst[index] === 0).length,
    monthFirstOnly: monthFirst.filter((reading, index) => reading !== 0 && dayFirst[index] === 0).length,
    timeOfDay: best.filter((reading) => reading & HAS_TIME).length / Math.max(1, count(best)),
    offset: best.filter((reading) => reading & HAS_OFFSET).length / Math.max(1, count(best)),
    clocks: shareOf((text) => CLOCK.test(text) && text.length < 24),
    durations: shareOf((text) => !Number.isNaN(readDuration(text) ?? Number.NaN)),
    amounts: share(amounts.filter((amount) => !Number.isNaN(amount)).length),
  }
}

/** Bits of a date that was read; 0 is none. */
type Reading = number
const IS_DATE = 1
const HAS_TIME = 2
const HAS_OFFSET = 4
const count = (readings: readonly Reading[]): number => readings.filter((reading) => reading !== 0).length

function stampReadings(order: DateOrder): (text: string) => Reading {
  const stamp = new StampScanner(order)
  const midnightOf = midnights()
  return (text) => {
    // A range of intervals such as `2024-11-01 09:00-09:30` begins like a time and is one for a history.
    const isRead = stamp.scan(text) || stamp.scan(text.replace(/(\d)\s*[-~～至–—]\s*\d{1,2}[:：]\d{2}$/, '$1'))
    if (!isRead || stamp.year < FROM_YEAR || stamp.year >= TO_YEAR) return 0
    if (Number.isNaN(midnightOf(stamp.year, stamp.month, stamp.day))) return 0
    return IS_DATE | (stamp.hasTime ? HAS_TIME : 0) | (Number.isNaN(stamp.offsetMinutes) ? 0 : HAS_OFFSET)
  }
}

/** The format that reads most values, and the share of those that it reads. */
export function bestTimeFormat({ times }: ColumnEvidence): { readonly format: TimeFormat; readonly share: number } {
  const format = TIME_FORMATS.reduce((best, next) => (times[next] > times[best] ? next : best))
  return { format, share: times[format] }
}
