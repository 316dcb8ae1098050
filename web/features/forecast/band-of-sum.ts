import type { QuantileName } from '../../../solver/domain/forecast-outputs.ts'

/** Standard normal scores of the quantiles. */
const SCORES: Readonly<Record<QuantileName, number>> = {
  p2_5: -1.959964,
  p10: -1.281552,
  p50: 0,
  p90: 1.281552,
  p97_5: 1.959964,
}

/**
 * Quantile of the sum of intervals, from their own 95 % bands. An interval's standard deviation s (its band over 3.92)
 * is taken for two things: counting (Poisson, variance its mean m), in which intervals are independent, and a level
 * that was wrong for all of them at once. With the normal score z the distance of the sum is
 * `z · sqrt(sum c + (sum sqrt(s² − c))²)` with `c = min(m, s²)`. Adding the quantiles up instead would overstate the
 * band of quiet queues; adding variances would understate that of busy ones. One s serves all quantiles: what is left
 * after counting is a small difference, and told from each quantile alone the 80 % band came out as wide as the 95 % one.
 * @param total sum of the means, contacts
 * @param low `p2_5` of each interval, `high` its `p97_5`
 * @returns contacts, never negative
 */
export function bandOfSum(
  name: QuantileName,
  total: number,
  means: readonly (number | null)[],
  low: readonly (number | null)[],
  high: readonly (number | null)[],
): number {
  let counting = 0
  let shared = 0
  means.forEach((mean, at) => {
    const deviation = ((high[at] ?? 0) - (low[at] ?? 0)) / (SCORES.p97_5 - SCORES.p2_5)
    const ofCounting = Math.min(mean ?? 0, deviation * deviation)
    counting += ofCounting
    shared += Math.sqrt(deviation * deviation - ofCounting)
  })
  return Math.max(0, total + SCORES[name] * Math.sqrt(counting + shared * shared))
}
