import type { QueueForecast } from '../../solver/domain/forecast-outputs.ts'
import { dayStarts, type Horizon, intervalStart, localDate, localStamp } from '../../solver/domain/horizon.ts'

/** Contacts and agents are sent with four digits after the point: less than anyone can read, a third of the size. */
const DIGITS = 10_000
export const rounded = (value: number): number => Math.round(value * DIGITS) / DIGITS
export const column = (values: Float64Array): number[] => Array.from(values, rounded)
/** Null for what JSON has no number for: a closed queue, nothing to measure. */
export const columnOrNull = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isFinite(value) ? rounded(value) : null))
export const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** A queue's forecast with the band around it, as every reply gives it. */
export const bandColumns = ({ queueId, mean, quantiles, ahtSeconds }: QueueForecast) => ({
  queueId,
  mean: column(mean),
  p2_5: column(quantiles.p2_5),
  p10: column(quantiles.p10),
  p50: column(quantiles.p50),
  p90: column(quantiles.p90),
  p97_5: column(quantiles.p97_5),
  ahtSeconds: columnOrNull(ahtSeconds),
})

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
