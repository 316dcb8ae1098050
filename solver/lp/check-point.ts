import type { LinearModel } from './linear-model.ts'

/** Largest violation of each sort, that of a row relative to the size of its terms; all zero for an exact answer. */
export interface PointReport {
  readonly rowViolation: number
  readonly boundViolation: number
  readonly integralityViolation: number
}

/** Recomputes rows, bounds and integrality of a point, trusting nothing that an engine said of it. */
export function checkPoint(model: LinearModel, values: ArrayLike<number>, withIntegers = true): PointReport {
  let rowViolation = 0
  const activity = model.rowActivity(values)
  const sizes = model.rowSizes(values)
  for (let row = 0; row < model.rows; row++) {
    const scale = Math.max(1, sizes[row]!)
    rowViolation = Math.max(
      rowViolation,
      (model.rowLower[row]! - activity[row]!) / scale,
      (activity[row]! - model.rowUpper[row]!) / scale,
    )
  }
  let boundViolation = 0
  let integralityViolation = 0
  for (let column = 0; column < model.columns; column++) {
    const value = values[column]!
    if (Number.isNaN(value)) return { rowViolation, boundViolation: Infinity, integralityViolation: Infinity }
    boundViolation = Math.max(boundViolation, model.columnLower[column]! - value, value - model.columnUpper[column]!)
    if (withIntegers && model.isInteger[column]) {
      integralityViolation = Math.max(integralityViolation, Math.abs(value - Math.round(value)))
    }
  }
  return { rowViolation, boundViolation, integralityViolation }
}

export const POINT_TOLERANCE = 1e-5

export const isFeasible = (report: PointReport): boolean =>
  Math.max(report.rowViolation, report.boundViolation, report.integralityViolation) <= POINT_TOLERANCE

/**
 * Lower bound on the model's objective proved by weak duality: for any multipliers y,
 * min c·x >= sum_i min(y_i * rowLower_i, y_i * rowUpper_i as y_i is positive or negative)
 *         + sum_j min over [lower_j, upper_j] of (c_j - y·A_j) x_j.
 * It needs no trust in the engine that found y: wrong multipliers give a weaker bound, never a wrong one.
 * -Infinity where a multiplier leans on a side that is not there. Integrality is not used.
 * Source: weak Lagrangian duality, for instance Bertsimas & Tsitsiklis, Introduction to Linear Optimization, 1997, section 4.3.
 */
export function dualBound(model: LinearModel, rowDuals: ArrayLike<number>): number {
  const reducedCost = Float64Array.from(model.columnCost)
  let bound = model.offset
  for (let row = 0; row < model.rows; row++) {
    const lower = model.rowLower[row]!
    const upper = model.rowUpper[row]!
    const dual = usableDual(rowDuals[row]!, lower, upper)
    if (dual === 0) continue
    bound += dual * (dual > 0 ? lower : upper)
    for (let k = model.rowStarts[row]!; k < model.rowStarts[row + 1]!; k++) {
      const column = model.entryColumn[k]!
      reducedCost[column] = reducedCost[column]! - dual * model.entryValue[k]!
    }
  }
  for (let column = 0; column < model.columns; column++) {
    const cost = reducedCost[column]!
    if (cost > 0) bound += cost * model.columnLower[column]!
    else if (cost < 0) bound += cost * model.columnUpper[column]!
  }
  return bound
}

/** A multiplier of the sign that an absent side forbids is an engine's rounding; dropping it keeps the bound valid. */
function usableDual(dual: number, lower: number, upper: number): number {
  if (dual > 0 && lower === -Infinity) return 0
  if (dual < 0 && upper === Infinity) return 0
  return dual
}
