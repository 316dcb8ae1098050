/** A column as it enters: its cost, bounds and coefficients. */
export interface SimplexColumn {
  readonly cost: number
  readonly upper: number
  readonly rows: ArrayLike<number>
  readonly coefficients: ArrayLike<number>
}

/**
 * Variables of a linear program whose columns grow, in flat arrays: first one for each row, `r_i = A_i x` between the
 * row's limits, then the columns. A row's variable takes away what the columns put there.
 */
export class SimplexVariables {
  readonly rows: number
  count: number
  /** `[variable]` */
  lower: Float64Array
  upper: Float64Array
  cost: Float64Array
  /** Coefficients of a variable stand in `[#start[variable], #start[variable + 1])`. */
  #start: Int32Array
  #row: Int32Array
  #coefficient: Float64Array

  constructor(rowLower: ArrayLike<number>, rowUpper: ArrayLike<number>) {
    const rows = rowLower.length
    this.rows = rows
    this.count = rows
    this.lower = Float64Array.from(rowLower)
    this.upper = Float64Array.from(rowUpper)
    this.cost = new Float64Array(rows)
    this.#start = Int32Array.from({ length: rows + 1 }, (_, row) => row)
    this.#row = Int32Array.from({ length: rows }, (_, row) => row)
    this.#coefficient = new Float64Array(rows).fill(-1)
  }

  /** @returns the new variable */
  add({ cost, upper, rows, coefficients }: SimplexColumn): number {
    const variable = this.count++
    const from = this.#start[variable]!
    const to = from + rows.length
    this.lower = withRoom(this.lower, variable + 1)
    this.upper = withRoom(this.upper, variable + 1)
    this.cost = withRoom(this.cost, variable + 1)
    this.#start = withRoom(this.#start, variable + 2)
    this.#row = withRoom(this.#row, to)
    this.#coefficient = withRoom(this.#coefficient, to)
    this.lower[variable] = 0
    this.upper[variable] = upper
    this.cost[variable] = cost
    this.#row.set(rows, from)
    this.#coefficient.set(coefficients, from)
    this.#start[variable + 1] = to
    return variable
  }

  /** Product of a vector by rows and the variable's coefficients. */
  dot(variable: number, vector: Float64Array): number {
    let sum = 0
    for (let at = this.#start[variable]!, end = this.#start[variable + 1]!; at < end; at++) {
      sum += vector[this.#row[at]!]! * this.#coefficient[at]!
    }
    return sum
  }

  /** Adds the variable's coefficients, so many times, to a vector by rows. */
  addTo(into: Float64Array, variable: number, times: number): void {
    for (let at = this.#start[variable]!, end = this.#start[variable + 1]!; at < end; at++) {
      into[this.#row[at]!]! += times * this.#coefficient[at]!
    }
  }

  columnOf(variable: number): { readonly rows: Int32Array; readonly coefficients: Float64Array } {
    const [from, to] = [this.#start[variable]!, this.#start[variable + 1]!]
    return { rows: this.#row.subarray(from, to), coefficients: this.#coefficient.subarray(from, to) }
  }
}

/** The array itself, or a copy of twice the length where it is too short. */
export function withRoom<Numbers extends Float64Array | Int32Array | Uint8Array>(
  array: Numbers,
  length: number,
): Numbers {
  if (array.length >= length) return array
  const roomy = new (array.constructor as new (length: number) => Numbers)(2 * length + 64)
  roomy.set(array)
  return roomy
}
