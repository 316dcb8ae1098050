import { checkPoint, isFeasible } from '../lp/check-point.ts'
import type { LinearModel } from '../lp/linear-model.ts'
import type { LpEngine, LpSolution } from '../lp/lp-engine.ts'
import { NormalMatrix } from './normal-matrix.ts'
import { type StandardForm, standardForm } from './standard-form.ts'

/**
 * Mehrotra's predictor-corrector interior-point method for sparse LPs with an interior, in plain code: covering relaxations
 * of thousands of columns in a few dozen steps, however degenerate they are, where a simplex method takes a pivot for
 * every tie. It lands in the middle of all optima, so that answers move smoothly with their inputs.
 * Source: Mehrotra, SIAM Journal on Optimization 2 (1992) 575-601, with upper bounds as in Wright, Primal-Dual
 * Interior-Point Methods, 1997, chapter 10.
 */
export const interiorPoint: LpEngine = {
  name: 'interior-point',
  solve: (model) => solveLp(model, (form) => new NormalMatrix(form)),
}

/** Patterns that are kept: the parts of one week mostly, which come again and again while sliders move. */
const MOST_KEPT = 4

/**
 * The same for models that come again with other figures: the order of elimination, a third of the time, is kept for the
 * patterns met last. Answers are the same to the last digit.
 */
export function rememberingInteriorPoint(): LpEngine {
  const known: NormalMatrix[] = []
  const matrixOf = (form: StandardForm) => {
    const matrix = known.find((candidate) => candidate.fits(form)) ?? new NormalMatrix(form)
    const place = known.indexOf(matrix)
    known.splice(place < 0 ? MOST_KEPT - 1 : place, 1)
    known.unshift(matrix)
    return matrix
  }
  return { name: interiorPoint.name, solve: (model) => solveLp(model, matrixOf) }
}

const MOST_STEPS = 120
/** Residuals and gap, relative, at which an answer is optimal; and with which one is still taken when steps end. */
const OPTIMAL = 1e-9
const GOOD = 1e-6
/**
 * Where a path begins, as parts of the largest need and the largest price. Most columns of a cover end far below both: a
 * missing agent costs a hundred times what a present one does, and steps from the prices themselves are twice as many.
 */
const FIRST_VALUE = 0.1
const FIRST_MULTIPLIER = 0.01

function solveLp(model: LinearModel, matrixOf: (form: StandardForm) => NormalMatrix): LpSolution {
  const form = standardForm(model)
  const values = form && new InteriorPath(form, matrixOf(form)).follow()
  const point = values && form.columnsOf(values)
  if (!point || !isFeasible(checkPoint(model, point, false)))
    return { termination: 'error', values: null, objective: Infinity, objectiveBound: -Infinity, rowDuals: null }
  const objective = model.objectiveOf(point)
  return { termination: 'optimal', values: point, objective, objectiveBound: objective, rowDuals: null }
}

/**
 * Iterates of `min c x, A x = b, 0 <= x <= u`, where z and w are the multipliers of the bounds, y those of the rows.
 * Loops run over plain local arrays: they are the whole time of an estimate.
 */
class InteriorPath {
  readonly #form: StandardForm
  readonly #matrix: NormalMatrix
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #z: Float64Array
  /** Room up to the upper bound, and its multiplier; unused without one. */
  readonly #room: Float64Array
  readonly #w: Float64Array
  readonly #theta: Float64Array
  /** Room for what every step works out anew: new arrays would take as long as the figures in them. */
  readonly #primal: Float64Array
  readonly #right: Float64Array
  readonly #dual: Float64Array
  readonly #pull: Float64Array
  readonly #guess: Move
  readonly #move: Move
  readonly #largestNeed: number
  readonly #largestCost: number

