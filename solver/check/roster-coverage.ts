import { intervalMs } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { CostBreakdown, DeferredRequirement, QueueCoverage, Requirement } from '../domain/plan-outputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { Roster } from '../domain/roster.ts'
import { dispatchOf, dispatchWeek, type ProtectedWork } from './coverage.ts'

type ServiceCosts = Pick<CostBreakdown, 'understaffing' | 'overdueWork'>

/**
 * What a roster gives each queue. Where instant queues would starve deferred work for so long that its price exceeds
 * theirs, some of it is protected: it is worked before instant contacts in the intervals where that saves most. Protection
 * grows and shrinks in ever smaller steps as long as the whole gets cheaper. A search, not a proof: the dispatch found may
 * cost a little more than the best one.
 */
export function rosterCoverage(inputs: PlanInputs, requirement: Requirement, roster: Roster): QueueCoverage[] {
  const dispatch = dispatchOf(inputs, requirement, roster)
  const tryOut = (work: ProtectedWork): Tried => {
    const coverage = dispatchWeek(dispatch, work)
    const { understaffing, overdueWork } = serviceCosts(inputs, requirement, coverage)
    return { work, coverage, cost: understaffing + overdueWork }
  }
  let best = tryOut(requirement.queues.map(() => new Float64Array(requirement.horizon.intervals)))
  for (const agents of AGENTS_AT_ONCE) {
    for (let before = Number.POSITIVE_INFINITY; best.cost < before * (1 - SMALLEST_GAIN); ) {
      before = best.cost
      for (const sign of [1, -1] as const) best = improve(inputs, requirement, best, sign * agents, tryOut)
    }
  }
  return best.coverage
}

interface Tried {
  readonly work: ProtectedWork
  readonly coverage: QueueCoverage[]
  /** Minor currency units. */
  readonly cost: number
}

/** Intervals in which protection changes in one step, halved whenever a step does not pay. */
const INTERVALS_AT_ONCE = 64
/** Agents by whose work protection changes in an interval, coarse to fine. */
const AGENTS_AT_ONCE = [1, 0.25, 0.05] as const
/** Share of the cost below which a step is not worth keeping; it also bounds the number of steps. */
const SMALLEST_GAIN = 1e-4

/** Changes protection by `agents` where that seems to gain most, in shrinking batches, keeping what pays. */
function improve(
  inputs: PlanInputs,
  requirement: Requirement,
  start: Tried,
  agents: number,
  tryOut: (work: ProtectedWork) => Tried,
): Tried {
  let best = start
  for (let batch = INTERVALS_AT_ONCE; batch >= 1; ) {
    const gains = protectionGains(inputs, requirement, best, agents).slice(0, batch)
    if (gains.length === 0) break
    const next = best.work.map((contacts) => contacts.slice())
    for (const { index, interval, contacts } of gains) {
      next[index]![interval] = Math.max(0, next[index]![interval]! + contacts)
    }
    const tried = tryOut(next)
    if (tried.cost < best.cost * (1 - SMALLEST_GAIN)) best = tried
    else batch = Math.floor(Math.min(batch, gains.length) / 2)
  }
  return best
}

/**
 * Intervals in which a change of protection by `agents` promises to gain, best first. Finishing a contact sooner spares
 * its queue one overdue contact until the backlog is next worked off; the price is the cheapest instant agent there.
 */
function protectionGains(inputs: PlanInputs, requirement: Requirement, { work, coverage }: Tried, agents: number) {
  const cheapest = cheapestInstantAgent(inputs, requirement, coverage)
  const gains = requirement.queues.flatMap((queue, index) => {
    if (queue.kind === 'instant') return []
    const saved = overduePriceUntilClear(inputs, requirement, queue, coverage[index]!)
    return Array.from(queue.contactsPerAgent, (rate, interval) => {
      const gain = (rate * saved[interval]! - cheapest[interval]!) * Math.sign(agents)
      const isPossible = agents > 0 ? coverage[index]!.backlog[interval]! > 1e-6 : work[index]![interval]! > 0
      return { index, interval, contacts: rate * agents, gain: isPossible ? gain : 0 }
    }).filter(({ gain }) => gain > 0)
  })
  return gains.sort((a, b) => b.gain - a.gain || a.interval - b.interval || a.index - b.index)
}

/** Price of an agent taken from the cheapest instant queue that has one, `[interval]`; Infinity where none has. */
function cheapestInstantAgent(
  inputs: PlanInputs,
  { horizon }: Requirement,
  coverage: readonly QueueCoverage[],
): Float64Array {
  const hours = intervalMs(horizon) / 3_600_000
  const cheapest = new Float64Array(horizon.intervals).fill(Number.POSITIVE_INFINITY)
  for (const queue of inputs.settings.queues) {
    if (!isInstant(queue)) continue
    const cell = coverage.find(({ queueId }) => queueId === queue.id)
    cell?.coveredAgents.forEach((agents, interval) => {
      if (agents > 0) cheapest[interval] = Math.min(cheapest[interval]!, queue.understaffingCostPerHour * hours)
    })
  }
  return cheapest
}

/** What one contact finished in an interval saves: its queue's overdue price from then until no work waits, `[interval]`. */
function overduePriceUntilClear(
  inputs: PlanInputs,
  { horizon }: Requirement,
  { queueId }: DeferredRequirement,
  { backlog, overdue }: QueueCoverage,
): Float64Array {
  const queue = inputs.settings.queues.find(({ id }) => id === queueId)!
  const price = isInstant(queue) ? 0 : (queue.overdueCostPerHour * intervalMs(horizon)) / 3_600_000
  const saved = new Float64Array(horizon.intervals)
  let sum = 0
  for (let interval = horizon.intervals - 1; interval >= 0; interval--) {
    sum = backlog[interval]! <= 1e-6 ? 0 : sum + (overdue[interval]! > 1e-6 ? price : 0)
    saved[interval] = sum
  }
  return saved
}

/** What unmet needs cost, minor currency units. */
export function serviceCosts(
  inputs: PlanInputs,
  { horizon, queues }: Requirement,
  coverage: readonly QueueCoverage[],
): ServiceCosts {
  const hours = intervalMs(horizon) / 3_600_000
  let understaffing = 0
  let overdueWork = 0
  for (const [index, cell] of coverage.entries()) {
    const queue = inputs.settings.queues.find(({ id }) => id === queues[index]!.queueId)!
    if (isInstant(queue)) {
      const missing = cell.netStaffing.reduce((sum, net) => sum + Math.max(0, -net), 0)
      understaffing += missing * hours * queue.understaffingCostPerHour
    } else {
      overdueWork += cell.overdue.reduce((sum, overdue) => sum + overdue, 0) * hours * queue.overdueCostPerHour
    }
  }
  return { understaffing: Math.round(understaffing), overdueWork: Math.round(overdueWork) }
}
