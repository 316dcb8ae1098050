import { type Forecast, QUANTILES, type QuantileName, type QueueForecast } from '../domain/forecast-outputs.ts'
import { type Horizon, horizonEnd, intervalStart, localDate } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import type { Roster } from '../domain/roster.ts'
import type { IntervalService } from '../domain/service-outputs.ts'
import type { ForecastOutlook } from './day-against-plan.ts'
import { handlingTimes } from './handling-time.ts'
import type { LearnedErrors } from './learn-errors.ts'
import { paceOf } from './pace.ts'
import { reforecast } from './reforecast.ts'
import { intervalOf, partOfHorizon, restOfPlan, simulateRest } from './rest-of-plan.ts'

/** What came to a queue; `[interval]` of the plan's horizon, NaN where nothing is known. */
export interface QueueSoFar {
  readonly offered: Float64Array
  readonly handled: Float64Array
  readonly ahtSeconds: Float64Array
  /** Open items at the end of the interval. */
  readonly backlog: Float64Array
}

/** A plan with what has come in by a moment. */
export interface DaySituation {
  /** As `inputsFor` gives them for the horizon. */
  readonly inputs: PlanInputs
  readonly forecast: Forecast
  readonly requirement: Requirement
  readonly roster: Roster
  /** By queue id; a queue that is missing goes by its plan. */
  readonly soFar: ReadonlyMap<string, QueueSoFar>
  readonly learned: ReadonlyMap<string, LearnedErrors>
  /** Epoch milliseconds. */
  readonly asOf: number
}

export interface OutlookOptions {
  readonly replications: number
  readonly seed: number
}

/** What is to be expected of a queue; arrays are `[interval]` of the outlook's horizon. */
export interface QueueDay {
  readonly queueId: string
  /** Contacts planned, and expected now. */
  readonly planned: Float64Array
  readonly expected: Float64Array
  readonly p10: Float64Array
  readonly p90: Float64Array
  /** Handling time over the plan's, as today has shown so far. */
  readonly handlingTimes: number
  /** Contacts of the last hour and a half over those planned, where that is no chance; else 1. */
  readonly pace: number
  readonly service: IntervalService
  /** If contacts went on to come at their pace where that is above what is expected. */
  readonly serviceAtPace: IntervalService
  readonly against: ForecastOutlook
}

export interface DayOutlook {
  readonly asOf: number
  /** What is looked at: from the interval of the moment to the end of its local day, or some hours on if that is near. */
  readonly horizon: Horizon
  /** In the order of the plan; empty where nothing of the plan is to come. */
  readonly queues: readonly QueueDay[]
}

/** Looked ahead at least, hours: an evening's stream goes on after midnight. */
const LEAST_AHEAD_HOURS = 6
/** Simulated before the moment, hours. */
const WARM_UP_HOURS = 2

/**
 * The rest of a day as it is expected now: contacts forecast anew, handling times as the day has shown, and the service
 * that the roster gives then, simulated. People come as the plan expects them to, whoever is missing at the moment.
 */
export function dayOutlook(situation: DaySituation, options: OutlookOptions): DayOutlook {
  const { forecast, asOf } = situation
  const { horizon } = forecast
  const from = Math.max(0, intervalOf(horizon, asOf))
  const to = endOfOutlook(horizon, asOf)
  if (from >= to) return { asOf, horizon: { ...horizon, intervals: 0 }, queues: [] }
  const { expected, atPace, times, paces, outlooks } = forecastNow(situation)
  const span = { from, to }
  const service = serviceOf(situation, expected, span, options)
  const isOnPace = atPace.every((queue, index) => queue === expected[index])
  const serviceAtPace = isOnPace ? service : serviceOf(situation, atPace, span, options)
  const told = expected.map(
    ({ queueId, mean, quantiles }, index): QueueDay => ({
      ...{ queueId, planned: forecast.queues[index]!.mean.slice(from, to), expected: mean.slice(from, to) },
      ...{ p10: quantiles.p10.slice(from, to), p90: quantiles.p90.slice(from, to) },
      ...{ handlingTimes: times[index]!, pace: paces[index]!, against: outlooks[index]! },
      service: service.get(queueId)!,
      serviceAtPace: serviceAtPace.get(queueId)!,
    }),
  )
  return { asOf, horizon: partOfHorizon(horizon, from, to), queues: told }
}

/** A plan's forecast as it stands now, in the order of its queues; all but `outlooks` with what came in place of what is over. */
export interface ForecastNow {
  readonly expected: readonly QueueForecast[]
  /** If contacts went on to come at their pace where that is above what is expected; elsewhere the very same. */
  readonly atPace: readonly QueueForecast[]
  /** Handling time over the plan's, and pace, of each queue. */
  readonly times: readonly number[]
  readonly paces: readonly number[]
  readonly outlooks: readonly ForecastOutlook[]
}

export function forecastNow(situation: DaySituation): ForecastNow {
  const { forecast, asOf, soFar } = situation
  const { horizon } = forecast
  const from = Math.max(0, intervalOf(horizon, asOf))
  const { queues, outlooks } = reforecast(forecast, offeredBy(situation), asOf, situation.learned)
  const times = queues.map((queue) => timesOf(queue, situation, from))
  const paces = forecast.queues.map(({ queueId, mean }) => {
    const offered = soFar.get(queueId)?.offered
    return offered ? paceOf(mean, offered, from, horizon.intervalMinutes) : 1
  })
  const expected = queues.map((queue, index) => asItCame(queue, soFar.get(queue.queueId), from, times[index]!))
  const atPace = expected.map((queue, index) => goneOn(queue, forecast.queues[index]!, paces[index]!, from))
  return { expected, atPace, times, paces, outlooks }
}

