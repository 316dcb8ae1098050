import { type Horizon, intervalMs } from '../domain/horizon.ts'

/** Intervals `[from, to)`. */
export interface IntervalRange {
  readonly from: number
  readonly to: number
}

/**
 * Adds `sign` times the share of each interval that a span of time covers.
 * @param shares `[interval]`
 * @param within intervals to add to; all when absent
 */
export function addShares(
  shares: Float64Array,
  horizon: Horizon,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  sign: 1 | -1,
  { from, to }: IntervalRange = { from: 0, to: horizon.intervals },
): void {
  const length = intervalMs(horizon)
  const first = Math.max(from, Math.floor((startMs - horizon.startsAt) / length))
  for (let interval = first; interval < to; interval++) {
    const start = horizon.startsAt + interval * length
    if (start >= endMs) break
    shares[interval]! += (sign * (Math.min(endMs, start + length) - Math.max(startMs, start))) / length
  }
}
