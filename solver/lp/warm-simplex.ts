import { type BasisColumn, BasisInverse } from './basis-inverse.ts'

/** A column as it enters: its cost, bounds and coefficients. */
export interface SimplexColumn {
  readonly cost: number
  readonly upper: number
  readonly rows: ArrayLike<number>
  readonly coefficients: ArrayLike<number>
}

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
const BASIC = -1

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
  readonly #lower: Float64Array
  readonly #upper: Float64Array
  readonly #columns: SimplexColumn[] = []
  /** Where a column is not basic: whether it stands at its upper bound; rows' variables come first. */
  #atUpper = new Uint8Array(0)
  /** Position in the basis of each variable, -1 for those outside. */
  #position = new Int32Array(0)
  /** Variable of each basis position. */
  readonly #basis: Int32Array
  readonly #inverse: BasisInverse
  readonly #value: Float64Array
  readonly #enter: Float64Array
  readonly #duals: Float64Array
  readonly #pivotRow: Float64Array
  #candidates: number[] = []
  #limits = NEAR
  #pivots = 0

  constructor(rowLower: ArrayLike<number>, rowUpper: ArrayLike<number>) {
    const rows = rowLower.length
    this.#rows = rows
    // Limits moved by a hair, each by another, so that ties are rare.
    this.#lower = Float64Array.from(rowLower, (limit, row) => limit - hair(row))
    this.#upper = Float64Array.from(rowUpper, (limit, row) => limit + hair(row + rows))
    this.#basis = Int32Array.from({ length: rows }, (_, row) => row)
    this.#inverse = new BasisInverse(rows)
    this.#value = new Float64Array(rows)
    this.#enter = new Float64Array(rows)
    this.#duals = new Float64Array(rows)
    this.#pivotRow = new Float64Array(rows)
    this.#grow(rows)
    for (let row = 0; row < rows; row++) this.#position[row] = row
    this.#invert()
  }

  get pivots(): number {
    return this.#pivots
  }

  /** @returns the column's index */
  add(column: SimplexColumn): number {
    this.#columns.push(column)
    this.#grow(this.#rows + this.#columns.length)
    this.#position[this.#rows + this.#columns.length - 1] = BASIC
    return this.#columns.length - 1
  }

  /** Moves a row's limits, for what has been decided in the meantime. */
  moveRow(row: number, lower: number, upper: number): void {
    this.#lower[row] = lower - this.#limits.hairs * hair(row)
    this.#upper[row] = upper + this.#limits.hairs * hair(row + this.#rows)
  }

  /** Takes columns out of the choice for good: at 0, never to enter again. */
  close(column: number): void {
    this.#columns[column] = { ...this.#columns[column]!, upper: 0 }
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
    for (let row = 0; row < this.#rows; row++) {
      this.#lower[row] = this.#lower[row]! - more * hair(row)
      this.#upper[row] = this.#upper[row]! + more * hair(row + this.#rows)
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
    return Float64Array.from(this.#columns, (_, column) => this.#valueOf(this.#rows + column))
  }

  objective(): number {
    return this.#columns.reduce((sum, { cost }, column) => sum + cost * this.#valueOf(this.#rows + column), 0)
  }

  #valueOf(variable: number): number {
    const position = this.#position[variable]!
    if (position >= 0) return this.#value[position]!
    return this.#atUpper[variable] ? this.#upperOf(variable) : this.#restOf(variable)
  }

  #lowerOf(variable: number): number {
    return variable < this.#rows ? this.#lower[variable]! : 0
  }

  #upperOf(variable: number): number {
    return variable < this.#rows ? this.#upper[variable]! : this.#columns[variable - this.#rows]!.upper
  }

  /** Where a variable rests that is neither basic nor at its upper limit. */
  #restOf(variable: number): number {
    const lower = this.#lowerOf(variable)
    return lower > -Infinity ? lower : Math.min(0, this.#upperOf(variable))
  }

  #costOf(variable: number): number {
    return variable < this.#rows ? 0 : this.#columns[variable - this.#rows]!.cost
  }

  /** Values of the basic variables from those of the others: B v = -(sum of the others' columns). */
  #revalue(): void {
    const rows = this.#rows
    const rest = new Float64Array(rows)
    for (let variable = 0; variable < rows + this.#columns.length; variable++) {
      if (this.#position[variable]! >= 0) continue
      const value = this.#valueOf(variable)
      if (value !== 0) this.#addColumn(rest, variable, -value)
    }
    this.#inverse.forward(rest)
    this.#value.set(rest)
  }

  #addColumn(into: Float64Array, variable: number, times: number): void {
    if (variable < this.#rows) {
      into[variable] = into[variable]! - times
      return
    }
    const { rows, coefficients } = this.#columns[variable - this.#rows]!
    for (let i = 0; i < rows.length; i++) into[rows[i]!] = into[rows[i]!]! + times * coefficients[i]!
  }

  /** Multipliers of the present basis, of phase 1 while a basic variable lies outside its limits. */
  #priceBasis(costsAnyway = false): boolean {
    const rows = this.#rows
    let isPhaseOne = false
    for (let position = 0; position < rows && !costsAnyway && !isPhaseOne; position++)
      isPhaseOne = this.#outside(position) !== 0
    for (let position = 0; position < rows; position++) {
      this.#duals[position] = isPhaseOne ? this.#outside(position) : this.#costOf(this.#basis[position]!)
    }
    this.#inverse.backward(this.#duals)
    return isPhaseOne
  }

  /** 1 above the upper limit, -1 below the lower, 0 within. */
  #outside(position: number): number {
    const variable = this.#basis[position]!
    const value = this.#value[position]!
    if (value > this.#upperOf(variable) + this.#limits.feasible) return 1
    return value < this.#lowerOf(variable) - this.#limits.feasible ? -1 : 0
  }

  /**
   * The variable of the candidates whose move helps most, and of all when none of them helps any more; where the search
   * stalls the first of all that helps; -1 for none.
   */
  #chooseEntering(isPhaseOne: boolean, takeFirst: boolean): number {
    const variables = this.#rows + this.#columns.length
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
    const lower = this.#lowerOf(variable)
    const upper = this.#upperOf(variable)
    if (lower === upper) return 0
    const reduced = this.#reducedCost(variable, isPhaseOne)
    if (lower === -Infinity && upper === Infinity) return Math.abs(reduced)
    return this.#atUpper[variable] || lower === -Infinity ? reduced : -reduced
  }

  #reducedCost(variable: number, isPhaseOne: boolean): number {
    if (variable < this.#rows) return this.#duals[variable]!
    const { cost, rows, coefficients } = this.#columns[variable - this.#rows]!
    let sum = isPhaseOne ? 0 : cost
    for (let i = 0; i < rows.length; i++) sum -= this.#duals[rows[i]!]! * coefficients[i]!
    return sum
  }

  /** Moves a variable as far as the limits let. @returns how far, or -1 when nothing stops it */
  #pivot(entering: number, isPhaseOne: boolean): number {
    const rows = this.#rows
    const direction = this.#reducedCost(entering, isPhaseOne) < 0 ? 1 : -1
    this.#directionOf(entering)
    let step = this.#upperOf(entering) - this.#lowerOf(entering)
    let leaving = -1
    let size = 0
    for (let position = 0; position < rows; position++) {
      const rate = -direction * this.#enter[position]!
      if (Math.abs(rate) < PIVOT) continue
      const limit = this.#room(position, rate)
      if (limit < step - this.#limits.tie || (limit < step + this.#limits.tie && Math.abs(rate) > size)) {
        step = Math.min(step, limit)
        leaving = position
        size = Math.abs(rate)
      }
    }
    if (step === Infinity) return -1
    step = Math.max(0, step)
    const start = this.#valueOf(entering)
    for (let position = 0; position < rows; position++) {
      const move = this.#enter[position]!
      if (move !== 0) this.#value[position] = this.#value[position]! - direction * step * move
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
    const variable = this.#basis[position]!
    const value = this.#value[position]!
    const lower = this.#lowerOf(variable)
    const upper = this.#upperOf(variable)
    if (rate > 0) {
      const goal =
        value < lower - this.#limits.feasible ? lower : value > upper + this.#limits.feasible ? Infinity : upper
      return Math.max(0, (goal - value) / rate)
    }
    const goal =
      value > upper + this.#limits.feasible ? upper : value < lower - this.#limits.feasible ? -Infinity : lower
    return Math.max(0, (goal - value) / rate)
  }

  #leavesAtUpper(position: number, rate: number): boolean {
    const variable = this.#basis[position]!
    const toUpper = Math.abs(this.#value[position]! - this.#upperOf(variable))
    const toLower = Math.abs(this.#value[position]! - this.#lowerOf(variable))
    return toUpper === toLower ? rate > 0 : toUpper < toLower
  }

  /** B^-1 times a variable's column. */
  #directionOf(variable: number): void {
    this.#enter.fill(0)
    this.#addColumn(this.#enter, variable, 1)
    this.#inverse.forward(this.#enter)
  }

  #exchange(entering: number, leaving: number): void {
    this.#inverse.exchange(leaving, this.#enter)
    this.#position[this.#basis[leaving]!] = BASIC
    this.#basis[leaving] = entering
    this.#position[entering] = leaving
  }

  /** Inverts the basis anew; what is not independent makes way for rows' own variables. */
  #invert(): void {
    const variables = Array.from(this.#basis)
    const at = this.#inverse.invert(variables.map((variable) => this.#columnOf(variable)))
    for (const variable of variables) this.#position[variable] = BASIC
    at.forEach((column, position) => {
      this.#basis[position] = column < 0 ? position : variables[column]!
      this.#position[this.#basis[position]!] = position
    })
  }

  #columnOf(variable: number): BasisColumn {
    return variable < this.#rows ? { rows: [variable], coefficients: OWN } : this.#columns[variable - this.#rows]!
  }

  #grow(variables: number): void {
    if (this.#position.length >= variables) return
    const room = 2 * variables + 64
    const position = new Int32Array(room).fill(BASIC)
    position.set(this.#position)
    const atUpper = new Uint8Array(room)
    atUpper.set(this.#atUpper)
    this.#position = position
    this.#atUpper = atUpper
  }
}

/** A row's own variable takes away what the columns put there. */
const OWN = [-1]

/** A number near 0, another for each index and always the same. */
const hair = (index: number): number => 1e-7 * (1 + ((index * 0.6180339887) % 1))
