import type { Forecast, QueueForecast } from '../../../solver/domain/forecast-outputs.ts'
import {
  dayHorizon,
  type Horizon,
  intervalStart,
  type LocalClock,
  localClocks,
  localDate,
} from '../../../solver/domain/horizon.ts'
import { forecast } from '../../../solver/forecast/forecast.ts'
import { pastWeeks } from '../../../solver/forecast/past-weeks.ts'
import { learnErrors } from '../../../solver/intraday/learn-errors.ts'
import { reforecast } from '../../../solver/intraday/reforecast.ts'
import { refuseUnusable, taskAt } from '../accuracy/rolling-origins.ts'
import type { CountedSeries } from '../series/counted-series.ts'

/** Local times at which the rest of the day is told. */
export const HOURS = [8, 10, 12, 14, 16, 18, 20] as const
export const TELLERS = ['plan', 'ratio', 'ours'] as const
export type Teller = (typeof TELLERS)[number]

/** Sums over days of what was still to come at a time of day. */
export interface RestSums {
  readonly series: string
  readonly hour: number
  readonly days: number
  readonly intervals: number
  readonly contacts: number
  /** Sum of |forecast - actual| of each day's rest as a whole, and of its intervals. */
  readonly missedRest: Readonly<Record<Teller, number>>
  readonly missedIntervals: Readonly<Record<Teller, number>>
  /** Intervals whose actual lies within p10..p90. */
  readonly inside: { readonly plan: number; readonly ours: number }
}

const PLAN_DAYS = 7

/**
 * Plans the week from each origin and the one after it, each from the evening before, then at times of day of each of
 * its days tells the rest of that day in three ways: as planned; the plan times what came so far over what was planned
 * so far; and forecast anew. Nothing sees what came later.
 */
export function scoreRestOfDays(series: CountedSeries, origins: readonly number[]): RestSums[] {
  const parts = origins.flatMap((origin) =>
    [0, PLAN_DAYS].flatMap((daysLater) =>
      scoreWeek(series, dateAfter(localDate(origin, series.history.zone), daysLater)),
    ),
  )
  return HOURS.map((hour) =>
    sumsOf(
      series.name,
      hour,
      parts.filter((part) => part.hour === hour),
    ),
  )
}

export const sumsOf = (series: string, hour: number, parts: readonly RestSums[]): RestSums => {
  const total = (of: (part: RestSums) => number) => parts.reduce((sum, part) => sum + of(part), 0)
  const byTeller = (of: (part: RestSums) => RestSums['missedRest']) => ({
    plan: total((part) => of(part).plan),
    ratio: total((part) => of(part).ratio),
    ours: total((part) => of(part).ours),
  })
  return {
    series,
    hour,
    days: total((part) => part.days),
    intervals: total((part) => part.intervals),
    contacts: total((part) => part.contacts),
    missedRest: byTeller((part) => part.missedRest),
    missedIntervals: byTeller((part) => part.missedIntervals),
    inside: { plan: total((part) => part.inside.plan), ours: total((part) => part.inside.ours) },
  }
}

const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

function scoreWeek(series: CountedSeries, firstDay: string): RestSums[] {
  const horizon = dayHorizon(firstDay, PLAN_DAYS, series.intervalMinutes, series.history.zone)
  const { history } = taskAt(series, horizon.startsAt)
  const plan = forecast([history], series.calendar, horizon)
  const learned = new Map([[history.queueId, learnErrors(pastWeeks(history, series.calendar, horizon))]])
  const actual = actualsOf(series, horizon)
  const clocks = localClocks(horizon)
  const scores: RestSums[] = []
  clocks.forEach(({ minuteOfDay }, next) => {
    const hour = minuteOfDay / 60
    if (!HOURS.some((known) => known === hour)) return
    const asOf = intervalStart(horizon, next)
    const made = reforecast(plan, new Map([[history.queueId, actual]]), asOf, learned)
    refuseUnusable(made.queues[0]!, horizon, `${series.name} anew at ${new Date(asOf).toISOString()}`)
    scores.push(...scoreRest(series.name, hour, { plan, made, actual, clocks, next }))
  })
  return scores
}

/** Contacts of the series' own grid, summed to the horizon's. */
function actualsOf({ history }: CountedSeries, horizon: Horizon): Float64Array {
  const parts = horizon.intervalMinutes / history.intervalMinutes
  const first = Math.round((horizon.startsAt - history.startsAt) / (history.intervalMinutes * 60_000))
  return Float64Array.from({ length: horizon.intervals }, (_, interval) => {
    const from = first + interval * parts
    return history.volume.subarray(from, from + parts).reduce((sum, contacts) => sum + contacts, 0)
  })
}

interface Told {
  readonly plan: Forecast
  readonly made: Forecast
  readonly actual: Float64Array
  readonly clocks: readonly LocalClock[]
  /** First interval that is told. */
  readonly next: number
}

/** One day's rest; nothing where nothing of it is known. */
function scoreRest(series: string, hour: number, { plan, made, actual, clocks, next }: Told): RestSums[] {
  const { day } = clocks[next]!
  const ofDay = clocks.flatMap((clock, i) => (clock.day === day && !Number.isNaN(actual[i]!) ? [i] : []))
  const rest = ofDay.filter((i) => i >= next)
  if (rest.length === 0) return []
  const [planned, ours] = [plan.queues[0]!, made.queues[0]!]
  const ratio = ratioSoFar(
    planned,
    actual,
    ofDay.filter((i) => i < next),
  )
  const means = { plan: planned.mean, ratio: planned.mean.map((mean) => mean * ratio), ours: ours.mean }
  const miss = (mean: Float64Array) => rest.map((i) => mean[i]! - actual[i]!)
  const byTeller = (of: (misses: number[]) => number) => ({
    plan: of(miss(means.plan)),
    ratio: of(miss(means.ratio)),
    ours: of(miss(means.ours)),
  })
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const inside = ({ quantiles }: QueueForecast) =>
    rest.filter((i) => actual[i]! >= quantiles.p10[i]! && actual[i]! <= quantiles.p90[i]!).length
  return [
    {
      series,
      hour,
      days: 1,
      intervals: rest.length,
      contacts: sum(rest.map((i) => actual[i]!)),
      missedRest: byTeller((misses) => Math.abs(sum(misses))),
      missedIntervals: byTeller((misses) => sum(misses.map(Math.abs))),
      inside: { plan: inside(planned), ours: inside(ours) },
    },
  ]
}

/** What came so far over what was planned so far; 1 when nothing was. */
function ratioSoFar({ mean }: QueueForecast, actual: Float64Array, intervals: readonly number[]): number {
  let [came, planned] = [0, 0]
  for (const i of intervals) {
    came += actual[i]!
    planned += mean[i]!
  }
  return planned > 0 ? came / planned : 1
}
