import { MAX_CONCURRENCY } from '../domain/queue.ts'
import type { Contacts } from './contacts.ts'
import type { Simulation } from './simulation.ts'

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
  /** Seconds of work in the measure of full hands, and seconds on position or still finishing. */
  readonly busySeconds: Float64Array
  readonly positionSeconds: Float64Array
  readonly #inHands: Int32Array
  readonly #settledAt: Float64Array
  readonly #seats: Simulation['seats']
  readonly #curves: readonly Float64Array[]
  /** Last of each curve, `[queue]`. */
  readonly #fullRates: Float64Array
  readonly #row: Contacts

  constructor({ seats, queues }: Simulation, row: Contacts) {
    const count = seats.length
    this.present = new Uint8Array(count)
    this.held = new Int32Array(count)
    this.onTicket = new Uint8Array(count)
    this.touched = new Float64Array(count)
    this.nextDone = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    this.busySeconds = new Float64Array(count)
    this.positionSeconds = new Float64Array(count)
    this.#inHands = new Int32Array(count * MAX_CONCURRENCY)
    this.#settledAt = new Float64Array(count)
    this.#seats = seats
    this.#curves = queues.map((queue) => (queue.kind === 'instant' ? queue.curve : SINGLE))
    this.#fullRates = Float64Array.from(this.#curves, (curve) => curve.at(-1)!)
    this.#row = row
  }

  /** Whether the seat can take one more contact of the queue beside those in hands; a ticket is no hindrance. */
  hasPlace(seat: number, queue: number): boolean {
    const held = this.held[seat]!
    if (held === 0 || this.onTicket[seat] === 1) return true
    if (held >= this.#placesOf(queue)) return false
    for (let place = 0; place < held; place++)
      if (held >= this.#placesOf(this.#row.queueOf[this.#contact(seat, place)]!)) return false
    return true
  }

  #placesOf(queue: number): number {
    return this.#curves[queue]!.length - 1
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
    if (held > 0 || this.present[seat]) this.positionSeconds[seat]! += passed
    for (let place = 0; place < held; place++) {
      const contact = this.#contact(seat, place)
      const queue = this.#row.queueOf[contact]!
      this.#row.work[contact]! -= passed * this.#speed(seat, queue)
      this.busySeconds[seat]! += (passed * this.#curves[queue]![held]!) / (held * this.#fullRates[queue]!)
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
  }

  /** Lets the contact in a place go from a settled seat and returns it. */
  release(seat: number, place: number, now: number): number {
    const contact = this.#contact(seat, place)
    const last = --this.held[seat]!
    this.#inHands[seat * MAX_CONCURRENCY + place] = this.#contact(seat, last)
    this.touched[seat] = now
    return contact
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
