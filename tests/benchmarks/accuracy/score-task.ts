import { forecastMethods } from '../methods/forecast-methods.ts'
import { buildSeries } from '../series/registered-series.ts'
import { readSeries } from '../series/series-folder.ts'
import { type SeriesScore, scoreSeries, someOrigins } from './rolling-origins.ts'

/** One method on one series: what a thread is given. */
export interface ScoreTask {
  readonly series: string
  readonly method: string
  readonly origins: number
  readonly data?: string
}

export async function runScoreTask({ series: name, method, origins, data }: ScoreTask): Promise<SeriesScore> {
  const series = data === undefined ? buildSeries(name) : readSeries(data, name)
  const run = await forecastMethods.get(method)!.prepare()
  return scoreSeries(series, method, run, someOrigins(series.origins, origins))
}
