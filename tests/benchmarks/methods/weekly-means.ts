import { QUANTILES } from '../../../solver/domain/forecast-outputs.ts'
import { MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import type { ForecastMethod, ForecastTask, MethodForecast } from './forecast-method.ts'

const MS_PER_WEEK = 7 * 1440 * MS_PER_MINUTE
/** Weeks of history whose misses tell the band. */
const BAND_WEEKS = 8

/** The hand method of spreadsheets: the same interval's mean over the last four weeks. */
export const handMethod: ForecastMethod = {
  name: 'hand',
  title: 'mean of last 4 weeks (the hand method)',
  prepare: async () => (task) => weeklyMean(task, 4),
}

export const seasonalNaive: ForecastMethod = {
  name: 'naive',
  title: 'same interval last week',
  prepare: async () => (task) => weeklyMean(task, 1),
}

/**
 * Mean of the same interval over the last weeks that have it. The band comes from the method's own misses over the
 * last weeks of history, (actual - mean) / sqrt(mean), whose quantiles are scaled back.
 */
function weeklyMean({ history, horizon }: ForecastTask, weeks: number): MethodForecast {
  const { volume, startsAt, intervalMinutes } = history
  const step = intervalMinutes * MS_PER_MINUTE
  const perWeek = MS_PER_WEEK / step
  /** Mean of up to `weeks` values a whole number of weeks before an interval, the newest of them `lag` weeks before. */
  const meanBefore = (interval: number, lag: number): number => {
    let [sum, count] = [0, 0]
    for (let at = interval - lag * perWeek; at >= 0 && count < weeks; at -= perWeek) {
      if (Number.isNaN(volume[at]!)) continue
      sum += volume[at]!
      count++
    }
    return count === 0 ? 0 : sum / count
  }
  const misses = scaledMisses(volume, perWeek, meanBefore)
  const mean = Float64Array.from({ length: horizon.intervals }, (_, i) => {
    const interval = Math.floor((horizon.startsAt + i * horizon.intervalMinutes * MS_PER_MINUTE - startsAt) / step)
    const lag = Math.max(1, Math.floor((interval - volume.length) / perWeek) + 1)
    return (meanBefore(interval, lag) * horizon.intervalMinutes) / intervalMinutes
  })
  return { mean, quantiles: bandOf(mean, misses) }
}

function scaledMisses(
  volume: Float64Array,
  perWeek: number,
  meanBefore: (interval: number, lag: number) => number,
): Float64Array {
  const misses: number[] = []
  for (let i = Math.max(perWeek, volume.length - BAND_WEEKS * perWeek); i < volume.length; i++) {
    if (Number.isNaN(volume[i]!)) continue
    const mean = meanBefore(i, 1)
    misses.push((volume[i]! - mean) / Math.sqrt(Math.max(mean, 0.25)))
  }
  return Float64Array.from(misses).sort()
}

const bandOf = (mean: Float64Array, misses: Float64Array) =>
  Object.fromEntries(
    QUANTILES.map(([name, level]) => {
      const miss = misses[Math.floor(level * misses.length)] ?? 0
      return [name, mean.map((value) => Math.max(0, value + miss * Math.sqrt(Math.max(value, 0.25))))]
    }),
  ) as MethodForecast['quantiles']
