import type { Forecast, QueueForecast } from '../domain/forecast-outputs.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { shrinkageByInterval } from '../domain/shrinkage.ts'
import { deferredRequirement } from './deferred-requirement.ts'
import { instantRequirement } from './instant-requirement.ts'
import { instantStaffing, type StaffLoad, staffAnew } from './instant-staffing.ts'
import { plannedVolume } from './planned-volume.ts'
import { poolStaffing, type QueueStaffing } from './pool-staffing.ts'
import { queueCalendar } from './queue-calendar.ts'

/**
 * What every queue needs, interval by interval, to keep its targets: instant queues by forward evaluation of a queue in
 * time, pools of them together; deferred queues are not staffed by interval, they state how much work is due by when.
 * @throws PlanningInputError for a queue without a forecast
 */
export function requirementFor(settings: PlanSettings, forecast: Forecast): Requirement {
  const { horizon, queues } = staffingFor(settings, forecast)
  return { horizon, queues: queues.map((own) => (own.kind === 'instant' ? instantRequirement(own) : own)) }
}

export interface Staffing {
  readonly horizon: Horizon
  /** In the order of the plan's queues. */
  readonly queues: readonly QueueStaffing[]
}

/** The same figures without the reasons for them, which take as long again. @throws PlanningInputError as above */
export function staffingFor(settings: PlanSettings, forecast: Forecast, staff: StaffLoad = staffAnew): Staffing {
  const { horizon } = forecast
  const shrinkage = shrinkageByInterval(settings, horizon)
  const staffed = settings.queues.map((queue): QueueStaffing => {
    const expected = forecastOf(queue, forecast)
    const { open } = queueCalendar(queue, horizon)
    const arrives = (interval: number) => !isInstant(queue) || open[interval] === 1
    const planned = plannedVolume(settings, horizon, expected, arrives)
    const ahtSeconds = expected.ahtSeconds.map((aht) => (aht > 0 ? aht : queue.ahtSeconds))
    return isInstant(queue)
      ? instantStaffing({ queue, horizon, forecast: expected, planned, ahtSeconds, shrinkage }, staff)
      : deferredRequirement(queue, horizon, planned, ahtSeconds, shrinkage)
  })
  return { horizon, queues: poolStaffing(settings.pools, horizon, staffed, shrinkage, staff) }
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
