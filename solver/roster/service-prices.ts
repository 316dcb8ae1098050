import type { DeferredRequirement } from '../domain/requirement-outputs.ts'
import type { ModelQueue, StaffModel } from './staff-model.ts'

/**
 * Multipliers: what an effective agent on a queue in an interval is worth, minor currency units,
 * `[queue * intervals + interval]`; of an instant queue between 0 and the price of a missing agent, of a deferred one at
 * least 0.
 */
export type ServicePrices = Float64Array

/** What one agent of a group is worth in every interval: the best use among the group's queues. `[interval]` */
export function groupValue(model: StaffModel, prices: ServicePrices, group: number, into: Float64Array): void {
  const { queues, proficiency } = model
  const { intervals } = model.horizon
  into.fill(0)
  queues.forEach((_, queue) => {
    const speed = proficiency[group * queues.length + queue]!
    if (speed === 0) return
    for (let interval = 0; interval < intervals; interval++) {
      const value = speed * prices[queue * intervals + interval]!
      if (value > into[interval]!) into[interval] = value
    }
  })
}

/**
 * Least that the queues cost when agents are bought at the multipliers, what the previous roster gives taken off: the
 * demand's part of the Lagrangian bound. Instant queues buy what they need, for nobody pays more than a missing agent
 * costs. Deferred work is finished, contact by contact, where the agents' time and what it is overdue cost least.
 */
export function demandBound(model: StaffModel, prices: ServicePrices): number {
  const { queues, groups, horizon, present } = model
  let bound = 0
  queues.forEach((queue, index) => {
    const own = prices.subarray(index * horizon.intervals, (index + 1) * horizon.intervals)
    bound += queue.need.kind === 'instant' ? instantCost(queue, own) : deferredCost(queue, queue.need, own)
  })
  const value = new Float64Array(horizon.intervals)
  for (let group = 0; group < groups; group++) {
    groupValue(model, prices, group, value)
    for (let interval = 0; interval < horizon.intervals; interval++) {
      bound -= value[interval]! * present[interval * groups + group]!
    }
  }
  return bound
}

function instantCost({ need, price }: ModelQueue, prices: Float64Array): number {
  if (need.kind !== 'instant') return 0
  let cost = 0
  for (let interval = 0; interval < prices.length; interval++) {
    cost += need.scheduledAgents[interval]! * Math.min(price, prices[interval]!)
  }
  return cost
}

function deferredCost(queue: ModelQueue, need: DeferredRequirement, prices: Float64Array): number {
  let cost = 0
  for (const batch of workBatches(need)) cost += batch.contacts * cheapestFinish(batch, queue.price, need, prices).cost
  return cost
}

/** Contacts that arrive and fall due together. */
export interface WorkBatch {
  readonly contacts: number
  /** Interval from which they can be worked. */
  readonly arrives: number
  /** Interval by whose end they are due; the number of intervals when not within the horizon. */
  readonly due: number
}

/** Deferred work in the order of arrival, the oldest due first. */
export function workBatches({ volume, openingBacklog, dueByEnd }: DeferredRequirement): WorkBatch[] {
  const batches: WorkBatch[] = []
  const intervals = volume.length
  let arrives = 0
  let arrived = openingBacklog + (volume[0] ?? 0)
  let due = 0
  for (let at = 0; ; ) {
    while (arrives < intervals && arrived <= at + 1e-9) arrived += volume[++arrives] ?? 0
    while (due < intervals && dueByEnd[due]! <= at + 1e-9) due++
    if (arrives >= intervals) return batches
    const end = due < intervals ? Math.min(arrived, dueByEnd[due]!) : arrived
    batches.push({ contacts: end - at, arrives, due })
    at = end
  }
}

/** Where a contact of a batch is best finished; interval -1 where leaving it is cheapest. Costs are of one contact. */
export function cheapestFinish(
  { arrives, due }: WorkBatch,
  overduePrice: number,
  { contactsPerAgent }: DeferredRequirement,
  prices: Float64Array,
): { interval: number; cost: number } {
  const intervals = prices.length
  let cost = Math.max(0, intervals - due) * overduePrice
  let best = -1
  for (let interval = arrives; interval < intervals; interval++) {
    const late = Math.max(0, interval - due) * overduePrice
    if (late >= cost) break
    const rate = contactsPerAgent[interval]!
    if (rate === 0) continue
    const total = late + prices[interval]! / rate
    if (total < cost) {
      cost = total
      best = interval
    }
  }
  return { interval: best, cost }
}
