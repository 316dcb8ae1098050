import type { Horizon } from './horizon.ts'

/**
 * Why agents are required, in the order in which they are reasoned: the work itself with full hands; what the targets
 * take on top when every interval stood alone; the occupancy limit; the load carried over from the intervals before
 * (less than nothing where the queue has yet to fill); people in common with other queues of a pool; the assurance
 * against a busier day than expected; presence that is asked for whatever the load; and what simulation showed missing.
 */
export const REQUIREMENT_REASONS = [
  'work',
  'targets',
  'occupancy',
  'carryOver',
  'pooling',
  'assurance',
  'presence',
  'simulation',
] as const
export type RequirementReason = (typeof REQUIREMENT_REASONS)[number]

/** What an instant queue needs on position; every array is `[interval]`. */
export interface InstantRequirement {
  readonly kind: 'instant'
  readonly queueId: string
  /** Contacts planned for. */
  readonly volume: Float64Array
  readonly ahtSeconds: Float64Array
  readonly offeredErlangs: Float64Array
  /** Agents on position, before shrinkage; 0 where closed or empty. */
  readonly requiredAgents: Float64Array
  /** Required agents at the forecast's p10 and p90 volumes. */
  readonly requiredAgentsP10: Float64Array
  readonly requiredAgentsP90: Float64Array
  /** After unplanned shrinkage, rounded up. This is what the roster must put there. */
  readonly scheduledAgents: Float64Array
  /** Service level that the queueing model promises with the required agents; NaN where nobody contacts. */
  readonly serviceLevel: Float64Array
  /** Parts of `requiredAgents`, which they sum to. */
  readonly reasons: Readonly<Record<RequirementReason, Float64Array>>
}

/** Work that may wait. Every array is `[interval]`. */
export interface DeferredRequirement {
  readonly kind: 'deferred'
  readonly queueId: string
  /** Contacts that arrive, open hours or not. */
  readonly volume: Float64Array
  readonly ahtSeconds: Float64Array
  readonly offeredErlangs: Float64Array
  /** Contacts that must be finished by the end of the interval, counted from the horizon's start. Non-decreasing. */
  readonly dueByEnd: Float64Array
  /** Contacts waiting at the horizon's start; they are part of `dueByEnd`. */
  readonly openingBacklog: number
  /**
   * Contacts that one agent on position finishes in the interval, unplanned shrinkage taken off, and what chance costs
   * where simulation showed tickets late; 0 while closed.
   */
  readonly contactsPerAgent: Float64Array
}

export type QueueRequirement = InstantRequirement | DeferredRequirement

export interface Requirement {
  readonly horizon: Horizon
  /** In the order of the plan's queues. */
  readonly queues: readonly QueueRequirement[]
}