/**
 * Of each queue over a span of the plan. Who waits for an answer at its beginning is found by simulating the hours before,
 * with the contacts that came; how many tickets lie there is reported, and they are simulated from then on.
 */
function serviceOf(
  situation: DaySituation,
  queues: readonly QueueForecast[],
  { from, to }: { readonly from: number; readonly to: number },
  options: OutlookOptions,
): Map<string, IntervalService> {
  const { horizon } = situation.forecast
  const warm = Math.max(0, from - Math.round((WARM_UP_HOURS * 60) / horizon.intervalMinutes))
  const serviceFrom = (first: number) => {
    const backlog = openTickets(situation, first)
    const rest = restOfPlan({ ...situation, forecast: { horizon, queues }, from: first, to, backlog })
    const { intervals } = simulateRest(rest, situation.roster, options)
    return intervals.map((service) => servicePart(service, from - first))
  }
  const answered = serviceFrom(warm)
  const isReported = situation.inputs.settings.queues.map((queue) => !isInstant(queue) && situation.soFar.has(queue.id))
  const worked = isReported.includes(true) ? serviceFrom(from) : answered
  return new Map(answered.map((service, index) => [service.queueId, isReported[index] ? worked[index]! : service]))
}

const servicePart = ({ queueId, ...columns }: IntervalService, from: number): IntervalService => ({
  queueId,
  ...(Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice(from)])) as Omit<
    IntervalService,
    'queueId'
  >),
})

/** The forecast with what came in place of what is over, and with work that takes so many times the planned time. */
function asItCame(queue: QueueForecast, soFar: QueueSoFar | undefined, next: number, times: number): QueueForecast {
  const came = (values: Float64Array) =>
    values.map((value, interval) =>
      interval < next && soFar && soFar.offered[interval]! >= 0 ? soFar.offered[interval]! : value,
    )
  const quantiles = Object.fromEntries(QUANTILES.map(([name]) => [name, came(queue.quantiles[name])])) as Record<
    QuantileName,
    Float64Array
  >
  const ahtSeconds = times === 1 ? queue.ahtSeconds : queue.ahtSeconds.map((seconds) => seconds * times)
  return { ...queue, mean: came(queue.mean), quantiles, ahtSeconds }
}

/** The forecast if contacts came at a pace from now on; itself where it expects as many. */
function goneOn(queue: QueueForecast, planned: QueueForecast, pace: number, next: number): QueueForecast {
  if (pace <= 1) return queue
  const raise = (values: Float64Array) =>
    values.map((value, interval) => {
      if (interval < next || !(queue.mean[interval]! > 0)) return value
      return value * Math.max(1, (planned.mean[interval]! * pace) / queue.mean[interval]!)
    })
  const quantiles = Object.fromEntries(QUANTILES.map(([name]) => [name, raise(queue.quantiles[name])])) as Record<
    QuantileName,
    Float64Array
  >
  return { ...queue, mean: raise(queue.mean), quantiles }
}

/** First interval that is no longer looked at. */
export function endOfOutlook(horizon: Horizon, asOf: number): number {
  const today = localDate(asOf, horizon.zone)
  const least = asOf + LEAST_AHEAD_HOURS * 3_600_000
  let to = Math.max(0, intervalOf(horizon, asOf))
  while (to < horizon.intervals) {
    const start = intervalStart(horizon, to)
    if (start >= least && localDate(start, horizon.zone) !== today) break
    to++
  }
  return asOf >= horizonEnd(horizon) ? 0 : to
}

const offeredBy = ({ soFar }: DaySituation): Map<string, Float64Array> =>
  new Map([...soFar].map(([queueId, { offered }]) => [queueId, offered]))

function timesOf(
  { queueId, ahtSeconds }: QueueForecast,
  { soFar, forecast: { horizon }, asOf }: DaySituation,
  from: number,
) {
  const known = soFar.get(queueId)
  if (!known) return 1
  const today = localDate(asOf, horizon.zone)
  let first = from
  while (first > 0 && localDate(intervalStart(horizon, first - 1), horizon.zone) === today) first--
  const contacts = known.handled.map((handled, interval) => (handled >= 0 ? handled : known.offered[interval]!))
  return handlingTimes(ahtSeconds, { contacts, ahtSeconds: known.ahtSeconds }, first, from)
}

/** The newest report of each queue's open items, if it is of the last hours. */
export function openTickets({ soFar, forecast: { horizon } }: DaySituation, from: number): Map<string, number> {
  const looked = Math.max(0, from - Math.round(MOST_AGE_HOURS * (60 / horizon.intervalMinutes)))
  return new Map(
    [...soFar].flatMap(([queueId, { backlog }]): [string, number][] => {
      const newest = backlog.subarray(looked, from).findLast((open) => open >= 0)
      return newest === undefined ? [] : [[queueId, newest]]
    }),
  )
}

/** Open items reported earlier say nothing of now. */
const MOST_AGE_HOURS = 3
