import { randomStream, textNumber } from '../../../solver/domain/random.ts'
import { changeSeries } from './change-series.ts'
import { type CountedSeries, countSeries, type RegisteredSeries } from './counted-series.ts'
import { officeSeries } from './office-series.ts'
import { shopSeries } from './shop-series.ts'

export const registeredSeries: ReadonlyMap<string, RegisteredSeries> = new Map(
  [...shopSeries, ...officeSeries, ...changeSeries].map((series) => [series.name, series]),
)

/** The series by its name, the same on every machine: its seed is its name. */
export function buildSeries(name: string): CountedSeries {
  const series = registeredSeries.get(name)
  if (!series) throw new Error(`"${name}" is not a series; there are ${[...registeredSeries.keys()].join(', ')}.`)
  const random = randomStream(textNumber(name))
  return countSeries(name, series.build(random), random)
}
