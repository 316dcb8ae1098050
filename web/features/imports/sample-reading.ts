import type { DurationUnit, TimeFormat } from '../../../server/contracts/import.ts'
import { UNIT_SECONDS } from './field-groups.ts'

/** A sample understood as a time: a wall clock `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`, or an instant. */
export type TimeReading = { readonly wallClock: string } | { readonly instantMs: number }

const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30)
const HAS_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i

/**
 * Shows how a sample would be read, so that a person sees a wrong choice; the file itself is read by the server.
 * Undefined when the sample is not of that format.
 */
export function readTime(sample: string, format: TimeFormat): TimeReading | undefined {
  const text = sample.trim()
  if (format === 'epochSeconds' || format === 'epochMilliseconds') {
    const count = bareNumber(text)
    return count === undefined ? undefined : { instantMs: count * (format === 'epochSeconds' ? 1000 : 1) }
  }
  if (format === 'excelSerial') {
    const days = bareNumber(text)
    if (days === undefined || days <= 0 || days > 100_000) return undefined
    // Serials are rounded to the minute, which they miss by fractions of a second.
    const stamp = new Date(EXCEL_EPOCH_MS + Math.round(days * 1440) * 60_000).toISOString()
    return { wallClock: Number.isInteger(days) ? stamp.slice(0, 10) : stamp.slice(0, 16) }
  }
  if (format === 'iso' && HAS_OFFSET.test(text) && text.includes(':')) {
    const instantMs = Date.parse(text.replace(' ', 'T'))
    return Number.isNaN(instantMs) ? undefined : { instantMs }
  }
  return readWallClock(text, format)
}

function readWallClock(text: string, format: 'iso' | 'dayFirst' | 'monthFirst'): TimeReading | undefined {
  const parts = /^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?/.exec(text)
  if (!parts) return undefined
  const [whole, a = '', b = '', c = ''] = parts
  const [year, month, day] = { iso: [a, b, c], dayFirst: [c, b, a], monthFirst: [c, a, b] }[format].map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const fullYear = year < 100 ? year + 2000 : year
  const date = new Date(Date.UTC(fullYear, month - 1, day))
  // 31 February and month 13 roll over: then the sample is no date of this format.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || fullYear < 1000) return undefined
  const isoDate = date.toISOString().slice(0, 10)
  const clock = readClock(text.slice(whole.length))
  return { wallClock: clock === undefined ? isoDate : `${isoDate}T${clock}` }
}

/** `HH:mm` of the rest of a time, a 12-hour clock included; undefined when it has none. */
function readClock(rest: string): string | undefined {
  const clock = /(\d{1,2})[:时](\d{2})/.exec(rest)
  if (!clock) return undefined
  const hour = Number(clock[1])
  const isAfternoon = /pm|p\.m\.|下午|晚上/i.test(rest)
  const isMorning = /am|a\.m\.|上午|凌晨/i.test(rest)
  const hour24 = isAfternoon && hour < 12 ? hour + 12 : isMorning && hour === 12 ? 0 : hour
  return hour24 > 23 ? undefined : `${String(hour24).padStart(2, '0')}:${clock[2]}`
}

/** Seconds of a bare number; undefined for texts such as `1分20秒` or `00:01:20`, which carry their own units. */
export function readDuration(sample: string, unit: DurationUnit): number | undefined {
  const count = bareNumber(sample.trim())
  return count === undefined ? undefined : count * UNIT_SECONDS[unit]
}

const bareNumber = (text: string): number | undefined => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined)
