import { type Forecast, QUANTILES, type QuantileName, type QueueForecast } from '../domain/forecast-outputs.ts'
import type { ForecastOverride } from '../domain/forecast-override.ts'
import { type Horizon, intervalStart } from '../domain/horizon.ts'

/**
 * A forecast with the planner's overrides on top; the model's own is not changed. Overrides act one after another in
 * their order; of contacts that are added to a span reaching beyond the horizon, as much is taken as of its time lies
 * within. The band keeps its width relative to the mean; where the model expects nothing, what is added is spread
 * evenly over the span and its band is that of counts (Poisson, by its normal approximation).
 */
export function applyOverrides(forecast: Forecast, overrides: readonly ForecastOverride[]): Forecast {
  if (overrides.length === 0) return forecast
  const { horizon } = forecast
  const queues = forecast.queues.map((queue) =>
    overrides
      .filter(({ queueId }) => queueId === queue.queueId)
      .reduce((current, override) => overridden(current, override, horizon), queue),
  )
  return { horizon, queues }
}

function overridden(queue: QueueForecast, override: ForecastOverride, horizon: Horizon): QueueForecast {
  const span = intervalsWithin(override, horizon)
  if (span.length === 0) return queue
  const timeWithin = span.reduce((sum, { share }) => sum + share * horizon.intervalMinutes * 60_000, 0)
  const within = timeWithin / (override.endMs - override.startMs)
  const mean = queue.mean.slice()
  const quantiles = Object.fromEntries(QUANTILES.map(([name]) => [name, queue.quantiles[name].slice()])) as Record<
    QuantileName,
    Float64Array
  >
  const total = span.reduce((sum, { at, share }) => sum + share * queue.mean[at]!, 0)
  const spanShare = span.reduce((sum, { share }) => sum + share, 0)
  for (const { at, share } of span) {
    const before = queue.mean[at]!
    const evenly = (contacts: number) => (contacts * share) / spanShare
    const wanted = wantedMean(override, before, share, { total, within, evenly })
    mean[at] = wanted
    QUANTILES.forEach(([name], i) => {
      quantiles[name][at] =
        before > 0
          ? (queue.quantiles[name][at]! * wanted) / before
          : Math.max(0, wanted + NORMAL_SCORES[i]! * Math.sqrt(wanted))
    })
  }
  return { ...queue, mean, quantiles }
}

/** Normal scores of the quantiles, in their order. */
const NORMAL_SCORES = [-1.959964, -1.281552, 0, 1.281552, 1.959964] as const

interface SpanFacts {
  /** The model's contacts of the span within the horizon. */
  readonly total: number
  /** Share of the span's time that lies within the horizon. */
  readonly within: number
  readonly evenly: (contacts: number) => number
}

/** Mean contacts of an interval of which `share` lies in the span. */
function wantedMean({ kind, value }: ForecastOverride, before: number, share: number, facts: SpanFacts): number {
  if (kind === 'multiply') return before * (1 + share * (value - 1))
  const { total, within, evenly } = facts
  const added = kind === 'add' ? value * within : value * within - total
  const part = total > 0 ? (added * share * before) / total : evenly(added)
  return Math.max(0, before + part)
}

/** Intervals that the override's span touches, with the share of each that lies in it. */
function intervalsWithin({ startMs, endMs }: ForecastOverride, horizon: Horizon): { at: number; share: number }[] {
  const length = horizon.intervalMinutes * 60_000
  const first = Math.max(0, Math.floor((startMs - horizon.startsAt) / length))
  const last = Math.min(horizon.intervals - 1, Math.ceil((endMs - horizon.startsAt) / length) - 1)
  const span: { at: number; share: number }[] = []
  for (let at = first; at <= last; at++) {
    const start = intervalStart(horizon, at)
    span.push({ at, share: (Math.min(endMs, start + length) - Math.max(startMs, start)) / length })
  }
  return span
}
