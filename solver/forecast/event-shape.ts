import type { SparseRows } from './sparse-rows.ts'

/**
 * What an hour around a part-day event brings, as a fraction of the day's base volume per unit of relative size,
 * `[column]`: weighted ridge regression of the residual on the hours of exposure,
 *   minimise  sum_i w_i (r_i - sum_j x_ij k_j)^2 + sum_j k_j^2 / PRIOR_DEVIATION^2
 * Source: Hoerl & Kennard 1970, Ridge regression, eq. 2.1 with weights.
 * @param residual volume / base minus the profile, `[day * slots + slot]`; NaN where unknown
 * @param weight inverse variance of each residual
 */
export function fitEventShape(exposure: SparseRows, residual: Float64Array, weight: Float64Array): Float64Array {
  const size = exposure.columnCount
  const normal = new Float64Array(size * size)
  const right = new Float64Array(size)
  const rows = Math.min(residual.length, exposure.starts.length - 1)
  for (let row = 0; row < rows; row++) {
    const value = residual[row]!
    const [from, to] = [exposure.starts[row]!, exposure.starts[row + 1]!]
    if (from === to || Number.isNaN(value)) continue
    for (let a = from; a < to; a++) {
      const weighted = weight[row]! * exposure.values[a]!
      right[exposure.columns[a]!]! += weighted * value
      for (let b = from; b < to; b++)
        normal[exposure.columns[a]! * size + exposure.columns[b]!]! += weighted * exposure.values[b]!
    }
  }
  for (let i = 0; i < size; i++) normal[i * size + i]! += 1 / PRIOR_DEVIATION ** 2
  return solvePositiveDefinite(normal, right)
}

/** An hour of an event of mean size is taken to bring up to about two mean hours of a full day, before any data. */
const PRIOR_DEVIATION = 2 / 24

/** Solves `matrix x = right` by Cholesky factors in place; the matrix is symmetric positive definite, `[i * n + j]`. */
export function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / matrix[j * n + j]!
    }
  }
  const x = right.slice()
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= matrix[i * n + k]! * x[k]!
    x[i]! /= matrix[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= matrix[k * n + i]! * x[k]!
    x[i]! /= matrix[i * n + i]!
  }
  return x
}
