import { checkPoint, isFeasible } from '../lp/check-point.ts'
import type { LinearModel } from '../lp/linear-model.ts'
import type { LpEngine, LpSolution } from '../lp/lp-engine.ts'
import { SparseCholesky } from './sparse-cholesky.ts'
import { type StandardForm, standardForm } from './standard-form.ts'

/**
 * Mehrotra's predictor-corrector interior-point method for sparse LPs with an interior, in plain code: covering relaxations
 * of thousands of columns in a few dozen steps, however degenerate they are, where a simplex method takes a pivot for
 * every tie. It lands in the middle of all optima, so that answers move smoothly with their inputs.
 * Source: Mehrotra, SIAM Journal on Optimization 2 (1992) 575-601, with upper bounds as in Wright, Primal-Dual
 * Interior-Point Methods, 1997, chapter 10.
 */
export const interiorPoint: LpEngine = { name: 'interior-point', solve: solveLp }

const MOST_STEPS = 120
/** Residuals and gap, relative, at which an answer is optimal; and with which one is still taken when steps end. */
const OPTIMAL = 1e-9
const GOOD = 1e-6

function solveLp(model: LinearModel): LpSolution {
  const form = standardForm(model)
  const values = form && new InteriorPath(form).follow()
  const point = values && form.columnsOf(values)
  if (!point || !isFeasible(checkPoint(model, point, false)))
    return { termination: 'error', values: null, objective: Infinity, objectiveBound: -Infinity, rowDuals: null }
  const objective = model.objectiveOf(point)
  return { termination: 'optimal', values: point, objective, objectiveBound: objective, rowDuals: null }
}

/** Iterates of `min c x, A x = b, 0 <= x <= u`, where z and w are the multipliers of the bounds, y those of the rows. */
class InteriorPath {
  readonly #form: StandardForm
  readonly #cholesky: SparseCholesky
  /** Entries of the normal matrix that a column adds to, pair by pair of its rows. */
  readonly #pairEntries: Int32Array
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #z: Float64Array
  /** Room up to the upper bound, and its multiplier; unused without one. */
  readonly #room: Float64Array
  readonly #w: Float64Array
  readonly #theta: Float64Array

  constructor(form: StandardForm) {
    const { rows, variables, upper, cost, starts, row } = form
    this.#form = form
    const rowsOf = (variable: number) => row.subarray(starts[variable]!, starts[variable + 1]!)
    this.#cholesky = new SparseCholesky(
      rows,
      Array.from({ length: variables }, (_, variable) => rowsOf(variable)),
    )
    const pairs: number[] = []
    for (let variable = 0; variable < variables; variable++) {
      const own = rowsOf(variable)
      for (let a = 0; a < own.length; a++)
        for (let b = 0; b <= a; b++) pairs.push(this.#cholesky.entryOf(own[a]!, own[b]!))
    }
    this.#pairEntries = Int32Array.from(pairs)
    const size = 1 + form.right.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    this.#x = upper.map((most) => Math.min(size, most / 2))
    this.#room = upper.map((most, variable) => most - this.#x[variable]!)
    this.#z = cost.map((each) => 1 + Math.max(0, each))
    this.#w = cost.map((each, variable) => (upper[variable]! < Infinity ? 1 + Math.max(0, -each) : 0))
    this.#y = new Float64Array(rows)
    this.#theta = new Float64Array(variables)
  }

  /** @returns the variables at the optimum; null where none is reached */
  follow(): Float64Array | null {
    let best = Infinity
    for (let step = 0; step < MOST_STEPS; step++) {
      const primal = this.#primalResidual()
      const dual = this.#dualResidual()
      const mean = this.#complementarity()
      best = this.#error(primal, dual)
      if (best < OPTIMAL) break
      this.#factor()
      const zeros = new Float64Array(this.#x.length)
      const guess = this.#direction(primal, dual, 0, zeros, zeros)
      const { alpha, beta } = this.#longest(guess, 1)
      const ahead = this.#complementarity(guess, alpha, beta)
      const centre = mean * (ahead / mean) ** 3
      const crossed = (a: Float64Array, b: Float64Array) => a.map((value, index) => value * b[index]!)
      const move = this.#direction(primal, dual, centre, crossed(guess.dx, guess.dz), crossed(guess.dx, guess.dw))
      if (!this.#go(move)) break
    }
    return best < GOOD ? this.#x : null
  }

  #primalResidual(): Float64Array {
    const { right, starts, row, coefficient, variables } = this.#form
    const residual = right.slice()
    for (let variable = 0; variable < variables; variable++) {
      for (let at = starts[variable]!; at < starts[variable + 1]!; at++)
        residual[row[at]!]! -= coefficient[at]! * this.#x[variable]!
    }
    return residual
  }

  #dualResidual(): Float64Array {
    const { cost } = this.#form
    return cost.map((each, variable) => each - this.#dot(variable, this.#y) - this.#z[variable]! + this.#w[variable]!)
  }

  #dot(variable: number, byRow: Float64Array): number {
    const { starts, row, coefficient } = this.#form
    let sum = 0
    for (let at = starts[variable]!; at < starts[variable + 1]!; at++) sum += coefficient[at]! * byRow[row[at]!]!
    return sum
  }

