import type { QuantileName } from '../../../solver/domain/plan-outputs.ts'

/** Standard normal scores of the quantiles. */
const SCORES: Readonly<Record<QuantileName, number>> = {
  p2_5: -1.959964,
  p10: -1.281552,
  p50: 0,
  p90: 1.281552,
  p97_5: 1.959964,
}

/**
 * Quantile of the sum of intervals, from their own quantiles. Each interval's distance d from its mean m is taken for
 * two things: counting (Poisson, variance m), in which intervals are independent, and a level that was wrong for all of
 * them at once. With the normal score z the distance of the sum is
 * `sqrt(sum c + (sum sqrt(d² − c))²)` with `c = min(z² · m, d²)`. Adding the quantiles up instead would overstate the band of
 * quiet queues; adding variances would understate that of busy ones.
 * @param total sum of the means, contacts
 * @returns contacts, never negative
 */
export function bandOfSum(
  name: QuantileName,
  total: number,
  means: readonly (number | null)[],
  quantiles: readonly (number | null)[],
): number {
  const score = SCORES[name]
  let counting = 0
  let shared = 0
  means.forEach((mean, at) => {
    const distance = (quantiles[at] ?? 0) - (mean ?? 0)
    const ofCounting = Math.min(score * score * (mean ?? 0), distance * distance)
    counting += ofCounting
    shared += Math.sqrt(distance * distance - ofCounting)
  })
  return Math.max(0, total + Math.sign(score) * Math.sqrt(counting + shared * shared))
}
