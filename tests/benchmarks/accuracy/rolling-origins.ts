import { QUANTILES } from '../../../solver/domain/forecast-outputs.ts'
import { dayHorizon, type Horizon, localClocks, localDate, MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'
import type { ForecastTask, MethodForecast } from '../methods/forecast-method.ts'
import type { CountedSeries } from '../series/counted-series.ts'
import { type ForecastScore, pooledScore, type ScoreSums, scoreSums } from './forecast-score.ts'

/** How one method did on one series. */
export interface SeriesScore {
  readonly series: string
  readonly method: string
  readonly origins: number
  readonly oneWeek: ForecastScore
  readonly fourWeeks: ForecastScore
  /** The score of the true mean, which no method can be expected to beat; null where it is not known. */
  readonly oracle: { readonly oneWeek: ForecastScore; readonly fourWeeks: ForecastScore } | null
  /** CPU seconds for each origin. */
  readonly seconds: number
}

/** Runs a method at every origin of a series; it sees the history before the origin and the whole calendar. */
export function scoreSeries(
  series: CountedSeries,
  method: string,
  run: (task: ForecastTask) => MethodForecast,
  origins: readonly number[] = series.origins,
): SeriesScore {
  const [oneWeek, fourWeeks, oracleOneWeek, oracleFourWeeks]: ScoreSums[][] = [[], [], [], []]
  let microseconds = 0
  for (const origin of origins) {
    const task = taskAt(series, origin)
    const before = process.threadCpuUsage()
    const forecast = run(task)
    const spent = process.threadCpuUsage(before)
    microseconds += spent.user + spent.system
    refuseUnusable(forecast, task.horizon, `${method} on ${series.name} from ${localDate(origin, task.horizon.zone)}`)
    oneWeek!.push(scoreDays(series, task.horizon, forecast, 7))
    fourWeeks!.push(scoreDays(series, task.horizon, forecast, series.horizonDays))
    if (!series.trueMean) continue
    const oracle = certain(valuesOver(series, series.trueMean, task.horizon))
    oracleOneWeek!.push(scoreDays(series, task.horizon, oracle, 7))
    oracleFourWeeks!.push(scoreDays(series, task.horizon, oracle, series.horizonDays))
  }
  return {
    series: series.name,
    method,
    origins: origins.length,
    oneWeek: pooledScore(oneWeek!),
    fourWeeks: pooledScore(fourWeeks!),
    oracle: series.trueMean ? { oneWeek: pooledScore(oracleOneWeek!), fourWeeks: pooledScore(oracleFourWeeks!) } : null,
    seconds: microseconds / 1e6 / origins.length,
  }
}

/** Some of the origins, evenly over all of them, the last one included. */
export function someOrigins(origins: readonly number[], count: number): number[] {
  if (count >= origins.length) return [...origins]
  return Array.from({ length: count }, (_, i) => origins[Math.ceil(((i + 1) * origins.length) / count) - 1]!)
}

export function taskAt(series: CountedSeries, origin: number): ForecastTask {
  const { history, calendar, horizonDays, intervalMinutes } = series
  const known = Math.round((origin - history.startsAt) / (history.intervalMinutes * MS_PER_MINUTE))
  const shown: QueueHistory = {
    ...history,
    volume: history.volume.slice(0, known),
    ahtSeconds: history.ahtSeconds.slice(0, known),
  }
  const horizon = dayHorizon(localDate(origin, history.zone), horizonDays, intervalMinutes, history.zone)
  return { history: shown, calendar, horizon }
}

/** Values of a series' own grid over a horizon of the same grid. */
function valuesOver({ history }: CountedSeries, values: Float64Array, horizon: Horizon): Float64Array {
  const first = Math.round((horizon.startsAt - history.startsAt) / (history.intervalMinutes * MS_PER_MINUTE))
  return values.slice(first, first + horizon.intervals)
}

export function scoreDays(series: CountedSeries, horizon: Horizon, forecast: MethodForecast, days: number): ScoreSums {
  const day = localClocks(horizon).map((clock) => clock.day)
  const end = day.findIndex((number) => number >= days)
  const actual = valuesOver(series, series.history.volume, horizon)
  return scoreSums(forecast, end < 0 ? actual : actual.subarray(0, end), day)
}

const certain = (mean: Float64Array): MethodForecast => ({
  mean,
  quantiles: Object.fromEntries(QUANTILES.map(([name]) => [name, mean])) as MethodForecast['quantiles'],
})

/** A method that gives nonsense is not scored, let alone timed. */
export function refuseUnusable({ mean, quantiles }: MethodForecast, horizon: Horizon, what: string): void {
  const columns = [['mean', mean], ...QUANTILES.map(([name]) => [name, quantiles[name]])] as [string, Float64Array][]
  for (const [name, values] of columns) {
    if (values.length !== horizon.intervals) {
      throw new Error(`${what}: ${name} has ${values.length} intervals, the horizon ${horizon.intervals}.`)
    }
    const bad = values.findIndex((value) => !Number.isFinite(value) || value < 0)
    if (bad >= 0) throw new Error(`${what}: ${name} of interval ${bad} is ${values[bad]}.`)
  }
}
