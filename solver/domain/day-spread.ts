import type { QueueForecast } from './forecast-outputs.ts'

/** Standard deviations between the 10 % and the 90 % point of a normal distribution. */
const P10_TO_P90 = 2 * 1.2815515655446004

/**
 * Spread of each day's factor on arrivals, `[day]`. The forecast's p10..p90 gives each interval's variance; what exceeds
 * the mean is more than Poisson arrivals explain and is taken to move the whole day together, the cautious reading:
 * `cv^2 = sum (variance - mean) / sum mean^2`, as the standard deviation of the logarithm `sqrt(ln(1 + cv^2))`.
 */
export function daySpread(
  { mean, quantiles }: QueueForecast,
  dayOfInterval: ArrayLike<number>,
  arrives: (interval: number) => boolean,
): Float64Array {
  const days = 1 + Array.from(dayOfInterval).reduce((last, day) => Math.max(last, day), 0)
  const excess = new Float64Array(days)
  const squares = new Float64Array(days)
  mean.forEach((contacts, interval) => {
    if (!arrives(interval)) return
    const day = dayOfInterval[interval]!
    const deviation = (quantiles.p90[interval]! - quantiles.p10[interval]!) / P10_TO_P90
    excess[day]! += deviation ** 2 - contacts
    squares[day]! += contacts ** 2
  })
  return excess.map((variance, day) =>
    squares[day]! > 0 ? Math.sqrt(Math.log1p(Math.max(0, variance) / squares[day]!)) : 0,
  )
}
