import { BasisInverse } from './basis-inverse.ts'
import { type SimplexColumn, SimplexVariables, withRoom } from './simplex-variables.ts'

/** Least gain for each unit at which a variable enters. */
const ATTRACTIVE = 1e-7
/** How far limits are moved, in hairs, and what then counts as within a limit, and as the same step. */
const NEAR = { hairs: 1, feasible: 1e-7, tie: 1e-9 }
/** The same for those that went round in circles: further from the limits than what counts as within them. */
const FAR = { hairs: 20, feasible: 1e-8, tie: 1e-10 }
const PIVOT = 1e-7
/** Pivots without progress after which the first variable that helps enters, not the best (Bland). */
const MOST_STALLED = 200
/** Variables kept from a look at all of them, to be looked at alone for some pivots. */
const MOST_CANDIDATES = 40
const OUTSIDE = -1

/**
 * Primal simplex for linear programs that grow: minimise `c x` over `lower <= A x <= upper` by rows, `0 <= x <= u` by
 * columns. Columns are added and rows' limits moved between solves, and each solve starts from the basis of the last, so
 * that a few new columns cost a few pivots: a column-generation master is solved again many times faster than a general
 * solver starts. Its answers are estimates for whoever checks them: bounds are recomputed from the multipliers by weak
 * duality.
 *
 * Row i has a variable of its own, `r_i = A_i x`, between the row's limits. Phase 1 minimises the sum of what basic
 * variables lie outside their limits. Source: Maros, Computational Techniques of the Simplex Method, 2003, chapters 5, 9.
 */
export class WarmSimplex {
  readonly #rows: number
  readonly #variables: SimplexVariables
  /** Where a variable is not basic: whether it stands at its upper bound. */
  #atUpper: Uint8Array
  /** Position in the basis of each variable, -1 for those outside. */
  #position: Int32Array
  /** Variable of each basis position, and its limits. */
  readonly #basis: Int32Array
  readonly #basisLower: Float64Array
  readonly #basisUpper: Float64Array
  readonly #inverse: BasisInverse
  readonly #value: Float64Array
  readonly #enter: Float64Array
  /** Positions at which `#enter` is not 0. */
  readonly #entries: Int32Array
  readonly #duals: Float64Array
  readonly #pivotRow: Float64Array
  #candidates: number[] = []
  #limits = NEAR
  #pivots = 0

  constructor(rowLower: ArrayLike<number>, rowUpper: ArrayLike<number>) {
    const rows = rowLower.length
    this.#rows = rows
    // Limits moved by a hair, each by another, so that ties are rare.
    const lower = Float64Array.from(rowLower, (limit, row) => limit - hair(row))
    const upper = Float64Array.from(rowUpper, (limit, row) => limit + hair(row + rows))
    this.#variables = new SimplexVariables(lower, upper)
    this.#atUpper = new Uint8Array(rows)
    this.#position = Int32Array.from({ length: rows }, (_, row) => row)
    this.#basis = Int32Array.from({ length: rows }, (_, row) => row)
    this.#basisLower = lower
    this.#basisUpper = upper
    this.#inverse = new BasisInverse(rows)
    this.#value = new Float64Array(rows)
    this.#enter = new Float64Array(rows)
    this.#entries = new Int32Array(rows)
    this.#duals = new Float64Array(rows)
    this.#pivotRow = new Float64Array(rows)
    this.#invert()
  }

  get pivots(): number {
    return this.#pivots
  }

  /** @returns the column's index */
  add(column: SimplexColumn): number {
    const variable = this.#variables.add(column)
    this.#position = withRoom(this.#position, variable + 1)
    this.#atUpper = withRoom(this.#atUpper, variable + 1)
    this.#position[variable] = OUTSIDE
    return variable - this.#rows
  }

  /** Moves a row's limits, for what has been decided in the meantime. */
  moveRow(row: number, lower: number, upper: number): void {
    const { hairs } = this.#limits
    this.#setLimits(row, lower - hairs * hair(row), upper + hairs * hair(row + this.#rows))
  }

