import { QUANTILES } from '../../../solver/domain/forecast-outputs.ts'
import type { MethodForecast } from '../methods/forecast-method.ts'

/** Sums over the intervals whose actual is known; they add up over origins. */
export interface ScoreSums {
  readonly intervals: number
  readonly contacts: number
  readonly missed: number
  readonly missedByDay: number
  readonly signed: number
  readonly inside80: number
  readonly inside95: number
  readonly pinball: number
}

/** Fractions. Null where nothing came. */
export interface ForecastScore {
  readonly wape: number | null
  readonly wapeOfDays: number | null
  readonly bias: number | null
  readonly coverage80: number | null
  readonly coverage95: number | null
  readonly pinball: number | null
}

/**
 * Compares a forecast with what came in its first intervals.
 * @param actual contacts, NaN where unknown or closed
 * @param day local day of each interval
 */
export function scoreSums(forecast: MethodForecast, actual: Float64Array, day: readonly number[]): ScoreSums {
  const sums = { intervals: 0, contacts: 0, missed: 0, missedByDay: 0, signed: 0, inside80: 0, inside95: 0, pinball: 0 }
  const missByDay = new Map<number, number>()
  const { mean, quantiles } = forecast
  actual.forEach((count, i) => {
    if (Number.isNaN(count)) return
    const miss = mean[i]! - count
    sums.intervals++
    sums.contacts += count
    sums.missed += Math.abs(miss)
    sums.signed += miss
    missByDay.set(day[i]!, (missByDay.get(day[i]!) ?? 0) + miss)
    if (count >= quantiles.p10[i]! && count <= quantiles.p90[i]!) sums.inside80++
    if (count >= quantiles.p2_5[i]! && count <= quantiles.p97_5[i]!) sums.inside95++
    for (const [name, level] of QUANTILES) {
      const over = count - quantiles[name][i]!
      sums.pinball += (over >= 0 ? level * over : (level - 1) * over) / QUANTILES.length
    }
  })
  for (const miss of missByDay.values()) sums.missedByDay += Math.abs(miss)
  return sums
}

/**
 * Scores pooled over origins: WAPE = sum |actual - mean| / sum actual, bias = sum (mean - actual) / sum actual,
 * coverage = share of actuals within p10..p90 and p2_5..p97_5, pinball = mean pinball loss over the five quantiles /
 * mean actual.
 */
export function pooledScore(parts: readonly ScoreSums[]): ForecastScore {
  const total = (key: keyof ScoreSums) => parts.reduce((sum, part) => sum + part[key], 0)
  const [contacts, intervals] = [total('contacts'), total('intervals')]
  const over = (sum: number, divisor: number) => (divisor === 0 ? null : sum / divisor)
  return {
    wape: over(total('missed'), contacts),
    wapeOfDays: over(total('missedByDay'), contacts),
    bias: over(total('signed'), contacts),
    coverage80: over(total('inside80'), intervals),
    coverage95: over(total('inside95'), intervals),
    pinball: over(total('pinball'), contacts),
  }
}
