/** Compressed sparse rows: the non-zeros of row r are `[starts[r], starts[r + 1])` of `columns` and `values`. */
export interface SparseRows {
  readonly columnCount: number
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float64Array
}

/** One row as a map from column to value. */
export type SparseRow = ReadonlyMap<number, number>

export function sparseRows(rows: readonly (SparseRow | undefined)[], columnCount: number): SparseRows {
  const starts = new Int32Array(rows.length + 1)
  for (let r = 0; r < rows.length; r++) starts[r + 1] = starts[r]! + (rows[r]?.size ?? 0)
  const columns = new Int32Array(starts[rows.length]!)
  const values = new Float64Array(starts[rows.length]!)
  let at = 0
  for (const row of rows) {
    for (const [column, value] of row ?? []) {
      columns[at] = column
      values[at++] = value
    }
  }
  return { columnCount, starts, columns, values }
}

/** The rows with only the columns that get a new place. */
export function selectColumns(rows: SparseRows, newColumn: ReadonlyMap<number, number>): SparseRows {
  const starts = new Int32Array(rows.starts.length)
  const columns = new Int32Array(rows.columns.length)
  const values = new Float64Array(rows.values.length)
  let at = 0
  for (let row = 0; row + 1 < rows.starts.length; row++) {
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) {
      const column = newColumn.get(rows.columns[k]!)
      if (column === undefined) continue
      columns[at] = column
      values[at++] = rows.values[k]!
    }
    starts[row + 1] = at
  }
  return { columnCount: newColumn.size, starts, columns: columns.subarray(0, at), values: values.subarray(0, at) }
}

/** Inner product of a row with a dense vector. */
export function rowProduct(rows: SparseRows, row: number, vector: Float64Array): number {
  let sum = 0
  for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k++) sum += rows.values[k]! * vector[rows.columns[k]!]!
  return sum
}
