import { SparseCholesky } from './sparse-cholesky.ts'
import type { StandardForm } from './standard-form.ts'

/** Where the entries of a matrix A stand, whatever they are. */
export type Pattern = Pick<StandardForm, 'rows' | 'variables' | 'starts' | 'row'>

/** `A Theta A'` of matrices of one pattern, factored anew for each diagonal Theta; the order of elimination is found once. */
export class NormalMatrix {
  readonly #pattern: Pattern
  readonly #cholesky: SparseCholesky
  /** Entries of the product that a column of A adds to, pair by pair of its rows. */
  readonly #pairEntries: Int32Array

  constructor(pattern: Pattern) {
    const { rows, variables, starts, row } = pattern
    this.#pattern = pattern
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
  }

  /** Whether another matrix has its entries in the same places. */
  fits({ rows, variables, starts, row }: Pattern): boolean {
    const own = this.#pattern
    return rows === own.rows && variables === own.variables && isSame(starts, own.starts) && isSame(row, own.row)
  }

  /** @param coefficient entries of A, in the places of the pattern; @param theta `[variable]`, above 0 */
  factor(coefficient: Float64Array, theta: Float64Array): void {
    const { starts, variables } = this.#pattern
    const pairEntries = this.#pairEntries
    const { lower } = this.#cholesky
    lower.fill(0)
    let pair = 0
    for (let variable = 0; variable < variables; variable++) {
      const [from, to] = [starts[variable]!, starts[variable + 1]!]
      for (let a = from; a < to; a++) {
        const scaled = theta[variable]! * coefficient[a]!
        for (let b = from; b <= a; b++) lower[pairEntries[pair++]!]! += scaled * coefficient[b]!
      }
    }
    this.#cholesky.factor()
  }

  /** Fills in `(A Theta A')^-1 v`, `[row]`. */
  solve(v: Float64Array, solution: Float64Array): void {
    this.#cholesky.solve(v, solution)
  }
}

const isSame = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index])
