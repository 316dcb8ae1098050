import { type Horizon, horizonEnd, intervalStart, localDate } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Forecast, QueueForecast, Requirement } from '../domain/plan-outputs.ts'
import type { Roster } from '../domain/roster.ts'
import type { IntervalService } from '../domain/service-outputs.ts'
import type { ForecastOutlook } from './day-against-plan.ts'
import { handlingTimes } from './handling-time.ts'
import type { LearnedErrors } from './learn-errors.ts'
import { reforecast } from './reforecast.ts'
import { intervalOf, type RestOfPlan, restOfPlan, simulateRest } from './rest-of-plan.ts'

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
  readonly service: IntervalService
  readonly against: ForecastOutlook
}

export interface DayOutlook {
  readonly asOf: number
  /** What is looked at: from the interval of the moment to the end of its local day, or some hours on if that is near. */
  readonly horizon: Horizon
  /** In the order of the plan; empty where nothing of the plan is to come. */
  readonly queues: readonly QueueDay[]
  /** What the service was simulated from, for trying changes of the roster. */
  readonly rest: RestOfPlan | undefined
}

/** Looked ahead at least, hours: an evening's stream goes on after midnight. */
const LEAST_AHEAD_HOURS = 6

/**
 * The rest of a day as it is expected now: contacts forecast anew, handling times as the day has shown, and the service
 * that the roster gives then, simulated. People come as the plan expects them to, whoever is missing at the moment.
 */
export function dayOutlook(situation: DaySituation, { replications, seed }: OutlookOptions): DayOutlook {
  const { forecast, asOf } = situation
  const { horizon } = forecast
  const from = Math.max(0, intervalOf(horizon, asOf))
  const to = endOfOutlook(horizon, asOf)
  if (from >= to) return { asOf, horizon: { ...horizon, intervals: 0 }, queues: [], rest: undefined }
  const { queues, outlooks } = reforecast(forecast, offeredBy(situation), asOf, situation.learned)
  const times = queues.map((queue) => timesOf(queue, situation, from))
  const expected = { horizon, queues: queues.map((queue, index) => slowedDown(queue, times[index]!)) }
  const rest = restOfPlan({ ...situation, forecast: expected, from, to, backlog: openTickets(situation, from) })
  const service = simulateRest(rest, situation.roster, { replications, seed })
  const told = rest.forecast.queues.map(({ queueId, mean, quantiles }, index): QueueDay => {
    const planned = forecast.queues[index]!.mean.slice(from, to)
    return {
      ...{ queueId, planned, expected: mean, p10: quantiles.p10, p90: quantiles.p90, handlingTimes: times[index]! },
      service: service.intervals.find((each) => each.queueId === queueId)!,
      against: outlooks[index]!,
    }
  })
  return { asOf, horizon: rest.forecast.horizon, queues: told, rest }
}

/** First interval that is no longer looked at. */
function endOfOutlook(horizon: Horizon, asOf: number): number {
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

const slowedDown = (queue: QueueForecast, times: number): QueueForecast =>
  times === 1 ? queue : { ...queue, ahtSeconds: queue.ahtSeconds.map((seconds) => seconds * times) }

/** The newest report of each queue's open items, if it is of the last hours. */
function openTickets({ soFar, forecast: { horizon } }: DaySituation, from: number): Map<string, number> {
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
