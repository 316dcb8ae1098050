import { dayStarts, type Horizon, intervalStart, localDate, localStamp } from '../../solver/domain/horizon.ts'

/** Contacts and agents are sent with four digits after the point: less than anyone can read, a third of the size. */
const DIGITS = 10_000
export const rounded = (value: number): number => Math.round(value * DIGITS) / DIGITS
export const column = (values: Float64Array): number[] => Array.from(values, rounded)
/** Null for what JSON has no number for: a closed queue, nothing to measure. */
export const columnOrNull = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isFinite(value) ? rounded(value) : null))
export const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Local dates of a horizon, `YYYY-MM-DD`. */
export const daysOf = (horizon: Horizon): string[] =>
  dayStarts(horizon)
    .slice(0, -1)
    .map((start) => localDate(start, horizon.zone))

/** The grid that every `[interval]` array of a reply lies on. */
export const gridOf = (horizon: Horizon) => ({
  zone: horizon.zone,
  intervalMinutes: horizon.intervalMinutes,
  starts: Array.from({ length: horizon.intervals }, (_, interval) =>
    localStamp(intervalStart(horizon, interval), horizon.zone),
  ),
  days: daysOf(horizon),
})
