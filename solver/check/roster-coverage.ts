import { intervalMs } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { CostBreakdown, QueueCoverage } from '../domain/plan-outputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { DeferredRequirement, Requirement } from '../domain/requirement-outputs.ts'
import { compareIds, type Roster } from '../domain/roster.ts'
import type { Allocate } from './allocate-agents.ts'
import { coverageOf, type Dispatched, dispatchOf, dispatchWeek, type ValuedWork } from './coverage.ts'
import { DispatchMix, type UnmetPrices } from './dispatch-mix.ts'

export type ServiceCosts = Pick<CostBreakdown, 'understaffing' | 'overdueWork'>

/**
 * What a roster gives each queue. Instant work comes first and deferred work fills what that leaves; where nothing is
 * overdue then, there is no cheaper way. Otherwise deferred work gets the value that finishing it had in the last
 * dispatch, the people are shared out anew, and the two dispatches are mixed in the proportions that cost least (as Frank
 * and Wolfe, Naval Research Logistics Quarterly 3 (1956), do for convex costs), as long as that gains something. A search,
 * not a proof: with work overdue, the dispatch found may cost a little more than the best one.
 */
export function rosterCoverage(
  inputs: PlanInputs,
  requirement: Requirement,
  roster: Roster,
  allocate?: Allocate,
): QueueCoverage[] {
  const dispatch = dispatchOf(inputs, requirement, roster, allocate)
  const search = searchDispatch(inputs, requirement, (valued) => dispatchWeek(dispatch, valued))
  for (;;) {
    const { done, value } = search.next()
    if (done === true) return coverageOf(requirement, value)
  }
}

/**
 * The search of `rosterCoverage`, which may rest after each dispatch.
 * @param dispatchWith dispatches the whole horizon once more, `pass` by `pass`
 */
export function* searchDispatch(
  inputs: PlanInputs,
  requirement: Requirement,
  dispatchWith: (valued: readonly (readonly ValuedWork[])[], pass: number) => Dispatched,
): Generator<void, Dispatched> {
  const prices = unmetPrices(inputs, requirement)
  const best = new DispatchMix(requirement, prices, dispatchWith([], 0))
  let fruitless = 0
  for (let pass = 0; pass < MOST_PASSES && fruitless < REACHES.length; pass++) {
    const valued = valuedWork(requirement, prices, best.dispatched, REACHES[pass % REACHES.length]!)
    if (valued.every((tiers) => tiers.length === 0)) break
    const before = best.cost
    yield
    best.takeOn(dispatchWith(valued, pass + 1))
    fruitless = best.cost > before * (1 - SMALLEST_GAIN) ? fruitless + 1 : 0
  }
  return best.dispatched
}

/** Dispatches of the whole horizon at most; each takes about as long as the first. */
const MOST_PASSES = 20
/** Shares of what is overdue that shall be made up for in turn: all of it is often too much at once. */
const REACHES = [1, 0.3] as const
/** Share of the cost below which a further dispatch is not worth its time. */
const SMALLEST_GAIN = 1e-4
/** Contacts below it are rounding errors. */
const TINY = 1e-6

/** In an order of its own, so that sums come out alike to the last bit however the plan lists its queues. */
function unmetPrices(inputs: PlanInputs, { horizon, queues }: Requirement): UnmetPrices {
  const hours = intervalMs(horizon) / 3_600_000
  const indices = [...queues.keys()].sort((a, b) => compareIds(queues[a]!.queueId, queues[b]!.queueId))
  return new Map(
    indices.map((index) => {
      const queue = inputs.settings.queues.find(({ id }) => id === queues[index]!.queueId)!
      return [index, hours * (isInstant(queue) ? queue.understaffingCostPerHour : queue.overdueCostPerHour)]
    }),
  )
}

/**
 * What finishing deferred work is worth near a dispatch, by queue of the requirement: of what it finishes, what would be
 * overdue without; and of as much again as is overdue later, what would no longer be. Nothing where nothing is overdue.
 */
function valuedWork(
  { queues }: Requirement,
  prices: UnmetPrices,
  { finished }: Dispatched,
  reach: number,
): ValuedWork[][] {
  const isOverdue = queues.some(
    (queue, index) =>
      queue.kind === 'deferred' && finished[index]!.some((done, interval) => queue.dueByEnd[interval]! - done > TINY),
  )
  return queues.map((queue, index) =>
    queue.kind === 'deferred' && isOverdue ? valuesNear(queue, prices.get(index)!, finished[index]!, reach) : [],
  )
}

/** A contact finished sooner counts from then until no work waits; a queue that is worked off is so with or without it. */
function valuesNear(
  { volume, openingBacklog, dueByEnd }: DeferredRequirement,
  price: number,
  finished: Float64Array,
  reach: number,
) {
  const kept = { finished, value: new Float64Array(finished.length) }
  const more = { finished: finished.slice(), value: new Float64Array(finished.length) }
  let arrived = volume.reduce((sum, contacts) => sum + contacts, openingBacklog)
  let overdueMost = 0
  let [ifLess, ifMore] = [0, 0]
  for (let interval = finished.length - 1; interval >= 0; interval--) {
    const done = finished[interval]!
    const isCleared = arrived - done <= TINY
    const overdue = dueByEnd[interval]! - done
    ifLess = (isCleared ? 0 : ifLess) + (overdue > -TINY ? price : 0)
    ifMore = isCleared ? 0 : ifMore + (overdue > TINY ? price : 0)
    overdueMost = isCleared ? 0 : Math.max(overdueMost, overdue)
    kept.value[interval] = ifLess
    more.value[interval] = ifMore
    more.finished[interval] = done + reach * Math.max(0, overdueMost)
    arrived -= volume[interval]!
  }
  return [kept, more]
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
