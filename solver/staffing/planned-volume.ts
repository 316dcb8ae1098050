import { daySpread } from '../domain/day-spread.ts'
import type { QueueForecast } from '../domain/forecast-outputs.ts'
import { type Horizon, localClocks } from '../domain/horizon.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'

/**
 * Contacts that the requirement is made for, `[interval]`: the forecast's mean or quantile, or with `assurance` p the
 * mean times the factor that a day's volume exceeds with probability `1 - p` only. Errors of one day are taken to go
 * together (see `daySpread`), so the whole day is covered with that probability, not each interval by itself; chance
 * arrivals around the rate are the queueing model's business and not counted twice.
 */
export function plannedVolume(
  { assurance, planFor }: { readonly assurance?: number | undefined; readonly planFor: PlanSettings['planFor'] },
  horizon: Horizon,
  forecast: QueueForecast,
  arrives: (interval: number) => boolean,
): Float64Array {
  if (assurance === undefined) return planFor === 'mean' ? forecast.mean : forecast.quantiles[planFor]
  const dayOfInterval = localClocks(horizon).map(({ day }) => day)
  const z = normalQuantile(assurance)
  const factors = daySpread(forecast, dayOfInterval, arrives).map((spread) => Math.exp(z * spread - spread ** 2 / 2))
  return forecast.mean.map((mean, interval) => mean * factors[dayOfInterval[interval]!]!)
}

/** Quantile of the standard normal distribution, to 2e-9 of itself (Acklam 2003, rational approximation). */
export function normalQuantile(share: number): number {
  const tail = Math.min(share, 1 - share)
  let z: number
  if (tail < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(tail))
    z = polynomial(TAIL_ABOVE, q) / (polynomial(TAIL_BELOW, q) * q + 1)
  } else {
    const q = tail - 0.5
    const r = q * q
    z = (polynomial(MIDDLE_ABOVE, r) * q) / (polynomial(MIDDLE_BELOW, r) * r + 1)
  }
  return share <= 0.5 ? z : -z
}

const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, term) => sum * x + term, 0)

const MIDDLE_ABOVE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
]
const MIDDLE_BELOW = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const TAIL_ABOVE = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
