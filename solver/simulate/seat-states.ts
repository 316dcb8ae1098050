import { MAX_CONCURRENCY } from '../domain/queue.ts'
import type { Contacts } from './contacts.ts'
import { FreeSeats, ON_TICKET } from './free-seats.ts'
import type { SeatTeams } from './seat-teams.ts'
import type { Simulation } from './simulation.ts'
import type { TallyCounter } from './tally.ts'

/** Work of one agent on a ticket: a single place, full speed. */
const SINGLE = Float64Array.of(0, 1)

/**
 * What every seat has in hands and how far it has come. A seat that holds `k` contacts works on each at the speed
 * `curve[k] / k` of the contact's own queue, times its proficiency, so progress is settled whenever `k` changes.
 */
export class SeatStates {
  readonly present: Uint8Array
  readonly held: Int32Array
  /** 1 while the seat works on a ticket, which an instant contact may interrupt. */
  readonly onTicket: Uint8Array
  /** When the seat last took up or finished something. */
  readonly touched: Float64Array
  /** When the next contact in hands will be finished, if nothing changes; Infinity with empty hands. */
  readonly nextDone: Float64Array
  /** Seats on position with a place for more. */
  readonly free: FreeSeats
  #interval = 0
  /** Seats on position or with something in hands, in no order, and where each stands there. */
  readonly #active: number[] = []
  readonly #placeInActive: Int32Array
  readonly #inHands: Int32Array
  readonly #settledAt: Float64Array
  readonly #seats: Simulation['seats']
  readonly #teamOf: Int32Array
  readonly #curves: readonly Float64Array[]
  /** Last of each curve, `[queue]`. */
  readonly #fullRates: Float64Array
  readonly #hasReplies: Uint8Array
  readonly #intervals: number
  readonly #counter: TallyCounter
  readonly #row: Contacts

  constructor(
    { seats, queues, intervals }: Simulation,
    { teams, teamOf }: SeatTeams,
    row: Contacts,
    counter: TallyCounter,
  ) {
    const count = seats.length
    this.present = new Uint8Array(count)
    this.held = new Int32Array(count)
    this.onTicket = new Uint8Array(count)
    this.touched = new Float64Array(count)
    this.nextDone = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    this.free = new FreeSeats(teams.length, count)
    this.#placeInActive = new Int32Array(count).fill(-1)
    this.#inHands = new Int32Array(count * MAX_CONCURRENCY)
    this.#settledAt = new Float64Array(count)
    this.#seats = seats
    this.#teamOf = teamOf
    this.#curves = queues.map((queue) => (queue.kind === 'instant' ? queue.curve : SINGLE))
    this.#fullRates = Float64Array.from(this.#curves, (curve) => curve.at(-1)!)
    this.#hasReplies = Uint8Array.from(queues, ({ shares }) => (shares.some((share) => 'within' in share) ? 1 : 0))
    this.#intervals = intervals
    this.#counter = counter
    this.#row = row
  }

