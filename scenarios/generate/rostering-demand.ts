import type { QueueForecast } from '../../solver/domain/forecast-outputs.ts'
import { type Horizon, type LocalClock, localClocks } from '../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { isOpen, type Queue } from '../../solver/domain/queue.ts'
import type { QueueRequirement, Requirement } from '../../solver/domain/requirement-outputs.ts'
import { requirementFor } from '../../solver/staffing/requirement.ts'

/** Share of the hours that the team can give its queues, breaks and leave taken off, that the work asks for. */
const SHARE_OF_CAPACITY = 0.93
/** Of a paid hour on the queues after breaks, leave and two days off a week for everybody. */
const ON_POSITION = 0.9
/** Demand does not grow in step with what it requires: corrections by which the volume approaches the capacity. */
const CORRECTIONS = 3

/** What the team's queues need in a livestream week about as large as the team can serve. */
export function livestreamRequirement(inputs: PlanInputs, horizon: Horizon): Requirement {
  const { queues } = inputs.settings
  const capacity = queues.map(
    (queue) => capacityHours(inputs, queue.id) * (horizon.intervals / ((7 * 24 * 60) / horizon.intervalMinutes)),
  )
  const clocks = localClocks(horizon)
  const shapes = queues.map((queue, index) => volumeShape(queue, clocks, index))
  let scales = queues.map((queue, index) => {
    const hours = shapes[index]!.reduce((sum, weight) => sum + weight, 0) * (queue.ahtSeconds / 3600)
    return (capacity[index]! * SHARE_OF_CAPACITY) / hours
  })
  for (let correction = 0; ; correction++) {
    const forecasts = queues.map((queue, index) => forecastOf(queue, shapes[index]!, scales[index]!, horizon))
    const requirement = requirementFor(inputs.settings, { horizon, queues: forecasts })
    if (correction === CORRECTIONS) return requirement
    scales = scales.map(
      (scale, index) =>
        (scale * capacity[index]! * SHARE_OF_CAPACITY) / neededHours(requirement.queues[index]!, horizon),
    )
  }
}

/** Hours a week that the people of a queue can give it; those of several queues are shared out evenly. */
function capacityHours({ employees, settings }: PlanInputs, queueId: string): number {
  const hoursOf = new Map(
    settings.contracts.map(({ id, ordinaryMinutesPerWeek }) => [id, (ordinaryMinutesPerWeek / 60) * ON_POSITION]),
  )
  return employees.reduce((sum, { skills, contractId }) => {
    const skill = skills.find((candidate) => candidate.queueId === queueId)
    return skill ? sum + (hoursOf.get(contractId)! * skill.proficiency) / skills.length : sum
  }, 0)
}

function neededHours(queue: QueueRequirement, { intervalMinutes }: Horizon): number {
  const hours = intervalMinutes / 60
  if (queue.kind === 'instant') return queue.scheduledAgents.reduce((sum, agents) => sum + agents, 0) * hours
  const rate = Math.max(...queue.contactsPerAgent)
  return queue.volume.reduce((sum, contacts) => sum + contacts, 0) * (hours / rate)
}

/** Livestreams by weekday, Monday first, from 19:30 to 23:30; 0 is an evening without one. */
const LIVE_SIZES = [0, 0.5, 0.5, 0.7, 1, 1.1, 0.9]

/** A morning hump, a long afternoon and the livestream's evening; tickets follow an hour later and flatter. */
function volumeShape(queue: Queue, clocks: readonly LocalClock[], index: number): Float64Array {
  const isTicket = queue.channel === 'ticket'
  const spike = isTicket ? 0.4 : [1.3, 0.5, 0, 0.2, 0, 0.9, 0, 0.3][index]!
  return Float64Array.from(clocks, ({ weekday, minuteOfDay }) => {
    if (!isTicket && !isOpen(queue, weekday, minuteOfDay)) return 0
    const hour = minuteOfDay / 60 - (isTicket ? 1 : 0)
    const bell = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2))
    const day = 0.15 + 0.9 * bell(10.5, 2) + 0.8 * bell(15, 3) + 0.7 * bell(20, 2.5)
    const weekend = weekday >= 6 ? 1.1 : 1
    return weekend * (day + spike * LIVE_SIZES[weekday - 1]! * bell(21.2, 1.4))
  })
}

function forecastOf(queue: Queue, shape: Float64Array, scale: number, horizon: Horizon): QueueForecast {
  const mean = shape.map((weight) => weight * scale)
  return {
    queueId: queue.id,
    mean,
    quantiles: { p2_5: mean, p10: mean, p50: mean, p90: mean, p97_5: mean },
    ahtSeconds: new Float64Array(horizon.intervals).fill(queue.ahtSeconds),
  }
}
