/** Terms of a row. */
export type Entries = (readonly [column: number, coefficient: number])[]

/**
 * A mixed-integer linear model: minimise `cost · x + offset` over
 * `rowLower <= A x <= rowUpper`, `columnLower <= x <= columnUpper`, and x_j integer where so marked.
 * Rows and columns keep the order in which they were added, so equal inputs give equal models.
 */
export class LinearModel {
  readonly columnCost: number[] = []
  readonly columnLower: number[] = []
  readonly columnUpper: number[] = []
  readonly isInteger: boolean[] = []
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []
  /** Rows as sparse lists: entries of row i stand in `[rowStarts[i], rowStarts[i + 1])`. */
  readonly rowStarts: number[] = [0]
  readonly entryColumn: number[] = []
  readonly entryValue: number[] = []
  offset = 0

  get columns(): number {
    return this.columnCost.length
  }

  get rows(): number {
    return this.rowLower.length
  }

  get hasIntegers(): boolean {
    return this.isInteger.some(Boolean)
  }

  /** @returns the column's index */
  addColumn(column: { cost?: number; lower?: number; upper: number; integer?: boolean }): number {
    this.columnCost.push(column.cost ?? 0)
    this.columnLower.push(column.lower ?? 0)
    this.columnUpper.push(column.upper)
    this.isInteger.push(column.integer ?? false)
    return this.columns - 1
  }

  /** Adds `lower <= sum of coefficient * x <= upper`; entries of one column are summed. @returns the row's index */
  addRow(entries: readonly (readonly [column: number, coefficient: number])[], lower: number, upper: number): number {
    const sums = new Map<number, number>()
    for (const [column, coefficient] of entries) sums.set(column, (sums.get(column) ?? 0) + coefficient)
    for (const [column, coefficient] of sums) {
      if (coefficient === 0) continue
      this.entryColumn.push(column)
      this.entryValue.push(coefficient)
    }
    this.rowStarts.push(this.entryColumn.length)
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
    return this.rows - 1
  }

  /** `A x`, `[row]`. */
  rowActivity(values: ArrayLike<number>): Float64Array {
    const activity = new Float64Array(this.rows)
    for (let row = 0; row < this.rows; row++) {
      let sum = 0
      for (let k = this.rowStarts[row]!; k < this.rowStarts[row + 1]!; k++) {
        sum += this.entryValue[k]! * values[this.entryColumn[k]!]!
      }
      activity[row] = sum
    }
    return activity
  }

  /** `|A| |x|`, `[row]`: what rounding errors of a row are in proportion to, large terms that cancel included. */
  rowSizes(values: ArrayLike<number>): Float64Array {
    const sizes = new Float64Array(this.rows)
    for (let row = 0; row < this.rows; row++) {
      for (let k = this.rowStarts[row]!; k < this.rowStarts[row + 1]!; k++) {
        sizes[row] = sizes[row]! + Math.abs(this.entryValue[k]! * values[this.entryColumn[k]!]!)
      }
    }
    return sizes
  }

  objectiveOf(values: ArrayLike<number>): number {
    let sum = this.offset
    for (let column = 0; column < this.columns; column++) sum += this.columnCost[column]! * values[column]!
    return sum
  }
}
