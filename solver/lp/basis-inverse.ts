/** A column of the matrix that a basis is made of. */
export interface BasisColumn {
  readonly rows: ArrayLike<number>
  readonly coefficients: ArrayLike<number>
}

const SMALL = 1e-11
/** Least pivot against the greatest entry that could have been one. */
const THRESHOLD = 0.1
/** Columns exchanged since the last invert, and entries against those right after it, beyond which it is due again. */
const MOST_EXCHANGES = 100
const MOST_GROWTH = 3

/**
 * Inverse of a basis in product form: one elementary matrix for each column, few of whose entries are not 0. Columns and
 * rows that stand alone are put where they fill nothing in, so that only what is left over costs anything.
 * Source: Maros, Computational Techniques of the Simplex Method, 2003, section 8.2.
 */
export class BasisInverse {
  readonly #size: number
  /** Pivot row of each elementary matrix, its reciprocal pivot, and where its other entries start. */
  #pivotRow: number[] = []
  #scale: number[] = []
  #starts: number[] = [0]
  #rows = new Int32Array(1024)
  #values = new Float64Array(1024)
  #invertedLength = 0
  #exchanges = 0

  constructor(size: number) {
    this.#size = size
  }

  get isDue(): boolean {
    const length = this.#starts.at(-1)!
    return this.#exchanges >= MOST_EXCHANGES || length > MOST_GROWTH * this.#invertedLength + 20 * this.#size
  }

  /** Whether any column was exchanged since the last invert. */
  get isFresh(): boolean {
    return this.#exchanges === 0
  }

