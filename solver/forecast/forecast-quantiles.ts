import { type ForecastAccuracy, QUANTILES } from '../domain/forecast-outputs.ts'
import { type Outcomes, WEEKS_AHEAD } from './backtest.ts'
import { forecastAccuracy } from './forecast-accuracy.ts'

/**
 * How far actual volume strays from the forecast mean:
 *   deviation(m, w) = weekFactor[w] * sqrt(count m + relative^2 m^2),  w = whole weeks ahead
 */
export interface ForecastSpread {
  readonly count: number
  readonly relativeSquared: number
  /** Of each week ahead; beyond the last it goes on as between the first and the last. */
  readonly weekFactors: readonly number[]
  /** Upper ends of the strata of mean volume, rising; the last is infinite. */
  readonly stratumEnds: readonly number[]
  /** Quantiles of (actual - mean) / deviation, `[stratum][quantile]`. */
  readonly scores: readonly (readonly number[])[]
}

const STRATA = 4
const RESIDUALS_PER_STRATUM = 150
/** Normal quantiles, for queues with too short a history for their own. */
const NORMAL_SCORES = [-1.96, -1.2816, 0, 1.2816, 1.96]
const DEFAULT_RELATIVE = 0.15
const MOST_WEEK_FACTOR = 3
/** How much of the difference between weeks ahead is believed, which few origins tell. */
const BELIEF = 0.5

/** Spread as the backtest's outcomes show it. `among` picks the outcomes to learn from. */
export function forecastSpread(outcomes: Outcomes, among: (outcome: number) => boolean = () => true): ForecastSpread {
  const chosen = Array.from({ length: outcomes.mean.length }, (_, i) => i).filter(among)
  if (chosen.length < RESIDUALS_PER_STRATUM) {
    const weekFactors = [1]
    return {
      count: 1,
      relativeSquared: DEFAULT_RELATIVE ** 2,
      weekFactors,
      stratumEnds: [Infinity],
      scores: [NORMAL_SCORES],
    }
  }
  const scale = spreadScale(outcomes, chosen)
  const weekFactors = weekFactorsOf(outcomes, chosen, scale)
  const spread = { ...scale, weekFactors }
  const strata = Math.max(1, Math.min(STRATA, Math.floor(chosen.length / RESIDUALS_PER_STRATUM)))
  const sorted = chosen.toSorted((a, b) => outcomes.mean[a]! - outcomes.mean[b]!)
  const cuts = Array.from({ length: strata + 1 }, (_, i) => Math.round((i * sorted.length) / strata))
  const parts = cuts.slice(1).map((cut, i) => sorted.slice(cuts[i]!, cut))
  return {
    ...spread,
    stratumEnds: parts.map((part, i) => (i === parts.length - 1 ? Infinity : outcomes.mean[part.at(-1)!]!)),
    scores: parts.map((part) => {
      const scores = Float64Array.from(part, (i) => scoreOf(outcomes, i, spread)).sort()
      return QUANTILES.map(([, share]) => quantile(scores, share))
    }),
  }
}

type Scale = Pick<ForecastSpread, 'count' | 'relativeSquared'>

const scoreOf = (outcomes: Outcomes, i: number, spread: Scale & Pick<ForecastSpread, 'weekFactors'>): number =>
  (outcomes.actual[i]! - outcomes.mean[i]!) / deviation(spread, outcomes.mean[i]!, outcomes.week[i]!)

const deviation = (spread: Scale & Pick<ForecastSpread, 'weekFactors'>, mean: number, week: number): number =>
  weekFactor(spread.weekFactors, week) * Math.sqrt(spread.count * mean + spread.relativeSquared * mean * mean)

/** Least squares of squared errors on mean and mean^2, each outcome weighted by 1 / (mean + 0.01 mean^2)^2. */
function spreadScale({ mean, actual }: Outcomes, chosen: readonly number[]): Scale {
  let [a, b, c, p, q] = [0, 0, 0, 0, 0]
  for (const i of chosen) {
    const m = mean[i]!
    const weight = 1 / (m + 0.01 * m * m) ** 2
    const error = Math.min((actual[i]! - m) ** 2, 9 * (m + 0.02 * m * m))
    a += weight * m * m
    b += weight * m ** 3
    c += weight * m ** 4
    p += weight * error * m
    q += weight * error * m * m
  }
  const determinant = a * c - b * b
  const count = Math.max(0.5, determinant > 0 ? (p * c - q * b) / determinant : 1)
  return { count, relativeSquared: Math.max(0.0004, (q - count * b) / c) }
}

