import { leastAgents, MAX_AGENTS, type QueueLoad, type StaffingTarget } from '../../staffing/queue-model.ts'

export interface NeedInterval {
  /** Agents to schedule for the contacts planned for. */
  readonly plannedNeed: number
  readonly plannedVolume: number
  readonly came: number
  /** Seconds; NaN where not known. */
  readonly plannedAht: number
  readonly cameAht: number
  /** Share of paid time that is lost. */
  readonly shrinkage: number
}

export type NeedModel = Omit<QueueLoad, 'volume' | 'ahtSeconds'> & StaffingTarget

/**
 * Agents that would have had to be scheduled for the contacts that came, as long as they took: the planned need, with the
 * difference of the stationary model's least agents for the two loads, before shrinkage. So what the plan knows besides
 * (further targets, queues answered together) stays in it. NaN where it cannot be told.
 */
export function needForWhatCame(interval: NeedInterval, model: NeedModel): number {
  const { plannedNeed, plannedVolume, came, plannedAht, cameAht, shrinkage } = interval
  if (Number.isNaN(came)) return Number.NaN
  const planned = leastFor(plannedVolume, Number.isNaN(plannedAht) ? cameAht : plannedAht, model)
  const real = leastFor(came, Number.isNaN(cameAht) ? plannedAht : cameAht, model)
  return Math.max(0, plannedNeed + (real - planned) / (1 - shrinkage))
}

function leastFor(volume: number, ahtSeconds: number, model: NeedModel): number {
  if (volume === 0) return 0
  const erlangs = (volume * ahtSeconds) / (model.intervalMinutes * 60)
  // Beyond what anybody staffs: reported by mistake, and the search would find no end.
  return erlangs < MAX_AGENTS / 2 ? leastAgents({ ...model, volume, ahtSeconds }) : Number.NaN
}