  /** B^-1 v in place; indexed by row before, by basis position after. */
  forward(v: Float64Array): void {
    for (let k = 0; k < this.#pivotRow.length; k++) {
      const row = this.#pivotRow[k]!
      const entry = v[row]!
      if (entry === 0) continue
      const scaled = entry * this.#scale[k]!
      v[row] = scaled
      for (let at = this.#starts[k]!, end = this.#starts[k + 1]!; at < end; at++) {
        v[this.#rows[at]!]! -= this.#values[at]! * scaled
      }
    }
  }

  /** v B^-1 in place; indexed by basis position before, by row after. */
  backward(v: Float64Array): void {
    for (let k = this.#pivotRow.length - 1; k >= 0; k--) {
      const row = this.#pivotRow[k]!
      let sum = v[row]!
      for (let at = this.#starts[k]!, end = this.#starts[k + 1]!; at < end; at++) {
        sum -= this.#values[at]! * v[this.#rows[at]!]!
      }
      v[row] = sum * this.#scale[k]!
    }
  }

  /** Puts a column, `forward` done, in place of the one at a position. */
  exchange(position: number, column: Float64Array): void {
    this.#append(position, column)
    this.#exchanges++
  }

  /**
   * Inverts a basis anew.
   * @param columns as many as there are rows
   * @returns column of each position, `[position]`; -1 where no column is independent of the others
   */
  invert(columns: readonly BasisColumn[]): Int32Array {
    this.#pivotRow = []
    this.#scale = []
    this.#starts = [0]
    this.#exchanges = 0
    const { first, middle, last, rowCounts } = triangularOrder(columns, this.#size)
    const positionOf = new Int32Array(this.#size).fill(-1)
    const v = new Float64Array(this.#size)
    const place = (column: number, wanted: number) => {
      scatter(columns[column]!, v)
      this.forward(v)
      const row = wanted >= 0 ? wanted : pivotOf(v, positionOf, rowCounts)
      if (row >= 0 && Math.abs(v[row]!) > SMALL) {
        this.#append(row, v)
        positionOf[row] = column
      }
      v.fill(0)
    }
    for (const { column, row } of first) place(column, row)
    const kept = new Set(last.map(({ row }) => row))
    for (const row of kept) rowCounts[row] = -1
    for (const column of middle) place(column, -1)
    for (const { column, row } of last) place(column, row)
    for (let row = 0; row < this.#size; row++) if (positionOf[row] === -1) this.#appendOwn(row)
    this.#invertedLength = this.#starts.at(-1)!
    return positionOf
  }

  /** The negative unit column of a row, as its own variable has. */
  #appendOwn(row: number): void {
    this.#pivotRow.push(row)
    this.#scale.push(-1)
    this.#starts.push(this.#starts.at(-1)!)
  }

  #append(position: number, column: Float64Array): void {
    let at = this.#starts.at(-1)!
    if (at + this.#size > this.#rows.length) this.#grow(at + this.#size)
    for (let row = 0; row < this.#size; row++) {
      const value = column[row]!
      if (row === position || (value < SMALL && value > -SMALL)) continue
      this.#rows[at] = row
      this.#values[at++] = value
    }
    this.#pivotRow.push(position)
    this.#scale.push(1 / column[position]!)
    this.#starts.push(at)
  }

  #grow(length: number): void {
    const rows = new Int32Array(2 * length)
    rows.set(this.#rows)
    const values = new Float64Array(2 * length)
    values.set(this.#values)
    this.#rows = rows
    this.#values = values
  }
}

function scatter({ rows, coefficients }: BasisColumn, into: Float64Array): void {
  for (let i = 0; i < rows.length; i++) into[rows[i]!]! += coefficients[i]!
}

/** Of the rows still open, one with few entries whose pivot is not small against the others; -1 where there is none. */
function pivotOf(v: Float64Array, positionOf: Int32Array, rowCounts: Int32Array): number {
  let greatest = 0
  const isOpen = (row: number) => positionOf[row] === -1 && rowCounts[row]! >= 0
  for (let row = 0; row < v.length; row++) if (isOpen(row)) greatest = Math.max(greatest, Math.abs(v[row]!))
  if (greatest <= SMALL) return -1
  let best = -1
  for (let row = 0; row < v.length; row++) {
    if (!isOpen(row) || Math.abs(v[row]!) < THRESHOLD * greatest) continue
    if (best < 0 || rowCounts[row]! < rowCounts[best]!) best = row
  }
  return best
}

interface Pivot {
  readonly column: number
  readonly row: number
}

/**
 * Rows with one open column come first and columns with one open row come last, in the order that leaves both without
 * fill; the columns between them stand from short to long.
 */
function triangularOrder(columns: readonly BasisColumn[], size: number) {
  const rowCounts = new Int32Array(size)
  const columnsOfRow = Array.from({ length: size }, (): number[] => [])
  columns.forEach(({ rows }, column) => {
    for (let i = 0; i < rows.length; i++) {
      rowCounts[rows[i]!]!++
      columnsOfRow[rows[i]!]!.push(column)
    }
  })
  const columnCounts = Int32Array.from(columns, ({ rows }) => rows.length)
  const isRowDone = new Uint8Array(size)
  const isColumnDone = new Uint8Array(columns.length)
  const take = (column: number, row: number) => {
    isColumnDone[column] = 1
    isRowDone[row] = 1
    const { rows } = columns[column]!
    for (let i = 0; i < rows.length; i++) {
      if (--rowCounts[rows[i]!]! === 1 && !isRowDone[rows[i]!]) loneRows.push(rows[i]!)
    }
    for (const other of columnsOfRow[row]!) {
      if (--columnCounts[other]! === 1 && !isColumnDone[other]) loneColumns.push(other)
    }
  }
  const first: Pivot[] = []
  const last: Pivot[] = []
  const loneColumns = columns.flatMap((_, column) => (columnCounts[column] === 1 ? [column] : []))
  const loneRows = columnsOfRow.flatMap((list, row) => (list.length === 1 ? [row] : []))
  while (loneColumns.length > 0 || loneRows.length > 0) {
    const column = loneColumns.pop()
    if (column !== undefined) {
      if (isColumnDone[column] || columnCounts[column] !== 1) continue
      const row = Array.from(columns[column]!.rows).find((each) => !isRowDone[each])!
      take(column, row)
      last.push({ column, row })
      continue
    }
    const row = loneRows.pop()!
    if (isRowDone[row] || rowCounts[row] !== 1) continue
    const only = columnsOfRow[row]!.find((each) => !isColumnDone[each])!
    take(only, row)
    first.push({ column: only, row })
  }
  const middle = columns.flatMap((_, column) => (isColumnDone[column] ? [] : [column]))
  middle.sort((a, b) => columnCounts[a]! - columnCounts[b]! || a - b)
  return { first, middle, last: last.reverse(), rowCounts }
}
