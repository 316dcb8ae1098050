/** How likely each number of contacts in the system is: `shares[i]` is that of `first + i` contacts. They sum to 1. */
export interface SystemState {
  readonly first: number
  readonly shares: Float64Array
}

/** Probability beyond either end of the window that is given up. */
export const TAIL = 1e-7

/** TR-BDF2, second-order and L-stable, with the one gamma for which both stages solve with the same matrix. */
export const GAMMA = 2 - Math.SQRT2
const OF_STAGE = 1 / (GAMMA * (2 - GAMMA))
const OF_START = (1 - GAMMA) ** 2 * OF_STAGE
/** Weights of a step's start, stage and end that integrate parabolas exactly. */
const AT_STAGE = 1 / (6 * GAMMA * (1 - GAMMA))
export const AT_END = 0.5 - GAMMA * AT_STAGE
const AT_START = 1 - AT_STAGE - AT_END

/** Looks at the state probabilities at a part of the way, 0..1, which count with a weight; all weights sum to 1. */
export type Observe = (shares: Float64Array, weight: number, at: number) => void

/**
 * State probabilities of a birth-death chain in a window of states, carried forward in time by Kolmogorov's equations
 * `p_j' = lambda p_(j-1) + d_(j+1) p_(j+1) - (lambda + d_j) p_j`. Nothing enters or leaves the window.
 * Time stepping: Bank et al. 1985, "Transient simulation of silicon devices and circuits".
 */
export class BirthDeathChain {
  /** State that the first cell stands for, and number of cells in use. */
  first = 0
  size = 0
  /** Per second, `[cell]`; filled in by the owner. */
  departures = new Float64Array(0)
  #shares = new Float64Array(0)
  #stage = new Float64Array(0)
  /** Pivots of the eliminated matrix, inverted, and what each cell takes from the one above it. */
  #pivots = new Float64Array(0)
  #backward = new Float64Array(0)
  /** Share of a cell's eliminated right-hand side that the one above it takes on. */
  #forward = new Float64Array(0)

  /** Puts the window over `size` states from `first` on, which must hold all of `before`. */
  open(first: number, size: number, before: SystemState): void {
    // One more cell, always empty, stands for all above the window.
    if (this.#shares.length <= size) {
      const room = Math.ceil(size * 1.5) + 1
      this.departures = new Float64Array(room)
      this.#shares = new Float64Array(room)
      this.#stage = new Float64Array(room)
      this.#pivots = new Float64Array(room)
      this.#backward = new Float64Array(room)
      this.#forward = new Float64Array(room)
    }
    this.first = first
    this.size = size
    this.#shares.fill(0, 0, size + 1)
    this.departures[size] = 0
    this.#shares.set(before.shares, before.first - first)
  }

  /** Mean number of contacts in the system. */
  get mean(): number {
    let mean = this.first
    for (let cell = 0; cell < this.size; cell++) mean += cell * this.#shares[cell]!
    return mean
  }

  /** Carries the probabilities through `seconds` in the given parts of it. */
  run(lambda: number, seconds: number, parts: readonly number[], observe: Observe): void {
    let passed = 0
    let known = 0
    observe(this.#shares, parts[0]! * AT_START, 0)
    for (const [index, part] of parts.entries()) {
      const a = (GAMMA / 2) * part * seconds
      if (part !== known) this.#eliminate(a, lambda)
      known = part
      this.#halfway(a, lambda)
      observe(this.#stage, part * AT_STAGE, passed + GAMMA * part)
      this.#advance()
      passed += part
      observe(this.#shares, part * AT_END + (parts[index + 1] ?? 0) * AT_START, passed)
    }
  }

  /** Gaussian elimination of `I - a Q'`, whose columns are diagonally dominant, so no pivoting is needed. */
  #eliminate(a: number, lambda: number): void {
    const [pivots, forward, backward, departures] = [this.#pivots, this.#forward, this.#backward, this.departures]
    const { size } = this
    const up = a * lambda
    let carried = 0
    for (let cell = 0; cell < size; cell++) {
      const down = a * departures[cell]!
      const diagonal = 1 + down + (cell < size - 1 ? up : 0)
      const pivot = 1 / (diagonal - up * carried)
      pivots[cell] = pivot
      forward[cell] = up * pivot
      // Share of the cell above that comes back down into this one.
      carried = a * departures[cell + 1]! * pivot
      backward[cell] = carried
    }
  }

  /** First stage: the trapezoidal rule to `GAMMA` of the step, its right-hand side eliminated as it is made. */
  #halfway(a: number, lambda: number): void {
    const [now, stage, departures, size] = [this.#shares, this.#stage, this.departures, this.size]
    const [pivots, forward] = [this.#pivots, this.#forward]
    let [below, carried] = [0, 0]
    for (let cell = 0; cell < size; cell++) {
      const here = now[cell]!
      const leaving = (cell < size - 1 ? lambda : 0) + departures[cell]!
      const change = lambda * below + departures[cell + 1]! * now[cell + 1]! - leaving * here
      // Only the last product waits for the cell before.
      carried = (here + a * change) * pivots[cell]! + forward[cell]! * carried
      stage[cell] = carried
      below = here
    }
    this.#substituteBack(stage)
  }

  /** Second stage: the backward differentiation formula to the step's end. */
  #advance(): void {
    const [now, stage, pivots, forward, size] = [this.#shares, this.#stage, this.#pivots, this.#forward, this.size]
    let carried = 0
    for (let cell = 0; cell < size; cell++) {
      carried = (OF_STAGE * stage[cell]! - OF_START * now[cell]!) * pivots[cell]! + forward[cell]! * carried
      now[cell] = carried
    }
    this.#substituteBack(now)
  }

  #substituteBack(values: Float64Array): void {
    const backward = this.#backward
    let carried = values[this.size - 1]!
    for (let cell = this.size - 2; cell >= 0; cell--) {
      carried = values[cell]! + backward[cell]! * carried
      values[cell] = carried
    }
  }

  /** Where the chain stands, without the ends that no longer matter and rounding's small negatives. */
  get state(): SystemState {
    const tail = (cell: number) => Math.abs(this.#shares[cell]!)
    let [from, to] = [0, this.size]
    for (let lost = tail(from); from < to - 1 && lost < TAIL; lost += tail(from)) from++
    for (let lost = tail(to - 1); to - 1 > from && lost < TAIL; lost += tail(to - 1)) to--
    const shares = this.#shares.slice(from, to)
    let total = 0
    for (let cell = 0; cell < shares.length; cell++) {
      shares[cell] = Math.max(0, shares[cell]!)
      total += shares[cell]!
    }
    for (let cell = 0; cell < shares.length; cell++) shares[cell]! /= total
    return { first: this.first + from, shares }
  }
}
