import { intervalMs } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { isInstant } from '../domain/queue.ts'
import type {
  DeferredRequirement,
  InstantRequirement,
  QueueRequirement,
  Requirement,
} from '../domain/requirement-outputs.ts'
import type { Entries, LinearModel } from '../lp/linear-model.ts'
import type { CoverGroup } from './limits/cover-groups.ts'

/** Agents given to queues. */
export interface Allocation {
  /** Columns that take an agent of a group in an interval, `[group][interval]`. */
  readonly given: readonly (readonly Entries[])[]
  /** Effective agents for each queue of the requirement, in its order, `[queue][interval]`. */
  readonly supply: readonly (readonly Entries[])[]
}

/** A column for each group, interval and queue that the group knows, where the queue can use somebody then. */
export function addAllocation(
  cover: LinearModel,
  { horizon, queues }: Requirement,
  groups: readonly CoverGroup[],
): Allocation {
  const cells = () => Array.from({ length: horizon.intervals }, (): Entries => [])
  const given = groups.map(cells)
  const supply = queues.map(cells)
  const everybody = groups.reduce((sum, { employees }) => sum + employees.length, 0)
  groups.forEach(({ skills }, group) => {
    for (const { queueId, proficiency } of skills) {
      const index = queues.findIndex((queue) => queue.queueId === queueId)
      if (index < 0) continue
      for (let interval = 0; interval < horizon.intervals; interval++) {
        if (!canUse(queues[index]!, interval)) continue
        const column = cover.addColumn({ upper: everybody })
        given[group]![interval]!.push([column, 1])
        supply[index]![interval]!.push([column, proficiency])
      }
    }
  })
  return { given, supply }
}

const canUse = (queue: QueueRequirement, interval: number): boolean =>
  queue.kind === 'instant' ? queue.scheduledAgents[interval]! > 0 : queue.contactsPerAgent[interval]! > 0

/** What each queue lacks with the agents given to it, at its price. */
export function addQueueRows(
  cover: LinearModel,
  inputs: PlanInputs,
  { horizon, queues }: Requirement,
  { supply }: Allocation,
): void {
  const hours = intervalMs(horizon) / 3_600_000
  queues.forEach((queue, index) => {
    const settings = inputs.settings.queues.find(({ id }) => id === queue.queueId)!
    const price = hours * (isInstant(settings) ? settings.understaffingCostPerHour : settings.overdueCostPerHour)
    if (queue.kind === 'instant') addInstantRows(cover, queue, supply[index]!, price)
    else addDeferredRows(cover, queue, supply[index]!, price)
  })
}

function addInstantRows(cover: LinearModel, queue: InstantRequirement, supply: readonly Entries[], cost: number): void {
  queue.scheduledAgents.forEach((needed, interval) => {
    if (needed === 0) return
    const missing = cover.addColumn({ cost, upper: needed })
    cover.addRow([...supply[interval]!, [missing, 1]], needed, Infinity)
  })
}

/**
 * Backlog as inventory: waiting[t] >= waiting[t-1] + arrivals[t] - done[t] (nobody finishes what has not arrived), and
 * what is past its deadline is what waits beyond the arrivals that are not due yet.
 */
function addDeferredRows(
  cover: LinearModel,
  queue: DeferredRequirement,
  supply: readonly Entries[],
  cost: number,
): void {
  const everything = queue.volume.reduce((sum, volume) => sum + volume, queue.openingBacklog)
  let arrived = queue.openingBacklog
  let before: Entries = []
  supply.forEach((agents, interval) => {
    const rate = queue.contactsPerAgent[interval]!
    const arrivals = queue.volume[interval]! + (interval === 0 ? queue.openingBacklog : 0)
    arrived += queue.volume[interval]!
    const waiting = cover.addColumn({ upper: everything })
    const done = agents.map(([column, speed]) => [column, speed * rate] as const)
    cover.addRow([[waiting, 1], ...before, ...done], arrivals, Infinity)
    before = [[waiting, -1]]
    const notYetDue = arrived - queue.dueByEnd[interval]!
    if (notYetDue >= everything) return
    const overdue = cover.addColumn({ cost, upper: everything })
    cover.addRow([[overdue, 1], ...before], -notYetDue, Infinity)
  })
}
