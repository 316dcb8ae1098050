import { LinearModel } from '../lp/linear-model.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import type { Tour, TourProblem } from './tour-problem.ts'

/** A column of the cover that stands in one row alone: what a unit of the row costs by it. */
interface RowColumn {
  readonly coefficient: number
  readonly cost: number
  readonly upper: number
}

/**
 * The demand side of a tour problem: what tours do to its rows, and what the rows then cost. Where each column stands in
 * one row alone (too few, too many), a row's cost is a plain function of what the tours put there.
 */
export class CoverRows {
  readonly #problem: TourProblem
  readonly #engine: LpEngine
  /** Columns of each row; null when columns join rows, so that only a linear program knows the cost. */
  readonly #rowColumns: readonly (readonly RowColumn[])[] | null
  /** Rows joined by columns have one part, `[row]`. */
  readonly #part: Int32Array

  constructor(problem: TourProblem, engine: LpEngine) {
    this.#problem = problem
    this.#engine = engine
    const rowsOf = rowsOfColumns(problem.cover)
    this.#part = partsOfRows(problem.cover, rowsOf)
    this.#rowColumns = separateColumns(problem.cover, rowsOf)
  }

  get isSeparable(): boolean {
    return this.#rowColumns !== null
  }

  /** What tours put into the rows, `[row]`. */
  activity(tours: Iterable<readonly [person: number, tour: Tour]>): Float64Array {
    const activity = new Float64Array(this.#problem.cover.rows)
    for (const [person, tour] of tours) this.add(activity, person, tour, 1)
    return activity
  }

  /** Adds a tour, or some of its days, to the rows, `times` over. */
  add(activity: Float64Array, person: number, tour: Tour, times: number, days: Iterable<number> = tour.keys()): void {
    const { entries, people } = this.#problem
    const { group } = people[person]!
    for (const day of days) {
      if (tour[day]! < 0) continue
      for (const [row, coefficient] of entries(group, tour[day]!)) activity[row]! += times * coefficient
    }
  }

  /** Least cost of the cover when tours put this into the rows. */
  cost(activity: Float64Array): number {
    const { cover } = this.#problem
    if (this.#rowColumns) {
      let sum = cover.offset
      for (let row = 0; row < cover.rows; row++) sum += this.rowCost(row, activity[row]!)
      return sum
    }
    const model = Object.assign(new LinearModel(), cover, {
      rowLower: cover.rowLower.map((lower, row) => lower - activity[row]!),
      rowUpper: cover.rowUpper.map((upper, row) => upper - activity[row]!),
    })
    return this.#engine.solve(model, { relaxIntegers: true }).objective
  }

  /** Least cost of one row of a separable cover. */
  rowCost(row: number, activity: number): number {
    const { rowLower, rowUpper } = this.#problem.cover
    const short = rowLower[row]! - activity
    const excess = activity - rowUpper[row]!
    if (short > 0) return cheapestFill(this.#rowColumns![row]!, short, 1)
    return excess > 0 ? cheapestFill(this.#rowColumns![row]!, excess, -1) : 0
  }

  /** What one person more of a group saves on each option of some days, `[option]`; 0 where rows do not cost apart. */
  marginalPrices(group: number, activity: Float64Array, days?: readonly number[]): Float64Array {
    const { options, entries } = this.#problem
    const isFree = days && new Set(days)
    return Float64Array.from(options, ({ day }, option) => {
      if (!this.#rowColumns || isFree?.has(day) === false) return 0
      let price = 0
      for (const [row, coefficient] of entries(group, option)) {
        price += this.rowCost(row, activity[row]!) - this.rowCost(row, activity[row]! + coefficient)
      }
      return price
    })
  }

  /** Brings multipliers of a separable cover into the range in which its columns do not pay for themselves. */
  clip(duals: Float64Array): void {
    this.#rowColumns?.forEach((columns, row) => {
      for (const { coefficient, cost } of columns) {
        if (coefficient > 0) duals[row] = Math.min(duals[row]!, cost / coefficient)
        else duals[row] = Math.max(duals[row]!, cost / coefficient)
      }
    })
  }

  /** Rows that some rows are joined with, themselves included, ascending. */
  joined(rows: Iterable<number>): number[] {
    const parts = new Set<number>()
    for (const row of rows) parts.add(this.#part[row]!)
    return Array.from(this.#part, (part, row) => (parts.has(part) ? row : -1)).filter((row) => row >= 0)
  }
}

/** Cost of `amount` by the columns whose coefficient has a sign, the cheapest for each unit first. */
function cheapestFill(columns: readonly RowColumn[], amount: number, sign: number): number {
  let left = amount
  let cost = 0
  for (const { coefficient, cost: price, upper } of columns) {
    if (coefficient * sign <= 0 || left <= 0) continue
    const used = Math.min(left, upper * Math.abs(coefficient))
    cost += (used / Math.abs(coefficient)) * price
    left -= used
  }
  return left > 1e-9 ? Infinity : cost
}

function rowsOfColumns({ columns, rows, rowStarts, entryColumn }: LinearModel): number[][] {
  const rowsOf = Array.from({ length: columns }, (): number[] => [])
  for (let row = 0; row < rows; row++) {
    for (let k = rowStarts[row]!; k < rowStarts[row + 1]!; k++) rowsOf[entryColumn[k]!]!.push(row)
  }
  return rowsOf
}

function separateColumns(cover: LinearModel, rowsOf: readonly (readonly number[])[]): RowColumn[][] | null {
  const isSimple = (column: number) =>
    rowsOf[column]!.length <= 1 && cover.columnLower[column] === 0 && cover.columnCost[column]! >= 0
  if (!rowsOf.every((_, column) => isSimple(column))) return null
  return Array.from({ length: cover.rows }, (_, row) => {
    const columns: RowColumn[] = []
    for (let k = cover.rowStarts[row]!; k < cover.rowStarts[row + 1]!; k++) {
      const column = cover.entryColumn[k]!
      columns.push({
        coefficient: cover.entryValue[k]!,
        cost: cover.columnCost[column]!,
        upper: cover.columnUpper[column]!,
      })
    }
    return columns.sort((a, b) => a.cost / Math.abs(a.coefficient) - b.cost / Math.abs(b.coefficient))
  })
}

/** Rows that share a column, directly or through others, get one number. */
function partsOfRows({ rows }: LinearModel, rowsOf: readonly (readonly number[])[]): Int32Array {
  const part = Int32Array.from({ length: rows }, (_, row) => row)
  const root = (row: number): number => {
    let at = row
    while (part[at] !== at) at = part[at] = part[part[at]!]!
    return at
  }
  for (const list of rowsOf) for (const row of list) part[root(row)] = root(list[0]!)
  return part.map((_, row) => root(row))
}
