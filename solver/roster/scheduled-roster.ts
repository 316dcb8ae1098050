import type { RosterSolution } from '../domain/plan-outputs.ts'
import type { QueueRequirement } from '../domain/requirement-outputs.ts'
import type { Assignment } from '../domain/roster.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import type { RosterPreferences } from './living/roster-preferences.ts'

export interface ScheduleOptions {
  readonly engine: LpEngine
  readonly seed: number
  /** Stop improving when (objective - bound) / objective is about this. */
  readonly gap: number
  /** Asked now and then; improving stops when it says yes. Only the last resort: an answer cut short may not repeat. */
  readonly isOutOfTime: () => boolean
  /** The best roster known and the bound, guaranteed wages included, minor currency units. */
  readonly onProgress?: (progress: { fraction: number; objective?: number; objectiveBound?: number }) => void
  /** Parts of rosters of the same inputs; those whose queues need just what they did then are taken over. */
  readonly known?: readonly ScheduledPart[] | undefined
  /** What the roster owes to one that stands. */
  readonly preferences?: RosterPreferences | undefined
}

/** A roster with what it takes to make only some of it again. */
export interface ScheduledRoster extends RosterSolution {
  readonly parts: readonly ScheduledPart[]
  /**
   * Multipliers of the bound: what an effective agent is worth, minor currency units,
   * `[queue * intervals + interval]`, queues in the requirement's order.
   */
  readonly servicePrices: Float64Array
}

export interface ScheduledPart {
  /** What its queues needed, the very objects of the requirement. */
  readonly queues: readonly QueueRequirement[]
  /** Without guaranteed wages, as `cost`, minor currency units. */
  readonly bound: number
  /** As the search counted it; the checker has the last word. */
  readonly cost: number
  readonly people: number
  readonly assignments: readonly Assignment[]
  /** As `servicePrices`, of its own queues. */
  readonly prices: Float64Array
}
