import { type Estimate, studentT975 } from './service-estimate.ts'

/** Size of what double precision leaves of a difference that is zero, as a share of what was taken from one another. */
const ROUNDING = 1e-12

/**
 * Sums over replications from which a ratio and its confidence interval follow, so that the replications themselves
 * need not be kept: parts, wholes and their products, each `[cell]`. Busy replications weigh more; the variance is that of
 * `part - ratio * whole` (ratio estimator: Law, Simulation Modeling and Analysis), the interval Student's.
 */
export class ShareSums {
  readonly part: Float64Array
  readonly whole: Float64Array
  readonly #partSquares: Float64Array
  readonly #products: Float64Array
  readonly #wholeSquares: Float64Array
  #replications = 0

  constructor(cells: number) {
    this.part = new Float64Array(cells)
    this.whole = new Float64Array(cells)
    this.#partSquares = new Float64Array(cells)
    this.#products = new Float64Array(cells)
    this.#wholeSquares = new Float64Array(cells)
  }

  /** Adds one replication. */
  add(parts: ArrayLike<number>, wholes: ArrayLike<number>): void {
    this.#replications++
    for (let cell = 0; cell < this.part.length; cell++) {
      const part = parts[cell]!
      const whole = wholes[cell]!
      this.part[cell]! += part
      this.whole[cell]! += whole
      this.#partSquares[cell]! += part * part
      this.#products[cell]! += part * whole
      this.#wholeSquares[cell]! += whole * whole
    }
  }

  /** Ratio of a cell, unbounded; NaN where there is no whole. A single replication says nothing of the spread. */
  ratio(cell: number): Estimate {
    const whole = this.whole[cell]!
    if (whole === 0) return { mean: Number.NaN, lower95: Number.NaN, upper95: Number.NaN }
    const mean = this.part[cell]! / whole
    const count = this.#replications
    if (count === 1) return { mean, lower95: Number.NEGATIVE_INFINITY, upper95: Number.POSITIVE_INFINITY }
    const squares =
      this.#partSquares[cell]! - 2 * mean * this.#products[cell]! + mean * mean * this.#wholeSquares[cell]!
    // Where every replication is the same, rounding must not look like a spread.
    const spread = squares > ROUNDING * this.#partSquares[cell]! ? squares : 0
    const half = (studentT975(count - 1) * Math.sqrt(spread / (count * (count - 1)))) / (whole / count)
    return { mean, lower95: mean - half, upper95: mean + half }
  }

  /** Ratio of a cell that is a share, with its interval cut to 0..1. */
  share(cell: number): Estimate {
    const { mean, lower95, upper95 } = this.ratio(cell)
    return { mean, lower95: Math.max(0, lower95), upper95: Math.min(1, upper95) }
  }
}
