import { Contacts, GONE, TAKEN_UP, WAITING } from './contacts.ts'
import { drawDemand } from './demand.ts'
import { randomStream } from './random.ts'
import { SeatStates } from './seat-states.ts'
import type { Simulation } from './simulation.ts'
import { type Tally, TallyCounter } from './tally.ts'
import { type TicketPools, TicketReserve, ticketPools } from './ticket-reserve.ts'
import { TimeHeap } from './time-heap.ts'

/** Kinds of events, in the order in which those of one instant happen. An event's code is `kind * KIND + subject`. */
const KIND = 2 ** 32
const DONE = 0
const OFF_POSITION = 1
const ON_POSITION = 2
const NEXT_INTERVAL = 3
const ARRIVAL = 4
const GIVE_UP = 5

/** Tells the random streams of seats from those of queues. */
const SEAT_STREAM = 2

/**
 * Discrete-event simulation of people serving queues. The same seed and replication draw the same contacts for every
 * roster, and the same absence for every assignment that two rosters share.
 */
export class Simulator {
  readonly #simulation: Simulation
  readonly #served: ServedQueues
  readonly #pools: TicketPools

  constructor(simulation: Simulation) {
    this.#simulation = simulation
    this.#served = servedQueues(simulation)
    this.#pools = ticketPools(simulation)
  }

