import { type Horizon, intervalMs, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { DeferredRequirement, InstantRequirement } from '../domain/requirement-outputs.ts'

/** Consecutive intervals that an estimate takes together. */
export interface Blocks {
  /** Block of each interval, `[interval]`. */
  readonly blockOf: Int32Array
  /** Intervals of each block, `[block]`. */
  readonly intervals: Int32Array
  /** `[block]` */
  readonly hours: Float64Array
}

/** Length of a block: shorter ones cost time and move the estimate little, longer ones level peaks out. */
const BLOCK_MINUTES = 60

export function blocksOf(horizon: Horizon): Blocks {
  const each = Math.max(1, Math.round(BLOCK_MINUTES / horizon.intervalMinutes))
  const blockOf = Int32Array.from({ length: horizon.intervals }, (_, interval) => Math.floor(interval / each))
  const intervals = new Int32Array(Math.ceil(horizon.intervals / each))
  for (const block of blockOf) intervals[block]!++
  const hours = intervalMs(horizon) / MS_PER_MINUTE / 60
  return { blockOf, intervals, hours: Float64Array.from(intervals, (count) => count * hours) }
}

/** What an instant queue needs; arrays are `[block]`. */
export interface InstantNeed {
  readonly kind: 'instant'
  readonly queueId: string
  /** Mean agents to schedule. */
  readonly agents: Float64Array
  /** Of an agent who is missing for the block, minor currency units. */
  readonly prices: Float64Array
}

/** What a deferred queue needs, counted in units of work; arrays are `[block]`. */
export interface DeferredNeed {
  readonly kind: 'deferred'
  readonly queueId: string
  /** Contacts in a unit: as many as one agent finishes in the best of the blocks. */
  readonly unitContacts: number
  /** Units that come, the opening backlog with the first block's. */
  readonly arrivals: Float64Array
  /** Mean over the block's intervals of the units due by their ends. */
  readonly due: Float64Array
  /** Units that one agent finishes; 0 while closed. */
  readonly speed: Float64Array
  /** Of a unit that is overdue for the block, minor currency units. */
  readonly prices: Float64Array
}

export type BlockNeed = InstantNeed | DeferredNeed

/** What an estimate takes of a requirement: the reasons for its figures are not asked. */
export interface WeekNeed {
  readonly horizon: Horizon
  readonly queues: readonly (DeferredRequirement | ScheduledAgents)[]
}

type ScheduledAgents = Pick<InstantRequirement, 'kind' | 'queueId' | 'scheduledAgents'>

/** The requirement by blocks: to meet a mean is never harder than to meet all that it is the mean of. */
export function blockNeeds({ queues }: WeekNeed, { queues: settings }: PlanSettings, blocks: Blocks): BlockNeed[] {
  return queues.map((queue) => {
    const own = settings.find(({ id }) => id === queue.queueId)!
    const price = isInstant(own) ? own.understaffingCostPerHour : own.overdueCostPerHour
    return queue.kind === 'instant' ? instantNeed(queue, price, blocks) : deferredNeed(queue, price, blocks)
  })
}

function instantNeed({ queueId, scheduledAgents }: ScheduledAgents, price: number, blocks: Blocks): InstantNeed {
  const prices = blocks.hours.map((hours) => hours * price)
  return { kind: 'instant', queueId, agents: meanByBlock(scheduledAgents, blocks), prices }
}

function deferredNeed(queue: DeferredRequirement, price: number, blocks: Blocks): DeferredNeed {
  const { blockOf, intervals, hours } = blocks
  const contacts = new Float64Array(intervals.length)
  const rates = new Float64Array(intervals.length)
  contacts[0] = queue.openingBacklog
  for (const [interval, block] of blockOf.entries()) {
    contacts[block]! += queue.volume[interval]!
    rates[block] = Math.max(rates[block]!, queue.contactsPerAgent[interval]! * intervals[block]!)
  }
  // Nobody finishes anything of a queue that never opens.
  const unitContacts = Math.max(...rates) || 1
  return {
    kind: 'deferred',
    queueId: queue.queueId,
    unitContacts,
    arrivals: contacts.map((count) => count / unitContacts),
    due: meanByBlock(queue.dueByEnd, blocks).map((count) => count / unitContacts),
    speed: rates.map((rate) => rate / unitContacts),
    prices: hours.map((each) => each * price * unitContacts),
  }
}

function meanByBlock(values: Float64Array, { blockOf, intervals }: Blocks): Float64Array {
  const means = new Float64Array(intervals.length)
  for (const [interval, block] of blockOf.entries()) means[block]! += values[interval]! / intervals[block]!
  return means
}

/** Whether a queue can use somebody in a block. */
export const canUse = (need: BlockNeed, block: number): boolean =>
  need.kind === 'instant' ? need.agents[block]! > 0 : need.speed[block]! > 0
