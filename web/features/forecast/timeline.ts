import type { ForecastContent, QueueSnapshot } from '../../../server/contracts/forecast.ts'
import type { QuantileName, QueueForecast } from '../../../solver/domain/forecast-outputs.ts'
import { dayStarts, type Horizon, intervalMs, intervalStart, localDate } from '../../../solver/domain/horizon.ts'
import { bandOfSum } from './band-of-sum.ts'

/** A local day of the timeline and its intervals `[from, to)`. */
export interface TimelineDay {
  readonly date: string
  readonly startMs: number
  readonly from: number
  readonly to: number
}

/** History and forecast on one grid. */
export interface Timeline {
  readonly horizon: Horizon
  /** First interval of the forecast; those before are history. */
  readonly forecastAt: number
  readonly days: readonly TimelineDay[]
}

/** Lines of a queue, each `[point]` of a grain; null where there is nothing to draw. */
export interface QueueLines {
  readonly actual: readonly (number | null)[]
  /** The model's own mean. */
  readonly model: readonly (number | null)[]
  /** With overrides. */
  readonly mean: readonly (number | null)[]
  readonly band: Readonly<Record<'p2_5' | 'p10' | 'p90' | 'p97_5', readonly (number | null)[]>>
}

/** The points that a chart or table has: intervals, or local days. */
export interface Grain {
  readonly by: 'intervals' | 'days'
  /** Starts of the points, epoch milliseconds, with the end of the last: `[point + 1]`. */
  readonly bounds: readonly number[]
  /** First point of the forecast. */
  readonly forecastAt: number
}

export function timelineOf(content: ForecastContent): Timeline {
  const length = content.intervalMinutes * 60_000
  const forecastStart = Date.parse(content.starts[0] ?? '')
  const historyStarts = content.queues.flatMap(({ historyFrom }) => (historyFrom ? [Date.parse(historyFrom)] : []))
  const startsAt = Math.min(forecastStart, ...historyStarts)
  const forecastAt = Math.round((forecastStart - startsAt) / length)
  const horizon: Horizon = {
    startsAt,
    intervals: forecastAt + content.starts.length,
    intervalMinutes: content.intervalMinutes,
    zone: content.zone,
  }
  return { horizon, forecastAt, days: daysOf(horizon) }
}

function daysOf(horizon: Horizon): TimelineDay[] {
  const starts = dayStarts(horizon)
  const at = (instant: number) => Math.round((instant - horizon.startsAt) / intervalMs(horizon))
  return starts.slice(0, -1).map((startMs, day) => ({
    date: localDate(startMs, horizon.zone),
    startMs,
    from: at(startMs),
    to: at(starts[day + 1] ?? startMs),
  }))
}

/** The points of the timeline by interval or by day. */
export function grainOf(timeline: Timeline, by: Grain['by']): Grain {
  const { horizon, days, forecastAt } = timeline
  const end = intervalStart(horizon, horizon.intervals)
  if (by === 'days') {
    const first = days.findIndex(({ from }) => from >= forecastAt)
    return { by, bounds: [...days.map(({ startMs }) => startMs), end], forecastAt: first === -1 ? days.length : first }
  }
  const bounds = Array.from({ length: horizon.intervals + 1 }, (_, at) => intervalStart(horizon, at))
  return { by, bounds, forecastAt }
}

/** Lines by interval: the snapshot's history and model, and the forecast as overridden. */
export function intervalLines(timeline: Timeline, snapshot: QueueSnapshot, shown: QueueForecast): QueueLines {
  const { horizon, forecastAt } = timeline
  const forecast = (values: ArrayLike<number>) => [...new Array<null>(forecastAt).fill(null), ...Array.from(values)]
  const quantile = (name: QuantileName) => forecast(shown.quantiles[name])
  return {
    actual: historyOn(horizon, snapshot),
    model: forecast(snapshot.mean),
    mean: forecast(shown.mean),
    band: { p2_5: quantile('p2_5'), p10: quantile('p10'), p90: quantile('p90'), p97_5: quantile('p97_5') },
  }
}

function historyOn(horizon: Horizon, { history, historyFrom }: QueueSnapshot): (number | null)[] {
  const line = new Array<number | null>(horizon.intervals).fill(null)
  const first = historyFrom ? Math.round((Date.parse(historyFrom) - horizon.startsAt) / intervalMs(horizon)) : 0
  history.forEach((contacts, at) => {
    if (first + at < line.length) line[first + at] = contacts
  })
  return line
}

/** The same lines by local day. */
export function dayLines(timeline: Timeline, lines: QueueLines): QueueLines {
  const { days } = timeline
  const totals = (line: readonly (number | null)[]) => days.map(({ from, to }) => sumOf(line, from, to))
  const mean = totals(lines.mean)
  const quantile = (name: keyof QueueLines['band']) =>
    days.map(({ from, to }, day) => {
      const total = mean[day]
      if (total == null) return null
      const [means, low, high] = [lines.mean, lines.band.p2_5, lines.band.p97_5].map((line) => line.slice(from, to))
      return bandOfSum(name, total, means!, low!, high!)
    })
  return {
    actual: totals(lines.actual),
    model: totals(lines.model),
    mean,
    band: { p2_5: quantile('p2_5'), p10: quantile('p10'), p90: quantile('p90'), p97_5: quantile('p97_5') },
  }
}

/** Sum of what is known of a stretch; null where nothing is. */
export function sumOf(line: readonly (number | null)[], from: number, to: number): number | null {
  let total: number | null = null
  for (let at = from; at < to; at++) if (line[at] != null) total = (total ?? 0) + line[at]!
  return total
}
