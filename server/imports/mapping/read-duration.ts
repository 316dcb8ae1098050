import type { DurationUnit } from '../../contracts/import.ts'
import { amountFrom, isNull } from './text-values.ts'

/** Seconds; NaN where the cell says that nothing is known, undefined where it cannot be read. */
export type DurationReader = (text: string) => number | undefined

const SECONDS: Readonly<Record<DurationUnit, number>> = { milliseconds: 0.001, seconds: 1, minutes: 60, hours: 3600 }

/** Seconds in a unit as written in a duration, in lower case. */
const UNIT_WORDS: ReadonlyMap<string, number> = new Map(
  (
    [
      [86_400, 'd day days 天 日'],
      [3600, 'h hr hrs hour hours 小时 小時 时 時'],
      [60, 'm min mins minute minutes 分 分钟 分鐘'],
      [1, 's sec secs second seconds 秒 秒钟 秒鐘'],
      [0.001, 'ms msec millisecond milliseconds 毫秒'],
    ] as const
  ).flatMap(([seconds, words]) => words.split(' ').map((word) => [word, seconds] as const)),
)

const ZERO = 48
const COLON = 58

/**
 * Reads durations: a bare number of `unit`; `1分20秒`, `1小时2分`, `1m20s`, `1 min 20 s`, `PT1M20S`; `00:01:20`; `1:20`,
 * which is minutes and seconds unless `unit` is hours; and a time of day of 1899-12-30, as which spreadsheets keep them.
 */
export function durationReader(unit: DurationUnit): DurationReader {
  const bareUnit = SECONDS[unit]
  const known = new Map<string, number | undefined>()
  return (text) => {
    const amount = bareNumber(text)
    if (!Number.isNaN(amount)) return amount * bareUnit
    if (isNull(text)) return Number.NaN
    // There are few durations in a file of many rows, and taking one apart costs more than finding it again.
    if (known.has(text)) return known.get(text)
    if (known.size === MAX_KNOWN) known.clear()
    const seconds = writtenDuration(text, unit)
    known.set(text, seconds)
    return seconds
  }
}

const MAX_KNOWN = 10_000

function writtenDuration(text: string, unit: DurationUnit): number | undefined {
  const clock = spreadsheetClock(text)
  return clock.includes(':') ? fromColons(clock, unit === 'hours') : fromUnitWords(clock)
}

/** A number such as `80`, `1.5`, `1,5` or `1,234`; NaN for any other text. */
function bareNumber(text: string): number {
  const first = text.charCodeAt(0)
  if (!(first >= ZERO && first < COLON) && first !== 46) return Number.NaN
  // Number() would also read `0x10`, `1e3` and `1_0`, none of which is a duration.
  for (let index = 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code < ZERO || code >= COLON) && code !== 46) return amountFrom(text) ?? Number.NaN
  }
  return Number(text)
}

const SPREADSHEET_ZERO = /^(?:1899-12-3[01]|1900-01-0\d)[T ]/
const MS_PER_DAY = 86_400_000

/** Spreadsheets keep `26:00:00` as the date and time that many hours after 1899-12-30. */
function spreadsheetClock(text: string): string {
  if (!SPREADSHEET_ZERO.test(text)) return text.replaceAll('：', ':')
  const days = Math.round((Date.parse(`${text.slice(0, 10)}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / MS_PER_DAY)
  const [hours = '', ...rest] = text.slice(11).split(':')
  return [String(Number(hours) + days * 24), ...rest].join(':')
}

const CLOCK = /^(\d+):([0-5]?\d)(?::([0-5]?\d(?:\.\d+)?))?$/

function fromColons(text: string, isHoursAndMinutes: boolean): number | undefined {
  const match = CLOCK.exec(text)
  if (!match) return undefined
  const [, first, second, third] = match
  const pair = Number(first) * 60 + Number(second)
  if (third !== undefined) return pair * 60 + Number(third)
  return isHoursAndMinutes ? pair * 60 : pair
}

const PARTS = /\s*(\d+(?:\.\d+)?)\s*([a-z]+|[一-鿿]+)\.?,?/gy

/** Sum of numbers with units, such as `1小时2分` or `1m20s`; each unit must be smaller than the one before. */
function fromUnitWords(text: string): number | undefined {
  // ISO 8601 writes P1DT2H, in which P and T only open the parts.
  const parts = text
    .toLowerCase()
    .replace(/^p(?=.*\d)/, '')
    .replace(/^t(?=\d)|(?<=d)t(?=\d)/, '')
  let seconds = 0
  let last = Number.POSITIVE_INFINITY
  let end = 0
  for (const [part, amount, word] of parts.matchAll(PARTS)) {
    const unit = UNIT_WORDS.get(word!)
    if (unit === undefined || unit >= last) return undefined
    seconds += Number(amount) * unit
    last = unit
    end += part.length
  }
  return end > 0 && parts.slice(end).trim() === '' ? seconds : undefined
}
