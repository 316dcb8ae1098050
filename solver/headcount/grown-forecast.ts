import type { ExplainedForecast, QuantileName } from '../domain/forecast-outputs.ts'
import { localClocks, localDate } from '../domain/horizon.ts'
import { dayOf } from './days.ts'

/** Days ahead for which the forecast's own trend was tested against what came: four weeks. */
export const TESTED_DAYS = 28
const DAYS_PER_YEAR = 365.25

/**
 * A forecast whose level grows by a planner's figure instead of the model's trend, from four weeks after the last day of
 * history on: mean * level[tested day] / level[day] * (1 + growth) ^ years since. Quantiles keep their distance as a share.
 * @param lastKnown last local date of history
 */
export function grownForecast(
  forecast: ExplainedForecast,
  growthPerYear: number,
  lastKnown: string,
): ExplainedForecast {
  const { horizon } = forecast
  const clocks = localClocks(horizon)
  const testedDay = Math.max(dayOf(lastKnown) + TESTED_DAYS, dayOf(localDate(horizon.startsAt, horizon.zone)))
  const queues = forecast.queues.map((queue, index) => {
    const levels = new Map(
      forecast.explanations[index]!.days.map(({ date, parts }) => [
        dayOf(date),
        parts.find(({ kind }) => kind === 'level')?.contacts,
      ]),
    )
    const tested = levels.get(testedDay)
    const factors = clocks.map(({ date }) => {
      const day = dayOf(date)
      if (day <= testedDay) return 1
      const level = levels.get(day)
      const flat = tested !== undefined && level !== undefined && level > 0 ? tested / level : 1
      return flat * (1 + growthPerYear) ** ((day - testedDay) / DAYS_PER_YEAR)
    })
    const scaled = (values: Float64Array) => values.map((value, interval) => value * factors[interval]!)
    return {
      ...queue,
      mean: scaled(queue.mean),
      quantiles: Object.fromEntries(
        Object.entries(queue.quantiles).map(([name, values]) => [name, scaled(values)]),
      ) as Record<QuantileName, Float64Array>,
    }
  })
  return { ...forecast, queues }
}
