import { MAX_CONCURRENCY } from '../domain/queue.ts'

/** Line of those who work on a ticket, after those who hold up to `MAX_CONCURRENCY` contacts. */
export const ON_TICKET = MAX_CONCURRENCY + 1
const LINES = MAX_CONCURRENCY + 2
const NONE = -1

/**
 * Seats on position that have a free place, in lines by team and by contacts held. A seat joins the end of its line
 * whenever it has taken up or finished something, so that the first of a line has been left alone longest, and finding
 * whom to give a contact to takes a look at the first of each line only.
 */
export class FreeSeats {
  readonly #first: Int32Array
  readonly #last: Int32Array
  readonly #before: Int32Array
  readonly #after: Int32Array
  readonly #lineOf: Int32Array

  constructor(teams: number, seats: number) {
    this.#first = new Int32Array(teams * LINES).fill(NONE)
    this.#last = new Int32Array(teams * LINES).fill(NONE)
    this.#before = new Int32Array(seats).fill(NONE)
    this.#after = new Int32Array(seats).fill(NONE)
    this.#lineOf = new Int32Array(seats).fill(NONE)
  }

  /** The seat of the team that has held so many contacts longest, or -1. */
  first(team: number, held: number): number {
    return this.#first[team * LINES + held]!
  }

  /** The next one of the same line, or -1. */
  next(seat: number): number {
    return this.#after[seat]!
  }

  join(seat: number, team: number, held: number): void {
    const line = team * LINES + held
    const last = this.#last[line]!
    this.#lineOf[seat] = line
    this.#before[seat] = last
    this.#after[seat] = NONE
    if (last === NONE) this.#first[line] = seat
    else this.#after[last] = seat
    this.#last[line] = seat
  }

  leave(seat: number): void {
    const line = this.#lineOf[seat]!
    if (line === NONE) return
    const before = this.#before[seat]!
    const after = this.#after[seat]!
    if (before === NONE) this.#first[line] = after
    else this.#after[before] = after
    if (after === NONE) this.#last[line] = before
    else this.#before[after] = before
    this.#lineOf[seat] = NONE
  }
}
