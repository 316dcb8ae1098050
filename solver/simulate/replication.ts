import { type Contacts, GONE, TAKEN_UP, WAITING } from './contacts.ts'
import { ON_TICKET } from './free-seats.ts'
import { SeatStates } from './seat-states.ts'
import type { SeatTeam, SeatTeams } from './seat-teams.ts'
import type { Simulation } from './simulation.ts'
import { type Tally, TallyCounter } from './tally.ts'
import { type TicketPools, TicketReserve } from './ticket-reserve.ts'
import { TimeHeap } from './time-heap.ts'

/** Kinds of events, in the order in which those of one instant happen. An event's code is `kind * KIND + subject`. */
const KIND = 2 ** 32
const DONE = 0
const OFF_POSITION = 1
const ON_POSITION = 2
const NEXT_INTERVAL = 3
const ARRIVAL = 4
const OFFER = 5
const GIVE_UP = 6

/**
 * One run through the horizon. Routing: a free seat takes the longest waiting contact of the instant queue that ranks
 * first among those it serves; a contact that arrives goes to the present seat with the fewest contacts in hands and,
 * among these, to the one left alone longest; to a seat on a ticket only when no other has a free place. Seats that take
 * a queue's contacts only after a wait are offered them then. A seat may hold contacts of several chat queues, as many
 * as the strictest of them allows. Tickets go earliest due first to seats with empty hands that `TicketReserve` lets go,
 * while their queue is open; an instant contact interrupts a ticket, which keeps the work done. A seat that leaves
 * position (break, end of shift) takes nothing new, finishes the contacts in hands and puts a ticket back. Contacts that
 * wait at closing are served while anybody on position can, and are lost when nobody is left.
 */
export class Replication {
  readonly #simulation: Simulation
  readonly #teams: SeatTeams
  readonly #reserve: TicketReserve
  readonly #row: Contacts
  readonly #states: SeatStates
  readonly #counter: TallyCounter
  readonly #events = new TimeHeap()
  readonly #end: number
  /** Seats of each team that are on position, `[team]`. */
  readonly #present: Int32Array
  /** Tickets that nobody works on, by due time, `[queue]`. */
  readonly #tickets: TimeHeap[]
  #interval = 0

  constructor(
    simulation: Simulation,
    teams: SeatTeams,
    pools: TicketPools,
    row: Contacts,
    presence: readonly (readonly number[])[],
  ) {
    this.#simulation = simulation
    this.#teams = teams
    this.#reserve = new TicketReserve(pools)
    this.#row = row
    this.#counter = new TallyCounter(simulation, teams.teams.length, row)
    this.#states = new SeatStates(simulation, teams, row, this.#counter)
    this.#end = simulation.intervals * simulation.intervalSeconds
    this.#present = new Int32Array(teams.teams.length)
    this.#tickets = simulation.queues.map(() => new TimeHeap(16))
    simulation.queues.forEach((_, queue) => {
      this.#schedule(row.nextArrival(queue), ARRIVAL, queue)
    })
    presence.forEach((times, seat) => {
      for (const [place, time] of times.entries())
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
    this.#endInterval(this.#end)
    this.#counter.countUnfinishedWaits(this.#end)
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
    else if (kind === OFFER) this.#offer(subject, now)
    else this.#giveUp(subject, now)
  }

  #teamOf(seat: number): SeatTeam {
    return this.#teams.teams[this.#teams.teamOf[seat]!]!
  }

  #finish(seat: number, now: number): void {
    // The hands have changed since this event was scheduled, and another one stands for them.
    if (this.#states.nextDone[seat] !== now) return
    this.#states.settle(seat, now)
    const isTicket = this.#states.onTicket[seat] === 1
    const contact = this.#states.release(seat, this.#states.foresee(seat, now), now)
    // Whatever is finished next, be it at this very moment, needs an event of its own.
    this.#states.nextDone[seat] = Number.NaN
    this.#row.standing[contact] = GONE
    if (isTicket) {
      this.#reserve.count(seat, 1)
      this.#counter.countFinishedTicket(contact, now)
    }
    this.#serve(seat, now)
  }

  #enter(seat: number, now: number): void {
    this.#states.enter(seat, now)
    this.#reserve.count(seat, 1)
    this.#present[this.#teams.teamOf[seat]!]!++
    this.#serve(seat, now)
  }

  #leave(seat: number, now: number): void {
    this.#states.settle(seat, now)
    if (this.#states.onTicket[seat]) this.#putTicketBack(seat, now)
    this.#states.leave(seat)
    this.#reserve.count(seat, -1)
    this.#present[this.#teams.teamOf[seat]!]!--
    this.#foresee(seat, now)
  }

  #nextInterval(now: number): void {
    this.#endInterval(now)
    this.#interval++
    this.#schedule(now + this.#simulation.intervalSeconds, NEXT_INTERVAL, 0)
    this.#simulation.queues.forEach((queue, number) => {
      if (queue.kind === 'deferred') this.#offerTickets(number, now)
      else if (!queue.open[this.#interval] && !this.#hasAnybody(number))
        while (this.#row.waiting[number]! > 0) this.#giveUp(this.#row.longestWaiting(number), now)
    })
  }

