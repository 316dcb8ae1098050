import {
  arrivedByEnd,
  type Dispatch,
  type Dispatched,
  dispatchInterval,
  emptyDispatch,
  type ValuedWork,
} from '../check/coverage.ts'
import type { IntervalRange } from '../check/interval-shares.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'

/** A dispatch of the horizon as it last was, and what each interval of it was told from. */
interface Pass {
  readonly dispatched: Dispatched
  /** Changes of the interval's presence that were known then, `[interval]`; -1 before the first time. */
  readonly changes: Int32Array
  /** Contacts worked before and after the interval, `[deferred][interval]`. */
  readonly before: readonly Float64Array[]
  readonly after: readonly Float64Array[]
  /** Work that was valued, `[queue]`. */
  valued: readonly (readonly ValuedWork[])[]
}

type Valued = Pass['valued']

/** Contacts: less than this is a rounding error. */
const TINY = 1e-9

export const copyOf = ({ covered, finished }: Dispatched): Dispatched => ({
  covered: covered.map((values) => values.slice()),
  finished: finished.map((values) => values.slice()),
})

/**
 * Dispatches the horizon again and again, as `dispatchWeek` does and with the same answers to the last bit, but shares
 * people out only where something is new: in intervals in which other people are there, other work waits, or that work
 * has another value than in the same pass the last time.
 */
export class RememberedDispatch {
  readonly #arrived: readonly Float64Array[]
  readonly #requirement: Requirement
  readonly #passes: Pass[] = []

  constructor(requirement: Requirement) {
    this.#requirement = requirement
    this.#arrived = arrivedByEnd(requirement)
  }

  /**
   * @param changes times that an interval's presence has changed, `[interval]`
   * @param number which pass of a search it is, from 0
   * @returns good until the same pass is asked for again
   */
  pass(dispatch: Dispatch, changes: Int32Array, valued: Valued, number: number): Dispatched {
    const pass = this.#passes[number] ?? this.#newPass()
    this.#passes[number] = pass
    const { deferred } = dispatch
    const done = this.#requirement.queues.map(() => 0)
    const isNew = whereNew(pass, changes, valued)
    for (let interval = 0; interval < changes.length; interval++) {
      let isKnown = isNew[interval] === 0
      for (const queue of deferred) isKnown &&= pass.before[queue]![interval] === done[queue]
      if (!isKnown) this.#dispatch(pass, dispatch, interval, done, valued)
      for (const queue of deferred) done[queue] = pass.after[queue]![interval]!
    }
    pass.changes.set(changes)
    pass.valued = valued
    return pass.dispatched
  }

  /**
   * The first pass as it would be with other people; what is remembered stays.
   * @param range of the intervals in which others are there
   */
  trial(dispatch: Dispatch, { from, to }: IntervalRange): Dispatched {
    const { before, dispatched: known } = this.#passes[0]!
    const dispatched = copyOf(known)
    const done = before.map((values) => values[from]!)
    const isAsKnown = (interval: number) =>
      dispatch.deferred.every((queue) => Math.abs(before[queue]![interval]! - done[queue]!) < TINY)
    for (let interval = from; interval < this.#requirement.horizon.intervals; interval++) {
      if (interval >= to && isAsKnown(interval)) break
      for (const covered of dispatched.covered) covered[interval] = 0
      dispatchInterval(dispatch, interval, this.#arrived, done, [], dispatched)
    }
    return dispatched
  }

  #dispatch(pass: Pass, dispatch: Dispatch, interval: number, done: number[], valued: Valued): void {
    for (const covered of pass.dispatched.covered) covered[interval] = 0
    for (const queue of dispatch.deferred) pass.before[queue]![interval] = done[queue]!
    dispatchInterval(dispatch, interval, this.#arrived, done, valued, pass.dispatched)
    for (const queue of dispatch.deferred) pass.after[queue]![interval] = done[queue]!
  }

  #newPass(): Pass {
    const { covered, finished } = emptyDispatch(this.#requirement)
    const { covered: before, finished: after } = emptyDispatch(this.#requirement)
    const changes = new Int32Array(this.#requirement.horizon.intervals).fill(-1)
    return { dispatched: { covered, finished }, changes, before, after, valued: [] }
  }
}

/** Where other people are there than in the pass before, or work is valued otherwise, `[interval]` as 0 or 1. */
function whereNew(pass: Pass, changes: Int32Array, valued: Valued): Uint8Array {
  const isNew = new Uint8Array(changes.length)
  const compare = (known: Float64Array | Int32Array, now: Float64Array | Int32Array) => {
    for (let interval = 0; interval < isNew.length; interval++) {
      if (known[interval] !== now[interval]) isNew[interval] = 1
    }
  }
  compare(pass.changes, changes)
  for (let queue = 0; queue < Math.max(pass.valued.length, valued.length); queue++) {
    const [before, now] = [pass.valued[queue] ?? [], valued[queue] ?? []]
    if (before.length !== now.length) return isNew.fill(1)
    now.forEach(({ finished, value }, tier) => {
      compare(before[tier]!.finished, finished)
      compare(before[tier]!.value, value)
    })
  }
  return isNew
}
