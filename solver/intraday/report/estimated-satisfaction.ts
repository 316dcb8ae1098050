import { type SatisfactionPrior, satisfactionAt } from '../../domain/satisfaction.ts'
import { evaluateQueue, MAX_AGENTS } from '../../staffing/queue-model.ts'
import type { LateInterval, LateModel } from './late-reasons.ts'

export interface EstimatedSatisfaction {
  /** Contacts that it stands on. */
  readonly contacts: number
  /** That the queueing model has for the contacts that came and the agents who were there, or else scheduled. */
  readonly meanWaitSeconds: number
  /** Share, 0..1. */
  readonly satisfaction: number
}

/**
 * What customers of an instant queue may have thought, an assumption on top of a model: nobody reports waits, so that the
 * queueing model tells them from contacts, handling times and agents, and the plan's prior what people make of it. An
 * interval that has more work than its agents can ever do counts with its own length as the wait.
 * @returns undefined where nothing came or nothing is known
 */
export function estimatedSatisfaction(
  intervals: readonly (LateInterval | undefined)[],
  model: LateModel,
  prior: SatisfactionPrior,
): EstimatedSatisfaction | undefined {
  let [contacts, seconds] = [0, 0]
  for (const interval of intervals) {
    if (!interval || !(interval.came > 0)) continue
    const aht = Number.isNaN(interval.cameAht) ? interval.plannedAht : interval.cameAht
    if (Number.isNaN(aht)) continue
    contacts += interval.came
    seconds += interval.came * waitOf(interval, aht, model)
  }
  if (contacts === 0) return undefined
  const meanWaitSeconds = seconds / contacts
  return { contacts, meanWaitSeconds, satisfaction: satisfactionAt(prior, meanWaitSeconds) }
}

function waitOf({ came, scheduledAgents, presentAgents }: LateInterval, ahtSeconds: number, model: LateModel): number {
  const agents = Number.isNaN(presentAgents) ? scheduledAgents : presentAgents
  const asked = { ...model, volume: came, ahtSeconds, agents: Math.min(MAX_AGENTS, Math.round(agents)) }
  return Math.min(evaluateQueue(asked).asaSeconds, model.intervalMinutes * 60)
}
