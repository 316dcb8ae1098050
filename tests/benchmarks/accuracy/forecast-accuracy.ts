import { type BenchRow, type BenchSpec, benchmark } from '../bench-spec.ts'
import { forecastMethods } from '../methods/forecast-methods.ts'
import { registeredSeries } from '../series/registered-series.ts'
import { seriesInFolder } from '../series/series-folder.ts'
import type { SeriesScore } from './rolling-origins.ts'
import { scoreTasks } from './score-threads.ts'

interface AccuracyInput {
  readonly series: readonly string[]
  readonly origins: number
  readonly threads: number
  readonly data?: string
}

const spec: BenchSpec<AccuracyInput, SeriesScore[]> = {
  name: 'forecast-accuracy',
  what: 'rolling origins over registered series: each method sees the history before an origin and the calendar',
  sizes: ['smoke', 'all'],
  build: async ({ size, series, origins, threads, data }) => {
    const all = data === undefined ? [...registeredSeries.keys()] : seriesInFolder(data)
    const unknown = series.filter((name) => !all.includes(name))
    if (unknown.length > 0) throw new Error(`"${unknown[0]}" is not a series; there are ${all.join(', ')}.`)
    return {
      series: series.length > 0 ? series : size === 'smoke' ? ['five-weeks'] : all,
      origins: size === 'smoke' ? 1 : origins,
      threads,
      ...(data === undefined ? {} : { data }),
    }
  },
  phases: [...forecastMethods.keys()].map((method) => ({
    name: method,
    run: ({ series, threads, ...task }) =>
      scoreTasks(
        series.map((name) => ({ ...task, series: name, method })),
        threads,
      ),
    validate: refuseAbsurd,
    rows: (scores) => scores.map(accuracyRow),
  })),
}

export const forecastAccuracy = benchmark(spec)

/** Twice as bad as forecasting nothing at all, on a series with contacts enough to tell: something is broken. */
function refuseAbsurd(scores: readonly SeriesScore[]): void {
  for (const { series, method, fourWeeks } of scores) {
    if (fourWeeks.wapeOfDays === null || fourWeeks.wapeOfDays < 2) continue
    throw new Error(`${method} misses the days of ${series} by ${(100 * fourWeeks.wapeOfDays).toFixed(0)} %.`)
  }
}

const percent = (fraction: number | null | undefined): number | null =>
  fraction === null || fraction === undefined ? null : Math.round(1e4 * fraction) / 100

/** Percentages over four weeks but where the name says one week (1w). */
const accuracyRow = ({ series, method, oneWeek, fourWeeks, oracle, seconds, origins }: SeriesScore): BenchRow => ({
  series,
  method,
  'wape 1w': percent(oneWeek.wape),
  'oracle 1w': percent(oracle?.oneWeek.wape),
  'wape 4w': percent(fourWeeks.wape),
  'oracle 4w': percent(oracle?.fourWeeks.wape),
  'day 4w': percent(fourWeeks.wapeOfDays),
  'oracle day': percent(oracle?.fourWeeks.wapeOfDays),
  bias: percent(fourWeeks.bias),
  cov80: percent(fourWeeks.coverage80),
  cov95: percent(fourWeeks.coverage95),
  pinball: percent(fourWeeks.pinball),
  'cpu s': Math.round(1000 * seconds) / 1000,
  origins,
})