  constructor(form: StandardForm, matrix: NormalMatrix) {
    const { rows, variables, upper, cost } = form
    this.#form = form
    this.#matrix = matrix
    this.#largestNeed = mostOf(form.right)
    this.#largestCost = mostOf(cost)
    const size = 1 + FIRST_VALUE * this.#largestNeed
    const price = FIRST_MULTIPLIER * (this.#largestCost || 1)
    this.#x = upper.map((most) => Math.min(size, most / 2))
    this.#room = upper.map((most, variable) => most - this.#x[variable]!)
    this.#z = cost.map((each) => price + Math.max(0, each))
    this.#w = cost.map((each, variable) => (upper[variable]! < Infinity ? price + Math.max(0, -each) : 0))
    this.#y = new Float64Array(rows)
    const [byVariable, byRow] = [() => new Float64Array(variables), () => new Float64Array(rows)]
    const move = (): Move => ({ dx: byVariable(), dy: byRow(), dz: byVariable(), dw: byVariable() })
    this.#theta = byVariable()
    this.#dual = byVariable()
    this.#pull = byVariable()
    this.#primal = byRow()
    this.#right = byRow()
    this.#guess = move()
    this.#move = move()
  }

  /** @returns the variables at the optimum; null where none is reached */
  follow(): Float64Array | null {
    let best = Infinity
    const [guess, move] = [this.#guess, this.#move]
    for (let step = 0; step < MOST_STEPS; step++) {
      this.#fillPrimalResidual()
      this.#fillDualResidual()
      const mean = this.#complementarity()
      best = this.#error()
      if (best < OPTIMAL) break
      this.#factor()
      this.#fillDirection(guess, 0, null)
      const { alpha, beta } = this.#longest(guess, 1)
      const ahead = this.#complementarity(guess, alpha, beta)
      this.#fillDirection(move, mean * (ahead / mean) ** 3, guess)
      if (!this.#go(move)) break
    }
    return best < GOOD ? this.#x : null
  }

  #fillPrimalResidual(): void {
    const { right, starts, row, coefficient, variables } = this.#form
    const x = this.#x
    const residual = this.#primal
    residual.set(right)
    for (let variable = 0; variable < variables; variable++) {
      const value = x[variable]!
      for (let at = starts[variable]!, end = starts[variable + 1]!; at < end; at++)
        residual[row[at]!]! -= coefficient[at]! * value
    }
  }

  #fillDualResidual(): void {
    const { cost } = this.#form
    const [z, w] = [this.#z, this.#w]
    const residual = this.#dual
    this.#fillTransposed(residual, this.#y)
    for (let variable = 0; variable < residual.length; variable++)
      residual[variable] = cost[variable]! - residual[variable]! - z[variable]! + w[variable]!
  }

  /** `A' v` of a vector by rows, `[variable]`. */
  #fillTransposed(product: Float64Array, byRow: Float64Array): void {
    const { starts, row, coefficient, variables } = this.#form
    for (let variable = 0; variable < variables; variable++) {
      let sum = 0
      for (let at = starts[variable]!, end = starts[variable + 1]!; at < end; at++)
        sum += coefficient[at]! * byRow[row[at]!]!
      product[variable] = sum
    }
  }

  /** Mean product of the variables and their multipliers, after a step if one is given. */
  #complementarity(move?: Move, alpha = 0, beta = 0): number {
    const { upper } = this.#form
    const [x, z, room, w] = [this.#x, this.#z, this.#room, this.#w]
    let sum = 0
    let count = 0
    for (let variable = 0; variable < x.length; variable++) {
      const dx = move ? alpha * move.dx[variable]! : 0
      sum += (x[variable]! + dx) * (z[variable]! + (move ? beta * move.dz[variable]! : 0))
      count++
      if (upper[variable] === Infinity) continue
      sum += (room[variable]! - dx) * (w[variable]! + (move ? beta * move.dw[variable]! : 0))
      count++
    }
    return sum / count
  }

  #error(): number {
    const { cost, right, upper } = this.#form
    const [x, y, w] = [this.#x, this.#y, this.#w]
    let [objective, bound] = [0, 0]
    for (let variable = 0; variable < cost.length; variable++) {
      objective += cost[variable]! * x[variable]!
      if (upper[variable]! < Infinity) bound -= w[variable]! * upper[variable]!
    }
    for (let row = 0; row < right.length; row++) bound += right[row]! * y[row]!
    return Math.max(
      mostOf(this.#primal) / (1 + this.#largestNeed),
      mostOf(this.#dual) / (1 + this.#largestCost),
      Math.abs(objective - bound) / (1 + Math.abs(objective)),
    )
  }

  /** Factors `A Theta A'`, where `1 / Theta = z / x + w / room`. */
  #factor(): void {
    const { coefficient, upper, variables } = this.#form
    const [x, z, room, w, theta] = [this.#x, this.#z, this.#room, this.#w, this.#theta]
    for (let variable = 0; variable < variables; variable++) {
      const bounded = upper[variable]! < Infinity ? w[variable]! / room[variable]! : 0
      theta[variable] = 1 / (z[variable]! / x[variable]! + bounded)
    }
    this.#matrix.factor(coefficient, theta)
  }

  /** Newton's direction towards products of `centre`, making up for the second-order terms of the step `before`. */
  #fillDirection({ dx, dy, dz, dw }: Move, centre: number, before: Move | null): void {
    const { variables, upper, starts, row, coefficient } = this.#form
    const [x, z, room, w, theta] = [this.#x, this.#z, this.#room, this.#w, this.#theta]
    const [dual, pull, right] = [this.#dual, this.#pull, this.#right]
    right.set(this.#primal)
    for (let variable = 0; variable < variables; variable++) {
      const step = before ? before.dx[variable]! : 0
      // What each product is wanted to be, over its variable: the same for the pull and for the multipliers' step.
      const toLower = (before ? centre - step * before.dz[variable]! : centre) / x[variable]! - z[variable]!
      dz[variable] = toLower
      let toUpper = 0
      if (upper[variable]! < Infinity)
        toUpper = (before ? centre + step * before.dw[variable]! : centre) / room[variable]! - w[variable]!
      dw[variable] = toUpper
      const own = dual[variable]! - toLower + toUpper
      pull[variable] = own
      const scaled = theta[variable]! * own
      for (let at = starts[variable]!, end = starts[variable + 1]!; at < end; at++)
        right[row[at]!]! += coefficient[at]! * scaled
    }
    this.#matrix.solve(right, dy)
    this.#fillTransposed(dx, dy)
    for (let variable = 0; variable < variables; variable++) {
      const step = theta[variable]! * (dx[variable]! - pull[variable]!)
      dx[variable] = step
      dz[variable]! -= (z[variable]! * step) / x[variable]!
      if (upper[variable]! < Infinity) dw[variable]! += (w[variable]! * step) / room[variable]!
    }
  }

  /** Longest steps up to `most` that keep everything above 0. */
  #longest({ dx, dz, dw }: Move, most: number): { alpha: number; beta: number } {
    const [x, z, room, w] = [this.#x, this.#z, this.#room, this.#w]
    let [alpha, beta] = [most, most]
    for (let variable = 0; variable < dx.length; variable++) {
      const step = dx[variable]!
      if (step < 0) alpha = Math.min(alpha, -x[variable]! / step)
      else if (step > 0) alpha = Math.min(alpha, room[variable]! / step)
      if (dz[variable]! < 0) beta = Math.min(beta, -z[variable]! / dz[variable]!)
      if (dw[variable]! < 0) beta = Math.min(beta, -w[variable]! / dw[variable]!)
    }
    return { alpha, beta }
  }

  /** @returns whether it could move at all */
  #go(move: Move): boolean {
    const longest = this.#longest(move, 1 / SHORTENED)
    const [alpha, beta] = [SHORTENED * longest.alpha, SHORTENED * longest.beta]
    if (!(alpha > 1e-12 || beta > 1e-12)) return false
    addTimes(this.#x, alpha, move.dx)
    addTimes(this.#room, -alpha, move.dx)
    addTimes(this.#z, beta, move.dz)
    addTimes(this.#w, beta, move.dw)
    addTimes(this.#y, beta, move.dy)
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

function mostOf(values: Float64Array): number {
  let most = 0
  for (let index = 0; index < values.length; index++) most = Math.max(most, Math.abs(values[index]!))
  return most
}

function addTimes(values: Float64Array, times: number, added: Float64Array): void {
  for (let index = 0; index < values.length; index++) values[index]! += times * added[index]!
}
