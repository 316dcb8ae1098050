import type { Demand } from './demand.ts'

/** Where a contact stands; before it arrives it is UNSEEN. */
const UNSEEN = 0
export const WAITING = 1
export const TAKEN_UP = 2
export const GONE = 3

/** All contacts of one replication in one row: those of queue q stand together, in the order of their arrival. */
export class Contacts {
  readonly queueOf: Uint16Array
  /** Seconds from the horizon's start; below 0 for tickets waiting at the start. */
  readonly arrival: Float64Array
  /** Work left, seconds of a fully trained agent with nothing else in hands. */
  readonly work: Float64Array
  /** When an instant contact gives up, when a ticket is due. */
  readonly limit: Float64Array
  readonly standing: Uint8Array
  /** Instant contacts waiting, `[queue]`. */
  readonly waiting: Int32Array
  /** First contact of each queue and, one further, of the next, `[queue + 1]`. */
  readonly #first: Int32Array
  readonly #upcoming: Int32Array
  /** No contact of the queue before this one waits, `[queue]`. */
  readonly #head: Int32Array

  constructor(demands: readonly Demand[]) {
    const count = demands.reduce((sum, { arrival }) => sum + arrival.length, 0)
    this.queueOf = new Uint16Array(count)
    this.arrival = new Float64Array(count)
    this.work = new Float64Array(count)
    this.limit = new Float64Array(count)
    this.standing = new Uint8Array(count).fill(UNSEEN)
    this.waiting = new Int32Array(demands.length)
    this.#first = new Int32Array(demands.length + 1)
    demands.forEach(({ arrival, work, limit }, queue) => {
      const from = this.#first[queue]!
      this.arrival.set(arrival, from)
      this.work.set(work, from)
      this.limit.set(limit, from)
      this.queueOf.fill(queue, from, from + arrival.length)
      this.#first[queue + 1] = from + arrival.length
    })
    this.#upcoming = this.#first.slice(0, -1)
    this.#head = this.#first.slice(0, -1)
  }

  /** When the queue's next contact arrives, those waiting at the start at 0; Infinity when none is left. */
  nextArrival(queue: number): number {
    const next = this.#upcoming[queue]!
    return next < this.#first[queue + 1]! ? Math.max(0, this.arrival[next]!) : Number.POSITIVE_INFINITY
  }

  /** Lets the queue's next contact arrive and returns it. */
  arrive(queue: number): number {
    const contact = this.#upcoming[queue]!++
    this.standing[contact] = WAITING
    return contact
  }

  /** The instant contact of the queue that has waited longest; somebody must be waiting. */
  longestWaiting(queue: number): number {
    while (this.standing[this.#head[queue]!] !== WAITING) this.#head[queue]!++
    return this.#head[queue]!
  }
}
