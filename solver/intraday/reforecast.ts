import { type Forecast, QUANTILES, type QuantileName, type QueueForecast } from '../domain/forecast-outputs.ts'
import {
  type Horizon,
  intervalMs,
  intervalStart,
  type LocalClock,
  localClocks,
  MINUTES_PER_DAY,
} from '../domain/horizon.ts'
import { againstPlan, type ForecastOutlook, surpriseAt } from './day-against-plan.ts'
import { ErrorFilter, type KnownError } from './error-filter.ts'
import { LEAST_TIMES } from './error-model.ts'
import { type LearnedErrors, UNLEARNED } from './learn-errors.ts'

/** A plan's forecast as it stands at a moment; outlooks run alike with `queues`. */
export interface Reforecast extends Forecast {
  /** Epoch milliseconds. */
  readonly asOf: number
  readonly outlooks: readonly ForecastOutlook[]
}

/**
 * Forecasts the rest of a horizon anew from what has come in. Intervals that are over keep the plan's forecast, and so
 * does everything of a queue of which nothing is reported.
 *
 * Each interval's mean becomes `plan (1 + level + local)`, see `ErrorFilter`: the day's level fades into the next days by
 * the learned correlation of days, what is local within hours. The plan's quantiles move with the mean, and close in by
 * the model's own spread, with what is known against without.
 * @param actuals contacts by queue id, `[interval]` of the horizon; NaN where closed or not (yet) reported
 * @param asOf epoch milliseconds; intervals that end later are not looked at
 * @param learned by queue id; a queue that is missing is taken to be like any
 */
export function reforecast(
  { horizon, queues }: Forecast,
  actuals: ReadonlyMap<string, Float64Array>,
  asOf: number,
  learned: ReadonlyMap<string, LearnedErrors>,
): Reforecast {
  const clocks = localClocks(horizon)
  const made = queues.map((plan) => {
    const volume = actuals.get(plan.queueId) ?? new Float64Array()
    const situation = { horizon, clocks, volume, asOf, learned: learned.get(plan.queueId) ?? UNLEARNED }
    return reforecastQueue(plan, situation)
  })
  return { horizon, asOf, queues: made.map(({ queue }) => queue), outlooks: made.map(({ outlook }) => outlook) }
}

/** What one queue is forecast anew from. */
interface Situation {
  readonly horizon: Horizon
  readonly clocks: readonly LocalClock[]
  readonly volume: Float64Array
  readonly asOf: number
  readonly learned: LearnedErrors
}

function reforecastQueue(
  plan: QueueForecast,
  situation: Situation,
): { queue: QueueForecast; outlook: ForecastOutlook } {
  const { horizon, clocks, asOf, learned } = situation
  const next = Math.max(0, Math.floor((asOf - horizon.startsAt) / intervalMs(horizon)))
  const reported = reportedIntervals(plan, situation.volume, Math.min(next, horizon.intervals))
  const last = reported.at(-1)
  const reportedUntil = last === undefined ? null : intervalStart(horizon, last + 1)
  const clock = clocks[next]
  if (!clock) return { queue: plan, outlook: { queueId: plan.queueId, reportedUntil } }

  const filters = { filter: new ErrorFilter(learned.model), blank: new ErrorFilter(learned.model) }
  const { filter, blank } = filters
  const ofToday = reported.filter((interval) => clocks[interval]!.day === clock.day)
  const ofEarlierDays = reported.slice(0, reported.length - ofToday.length)
  learn(filter, plan, situation, ofEarlierDays)
  moveTo(filters, situation, ofToday[0] ?? next)
  const before = filter.known()
  learn(filter, plan, situation, ofToday)
  moveTo(filters, situation, next)
  const now = filter.known()
  const surprise = surpriseAt({ surprise: filter.surprise, known: now }, learned, horizon.startsAt, asOf)
  const soFar = daySoFar(plan, situation, ofToday, clock.date)
  const day = againstPlan(soFar, ofEarlierDays.length > 0, { blank: blank.known(), before, now })
  return {
    queue: last === undefined ? plan : restOf(plan, situation, next, filters),
    outlook: { queueId: plan.queueId, reportedUntil, day, ...(surprise && { surprise }) },
  }
}

