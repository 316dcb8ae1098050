import type { Requirement } from '../domain/requirement-outputs.ts'
import type { Dispatched } from './coverage.ts'

/** Of an agent missing, or a contact overdue, for an interval, minor currency units, by index of the queue. */
export type UnmetPrices = ReadonlyMap<number, number>

interface Span {
  readonly from: number
  readonly to: number
}

/** A queue in the mix, every array `[interval]`. */
interface MixedQueue {
  readonly price: number
  /** Instant: agents asked for. Deferred: contacts due by the interval's end. */
  readonly asked: Float64Array
  /** Agents on the queue. */
  readonly covered: Float64Array
  readonly work?: MixedWork
}

/** Contacts of a deferred queue: arrived and finished by the interval's end, finished in it, and overdue from it on. */
interface MixedWork {
  readonly arrived: Float64Array
  readonly finished: Float64Array
  readonly done: Float64Array
  readonly overdueFrom: Float64Array
}

/** Intervals of the shortest spans in which dispatches are mixed in a proportion of their own. */
const SHORTEST_SPAN = 4
/** Times that the range in which the best share lies is cut by a third. */
const CUTS = 10

/**
 * A dispatch that takes on what is better of others. People may share their time between any two dispatches, and in each
 * span of time in another proportion; contacts that have been finished before are not finished again.
 */
export class DispatchMix {
  readonly #intervals: number
  readonly #queues: ReadonlyMap<number, MixedQueue>
  readonly #start: Dispatched
  /** Of what is unmet, minor currency units. */
  cost: number

  /** @param prices in the order in which costs are summed */
  constructor({ horizon, queues }: Requirement, prices: UnmetPrices, start: Dispatched) {
    this.#intervals = horizon.intervals
    this.#start = start
    this.#queues = new Map(
      [...prices].map(([index, price]): [number, MixedQueue] => {
        const queue = queues[index]!
        const covered = start.covered[index]!.slice()
        if (queue.kind === 'instant') return [index, { price, asked: queue.scheduledAgents, covered }]
        let sum = queue.openingBacklog
        const arrived = queue.volume.map((contacts) => (sum += contacts))
        const finished = start.finished[index]!.slice()
        const overdueFrom = new Float64Array(horizon.intervals)
        const work = { arrived, finished, done: contactsDone(finished), overdueFrom }
        sumOverdue(queue.dueByEnd, work)
        return [index, { price, asked: queue.dueByEnd, covered, work }]
      }),
    )
    this.cost = this.#costWith(start.covered, [], 0, { from: 0, to: horizon.intervals })
  }

  get dispatched(): Dispatched {
    return {
      covered: this.#start.covered.map((_, index) => this.#queues.get(index)!.covered),
      finished: this.#start.finished.map((values, index) => this.#queues.get(index)!.work?.finished ?? values),
    }
  }

  /** Takes on what is better of another dispatch, first in the whole horizon, then in spans of half the length each. */
  takeOn({ covered, finished }: Dispatched): void {
    const done = finished.map(contactsDone)
    const differs = this.#differences(covered, done)
    for (let length = this.#intervals; length >= SHORTEST_SPAN; length = Math.ceil(length / 2)) {
      for (let from = 0; from < this.#intervals; from += length) {
        const span = { from, to: Math.min(this.#intervals, from + length) }
        if (!differs.subarray(span.from, span.to).includes(1)) continue
        const share = bestShare((each) => this.#costWith(covered, done, each, span))
        if (share > 0) this.#mixIn(covered, done, share, span)
      }
    }
    this.cost = this.#costWith(covered, done, 0, { from: 0, to: this.#intervals })
  }

  /** Where another dispatch is another one, `[interval]` as 0 or 1. */
  #differences(covered: PerQueue, done: PerQueue): Uint8Array {
    const differs = new Uint8Array(this.#intervals)
    for (const [index, queue] of this.#queues) {
      const [own, others] = queue.work ? [queue.work.done, done[index]!] : [queue.covered, covered[index]!]
      for (let interval = 0; interval < differs.length; interval++) {
        if (Math.abs(own[interval]! - others[interval]!) > 1e-9) differs[interval] = 1
      }
    }
    return differs
  }

  /** What is unmet from a span on with a share of another dispatch in it; of what lies outside, what that may change. */
  #costWith(covered: PerQueue, done: PerQueue, share: number, span: Span): number {
    let cost = 0
    for (const [index, queue] of this.#queues) {
      cost +=
        queue.price *
        (queue.work ? overdueWith(queue, done[index], share, span) : missingWith(queue, covered[index]!, share, span))
    }
    return cost
  }

  #mixIn(covered: PerQueue, done: PerQueue, share: number, { from, to }: Span): void {
    for (const [index, queue] of this.#queues) {
      for (let interval = from; interval < to; interval++) {
        queue.covered[interval]! += share * (covered[index]![interval]! - queue.covered[interval]!)
      }
      if (!queue.work) continue
      const { arrived, finished, done: own } = queue.work
      let sum = from > 0 ? finished[from - 1]! : 0
      for (let interval = from; interval < this.#intervals; interval++) {
        if (interval < to) own[interval]! += share * (done[index]![interval]! - own[interval]!)
        own[interval] = Math.min(own[interval]!, arrived[interval]! - sum)
        sum += own[interval]!
        finished[interval] = sum
      }
      sumOverdue(queue.asked, queue.work)
    }
  }
}

function sumOverdue(due: Float64Array, { finished, overdueFrom }: MixedWork): void {
  let sum = 0
  for (let interval = due.length - 1; interval >= 0; interval--) {
    sum += Math.max(0, due[interval]! - finished[interval]!)
    overdueFrom[interval] = sum
  }
}

type PerQueue = readonly Float64Array[]

const contactsDone = (finished: Float64Array): Float64Array =>
  finished.map((sum, interval) => sum - (interval > 0 ? finished[interval - 1]! : 0))

/** Share in [0, 1] of least cost, which is convex in it or nearly so. */
function bestShare(costAt: (share: number) => number): number {
  let [low, high] = [0, 1]
  for (let cut = 0; cut < CUTS; cut++) {
    const third = (high - low) / 3
    if (costAt(low + third) <= costAt(high - third)) high -= third
    else low += third
  }
  let best = 0
  for (const share of [(low + high) / 2, 1]) if (costAt(share) < costAt(best)) best = share
  return best
}

function missingWith({ asked, covered }: MixedQueue, others: Float64Array, share: number, { from, to }: Span): number {
  let missing = 0
  for (let interval = from; interval < to; interval++) {
    const own = covered[interval]!
    missing += Math.max(0, asked[interval]! - own - share * (others[interval]! - own))
  }
  return missing
}

function overdueWith(
  { asked, work }: MixedQueue,
  others: Float64Array | undefined,
  share: number,
  { from, to }: Span,
): number {
  const { arrived, finished, done, overdueFrom } = work!
  let overdue = 0
  let sum = from > 0 ? finished[from - 1]! : 0
  for (let interval = from; interval < finished.length; interval++) {
    const own = done[interval]!
    const more = interval < to && share > 0 ? share * (others![interval]! - own) : 0
    sum = Math.min(arrived[interval]!, sum + own + more)
    // From where as much is finished as without the mix, all goes on as it did.
    if (interval >= to && Math.abs(sum - finished[interval]!) < 1e-9) return overdue + overdueFrom[interval]!
    overdue += Math.max(0, asked[interval]! - sum)
  }
  return overdue
}
