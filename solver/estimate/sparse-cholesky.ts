/**
 * Factors symmetric positive definite matrices of one pattern again and again: `P M P' = L L'`.
 *
 * The order of elimination is that of least degree, worked out once on bitsets; columns are then made from the left, each
 * from those before it that reach its row. Source: George & Liu, Computer Solution of Large Sparse Positive Definite
 * Systems, 1981, chapters 2 and 5.
 */
export class SparseCholesky {
  readonly #size: number
  /** Place of each row in the order of elimination, `[row]`. */
  readonly #place: Int32Array
  /** Entries of column j, the diagonal's first, stand in `[#starts[j], #starts[j + 1])`; rows rise. */
  readonly #starts: Int32Array
  readonly #rows: Int32Array
  readonly #values: Float64Array
  readonly #work: Float64Array
  /** Lists of the columns that next reach a row, and the entry at which each does. */
  readonly #firstOfRow: Int32Array
  readonly #nextOfColumn: Int32Array
  readonly #entryOfColumn: Int32Array

  /** @param cliques rows that are coupled with one another, for each column of the matrix that the pattern comes from */
  constructor(size: number, cliques: Iterable<ArrayLike<number>>) {
    const { place, columns } = leastDegreeOrder(size, cliques)
    this.#size = size
    this.#place = place
    this.#starts = new Int32Array(size + 1)
    for (const [column, rows] of columns.entries()) this.#starts[column + 1] = this.#starts[column]! + rows.length + 1
    this.#rows = new Int32Array(this.#starts[size]!)
    for (const [column, rows] of columns.entries()) {
      this.#rows[this.#starts[column]!] = column
      this.#rows.set(rows.map((row) => place[row]!).sort(), this.#starts[column]! + 1)
    }
    this.#values = new Float64Array(this.#rows.length)
    this.#work = new Float64Array(size)
    this.#firstOfRow = new Int32Array(size)
    this.#nextOfColumn = new Int32Array(size)
    this.#entryOfColumn = new Int32Array(size)
  }

  /** Place in `lower` of an entry of the pattern. */
  entryOf(row: number, other: number): number {
    const [a, b] = [this.#place[row]!, this.#place[other]!]
    const [column, wanted] = a < b ? [a, b] : [b, a]
    let from = this.#starts[column]!
    let to = this.#starts[column + 1]! - 1
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#rows[middle]! < wanted) from = middle + 1
      else to = middle
    }
    return from
  }

  /** Lower triangle of the matrix by entries (see `entryOf`), to be filled in before `factor`, which writes over it. */
  get lower(): Float64Array {
    return this.#values
  }

  factor(): void {
    this.#firstOfRow.fill(-1)
    for (let column = 0; column < this.#size; column++) {
      this.#makeColumn(column)
      this.#queue(column, this.#starts[column]! + 1)
    }
  }

  #makeColumn(column: number): void {
    const rows = this.#rows
    const values = this.#values
    const work = this.#work
    const [from, to] = [this.#starts[column]!, this.#starts[column + 1]!]
    for (let at = from; at < to; at++) work[rows[at]!] = values[at]!
    for (let before = this.#firstOfRow[column]!; before >= 0; ) {
      const next = this.#nextOfColumn[before]!
      const entry = this.#entryOfColumn[before]!
      const times = values[entry]!
      for (let at = entry, end = this.#starts[before + 1]!; at < end; at++) work[rows[at]!]! -= times * values[at]!
      this.#queue(before, entry + 1)
      before = next
    }
    // A pivot lost to rounding belongs to a row that depends on others: nothing of it is to be used.
    const pivot = work[column]! > VANISHED * Math.max(VANISHED, values[from]!) ? Math.sqrt(work[column]!) : HUGE
    values[from] = pivot
    for (let at = from + 1; at < to; at++) values[at] = work[rows[at]!]! / pivot
  }

  /** Puts a column into the list of the row that its entry stands in. */
  #queue(column: number, entry: number): void {
    if (entry >= this.#starts[column + 1]!) return
    const row = this.#rows[entry]!
    this.#entryOfColumn[column] = entry
    this.#nextOfColumn[column] = this.#firstOfRow[row]!
    this.#firstOfRow[row] = column
  }

  /** Fills in `M^-1 v`, `[row]`. */
  solve(v: Float64Array, solution: Float64Array): void {
    const [rows, values, starts, place, size] = [this.#rows, this.#values, this.#starts, this.#place, this.#size]
    const x = this.#work
    for (let row = 0; row < size; row++) x[place[row]!] = v[row]!
    for (let column = 0; column < size; column++) {
      const from = starts[column]!
      const value = x[column]! / values[from]!
      x[column] = value
      for (let at = from + 1, end = starts[column + 1]!; at < end; at++) x[rows[at]!]! -= values[at]! * value
    }
    for (let column = size - 1; column >= 0; column--) {
      const from = starts[column]!
      let sum = x[column]!
      for (let at = from + 1, end = starts[column + 1]!; at < end; at++) sum -= values[at]! * x[rows[at]!]!
      x[column] = sum / values[from]!
    }
    for (let row = 0; row < size; row++) solution[row] = x[place[row]!]!
  }
}

const VANISHED = 1e-13
const HUGE = 1e64

/** Rows in the order of elimination, each time one of those coupled with fewest others, with what it is coupled with then. */
function leastDegreeOrder(size: number, cliques: Iterable<ArrayLike<number>>) {
  const words = (size + 31) >> 5
  const coupled = Array.from({ length: size }, () => new Int32Array(words))
  for (const clique of cliques) {
    for (let a = 0; a < clique.length; a++) {
      for (let b = 0; b < clique.length; b++)
        if (a !== b) coupled[clique[a]!]![clique[b]! >> 5]! |= 1 << (clique[b]! & 31)
    }
  }
  const degree = Int32Array.from(coupled, countBits)
  const place = new Int32Array(size).fill(-1)
  const columns: Int32Array[] = []
  for (let step = 0; step < size; step++) {
    let best = -1
    for (let row = 0; row < size; row++) {
      if (place[row] === -1 && (best < 0 || degree[row]! < degree[best]!)) best = row
    }
    place[best] = step
    const own = coupled[best]!
    const rows = bitsOf(own)
    columns.push(rows)
    for (const row of rows) {
      const its = coupled[row]!
      for (let word = 0; word < words; word++) its[word]! |= own[word]!
      its[best >> 5]! &= ~(1 << (best & 31))
      its[row >> 5]! &= ~(1 << (row & 31))
      degree[row] = countBits(its)
    }
  }
  return { place, columns }
}

function countBits(words: Int32Array): number {
  let count = 0
  for (let word of words) {
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

function bitsOf(words: Int32Array): Int32Array {
  const bits: number[] = []
  for (const [index, word] of words.entries()) {
    for (let rest = word; rest !== 0; rest &= rest - 1) bits.push(32 * index + 31 - Math.clz32(rest & -rest))
  }
  return Int32Array.from(bits)
}
