import { QUANTILES } from '../domain/plan-outputs.ts'
import type { DayMatrix } from './day-matrix.ts'
import type { EventExposure } from './event-exposure.ts'
import { fitQueueModel, type ModelOptions } from './queue-model.ts'

/** How far actual volume strays from the forecast mean: deviation(m) = sqrt(count m + relative^2 m^2). */
export interface ForecastSpread {
  readonly count: number
  readonly relativeSquared: number
  /** Upper ends of the strata of mean volume, rising; the last is infinite. */
  readonly stratumEnds: readonly number[]
  /** Quantiles of (actual - mean) / deviation(mean), `[stratum][quantile]`. */
  readonly scores: readonly (readonly number[])[]
}

const BACKTEST_WEEKS = 16
const TRAINING_WEEKS = 5
const STRATA = 4
const RESIDUALS_PER_STRATUM = 150
/** Normal quantiles, for queues with too short a history for their own. */
const NORMAL_SCORES = [-1.96, -1.2816, 0, 1.2816, 1.96]
const DEFAULT_RELATIVE = 0.15

/** Forecast and what came, of one slot. */
interface Outcome {
  readonly mean: number
  readonly actual: number
}

/**
 * Spread learned from a rolling backtest: from each of the last weeks the model is refitted on what was known then and
 * its error over the four weeks that followed is kept.
 */
export function forecastSpread(matrix: DayMatrix, exposure: EventExposure, options: ModelOptions): ForecastSpread {
  const outcomes = backtest(matrix, exposure, options)
  if (outcomes.length < RESIDUALS_PER_STRATUM)
    return { count: 1, relativeSquared: DEFAULT_RELATIVE ** 2, stratumEnds: [Infinity], scores: [NORMAL_SCORES] }
  const spread = spreadScale(outcomes)
  const strata = Math.max(1, Math.min(STRATA, Math.floor(outcomes.length / RESIDUALS_PER_STRATUM)))
  const sorted = outcomes.toSorted((a, b) => a.mean - b.mean)
  const cuts = Array.from({ length: strata + 1 }, (_, i) => Math.round((i * sorted.length) / strata))
  const parts = cuts.slice(1).map((cut, i) => sorted.slice(cuts[i]!, cut))
  return {
    ...spread,
    stratumEnds: parts.map((part, i) => (i === parts.length - 1 ? Infinity : part.at(-1)!.mean)),
    scores: parts.map((part) => {
      const scores = part.map(({ mean, actual }) => (actual - mean) / deviation(spread, mean)).sort((a, b) => a - b)
      return QUANTILES.map(([, share]) => quantile(scores, share))
    }),
  }
}

function backtest(matrix: DayMatrix, exposure: EventExposure, options: ModelOptions): Outcome[] {
  const outcomes: Outcome[] = []
  for (let week = BACKTEST_WEEKS; week >= 1; week--) {
    const origin = matrix.days - 7 * week
    if (origin < 7 * TRAINING_WEEKS) continue
    const model = fitQueueModel(matrix, exposure, origin, options)
    for (let day = origin; day < Math.min(matrix.days, origin + 28); day++) {
      for (let slot = 0; slot < matrix.slots; slot++) {
        const actual = matrix.volume[day * matrix.slots + slot]!
        const mean = model.mean(day, slot)
        if (!Number.isNaN(actual) && mean > 0) outcomes.push({ mean, actual })
      }
    }
  }
  return outcomes
}

const deviation = (spread: Pick<ForecastSpread, 'count' | 'relativeSquared'>, mean: number): number =>
  Math.sqrt(spread.count * mean + spread.relativeSquared * mean * mean)

/** Least squares of squared errors on mean and mean^2, each outcome weighted by 1 / (mean + 0.01 mean^2)^2. */
function spreadScale(outcomes: readonly Outcome[]): { count: number; relativeSquared: number } {
  let [a, b, c, p, q] = [0, 0, 0, 0, 0]
  for (const { mean, actual } of outcomes) {
    const weight = 1 / (mean + 0.01 * mean * mean) ** 2
    const error = Math.min((actual - mean) ** 2, 9 * (mean + 0.02 * mean * mean))
    a += weight * mean * mean
    b += weight * mean ** 3
    c += weight * mean ** 4
    p += weight * error * mean
    q += weight * error * mean * mean
  }
  const determinant = a * c - b * b
  const count = Math.max(0.5, determinant > 0 ? (p * c - q * b) / determinant : 1)
  return { count, relativeSquared: Math.max(0.0004, (q - count * b) / c) }
}

/** Quantile of sorted values, linear between order statistics (Hyndman & Fan 1996, type 7). */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const low = Math.floor(place)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!)
}

/** Quantiles of an interval's volume, contacts, non-negative and non-decreasing. */
export function intervalQuantiles(spread: ForecastSpread, mean: number): number[] {
  if (mean <= 0) return QUANTILES.map(() => 0)
  const stratum = spread.stratumEnds.findIndex((end) => mean <= end)
  let least = 0
  return spread.scores[stratum]!.map((score) => {
    least = Math.max(least, mean + score * deviation(spread, mean))
    return least
  })
}