  /** Settles every seat, so that nothing that is counted by interval reaches over its end. */
  beginInterval(interval: number, now: number): void {
    for (const seat of this.#active) this.settle(seat, now)
    this.#interval = interval
  }

  enter(seat: number, now: number): void {
    this.settle(seat, now)
    this.present[seat] = 1
    this.touched[seat] = now
    if (this.#placeInActive[seat]! < 0) {
      this.#placeInActive[seat] = this.#active.length
      this.#active.push(seat)
    }
    this.#rejoin(seat)
  }

  /** Takes a settled seat off position; what it holds it goes on with. */
  leave(seat: number): void {
    this.present[seat] = 0
    this.free.leave(seat)
    this.#forgetIdle(seat)
  }

  /** Whether the seat can take one more contact of the queue beside those in hands; a ticket is no hindrance. */
  hasPlace(seat: number, queue: number): boolean {
    const held = this.held[seat]!
    return held === 0 || this.onTicket[seat] === 1 || (held < this.placesOf(queue) && held < this.#placesInHands(seat))
  }

  placesOf(queue: number): number {
    return this.#curves[queue]!.length - 1
  }

  /** Contacts that those in hands allow to be held at once. */
  #placesInHands(seat: number): number {
    let places = MAX_CONCURRENCY
    for (let place = 0; place < this.held[seat]!; place++)
      places = Math.min(places, this.placesOf(this.#row.queueOf[this.#contact(seat, place)]!))
    return places
  }

  #contact(seat: number, place: number): number {
    return this.#inHands[seat * MAX_CONCURRENCY + place]!
  }

  /** Brings the work in hands up to `now`. */
  settle(seat: number, now: number): void {
    const passed = now - this.#settledAt[seat]!
    if (passed === 0) return
    this.#settledAt[seat] = now
    const held = this.held[seat]!
    if (held === 0 && !this.present[seat]) return
    const { busySeconds, positionSeconds } = this.#counter.tally
    const cell = this.#teamOf[seat]! * this.#intervals + this.#interval
    positionSeconds[cell]! += passed
    for (let place = 0; place < held; place++) {
      const contact = this.#contact(seat, place)
      const queue = this.#row.queueOf[contact]!
      const work = passed * this.#speed(seat, queue)
      this.#row.work[contact]! -= work
      busySeconds[cell]! += (passed * this.#curves[queue]![held]!) / (held * this.#fullRates[queue]!)
      if (this.#hasReplies[queue]) this.#counter.countReplies(queue, this.#interval, held, work)
    }
  }

  #speed(seat: number, queue: number): number {
    const held = this.held[seat]!
    return (this.#curves[queue]![held]! / held) * this.#seats[seat]!.proficiency[queue]!
  }

  /** Takes a contact into the hands of a settled seat. */
  take(seat: number, contact: number, now: number): void {
    this.#inHands[seat * MAX_CONCURRENCY + this.held[seat]!] = contact
    this.held[seat]!++
    this.touched[seat] = now
    this.#rejoin(seat)
  }

  takeTicket(seat: number, contact: number, now: number): void {
    this.onTicket[seat] = 1
    this.take(seat, contact, now)
  }

  /** Lets the contact in a place go from a settled seat and returns it. */
  release(seat: number, place: number, now: number): number {
    const contact = this.#contact(seat, place)
    const last = --this.held[seat]!
    this.#inHands[seat * MAX_CONCURRENCY + place] = this.#contact(seat, last)
    this.touched[seat] = now
    this.onTicket[seat] = 0
    if (this.present[seat]) this.#rejoin(seat)
    else this.#forgetIdle(seat)
    return contact
  }

  #rejoin(seat: number): void {
    this.free.leave(seat)
    const held = this.held[seat]!
    const team = this.#teamOf[seat]!
    if (this.onTicket[seat]) this.free.join(seat, team, ON_TICKET)
    else if (held === 0 || held < this.#placesInHands(seat)) this.free.join(seat, team, held)
  }

  #forgetIdle(seat: number): void {
    const place = this.#placeInActive[seat]!
    if (this.held[seat]! > 0 || this.present[seat] || place < 0) return
    this.#placeInActive[seat] = -1
    const last = this.#active.pop()!
    if (last === seat) return
    this.#active[place] = last
    this.#placeInActive[last] = place
  }

  /** Works out `nextDone` of a settled seat and returns the place of the contact that will be finished then, or -1. */
  foresee(seat: number, now: number): number {
    let first = -1
    let least = Number.POSITIVE_INFINITY
    for (let place = 0; place < this.held[seat]!; place++) {
      const contact = this.#contact(seat, place)
      const needed = Math.max(0, this.#row.work[contact]!) / this.#speed(seat, this.#row.queueOf[contact]!)
      if (needed < least) {
        least = needed
        first = place
      }
    }
    this.nextDone[seat] = now + least
    return first
  }
}
