import { type Horizon, intervalMs } from '../domain/horizon.ts'

/**
 * Adds `sign` times the share of each interval that a span of time covers.
 * @param shares `[interval]`
 */
export function addShares(
  shares: Float64Array,
  horizon: Horizon,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
  sign: 1 | -1,
): void {
  const length = intervalMs(horizon)
  const first = Math.max(0, Math.floor((startMs - horizon.startsAt) / length))
  for (let interval = first; interval < horizon.intervals; interval++) {
    const start = horizon.startsAt + interval * length
    if (start >= endMs) break
    shares[interval]! += (sign * (Math.min(endMs, start + length) - Math.max(startMs, start))) / length
  }
}