  /** Runs one replication from empty hands. */
  run(seed: number, replication: number): Tally {
    const { queues, seats, absenceRate } = this.#simulation
    const demands = queues.map((_, number) => drawDemand(this.#simulation, number, seed, replication))
    const isAbsent = seats.map(
      ({ key }) => randomStream(seed, replication, SEAT_STREAM, ...key).uniform() < absenceRate,
    )
    return new Replication(this.#simulation, this.#served, this.#pools, new Contacts(demands), isAbsent).run()
  }
}

/** Queues that each seat serves: instant ones by rank, deferred ones in the plan's order, `[seat]`. */
interface ServedQueues {
  readonly instant: readonly (readonly number[])[]
  readonly deferred: readonly (readonly number[])[]
}

function servedQueues({ queues, seats }: Simulation): ServedQueues {
  const rank = (number: number) => {
    const queue = queues[number]!
    return queue.kind === 'instant' ? queue.rank : number
  }
  const served = (kind: 'instant' | 'deferred') =>
    seats.map(({ proficiency }) =>
      queues
        .flatMap((queue, number) => (queue.kind === kind && proficiency[number]! > 0 ? [number] : []))
        .sort((a, b) => rank(a) - rank(b)),
    )
  return { instant: served('instant'), deferred: served('deferred') }
}

/**
 * Routing: a free seat takes the longest waiting contact of the instant queue that ranks first among those it serves;
 * a contact that arrives goes to the present seat with the fewest contacts in hands and, among these, to the one left
 * alone longest; to a seat on a ticket only when no other has a free place. A seat may hold contacts of several chat
 * queues, as many as the strictest of them allows. Tickets go earliest due first to seats with empty hands that
 * `TicketReserve` lets go, while their queue is open; an instant contact interrupts a ticket, which keeps the work done.
 * A seat that leaves position (break, end of shift) takes nothing new, finishes the contacts in hands and puts a ticket
 * back. Contacts that wait at closing are served while anybody on position can, and are lost when nobody is left.
 */
class Replication {
  readonly #simulation: Simulation
  readonly #served: ServedQueues
  readonly #reserve: TicketReserve
  readonly #row: Contacts
  readonly #states: SeatStates
  readonly #counter: TallyCounter
  readonly #events = new TimeHeap()
  readonly #end: number
  /** Seats on position that serve each queue, `[queue]`. */
  readonly #presentSeats: number[][]
  /** Tickets that nobody works on, by due time, `[queue]`. */
  readonly #tickets: TimeHeap[]
  #interval = 0

  constructor(
    simulation: Simulation,
    served: ServedQueues,
    pools: TicketPools,
    row: Contacts,
    isAbsent: readonly boolean[],
  ) {
    this.#simulation = simulation
    this.#served = served
    this.#reserve = new TicketReserve(pools)
    this.#row = row
    this.#states = new SeatStates(simulation, row)
    this.#counter = new TallyCounter(simulation, row)
    this.#end = simulation.intervals * simulation.intervalSeconds
    this.#presentSeats = simulation.queues.map(() => [])
    this.#tickets = simulation.queues.map(() => new TimeHeap())
    simulation.queues.forEach((_, queue) => {
      this.#schedule(row.nextArrival(queue), ARRIVAL, queue)
    })
    simulation.seats.forEach(({ onPosition }, seat) => {
      if (isAbsent[seat]) return
      for (const [place, time] of onPosition.entries())
        this.#schedule(time, place % 2 === 0 ? ON_POSITION : OFF_POSITION, seat)
    })
    this.#schedule(simulation.intervalSeconds, NEXT_INTERVAL, 0)
  }

  run(): Tally {
    while (this.#events.size > 0) {
      const now = this.#events.firstTime
      const code = this.#events.pop()
      const kind = Math.floor(code / KIND)
      this.#handle(kind, code - kind * KIND, now)
    }
    this.#close()
    return this.#counter.tally
  }

  /** What would happen at the horizon's end or later is left out. */
  #schedule(time: number, kind: number, subject: number): void {
    if (time < this.#end) this.#events.push(time, kind * KIND + subject)
  }

  #handle(kind: number, subject: number, now: number): void {
    if (kind === DONE) this.#finish(subject, now)
    else if (kind === OFF_POSITION) this.#leave(subject, now)
    else if (kind === ON_POSITION) this.#enter(subject, now)
    else if (kind === NEXT_INTERVAL) this.#nextInterval(now)
    else if (kind === ARRIVAL) this.#arrive(subject, now)
    else this.#giveUp(subject, now)
  }

  #finish(seat: number, now: number): void {
    // The hands have changed since this event was scheduled, and another one stands for them.
    if (this.#states.nextDone[seat] !== now) return
    this.#states.settle(seat, now)
    const contact = this.#states.release(seat, this.#states.foresee(seat, now), now)
    this.#row.standing[contact] = GONE
    if (this.#states.onTicket[seat]) {
      this.#endTicket(seat)
      if (now <= this.#row.limit[contact]!) this.#counter.countInTime(contact)
    }
    this.#serve(seat, now)
  }

  #enter(seat: number, now: number): void {
    this.#states.settle(seat, now)
    this.#states.present[seat] = 1
    this.#reserve.count(seat, 1)
    for (const queue of this.#served.instant[seat]!) this.#presentSeats[queue]!.push(seat)
    for (const queue of this.#served.deferred[seat]!) this.#presentSeats[queue]!.push(seat)
    this.#serve(seat, now)
  }

  #leave(seat: number, now: number): void {
    this.#states.settle(seat, now)
    if (this.#states.onTicket[seat]) this.#putTicketBack(seat, now)
    this.#states.present[seat] = 0
    this.#reserve.count(seat, -1)
    for (const queue of this.#served.instant[seat]!) takeOut(this.#presentSeats[queue]!, seat)
    for (const queue of this.#served.deferred[seat]!) takeOut(this.#presentSeats[queue]!, seat)
    this.#foresee(seat, now)
  }

  #nextInterval(now: number): void {
    this.#interval++
    this.#schedule(now + this.#simulation.intervalSeconds, NEXT_INTERVAL, 0)
    this.#simulation.queues.forEach((queue, number) => {
      if (queue.kind === 'deferred') this.#offerTickets(number, now)
      else if (!queue.open[this.#interval] && this.#presentSeats[number]!.length === 0)
        while (this.#row.waiting[number]! > 0) this.#giveUp(this.#row.longestWaiting(number), now)
    })
  }

  /** Gives the tickets of an open queue to those with empty hands who may take them. */
  #offerTickets(queue: number, now: number): void {
    if (!this.#hasTickets(queue)) return
    for (const seat of this.#presentSeats[queue]!) {
      if (this.#states.held[seat] === 0) this.#serve(seat, now)
      if (this.#tickets[queue]!.size === 0) return
    }
  }

  #hasTickets(queue: number): boolean {
    return this.#tickets[queue]!.size > 0 && this.#simulation.queues[queue]!.open[this.#interval] === 1
  }

  #arrive(queue: number, now: number): void {
    const contact = this.#row.arrive(queue)
    this.#schedule(this.#row.nextArrival(queue), ARRIVAL, queue)
    this.#counter.countArrival(contact)
    if (this.#simulation.queues[queue]!.kind === 'deferred') {
      this.#tickets[queue]!.push(this.#row.limit[contact]!, contact)
      // Had there been tickets before, everybody would already have been asked.
      if (this.#tickets[queue]!.size === 1) this.#offerTickets(queue, now)
      return
    }
    this.#row.waiting[queue]!++
    const seat = this.#seatFor(queue)
    if (seat >= 0) this.#takeInstant(seat, contact, now)
    else this.#schedule(this.#row.limit[contact]!, GIVE_UP, contact)
  }

  /** The seat to give an arriving contact to, or -1: least in hands, left alone longest, first in the roster. */
  #seatFor(queue: number): number {
    const { held, onTicket, touched } = this.#states
    let best = -1
    let bestHeld = Number.POSITIVE_INFINITY
    for (const seat of this.#presentSeats[queue]!) {
      const inHands = onTicket[seat] ? Number.MAX_SAFE_INTEGER : held[seat]!
      if (inHands > bestHeld || !this.#states.hasPlace(seat, queue)) continue
      if (inHands === bestHeld) {
        const longer = touched[best]! - touched[seat]!
        if (longer < 0 || (longer === 0 && seat > best)) continue
      }
      best = seat
      bestHeld = inHands
    }
    return best
  }

  /** Gives a seat that is on position as much to do as it has places for. */
  #serve(seat: number, now: number): void {
    if (this.#states.present[seat]) {
      for (const queue of this.#served.instant[seat]!)
        while (this.#row.waiting[queue]! > 0 && this.#states.hasPlace(seat, queue))
          this.#takeInstant(seat, this.#row.longestWaiting(queue), now)
      if (this.#states.held[seat] === 0) this.#takeTicket(seat, now)
    }
    this.#foresee(seat, now)
  }

  #takeInstant(seat: number, contact: number, now: number): void {
    const number = this.#row.queueOf[contact]!
    const queue = this.#simulation.queues[number]!
    this.#states.settle(seat, now)
    if (this.#states.onTicket[seat]) this.#putTicketBack(seat, now)
    this.#states.take(seat, contact, now)
    this.#row.standing[contact] = TAKEN_UP
    this.#row.waiting[number]!--
    const wait = this.#counter.countWait(contact, now)
    if (queue.kind === 'instant' && wait <= queue.answerWithinSeconds) this.#counter.countInTime(contact)
    this.#foresee(seat, now)
  }

  #takeTicket(seat: number, now: number): void {
    let queue = -1
    for (const number of this.#served.deferred[seat]!) {
      if (!this.#hasTickets(number)) continue
      if (queue < 0 || this.#tickets[number]!.firstTime < this.#tickets[queue]!.firstTime) queue = number
    }
    if (queue < 0 || !this.#reserve.mayTakeTicket(seat, this.#interval)) return
    const contact = this.#tickets[queue]!.pop()
    this.#states.settle(seat, now)
    this.#states.take(seat, contact, now)
    this.#states.onTicket[seat] = 1
    this.#reserve.count(seat, -1)
    if (this.#row.standing[contact] === WAITING) this.#counter.countWait(contact, now)
    this.#row.standing[contact] = TAKEN_UP
  }

  #putTicketBack(seat: number, now: number): void {
    const contact = this.#states.release(seat, 0, now)
    this.#endTicket(seat)
    this.#tickets[this.#row.queueOf[contact]!]!.push(this.#row.limit[contact]!, contact)
  }

  #endTicket(seat: number): void {
    this.#states.onTicket[seat] = 0
    this.#reserve.count(seat, 1)
  }

  #giveUp(contact: number, now: number): void {
    if (this.#row.standing[contact] !== WAITING) return
    const queue = this.#row.queueOf[contact]!
    this.#row.standing[contact] = GONE
    this.#row.waiting[queue]!--
    this.#counter.countAbandoned(contact, now)
  }

  /** Schedules the next contact that a settled seat will have finished. */
  #foresee(seat: number, now: number): void {
    const known = this.#states.nextDone[seat]!
    this.#states.foresee(seat, now)
    const next = this.#states.nextDone[seat]!
    if (next !== known) this.#schedule(next, DONE, seat)
  }

  /** Counts what the horizon's end cuts off: waits so far, and the last stretch of every seat. */
  #close(): void {
    this.#counter.countUnfinishedWaits(this.#end)
    this.#simulation.seats.forEach(({ proficiency }, seat) => {
      this.#states.settle(seat, this.#end)
      this.#counter.countSeat(proficiency, this.#states.busySeconds[seat]!, this.#states.positionSeconds[seat]!)
    })
  }
}

const takeOut = (seats: number[], seat: number): void => void seats.splice(seats.indexOf(seat), 1)
