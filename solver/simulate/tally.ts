import { type Contacts, WAITING } from './contacts.ts'
import type { Simulation } from './simulation.ts'

/** Sums of one replication, `[queue]` unless said otherwise. */
export interface Tally {
  /** Contacts that count: arrivals of instant queues, tickets due within the horizon of deferred ones. */
  readonly contacts: Float64Array
  readonly inTime: Float64Array
  /** Left without an answer: gave up, or nobody came any more after closing time. */
  readonly abandoned: Float64Array
  /** Seconds from arrival to the first moment of work, over `waits` contacts that arrived within the horizon. */
  readonly waitSeconds: Float64Array
  readonly waits: Float64Array
  /** Seconds of work and seconds on position of all seats that serve the queue. */
  readonly busySeconds: Float64Array
  readonly positionSeconds: Float64Array
  /** Contacts that count and those in time by interval of arrival (due interval for tickets), `[queue][interval]`. */
  readonly intervalContacts: readonly Float64Array[]
  readonly intervalInTime: readonly Float64Array[]
}

function emptyTally({ queues, intervals }: Simulation): Tally {
  const perQueue = () => new Float64Array(queues.length)
  const perInterval = () => queues.map(() => new Float64Array(intervals))
  return {
    contacts: perQueue(),
    inTime: perQueue(),
    abandoned: perQueue(),
    waitSeconds: perQueue(),
    waits: perQueue(),
    busySeconds: perQueue(),
    positionSeconds: perQueue(),
    intervalContacts: perInterval(),
    intervalInTime: perInterval(),
  }
}

/** Knows what counts where, and counts it. */
export class TallyCounter {
  readonly tally: Tally
  readonly #simulation: Simulation
  readonly #row: Contacts

  constructor(simulation: Simulation, row: Contacts) {
    this.tally = emptyTally(simulation)
    this.#simulation = simulation
    this.#row = row
  }

  countArrival(contact: number): void {
    const queue = this.#row.queueOf[contact]!
    if (this.#row.arrival[contact]! >= 0) this.tally.waits[queue]!++
    const interval = this.#intervalOf(contact)
    if (interval >= this.#simulation.intervals) return
    this.tally.contacts[queue]!++
    this.tally.intervalContacts[queue]![interval]!++
  }

  countInTime(contact: number): void {
    const queue = this.#row.queueOf[contact]!
    const interval = this.#intervalOf(contact)
    if (interval >= this.#simulation.intervals) return
    this.tally.inTime[queue]!++
    this.tally.intervalInTime[queue]![interval]!++
  }

  /** Adds the wait that ends now; that of a ticket from before the horizon is not known. */
  countWait(contact: number, now: number): number {
    const wait = now - this.#row.arrival[contact]!
    if (wait < Number.POSITIVE_INFINITY) this.tally.waitSeconds[this.#row.queueOf[contact]!]! += wait
    return wait
  }

  countAbandoned(contact: number, now: number): void {
    this.tally.abandoned[this.#row.queueOf[contact]!]!++
    this.countWait(contact, now)
  }

  /** Adds the work and the time on position of a seat to every queue that it serves. */
  countSeat(proficiency: Float64Array, busySeconds: number, positionSeconds: number): void {
    proficiency.forEach((speed, queue) => {
      if (speed === 0) return
      this.tally.busySeconds[queue]! += busySeconds
      this.tally.positionSeconds[queue]! += positionSeconds
    })
  }

  /** Adds the waits that the horizon's end cuts off. */
  countUnfinishedWaits(end: number): void {
    this.#row.standing.forEach((standing, contact) => {
      if (standing === WAITING) this.countWait(contact, end)
    })
  }

  /** The interval that a contact counts for. A ticket due at an interval's very end is due in it. */
  #intervalOf(contact: number): number {
    const { queues, intervalSeconds } = this.#simulation
    return queues[this.#row.queueOf[contact]!]!.kind === 'instant'
      ? Math.floor(this.#row.arrival[contact]! / intervalSeconds)
      : Math.max(0, Math.ceil(this.#row.limit[contact]! / intervalSeconds) - 1)
  }
}
