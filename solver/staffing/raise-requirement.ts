import type { InstantRequirement, Requirement } from '../domain/plan-outputs.ts'
import { afterShrinkage } from './instant-requirement.ts'

/**
 * A requirement with more agents on position where simulation showed them missing, for the reason `simulation`. Queues
 * that are not raised stay the very objects that they were. `serviceLevel` stays what the queueing model promised with
 * the agents that it asked for itself.
 * @param raises whole agents on position to add by queue id, `[interval]`
 * @param shrinkage share of paid time lost, `[interval]`
 */
export function raiseRequirement(
  requirement: Requirement,
  raises: ReadonlyMap<string, Float64Array>,
  shrinkage: Float64Array,
): Requirement {
  return {
    ...requirement,
    queues: requirement.queues.map((queue) => {
      const added = raises.get(queue.queueId)
      return queue.kind === 'instant' && added ? raised(queue, added, shrinkage) : queue
    }),
  }
}

function raised(queue: InstantRequirement, added: Float64Array, shrinkage: Float64Array): InstantRequirement {
  const withAdded = (agents: Float64Array) => agents.map((value, interval) => value + added[interval]!)
  const requiredAgents = withAdded(queue.requiredAgents)
  return {
    ...queue,
    requiredAgents,
    requiredAgentsP10: withAdded(queue.requiredAgentsP10),
    requiredAgentsP90: withAdded(queue.requiredAgentsP90),
    scheduledAgents: queue.scheduledAgents.map(
      (agents, interval) =>
        agents +
        afterShrinkage(requiredAgents[interval]!, shrinkage[interval]!) -
        afterShrinkage(queue.requiredAgents[interval]!, shrinkage[interval]!),
    ),
    reasons: { ...queue.reasons, simulation: withAdded(queue.reasons.simulation) },
  }
}