/**
 * Spread of each week ahead against that of all: the 90 % quantile of the absolute scores, made non-decreasing by pooling
 * neighbours that are not (Ayer et al. 1955), since what is further off is not better known.
 */
function weekFactorsOf(outcomes: Outcomes, chosen: readonly number[], scale: Scale): number[] {
  const spread = { ...scale, weekFactors: [1] }
  const scoresOf = (among: readonly number[]) =>
    Float64Array.from(among, (i) => Math.abs(scoreOf(outcomes, i, spread))).sort()
  const all = quantile(scoresOf(chosen), 0.9)
  const blocks: { factor: number; weeks: number }[] = []
  for (let week = 0; week < WEEKS_AHEAD; week++) {
    const scores = scoresOf(chosen.filter((i) => outcomes.week[i] === week))
    blocks.push({ factor: scores.length === 0 || all === 0 ? 1 : quantile(scores, 0.9) / all, weeks: 1 })
    for (let last = blocks.length - 1; last > 0 && blocks[last]!.factor < blocks[last - 1]!.factor; last--) {
      const [before, after] = blocks.splice(last - 1, 2) as [(typeof blocks)[0], (typeof blocks)[0]]
      const weeks = before.weeks + after.weeks
      blocks.push({ factor: (before.factor * before.weeks + after.factor * after.weeks) / weeks, weeks })
    }
  }
  return blocks.flatMap(({ factor, weeks }) => Array.from({ length: weeks }, () => 1 + BELIEF * (factor - 1)))
}

function weekFactor(factors: readonly number[], week: number): number {
  const last = factors.length - 1
  if (week <= last) return factors[Math.max(0, week)]!
  const step = last > 0 ? (factors[last]! - factors[0]!) / last : 0
  return Math.min(factors[last]! * MOST_WEEK_FACTOR, factors[last]! + step * (week - last))
}

/** Quantile of sorted values, linear between order statistics (Hyndman & Fan 1996, type 7). */
function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1)
  const low = Math.floor(place)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!)
}

/**
 * Quantiles of an interval's volume, contacts, non-negative and non-decreasing.
 * @param week whole weeks between the end of history and the interval
 */
export function intervalQuantiles(spread: ForecastSpread, mean: number, week: number): number[] {
  if (mean <= 0) return QUANTILES.map(() => 0)
  const stratum = spread.stratumEnds.findIndex((end) => mean <= end)
  let least = 0
  return spread.scores[stratum]!.map((score) => {
    least = Math.max(least, mean + score * deviation(spread, mean, week))
    return least
  })
}

/**
 * Accuracy of the backtest's forecasts. The bands of every other origin are made from the rest, so that the share within
 * them is not simply the share they were made to hold.
 */
export function backtestAccuracy(outcomes: Outcomes): ForecastAccuracy | null {
  const count = outcomes.mean.length
  if (count < RESIDUALS_PER_STRATUM) return null
  const spreads = [0, 1].map((parity) => forecastSpread(outcomes, (i) => outcomes.origin[i]! % 2 !== parity))
  const bands = QUANTILES.map(() => new Float64Array(count))
  const daysOfOrigins = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const quantiles = intervalQuantiles(spreads[outcomes.origin[i]! % 2]!, outcomes.mean[i]!, outcomes.week[i]!)
    for (const [name, value] of quantiles.entries()) bands[name]![i] = value
    daysOfOrigins[i] = outcomes.origin[i]! * 100_000 + outcomes.day[i]!
  }
  const [p2_5, p10, , p90, p97_5] = bands as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
  const outcome = { mean: outcomes.mean, p2_5, p10, p90, p97_5, handMean: outcomes.hand }
  return forecastAccuracy(outcome, outcomes.actual, daysOfOrigins)
}
