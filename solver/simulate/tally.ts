import { type Contacts, WAITING } from './contacts.ts'
import { dueAt } from './demand.ts'
import type { SimulatedQueue, Simulation } from './simulation.ts'

/** Sums of one replication, `[queue * intervals + interval]` unless said otherwise. */
export interface Tally {
  /** Contacts that count: arrivals of instant queues by arrival, tickets due within the horizon by due interval. */
  readonly contacts: Float64Array
  readonly inTime: Float64Array
  /** Left without an answer: gave up, or nobody came any more after closing time. By arrival. */
  readonly abandoned: Float64Array
  /** Seconds from arrival to the first moment of work, over `waits` contacts that arrived in the interval. */
  readonly waitSeconds: Float64Array
  readonly waits: Float64Array
  /** Waiting at the interval's end, and for how long the oldest of them has, seconds. */
  readonly backlog: Float64Array
  readonly oldestSeconds: Float64Array
  /** Seconds of work in the measure of full hands, and seconds on position, `[team * intervals + interval]`. */
  readonly busySeconds: Float64Array
  readonly positionSeconds: Float64Array
  /** What counts for each further share, and what of it was in time, `[share * intervals + interval]`. */
  readonly shareCounts: Float64Array
  readonly shareInTime: Float64Array
}

/** Number of each queue's first share among all, and one further, of the next, `[queue + 1]`. */
export function shareOffsets(queues: readonly SimulatedQueue[]): number[] {
  const offsets = [0]
  for (const { shares } of queues) offsets.push(offsets.at(-1)! + shares.length)
  return offsets
}

function emptyTally({ queues, intervals }: Simulation, teams: number): Tally {
  const cells = (rows: number) => new Float64Array(rows * intervals)
  const shares = shareOffsets(queues).at(-1)!
  return {
    contacts: cells(queues.length),
    inTime: cells(queues.length),
    abandoned: cells(queues.length),
    waitSeconds: cells(queues.length),
    waits: cells(queues.length),
    backlog: cells(queues.length),
    oldestSeconds: cells(queues.length),
    busySeconds: cells(teams),
    positionSeconds: cells(teams),
    shareCounts: cells(shares),
    shareInTime: cells(shares),
  }
}

/** Knows what counts where, and counts it. */
export class TallyCounter {
  readonly tally: Tally
  readonly #queues: readonly SimulatedQueue[]
  readonly #intervals: number
  readonly #intervalSeconds: number
  readonly #row: Contacts
  readonly #offsets: readonly number[]

  constructor(simulation: Simulation, teams: number, row: Contacts) {
    this.tally = emptyTally(simulation, teams)
    this.#queues = simulation.queues
    this.#intervals = simulation.intervals
    this.#intervalSeconds = simulation.intervalSeconds
    this.#row = row
    this.#offsets = shareOffsets(simulation.queues)
  }

  countArrival(contact: number): void {
    const queue = this.#row.queueOf[contact]!
    const isOfHorizon = this.#row.arrival[contact]! >= 0
    if (isOfHorizon) this.tally.waits[this.#arrivalCell(contact)]!++
    const counted = this.#countedCell(contact)
    if (counted >= 0) this.tally.contacts[counted]!++
    const shares = this.#queues[queue]!.shares
    if (shares.length === 0 || !isOfHorizon) return
    for (let share = 0; share < shares.length; share++)
      if (this.#limitOf(contact, share) < Number.POSITIVE_INFINITY)
        this.tally.shareCounts[this.#shareCell(contact, share)]!++
  }

  /** Counts a first answer, and its wait. */
  countAnswer(contact: number, now: number): void {
    const queue = this.#queues[this.#row.queueOf[contact]!]!
    const wait = now - this.#row.arrival[contact]!
    this.countWait(contact, now)
    if (queue.kind === 'deferred') return
    if (wait <= queue.answerWithinSeconds) this.tally.inTime[this.#arrivalCell(contact)]!++
    for (let share = 0; share < queue.shares.length; share++)
      if (wait <= queue.shares[share]!.seconds) this.tally.shareInTime[this.#shareCell(contact, share)]!++
  }

  countFinishedTicket(contact: number, now: number): void {
    const counted = this.#countedCell(contact)
    if (counted >= 0 && now <= this.#row.limit[contact]!) this.tally.inTime[counted]!++
    const { shares } = this.#queues[this.#row.queueOf[contact]!]!
    if (shares.length === 0 || this.#row.arrival[contact]! < 0) return
    for (let share = 0; share < shares.length; share++) {
      const due = this.#limitOf(contact, share)
      if (now <= due && due < Number.POSITIVE_INFINITY) this.tally.shareInTime[this.#shareCell(contact, share)]!++
    }
  }

  /** Counts the later replies of a chat that has been worked on for so many seconds of work. */
  countReplies(queue: number, interval: number, held: number, workSeconds: number): void {
    const { shares } = this.#queues[queue]!
    for (let number = 0; number < shares.length; number++) {
      const share = shares[number]!
      if (!('within' in share)) continue
      const replies = workSeconds * share.repliesPerSecond
      const cell = (this.#offsets[queue]! + number) * this.#intervals + interval
      this.tally.shareCounts[cell]! += replies
      this.tally.shareInTime[cell]! += replies * share.within[held]!
    }
  }

  /** Adds the wait that ends now; that of a ticket from before the horizon does not count. */
  countWait(contact: number, now: number): void {
    const arrival = this.#row.arrival[contact]!
    if (arrival >= 0) this.tally.waitSeconds[this.#arrivalCell(contact)]! += now - arrival
  }

  countAbandoned(contact: number, now: number): void {
    this.tally.abandoned[this.#arrivalCell(contact)]!++
    this.countWait(contact, now)
  }

  countBacklog(queue: number, interval: number, waiting: number, oldestSeconds: number): void {
    const cell = queue * this.#intervals + interval
    this.tally.backlog[cell] = waiting
    this.tally.oldestSeconds[cell] = oldestSeconds
  }

  /** Adds the waits that the horizon's end cuts off. */
  countUnfinishedWaits(end: number): void {
    this.#row.standing.forEach((standing, contact) => {
      if (standing === WAITING) this.countWait(contact, end)
    })
  }

  #arrivalCell(contact: number): number {
    return this.#row.queueOf[contact]! * this.#intervals + this.#arrivalInterval(contact)
  }

  #shareCell(contact: number, share: number): number {
    const row = this.#offsets[this.#row.queueOf[contact]!]! + share
    return row * this.#intervals + this.#arrivalInterval(contact)
  }

  #arrivalInterval(contact: number): number {
    return Math.floor(this.#row.arrival[contact]! / this.#intervalSeconds)
  }

  /** Where a contact counts, or -1 for a ticket due beyond the horizon. One due at an interval's very end is due in it. */
  #countedCell(contact: number): number {
    const queue = this.#row.queueOf[contact]!
    if (this.#queues[queue]!.kind === 'instant') return this.#arrivalCell(contact)
    const interval = Math.max(0, Math.ceil(this.#row.limit[contact]! / this.#intervalSeconds) - 1)
    return interval < this.#intervals ? queue * this.#intervals + interval : -1
  }

  /** When a contact that arrived within the horizon is due for a further share; 0 for instant ones, which are at once. */
  #limitOf(contact: number, share: number): number {
    const queue = this.#queues[this.#row.queueOf[contact]!]!
    if (queue.kind === 'instant') return 0
    return dueAt(queue.shares[share]!, this.#row.arrival[contact]!, this.#intervalSeconds)
  }
}