/** Intervals before `end` of which both the plan and the report say something. */
function reportedIntervals(plan: QueueForecast, volume: Float64Array, end: number): number[] {
  const intervals: number[] = []
  for (let interval = 0; interval < end; interval++)
    if (plan.mean[interval]! > 0 && volume[interval]! >= 0) intervals.push(interval)
  return intervals
}

/** A filter that learns, and one that does not. */
interface Filters {
  readonly filter: ErrorFilter
  readonly blank: ErrorFilter
}

const hourOf = ({ horizon }: Situation, interval: number): number => (interval * horizon.intervalMinutes) / 60

function learn(filter: ErrorFilter, plan: QueueForecast, situation: Situation, intervals: readonly number[]): void {
  const { clocks, volume } = situation
  for (const interval of intervals) {
    const { day } = clocks[interval]!
    const [mean, actual] = [plan.mean[interval]!, volume[interval]!]
    const noiseTimes = noiseTimesOf(situation, interval)
    filter.observe({ day, hour: hourOf(situation, interval), mean, actual, noiseTimes })
  }
  filter.settle()
}

function noiseTimesOf({ clocks, learned }: Situation, interval: number): number {
  const { slotNoise } = learned
  return slotNoise[Math.floor((clocks[interval]!.minuteOfDay * slotNoise.length) / MINUTES_PER_DAY)] ?? 1
}

function moveTo({ filter, blank }: Filters, situation: Situation, interval: number): void {
  const hour = hourOf(situation, interval)
  filter.moveTo(situation.clocks[interval]!.day, hour)
  blank.moveTo(situation.clocks[interval]!.day, hour)
}

function daySoFar(plan: QueueForecast, { volume }: Situation, intervals: readonly number[], date: string) {
  let [planned, came] = [0, 0]
  for (const interval of intervals) {
    planned += plan.mean[interval]!
    came += volume[interval]!
  }
  return { date, intervals: intervals.length, planned, came }
}

/** The plan with all intervals from `next` on forecast anew. */
function restOf(plan: QueueForecast, situation: Situation, next: number, filters: Filters): QueueForecast {
  const { horizon, learned } = situation
  const mean = plan.mean.slice()
  const quantiles = Object.fromEntries(QUANTILES.map(([name]) => [name, plan.quantiles[name].slice()])) as Record<
    QuantileName,
    Float64Array
  >
  for (let interval = next; interval < horizon.intervals; interval++) {
    const planned = plan.mean[interval]!
    if (!(planned > 0)) continue
    moveTo(filters, situation, interval)
    const known = filters.filter.known()
    const times = timesOf(known, filters.filter.surprise !== undefined, learned)
    const width = widthAgainstPlan(learned, planned, times, known, filters.blank.known())
    mean[interval] = planned * times
    for (const [name] of QUANTILES)
      quantiles[name][interval] = movedQuantile(plan.quantiles[name][interval]!, planned, times, width)
  }
  return { ...plan, mean, quantiles }
}

/** What comes over what was planned. A surprise speaks for itself: past days bear out only what is usual. */
function timesOf({ level, local }: KnownError, isSurprise: boolean, { trust }: LearnedErrors): number {
  return Math.max(LEAST_TIMES, 1 + trust.level * level + (isSurprise ? 1 : trust.local) * local)
}

/** Deviation of an interval's volume with what is known, as far as it is trusted, over that without. */
function widthAgainstPlan(
  { model, trust }: LearnedErrors,
  planned: number,
  times: number,
  known: KnownError,
  blank: KnownError,
): number {
  const { countNoise, intervalNoise } = model
  const noise = (factor: number) => (countNoise * factor) / planned + intervalNoise * factor ** 2
  const variance = trust.level * known.variance + (1 - trust.level) * blank.variance
  return Math.sqrt((variance + noise(times)) / (blank.variance + noise(1)))
}

/** Counts are whole, so that a band that began at no contacts goes on to do so until it is a whole contact away. */
function movedQuantile(quantile: number, planned: number, times: number, width: number): number {
  const moved = Math.max(0, planned * times + width * (quantile - planned))
  return quantile === 0 && moved < 1 ? 0 : moved
}
