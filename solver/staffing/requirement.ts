import { openIntervals } from '../domain/deadline-clock.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import type { Forecast, InstantRequirement, QueueForecast, Requirement } from '../domain/plan-outputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { type InstantQueue, isInstant, type Queue } from '../domain/queue.ts'
import { deferredRequirement } from './deferred-requirement.ts'
import { evaluateQueue, leastAgents, type QueueLoad } from './queue-model.ts'

/**
 * What every queue needs, interval by interval, to keep its target.
 *
 * Instant queues are taken as stationary within each interval and independent of the intervals around it (SIPP): simple
 * today, and too low where the load climbs steeply within a handling time. Deferred queues are not staffed by interval
 * at all; they state how much work is due by when.
 * @throws PlanningInputError for a queue without a forecast
 */
export function requirementFor(settings: PlanSettings, forecast: Forecast): Requirement {
  const queues = settings.queues.map((queue) => {
    const expected = forecastOf(queue, forecast)
    const volume = settings.planFor === 'mean' ? expected.mean : expected.quantiles[settings.planFor]
    const ahtSeconds = expected.ahtSeconds.map((aht) => (aht > 0 ? aht : queue.ahtSeconds))
    return isInstant(queue)
      ? instantRequirement(queue, forecast, expected, volume, ahtSeconds, settings.unplannedShrinkage)
      : deferredRequirement(queue, forecast.horizon, volume, ahtSeconds, settings.unplannedShrinkage)
  })
  return { horizon: forecast.horizon, queues }
}

function forecastOf(queue: Queue, forecast: Forecast): QueueForecast {
  const found = forecast.queues.find(({ queueId }) => queueId === queue.id)
  if (found) return found
  throw new PlanningInputError({
    value: queue.id,
    problem: 'has no forecast',
    hint: 'Add history for the queue, or take the queue out of the plan.',
  })
}

function instantRequirement(
  queue: InstantQueue,
  { horizon }: Forecast,
  { mean, quantiles }: QueueForecast,
  planned: Float64Array,
  ahtSeconds: Float64Array,
  unplannedShrinkage: number,
): InstantRequirement {
  const { intervalMinutes } = horizon
  const open = openIntervals(queue, horizon)
  const staff = staffing(queue, intervalMinutes)
  // An open queue that anybody may contact is never left without a person, however small the planned quantile.
  const required = (volume: Float64Array) =>
    volume.map((contacts, interval) =>
      open[interval] && mean[interval]! > 0 ? Math.max(1, staff.agents(contacts, ahtSeconds[interval]!)) : 0,
    )
  const volume = planned.map((contacts, interval) => (open[interval] ? contacts : 0))
  const requiredAgents = required(volume)
  const none = () => new Float64Array(horizon.intervals)
  return {
    kind: 'instant',
    queueId: queue.id,
    volume,
    ahtSeconds,
    offeredErlangs: volume.map((contacts, interval) => (contacts * ahtSeconds[interval]!) / (intervalMinutes * 60)),
    requiredAgents,
    requiredAgentsP10: required(quantiles.p10),
    requiredAgentsP90: required(quantiles.p90),
    scheduledAgents: requiredAgents.map((agents) => afterShrinkage(agents, unplannedShrinkage)),
    serviceLevel: volume.map((contacts, interval) =>
      contacts > 0 ? staff.serviceLevel(contacts, ahtSeconds[interval]!, requiredAgents[interval]!) : Number.NaN,
    ),
    reasons: {
      work: none(),
      targets: requiredAgents,
      occupancy: none(),
      carryOver: none(),
      pooling: none(),
      assurance: none(),
      presence: none(),
      simulation: none(),
    },
  }
}

/** Agents to schedule for `agents` on position; the small number keeps rounding from adding a person (0.7 of 20 is 14). */
export const afterShrinkage = (agents: number, unplannedShrinkage: number): number =>
  Math.ceil(agents / (1 - unplannedShrinkage) - 1e-9)

/** The queueing model of one queue. Equal loads are looked up; the last answer is where the next search begins. */
function staffing(queue: InstantQueue, intervalMinutes: number) {
  const agentsByAht = new Map<number, Map<number, number>>()
  let guess: number | undefined
  const load = (volume: number, ahtSeconds: number): QueueLoad => ({
    volume,
    intervalMinutes,
    ahtSeconds,
    answerWithinSeconds: queue.target.answerWithinSeconds,
    meanPatienceSeconds: queue.meanPatienceSeconds,
    concurrency: queue.channel === 'chat' ? queue.concurrency : 1,
    concurrencyGain: queue.channel === 'chat' ? queue.concurrencyGain : 1,
  })
  return {
    agents(volume: number, ahtSeconds: number): number {
      const agentsByVolume = agentsByAht.get(ahtSeconds) ?? new Map<number, number>()
      agentsByAht.set(ahtSeconds, agentsByVolume)
      const known = agentsByVolume.get(volume)
      if (known !== undefined) return known
      const target = { target: queue.target.serviceLevelTarget, maxOccupancy: queue.maxOccupancy }
      const agents = leastAgents({ ...load(volume, ahtSeconds), ...target }, guess)
      if (agents > 0) guess = agents
      agentsByVolume.set(volume, agents)
      return agents
    },
    serviceLevel: (volume: number, ahtSeconds: number, agents: number): number =>
      evaluateQueue({ ...load(volume, ahtSeconds), agents }).serviceLevel,
  }
}