  /** Counts what stands at the end of the current interval. */
  #endInterval(now: number): void {
    this.#states.beginInterval(this.#interval + 1, now)
    this.#simulation.queues.forEach((queue, number) => {
      const tickets = this.#tickets[number]!
      const waiting = queue.kind === 'deferred' ? tickets.size : this.#row.waiting[number]!
      if (waiting === 0) return
      const oldest = queue.kind === 'deferred' ? tickets.firstCode : this.#row.longestWaiting(number)
      this.#counter.countBacklog(number, this.#interval, waiting, now - this.#row.arrival[oldest]!)
    })
  }

  #hasAnybody(queue: number): boolean {
    return this.#teams.serving[queue]!.some((team) => this.#present[team]! > 0)
  }

  /** Gives the tickets of an open queue to those with empty hands who may take them. */
  #offerTickets(queue: number, now: number): void {
    if (!this.#hasTickets(queue)) return
    for (const team of this.#teams.serving[queue]!) {
      let seat = this.#states.free.first(team, 0)
      while (seat >= 0) {
        const next = this.#states.free.next(seat)
        this.#serve(seat, now)
        if (this.#tickets[queue]!.size === 0) return
        // Those of one team are alike: where the first one stays idle, so do the others.
        if (this.#states.held[seat] === 0) break
        seat = next
      }
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
    const seat = this.#seatFor(queue, contact, now)
    if (seat >= 0) {
      this.#takeInstant(seat, contact, now)
      return
    }
    this.#schedule(this.#row.limit[contact]!, GIVE_UP, contact)
    for (const seconds of this.#teams.offersAfter[queue]!) this.#schedule(now + seconds, OFFER, contact)
  }

  /** A contact has waited so long that further seats take it; none that has waited longer can be left for them. */
  #offer(contact: number, now: number): void {
    if (this.#row.standing[contact] !== WAITING) return
    const queue = this.#row.queueOf[contact]!
    const longest = this.#row.longestWaiting(queue)
    const seat = this.#seatFor(queue, longest, now)
    if (seat >= 0) this.#takeInstant(seat, longest, now)
  }

  /** The seat to give a contact to, or -1: least in hands, left alone longest, first in the roster. */
  #seatFor(queue: number, contact: number, now: number): number {
    const { free, touched } = this.#states
    const places = this.#states.placesOf(queue)
    const serving = this.#teams.serving[queue]!
    for (let line = 0; line <= places; line++) {
      const held = line === places ? ON_TICKET : line
      let best = -1
      for (let member = 0; member < serving.length; member++) {
        const seat = free.first(serving[member]!, held)
        if (seat < 0 || !this.#takesAfter(serving[member]!, queue, contact, now)) continue
        if (best < 0 || touched[seat]! < touched[best]! || (touched[seat] === touched[best] && seat < best)) best = seat
      }
      if (best >= 0) return best
    }
    return -1
  }

  #takesAfter(team: number, queue: number, contact: number, now: number): boolean {
    return this.#row.arrival[contact]! + this.#teams.teams[team]!.afterSeconds[queue]! <= now
  }

  /** Gives a seat that is on position as much to do as it has places for. */
  #serve(seat: number, now: number): void {
    if (this.#states.present[seat]) {
      const team = this.#teams.teamOf[seat]!
      const { instant } = this.#teams.teams[team]!
      for (let rank = 0; rank < instant.length; rank++) {
        const queue = instant[rank]!
        while (this.#row.waiting[queue]! > 0 && this.#states.hasPlace(seat, queue)) {
          const contact = this.#row.longestWaiting(queue)
          if (!this.#takesAfter(team, queue, contact, now)) break
          this.#takeInstant(seat, contact, now)
        }
      }
      if (this.#states.held[seat] === 0) this.#takeTicket(seat, now)
    }
    this.#foresee(seat, now)
  }

  #takeInstant(seat: number, contact: number, now: number): void {
    this.#states.settle(seat, now)
    if (this.#states.onTicket[seat]) this.#putTicketBack(seat, now)
    this.#states.take(seat, contact, now)
    this.#row.standing[contact] = TAKEN_UP
    this.#row.waiting[this.#row.queueOf[contact]!]!--
    this.#counter.countAnswer(contact, now)
    this.#foresee(seat, now)
  }

  #takeTicket(seat: number, now: number): void {
    let queue = -1
    for (const number of this.#teamOf(seat).deferred) {
      if (!this.#hasTickets(number)) continue
      if (queue < 0 || this.#tickets[number]!.firstTime < this.#tickets[queue]!.firstTime) queue = number
    }
    if (queue < 0 || !this.#reserve.mayTakeTicket(seat, this.#interval)) return
    const contact = this.#tickets[queue]!.pop()
    this.#states.settle(seat, now)
    this.#states.takeTicket(seat, contact, now)
    this.#reserve.count(seat, -1)
    if (this.#row.standing[contact] === WAITING) this.#counter.countAnswer(contact, now)
    this.#row.standing[contact] = TAKEN_UP
  }

  #putTicketBack(seat: number, now: number): void {
    const contact = this.#states.release(seat, 0, now)
    this.#reserve.count(seat, 1)
    this.#tickets[this.#row.queueOf[contact]!]!.push(this.#row.limit[contact]!, contact)
  }

  #giveUp(contact: number, now: number): void {
    if (this.#row.standing[contact] !== WAITING) return
    this.#row.standing[contact] = GONE
    this.#row.waiting[this.#row.queueOf[contact]!]!--
    this.#counter.countAbandoned(contact, now)
  }

  /** Schedules the next contact that a settled seat will have finished. */
  #foresee(seat: number, now: number): void {
    const known = this.#states.nextDone[seat]!
    this.#states.foresee(seat, now)
    const next = this.#states.nextDone[seat]!
    if (next !== known) this.#schedule(next, DONE, seat)
  }
}
