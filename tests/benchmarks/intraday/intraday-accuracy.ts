import { someOrigins } from '../accuracy/rolling-origins.ts'
import { type BenchRow, type BenchSpec, benchmark } from '../bench-spec.ts'
import type { CountedSeries } from '../series/counted-series.ts'
import { buildSeries, registeredSeries } from '../series/registered-series.ts'
import { readSeries, seriesInFolder } from '../series/series-folder.ts'
import { HOURS, type RestSums, scoreRestOfDays, sumsOf } from './rest-of-day.ts'

interface IntradayInput {
  readonly series: readonly (() => CountedSeries)[]
  readonly origins: number
}

const spec: BenchSpec<IntradayInput, RestSums[]> = {
  name: 'intraday-accuracy',
  what: 'the rest of each day of weekly plans as told at times of day: plan, plan x ratio so far, forecast anew',
  sizes: ['smoke', 'all'],
  build: async ({ size, series, origins, data }) => {
    const all = data === undefined ? [...registeredSeries.keys()] : seriesInFolder(data)
    const unknown = series.find((name) => !all.includes(name))
    if (unknown !== undefined) throw new Error(`"${unknown}" is not a series; there are ${all.join(', ')}.`)
    const chosen = series.length > 0 ? series : size === 'smoke' ? ['five-weeks'] : all
    return {
      series: chosen.map((name) => () => (data === undefined ? buildSeries(name) : readSeries(data, name))),
      origins: size === 'smoke' ? 1 : origins,
    }
  },
  phases: [
    {
      name: 'reforecast',
      run: async ({ series, origins }) =>
        series.flatMap((build) => {
          const built = build()
          return scoreRestOfDays(built, someOrigins(built.origins, origins))
        }),
      validate: refuseWorse,
      rows: (scores) => [...scores.filter(({ contacts }) => contacts > 0).map(row), ...ofAll(scores)],
    },
  ],
}

export const intradayAccuracy = benchmark(spec)

/** Half as bad again as the plan that it began with, where there is enough to tell: something is broken. */
function refuseWorse(scores: readonly RestSums[]): void {
  if (!scores.some(({ contacts }) => contacts > 0)) throw new Error('There was nothing to tell.')
  for (const { series, hour, days, missedRest, inside } of scores) {
    const isBroken = inside.ours === 0 || missedRest.ours > 1.5 * missedRest.plan
    if (days < 5 || !isBroken) continue
    throw new Error(`At ${hour}:00 the rest of the days of ${series} is missed by half as much again as planned.`)
  }
}

const percent = (part: number, whole: number): number => Math.round((1e4 * part) / whole) / 100

/** WAPE of the rest of the day, and of its intervals (int), percent; shares of intervals within p10..p90. */
const row = ({ series, hour, days, intervals, contacts, missedRest, missedIntervals, inside }: RestSums): BenchRow => ({
  series,
  at: `${String(hour).padStart(2, '0')}:00`,
  plan: percent(missedRest.plan, contacts),
  ratio: percent(missedRest.ratio, contacts),
  ours: percent(missedRest.ours, contacts),
  'int plan': percent(missedIntervals.plan, contacts),
  'int ratio': percent(missedIntervals.ratio, contacts),
  'int ours': percent(missedIntervals.ours, contacts),
  'cov80 plan': percent(inside.plan, intervals),
  cov80: percent(inside.ours, intervals),
  days,
})

/** The mean over the series of each figure, so that large series do not speak for all. */
function ofAll(scores: readonly RestSums[]): BenchRow[] {
  return HOURS.flatMap((hour) => {
    const open = scores.filter((score) => score.hour === hour && score.contacts > 0)
    if (open.length < 2) return []
    const shares = open.map((score) => {
      const share = (missed: RestSums['missedRest']) => ({
        plan: missed.plan / score.contacts,
        ratio: missed.ratio / score.contacts,
        ours: missed.ours / score.contacts,
      })
      return {
        ...score,
        contacts: 1,
        missedRest: share(score.missedRest),
        missedIntervals: share(score.missedIntervals),
      }
    })
    return [row({ ...sumsOf('mean of all', hour, shares) })]
  })
}