  #setLimits(variable: number, lower: number, upper: number): void {
    this.#variables.lower[variable] = lower
    this.#variables.upper[variable] = upper
    const position = this.#position[variable]!
    if (position === OUTSIDE) return
    this.#basisLower[position] = lower
    this.#basisUpper[position] = upper
  }

  /** Takes columns out of the choice for good: at 0, never to enter again. */
  close(column: number): void {
    this.#setLimits(this.#rows + column, 0, 0)
    this.#atUpper[this.#rows + column] = 0
  }

  /** Whether a column stands in the basis in place of the row's own variable. */
  isTaken(row: number): boolean {
    return this.#basis[row] !== row
  }

  /** Puts a column into the basis in place of a row's own variable, before the first solve. */
  take(row: number, column: number): void {
    this.#directionOf(this.#rows + column)
    if (Math.abs(this.#enter[row]!) > PIVOT) this.#exchange(this.#rows + column, row)
  }

  /** @returns whether an optimum was reached within the pivots */
  solve(mostPivots = 50_000): boolean {
    return this.#solve(mostPivots) || (this.#limits === NEAR && this.#moveFurther() && this.#solve(mostPivots))
  }

  /** Moves limits further, so that ties are rarer still. */
  #moveFurther(): true {
    const more = FAR.hairs - NEAR.hairs
    const { lower, upper } = this.#variables
    for (let row = 0; row < this.#rows; row++) {
      this.#setLimits(row, lower[row]! - more * hair(row), upper[row]! + more * hair(row + this.#rows))
    }
    this.#limits = FAR
    this.#invert()
    return true
  }

  #solve(mostPivots: number): boolean {
    if (this.#inverse.isDue) this.#invert()
    this.#revalue()
    const last = this.#pivots + mostPivots
    let stalled = 0
    let isPhaseOne = this.#priceBasis()
    this.#candidates = []
    while (this.#pivots < last) {
      const entering = this.#chooseEntering(isPhaseOne, stalled > MOST_STALLED)
      if (entering < 0) {
        if (this.#inverse.isFresh) return !isPhaseOne
        // Looked at once more from a fresh inverse, since errors of the old one may hide what is left to do.
        this.#invert()
        this.#revalue()
        isPhaseOne = this.#priceBasis()
        if (this.#chooseEntering(isPhaseOne, false) < 0) return !isPhaseOne
        continue
      }
      const moved = this.#pivot(entering, isPhaseOne)
      if (moved < 0) return false
      stalled = moved > 1e-10 ? 0 : stalled + 1
      const isDue = this.#inverse.isDue
      if (isDue) {
        this.#invert()
        this.#revalue()
      }
      // Multipliers of phase 2 were moved with the pivot; those of phase 1 depend on what still lies outside.
      if (isDue || isPhaseOne) isPhaseOne = this.#priceBasis()
    }
    return false
  }

  /** Multipliers of the rows, `[row]`. */
  duals(): Float64Array {
    this.#priceBasis(true)
    return Float64Array.from(this.#duals)
  }

  values(): Float64Array {
    const columns = new Float64Array(this.#variables.count - this.#rows)
    return columns.map((_, column) => this.#valueOf(this.#rows + column))
  }

  objective(): number {
    const { count, cost } = this.#variables
    let sum = 0
    for (let variable = this.#rows; variable < count; variable++) {
      if (cost[variable] !== 0) sum += cost[variable]! * this.#valueOf(variable)
    }
    return sum
  }

  #valueOf(variable: number): number {
    const position = this.#position[variable]!
    if (position >= 0) return this.#value[position]!
    const { lower, upper } = this.#variables
    if (this.#atUpper[variable]) return upper[variable]!
    return lower[variable]! > -Infinity ? lower[variable]! : Math.min(0, upper[variable]!)
  }

  /** Values of the basic variables from those of the others: B v = -(sum of the others' columns). */
  #revalue(): void {
    const rows = this.#rows
    const rest = new Float64Array(rows)
    for (let variable = 0; variable < this.#variables.count; variable++) {
      if (this.#position[variable]! >= 0) continue
      const value = this.#valueOf(variable)
      if (value !== 0) this.#variables.addTo(rest, variable, -value)
    }
    this.#inverse.forward(rest)
    this.#value.set(rest)
  }

  /** Multipliers of the present basis, of phase 1 while a basic variable lies outside its limits. */
  #priceBasis(costsAnyway = false): boolean {
    const rows = this.#rows
    let isPhaseOne = false
    for (let position = 0; position < rows && !costsAnyway && !isPhaseOne; position++)
      isPhaseOne = this.#outside(position) !== 0
    for (let position = 0; position < rows; position++) {
      this.#duals[position] = isPhaseOne ? this.#outside(position) : this.#variables.cost[this.#basis[position]!]!
    }
    this.#inverse.backward(this.#duals)
    return isPhaseOne
  }

  /** 1 above the upper limit, -1 below the lower, 0 within. */
  #outside(position: number): number {
    const value = this.#value[position]!
    if (value > this.#basisUpper[position]! + this.#limits.feasible) return 1
    return value < this.#basisLower[position]! - this.#limits.feasible ? -1 : 0
  }

  /**
   * The variable of the candidates whose move helps most, and of all when none of them helps any more; where the search
   * stalls the first of all that helps; -1 for none.
   */
  #chooseEntering(isPhaseOne: boolean, takeFirst: boolean): number {
    const variables = this.#variables.count
    if (takeFirst) {
      for (let variable = 0; variable < variables; variable++) {
        if (this.#gain(variable, isPhaseOne) > ATTRACTIVE) return variable
      }
      return -1
    }
    const best = this.#bestCandidate(isPhaseOne)
    if (best >= 0) return best
    const found: { variable: number; gain: number }[] = []
    for (let variable = 0; variable < variables; variable++) {
      const gain = this.#gain(variable, isPhaseOne)
      if (gain > ATTRACTIVE) found.push({ variable, gain })
    }
    found.sort((a, b) => b.gain - a.gain || a.variable - b.variable)
    this.#candidates = found.slice(0, MOST_CANDIDATES).map(({ variable }) => variable)
    return this.#candidates[0] ?? -1
  }

  #bestCandidate(isPhaseOne: boolean): number {
    let best = -1
    let most = ATTRACTIVE
    for (const variable of this.#candidates) {
      const gain = this.#gain(variable, isPhaseOne)
      if (gain <= most) continue
      best = variable
      most = gain
    }
    return best
  }

  /** What a unit's move of a variable from its limit saves; 0 for those that cannot move. */
  #gain(variable: number, isPhaseOne: boolean): number {
    if (this.#position[variable]! >= 0) return 0
    const lower = this.#variables.lower[variable]!
    const upper = this.#variables.upper[variable]!
    if (lower === upper) return 0
    const reduced = this.#reducedCost(variable, isPhaseOne)
    if (lower === -Infinity && upper === Infinity) return Math.abs(reduced)
    return this.#atUpper[variable] || lower === -Infinity ? reduced : -reduced
  }

  #reducedCost(variable: number, isPhaseOne: boolean): number {
    return (isPhaseOne ? 0 : this.#variables.cost[variable]!) - this.#variables.dot(variable, this.#duals)
  }

  /** Moves a variable as far as the limits let. @returns how far, or -1 when nothing stops it */
  #pivot(entering: number, isPhaseOne: boolean): number {
    const direction = this.#reducedCost(entering, isPhaseOne) < 0 ? 1 : -1
    this.#directionOf(entering)
    const entries = this.#listEntries()
    const { leaving, step } = this.#limitingPosition(entries, direction, entering)
    if (step === Infinity) return -1
    const start = this.#valueOf(entering)
    for (let i = 0; i < entries; i++) {
      const position = this.#entries[i]!
      this.#value[position]! -= direction * step * this.#enter[position]!
    }
    this.#pivots++
    if (leaving < 0) {
      this.#atUpper[entering] = direction > 0 ? 1 : 0
      return step
    }
    const out = this.#basis[leaving]!
    const rate = -direction * this.#enter[leaving]!
    this.#atUpper[out] = this.#leavesAtUpper(leaving, rate) ? 1 : 0
    if (!isPhaseOne) this.#moveDuals(entering, leaving)
    this.#exchange(entering, leaving)
    this.#value[leaving] = start + direction * step
    return step
  }

  #listEntries(): number {
    let entries = 0
    for (let position = 0; position < this.#rows; position++) {
      if (this.#enter[position] !== 0) this.#entries[entries++] = position
    }
    return entries
  }

  /** The basic variable that meets its limit first, -1 where the entering one meets its own, and the step until then. */
  #limitingPosition(entries: number, direction: number, entering: number): { leaving: number; step: number } {
    const { tie } = this.#limits
    let step = this.#variables.upper[entering]! - this.#variables.lower[entering]!
    let leaving = -1
    let size = 0
    for (let i = 0; i < entries; i++) {
      const position = this.#entries[i]!
      const rate = -direction * this.#enter[position]!
      const speed = Math.abs(rate)
      if (speed < PIVOT) continue
      const limit = this.#room(position, rate)
      if (limit < step - tie || (limit < step + tie && speed > size)) {
        step = Math.min(step, limit)
        leaving = position
        size = speed
      }
    }
    return { leaving, step: Math.max(0, step) }
  }

  /** Multipliers once a variable has come into the basis at a position, worked out right before it does. */
  #moveDuals(entering: number, position: number): void {
    const reduced = this.#reducedCost(entering, false)
    this.#pivotRow.fill(0)
    this.#pivotRow[position] = reduced / this.#enter[position]!
    this.#inverse.backward(this.#pivotRow)
    for (let row = 0; row < this.#rows; row++) this.#duals[row] = this.#duals[row]! + this.#pivotRow[row]!
  }

  /** How far a basic variable may move at a rate until it meets a limit that it is within or comes back to. */
  #room(position: number, rate: number): number {
    const { feasible } = this.#limits
    const value = this.#value[position]!
    const lower = this.#basisLower[position]!
    const upper = this.#basisUpper[position]!
    let goal: number
    if (rate > 0) goal = value < lower - feasible ? lower : value > upper + feasible ? Infinity : upper
    else goal = value > upper + feasible ? upper : value < lower - feasible ? -Infinity : lower
    return Math.max(0, (goal - value) / rate)
  }

  #leavesAtUpper(position: number, rate: number): boolean {
    const toUpper = Math.abs(this.#value[position]! - this.#basisUpper[position]!)
    const toLower = Math.abs(this.#value[position]! - this.#basisLower[position]!)
    return toUpper === toLower ? rate > 0 : toUpper < toLower
  }

  /** B^-1 times a variable's column. */
  #directionOf(variable: number): void {
    this.#enter.fill(0)
    this.#variables.addTo(this.#enter, variable, 1)
    this.#inverse.forward(this.#enter)
  }

  #exchange(entering: number, leaving: number): void {
    this.#inverse.exchange(leaving, this.#enter)
    this.#position[this.#basis[leaving]!] = OUTSIDE
    this.#putAt(leaving, entering)
  }

  #putAt(position: number, variable: number): void {
    this.#basis[position] = variable
    this.#position[variable] = position
    this.#basisLower[position] = this.#variables.lower[variable]!
    this.#basisUpper[position] = this.#variables.upper[variable]!
  }

  /** Inverts the basis anew; what is not independent makes way for rows' own variables. */
  #invert(): void {
    const variables = Array.from(this.#basis)
    const at = this.#inverse.invert(variables.map((variable) => this.#variables.columnOf(variable)))
    for (const variable of variables) this.#position[variable] = OUTSIDE
    at.forEach((column, position) => {
      this.#putAt(position, column < 0 ? position : variables[column]!)
    })
  }
}

/** A number near 0, another for each index and always the same. */
const hair = (index: number): number => 1e-7 * (1 + ((index * 0.6180339887) % 1))
