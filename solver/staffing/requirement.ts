import { openIntervals } from '../domain/deadline-clock.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import type { Forecast, QueueForecast, Requirement } from '../domain/plan-outputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import { shrinkageByInterval } from '../domain/shrinkage.ts'
import { deferredRequirement } from './deferred-requirement.ts'
import { instantRequirement } from './instant-requirement.ts'
import { plannedVolume } from './planned-volume.ts'
import { poolRequirements } from './pool-requirement.ts'

/**
 * What every queue needs, interval by interval, to keep its targets: instant queues by forward evaluation of a queue in
 * time, pools of them together; deferred queues are not staffed by interval, they state how much work is due by when.
 * @throws PlanningInputError for a queue without a forecast
 */
export function requirementFor(settings: PlanSettings, forecast: Forecast): Requirement {
  const { horizon } = forecast
  const shrinkage = shrinkageByInterval(settings, horizon)
  const loads = settings.queues.map((queue) => {
    const expected = forecastOf(queue, forecast)
    const open = openIntervals(queue, horizon)
    const arrives = (interval: number) => !isInstant(queue) || open[interval] === 1
    return {
      ...{ queue, horizon, shrinkage, forecast: expected },
      planned: plannedVolume(settings, horizon, expected, arrives),
      ahtSeconds: expected.ahtSeconds.map((aht) => (aht > 0 ? aht : queue.ahtSeconds)),
    }
  })
  const queues = loads.map(({ queue, ...load }) =>
    isInstant(queue)
      ? instantRequirement({ queue, ...load })
      : deferredRequirement(queue, horizon, load.planned, load.ahtSeconds, shrinkage),
  )
  return { horizon, queues: poolRequirements(settings, horizon, queues, shrinkage) }
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