  /** Mean product of the variables and their multipliers, after a step if one is given. */
  #complementarity(move?: Move, alpha = 0, beta = 0): number {
    let sum = 0
    let count = 0
    for (let variable = 0; variable < this.#x.length; variable++) {
      const dx = move ? alpha * move.dx[variable]! : 0
      sum += (this.#x[variable]! + dx) * (this.#z[variable]! + (move ? beta * move.dz[variable]! : 0))
      count++
      if (this.#form.upper[variable] === Infinity) continue
      sum += (this.#room[variable]! - dx) * (this.#w[variable]! + (move ? beta * move.dw[variable]! : 0))
      count++
    }
    return sum / count
  }

  #error(primal: Float64Array, dual: Float64Array): number {
    const { cost, right, upper } = this.#form
    const most = (values: Float64Array) => values.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
    let [objective, bound] = [0, 0]
    for (let variable = 0; variable < cost.length; variable++) {
      objective += cost[variable]! * this.#x[variable]!
      if (upper[variable]! < Infinity) bound -= this.#w[variable]! * upper[variable]!
    }
    for (let row = 0; row < right.length; row++) bound += right[row]! * this.#y[row]!
    return Math.max(
      most(primal) / (1 + most(right)),
      most(dual) / (1 + most(cost)),
      Math.abs(objective - bound) / (1 + Math.abs(objective)),
    )
  }

  /** Factors `A Theta A'`, where `1 / Theta = z / x + w / room`. */
  #factor(): void {
    const { starts, coefficient, upper, variables } = this.#form
    const { lower } = this.#cholesky
    lower.fill(0)
    let pair = 0
    for (let variable = 0; variable < variables; variable++) {
      const bounded = upper[variable]! < Infinity ? this.#w[variable]! / this.#room[variable]! : 0
      const theta = 1 / (this.#z[variable]! / this.#x[variable]! + bounded)
      this.#theta[variable] = theta
      for (let a = starts[variable]!; a < starts[variable + 1]!; a++) {
        const scaled = theta * coefficient[a]!
        for (let b = starts[variable]!; b <= a; b++) lower[this.#pairEntries[pair++]!]! += scaled * coefficient[b]!
      }
    }
    this.#cholesky.factor()
  }

  /** Newton's direction towards products of `centre`, with second-order terms of the products to be made up for. */
  #direction(primal: Float64Array, dual: Float64Array, centre: number, xz: Float64Array, xw: Float64Array): Move {
    const { variables, upper, starts, row, coefficient } = this.#form
    const pull = new Float64Array(variables)
    const right = primal.slice()
    for (let variable = 0; variable < variables; variable++) {
      const toLower = (centre - xz[variable]!) / this.#x[variable]! - this.#z[variable]!
      const toUpper =
        upper[variable]! < Infinity ? (centre + xw[variable]!) / this.#room[variable]! - this.#w[variable]! : 0
      pull[variable] = dual[variable]! - toLower + toUpper
      const scaled = this.#theta[variable]! * pull[variable]!
      for (let at = starts[variable]!; at < starts[variable + 1]!; at++) right[row[at]!]! += coefficient[at]! * scaled
    }
    const dy = this.#cholesky.solve(right)
    const [dx, dz, dw] = [new Float64Array(variables), new Float64Array(variables), new Float64Array(variables)]
    for (let variable = 0; variable < variables; variable++) {
      const step = this.#theta[variable]! * (this.#dot(variable, dy) - pull[variable]!)
      dx[variable] = step
      dz[variable] = (centre - xz[variable]! - this.#z[variable]! * step) / this.#x[variable]! - this.#z[variable]!
      if (upper[variable]! < Infinity)
        dw[variable] = (centre + xw[variable]! + this.#w[variable]! * step) / this.#room[variable]! - this.#w[variable]!
    }
    return { dx, dy, dz, dw }
  }

  /** Longest steps up to `most` that keep everything above 0. */
  #longest({ dx, dz, dw }: Move, most: number): { alpha: number; beta: number } {
    let [alpha, beta] = [most, most]
    for (let variable = 0; variable < dx.length; variable++) {
      const step = dx[variable]!
      if (step < 0) alpha = Math.min(alpha, -this.#x[variable]! / step)
      else if (step > 0) alpha = Math.min(alpha, this.#room[variable]! / step)
      if (dz[variable]! < 0) beta = Math.min(beta, -this.#z[variable]! / dz[variable]!)
      if (dw[variable]! < 0) beta = Math.min(beta, -this.#w[variable]! / dw[variable]!)
    }
    return { alpha, beta }
  }

  /** @returns whether it could move at all */
  #go(move: Move): boolean {
    const longest = this.#longest(move, 1 / SHORTENED)
    const [alpha, beta] = [SHORTENED * longest.alpha, SHORTENED * longest.beta]
    if (!(alpha > 1e-12 || beta > 1e-12)) return false
    for (let variable = 0; variable < this.#x.length; variable++) {
      this.#x[variable]! += alpha * move.dx[variable]!
      this.#room[variable]! -= alpha * move.dx[variable]!
      this.#z[variable]! += beta * move.dz[variable]!
      this.#w[variable]! += beta * move.dw[variable]!
    }
    for (let row = 0; row < this.#y.length; row++) this.#y[row]! += beta * move.dy[row]!
    return true
  }
}

interface Move {
  readonly dx: Float64Array
  readonly dy: Float64Array
  readonly dz: Float64Array
  readonly dw: Float64Array
}

/** Share of the longest step that is taken, so that no variable meets its bound. */
const SHORTENED = 0.9995
