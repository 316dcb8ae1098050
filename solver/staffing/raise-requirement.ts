import type { DeferredRequirement, InstantRequirement, Requirement } from '../domain/requirement-outputs.ts'
import { afterShrinkage } from './instant-staffing.ts'

/** More for one queue, `[interval]`. */
export interface RequirementRaise {
  readonly queueId: string
  /** Agents on position to add: whole ones for an instant queue, parts of one for tickets. */
  readonly added: Float64Array
  /** Agents that the roster has there. Of tickets, who work as there is time, they are what is added to. */
  readonly coveredAgents: Float64Array
}

/**
 * A requirement with more where simulation showed it missing. An instant queue requires more agents, for the reason
 * `simulation`; its `serviceLevel` stays what the queueing model promised with the agents that it asked for itself. A
 * ticket queue counts an agent for less, so that the same work by the same deadlines takes so many agents more, which is
 * what chance costs: `contactsPerAgent * covered / (covered + added)`, with the mean covered agents of the run of
 * intervals that are raised. Queues that are not raised stay the very objects that they were.
 * @param shrinkage share of paid time lost, `[interval]`
 */
export function raiseRequirement(
  requirement: Requirement,
  raises: readonly RequirementRaise[],
  shrinkage: Float64Array,
): Requirement {
  return {
    ...requirement,
    queues: requirement.queues.map((queue) => {
      const raise = raises.find(({ queueId }) => queueId === queue.queueId)
      if (!raise) return queue
      return queue.kind === 'instant' ? raisedInstant(queue, raise, shrinkage) : raisedTickets(queue, raise)
    }),
  }
}

function raisedInstant(
  queue: InstantRequirement,
  { added }: RequirementRaise,
  shrinkage: Float64Array,
): InstantRequirement {
  const withAdded = (agents: Float64Array) => agents.map((value, interval) => value + added[interval]!)
  const requiredAgents = withAdded(queue.requiredAgents)
  return {
    ...queue,
    requiredAgents,
    requiredAgentsP10: withAdded(queue.requiredAgentsP10),
    requiredAgentsP90: withAdded(queue.requiredAgentsP90),
    // A pool's queues share rounding, so what is scheduled already may differ from what each would need by itself.
    scheduledAgents: queue.scheduledAgents.map(
      (agents, interval) =>
        agents +
        afterShrinkage(requiredAgents[interval]!, shrinkage[interval]!) -
        afterShrinkage(queue.requiredAgents[interval]!, shrinkage[interval]!),
    ),
    reasons: { ...queue.reasons, simulation: withAdded(queue.reasons.simulation) },
  }
}

function raisedTickets(queue: DeferredRequirement, { added, coveredAgents }: RequirementRaise): DeferredRequirement {
  const contactsPerAgent = queue.contactsPerAgent.slice()
  for (let from = 0; from < added.length; ) {
    let to = from + 1
    while (to < added.length && added[to] === added[from]) to++
    const covered = coveredAgents.subarray(from, to).reduce((sum, agents) => sum + agents, 0) / (to - from)
    const rate = covered > 0 ? covered / (covered + added[from]!) : 1
    for (let interval = from; interval < to; interval++) contactsPerAgent[interval]! *= rate
    from = to
  }
  return { ...queue, contactsPerAgent }
}
