import { type Forecast, QUANTILES, type QuantileName, type QueueForecast } from '../domain/forecast-outputs.ts'
import { type Horizon, intervalMs, intervalStart } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { QueueRequirement, Requirement } from '../domain/requirement-outputs.ts'
import type { Roster } from '../domain/roster.ts'
import type { ServiceResult } from '../domain/service-outputs.ts'
import { simulateRoster } from '../simulate/simulate-roster.ts'

/** What is still to come of a plan, on a grid of its own that begins with `now`. */
export interface RestOfPlan {
  /** With the work that lies there now as tickets' opening backlog. */
  readonly inputs: PlanInputs
  readonly forecast: Forecast
  readonly requirement: Requirement
}

/** A plan, and what of it is looked at. */
export interface PlanAtMoment {
  readonly inputs: PlanInputs
  readonly forecast: Forecast
  readonly requirement: Requirement
  /** First interval that is looked at, and the first that no longer is. */
  readonly from: number
  readonly to: number
  /** Open tickets at the start of `from`, by queue; a queue that is missing begins as a steady week would. */
  readonly backlog: ReadonlyMap<string, number>
}

/** @throws RangeError for a span that is empty or outside the plan's horizon */
export function restOfPlan({ inputs, forecast, requirement, from, to, backlog }: PlanAtMoment): RestOfPlan {
  if (!(from >= 0 && from < to && to <= forecast.horizon.intervals)) {
    throw new RangeError(`Intervals ${from} to ${to} are no part of a horizon of ${forecast.horizon.intervals}.`)
  }
  const horizon = partOfHorizon(forecast.horizon, from, to)
  const queues = inputs.settings.queues.map((queue) => {
    const open = backlog.get(queue.id)
    return isInstant(queue) || open === undefined ? queue : { ...queue, openingBacklog: open }
  })
  return {
    inputs: { ...inputs, settings: { ...inputs.settings, queues } },
    forecast: { horizon, queues: forecast.queues.map((queue) => forecastPart(queue, from, to)) },
    requirement: { horizon, queues: requirement.queues.map((queue) => requirementPart(queue, from, to)) },
  }
}

/**
 * Service of a roster over the rest of a plan. Instant queues begin empty, whatever is waiting then. Rosters that are
 * simulated with one seed meet the same contacts, so that their difference is that of the rosters.
 */
export const simulateRest = (
  { inputs, forecast, requirement }: RestOfPlan,
  roster: Roster,
  options: { readonly replications: number; readonly seed: number },
): ServiceResult => simulateRoster(inputs, forecast, requirement, roster, options)

/** Interval of a horizon in which an instant lies; below 0 or beyond the last one outside of it. */
export const intervalOf = (horizon: Horizon, instantMs: number): number =>
  Math.floor((instantMs - horizon.startsAt) / intervalMs(horizon))

/** Intervals of a horizon as one of their own. */
export const partOfHorizon = (horizon: Horizon, from: number, to: number): Horizon => ({
  ...horizon,
  startsAt: intervalStart(horizon, from),
  intervals: to - from,
})

function forecastPart(queue: QueueForecast, from: number, to: number): QueueForecast {
  const quantiles = Object.fromEntries(
    QUANTILES.map(([name]) => [name, queue.quantiles[name].slice(from, to)]),
  ) as Record<QuantileName, Float64Array>
  const { queueId, mean, ahtSeconds } = queue
  return { queueId, mean: mean.slice(from, to), quantiles, ahtSeconds: ahtSeconds.slice(from, to) }
}

function requirementPart(queue: QueueRequirement, from: number, to: number): QueueRequirement {
  const cut = (values: Float64Array) => values.slice(from, to)
  const shared = {
    volume: cut(queue.volume),
    ahtSeconds: cut(queue.ahtSeconds),
    offeredErlangs: cut(queue.offeredErlangs),
  }
  if (queue.kind === 'deferred') {
    const before = from === 0 ? 0 : queue.dueByEnd[from - 1]!
    const dueByEnd = cut(queue.dueByEnd).map((due) => due - before)
    return { ...queue, ...shared, dueByEnd, contactsPerAgent: cut(queue.contactsPerAgent) }
  }
  return {
    ...queue,
    ...shared,
    requiredAgents: cut(queue.requiredAgents),
    requiredAgentsP10: cut(queue.requiredAgentsP10),
    requiredAgentsP90: cut(queue.requiredAgentsP90),
    scheduledAgents: cut(queue.scheduledAgents),
    serviceLevel: cut(queue.serviceLevel),
    reasons: Object.fromEntries(
      Object.entries(queue.reasons).map(([reason, agents]) => [reason, cut(agents)]),
    ) as typeof queue.reasons,
  }
}
