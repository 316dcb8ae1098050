import { capacityCurve } from '../domain/capacity-curve.ts'
import { deadlineClock, openIntervals } from '../domain/deadline-clock.ts'
import { type Horizon, horizonEnd, localClocks } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Forecast, QueueForecast, Requirement } from '../domain/plan-outputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { type InstantQueue, isInstant, type Queue } from '../domain/queue.ts'
import { type Assignment, compareIds, type Roster } from '../domain/roster.ts'
import { textNumber } from './random.ts'
import type { Seat, SimulatedQueue, Simulation } from './simulation.ts'

/**
 * A roster as the simulator sees it. Instant contacts arrive only while their queue is open, tickets at any time.
 * Shifts of the previous roster that reach into the horizon count as well.
 */
export function rosterSimulation(
  inputs: PlanInputs,
  forecast: Forecast,
  requirement: Requirement,
  roster: Roster,
): Simulation {
  const { horizon } = forecast
  const { queues } = inputs.settings
  const dayOfInterval = Int32Array.from(localClocks(horizon), ({ day }) => day)
  const ranks = instantRanks(queues)
  return {
    intervalSeconds: horizon.intervalMinutes * 60,
    intervals: horizon.intervals,
    dayOfInterval,
    queues: queues.map((queue) => simulatedQueue(queue, forecast, requirement, dayOfInterval, ranks)),
    seats: seatsOf(inputs, horizon, roster),
    absenceRate: inputs.settings.unplannedShrinkage,
  }
}

/** Instant queues by what a missing agent costs, dearest first, then by id. */
function instantRanks(queues: readonly Queue[]): ReadonlyMap<string, number> {
  const ordered = queues
    .filter((queue): queue is InstantQueue => isInstant(queue))
    .sort((a, b) => b.understaffingCostPerHour - a.understaffingCostPerHour || compareIds(a.id, b.id))
  return new Map(ordered.map(({ id }, rank) => [id, rank]))
}

function simulatedQueue(
  queue: Queue,
  forecast: Forecast,
  requirement: Requirement,
  dayOfInterval: Int32Array,
  ranks: ReadonlyMap<string, number>,
): SimulatedQueue {
  const { horizon } = forecast
  const expected = forecast.queues.find(({ queueId }) => queueId === queue.id)
  const needed = requirement.queues.find(({ queueId }) => queueId === queue.id)
  if (!expected || !needed)
    throw new PlanningInputError({
      value: queue.id,
      problem: `has no ${expected ? 'requirement' : 'forecast'}`,
      hint: 'Make the forecast and the requirement from the same plan as the roster.',
    })
  const open = openIntervals(queue, horizon)
  const arrives = (interval: number) => !isInstant(queue) || open[interval] === 1
  const work = {
    contacts: expected.mean.map((mean, interval) => (arrives(interval) ? mean : 0)),
    workSeconds: expected.ahtSeconds.map((aht) => (aht > 0 ? aht : queue.ahtSeconds)),
    daySpread: daySpread(expected, dayOfInterval, arrives),
    open,
  }
  if (!isInstant(queue))
    return { ...work, kind: 'deferred', clock: deadlineClock(queue, horizon), openingBacklog: queue.openingBacklog }
  return {
    ...work,
    kind: 'instant',
    curve: queue.channel === 'chat' ? capacityCurve(queue.concurrency, queue.concurrencyGain) : capacityCurve(1, 1),
    answerWithinSeconds: queue.target.answerWithinSeconds,
    meanPatienceSeconds: queue.meanPatienceSeconds ?? Number.POSITIVE_INFINITY,
    rank: ranks.get(queue.id)!,
    requiredAgents: needed.kind === 'instant' ? needed.requiredAgents : new Float64Array(horizon.intervals),
  }
}

/** Standard deviations between the 10 % and the 90 % point of a normal distribution. */
const P10_TO_P90 = 2 * 1.2815515655446004

/**
 * Spread of each day's factor on arrivals, `[day]`. The forecast's p10..p90 gives each interval's variance; what exceeds
 * the mean is more than Poisson arrivals explain and is taken to move the whole day together, the cautious reading:
 * `cv^2 = sum (variance - mean) / sum mean^2`, as the standard deviation of the logarithm `sqrt(ln(1 + cv^2))`.
 */
function daySpread(
  { mean, quantiles }: QueueForecast,
  dayOfInterval: Int32Array,
  arrives: (interval: number) => boolean,
): Float64Array {
  const days = 1 + dayOfInterval.reduce((last, day) => Math.max(last, day), 0)
  const excess = new Float64Array(days)
  const squares = new Float64Array(days)
  mean.forEach((contacts, interval) => {
    if (!arrives(interval)) return
    const day = dayOfInterval[interval]!
    const deviation = (quantiles.p90[interval]! - quantiles.p10[interval]!) / P10_TO_P90
    excess[day]! += deviation ** 2 - contacts
    squares[day]! += contacts ** 2
  })
  return excess.map((variance, day) =>
    squares[day]! > 0 ? Math.sqrt(Math.log1p(Math.max(0, variance) / squares[day]!)) : 0,
  )
}

function seatsOf(inputs: PlanInputs, horizon: Horizon, roster: Roster): Seat[] {
  const skillsById = new Map(inputs.employees.map(({ id, skills }) => [id, skills]))
  const known = new Set(roster.assignments.map(seatName))
  const earlier = inputs.previousRoster.filter((assignment) => !known.has(seatName(assignment)))
  return [...earlier, ...roster.assignments]
    .filter(({ startMs, endMs }) => endMs > horizon.startsAt && startMs < horizonEnd(horizon))
    .map((assignment) => ({
      key: [textNumber(assignment.employeeId), assignment.startMs],
      proficiency: Float64Array.from(inputs.settings.queues, ({ id }) => {
        if (!assignment.queueIds.includes(id)) return 0
        return skillsById.get(assignment.employeeId)?.find(({ queueId }) => queueId === id)?.proficiency ?? 0
      }),
      onPosition: onPosition(assignment, horizon),
    }))
}

const seatName = ({ employeeId, startMs }: Assignment): string => `${employeeId} ${startMs}`

/** Times between the breaks, within the horizon, seconds from its start. */
function onPosition({ startMs, endMs, breaks }: Assignment, horizon: Horizon): number[] {
  const times: number[] = []
  let from = startMs
  const stay = (untilMs: number) => {
    const start = Math.max(from, horizon.startsAt)
    const end = Math.min(untilMs, horizonEnd(horizon))
    if (end > start) times.push((start - horizon.startsAt) / 1000, (end - horizon.startsAt) / 1000)
  }
  for (const item of [...breaks].sort((a, b) => a.startMs - b.startMs)) {
    stay(item.startMs)
    from = Math.max(from, item.endMs)
  }
  stay(endMs)
  return times
}
