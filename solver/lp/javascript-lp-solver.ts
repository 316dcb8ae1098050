import solver from 'javascript-lp-solver'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { checkPoint, isFeasible } from './check-point.ts'
import type { LinearModel } from './linear-model.ts'
import { type LpEngine, LpEngineError, type LpSolution } from './lp-engine.ts'

/**
 * javascript-lp-solver, a dense tableau in plain JavaScript: for small LPs that must answer at once in the browser, and
 * as a second opinion on HiGHS in tests. It refuses integer models, on which it has been seen to return fractional
 * points as answers, and gives no multipliers.
 */
export const javascriptLpSolver: LpEngine = { name: 'javascript-lp-solver', solve: solveLp }

const COLUMNS_AT_MOST = 3000

function solveLp(model: LinearModel): LpSolution {
  if (model.hasIntegers || model.columns > COLUMNS_AT_MOST) {
    throw new PlanningInputError({
      problem: `a model of ${model.columns} columns${model.hasIntegers ? ' with integers' : ''} is not for this engine`,
      hint: `It solves LPs of at most ${COLUMNS_AT_MOST} columns; use HiGHS.`,
    })
  }
  const answer = solver.Solve(toTableau(model)) as Record<string, number | boolean> & {
    feasible: boolean
    bounded: boolean
  }
  if (!answer.feasible) return outcome('infeasible')
  if (answer.bounded === false) return outcome('unbounded')
  const values = Float64Array.from(model.columnLower, (lower, column) => lower + Number(answer[`x${column}`] ?? 0))
  if (!isFeasible(checkPoint(model, values))) {
    throw new LpEngineError(`javascript-lp-solver returned a point that breaks its own model of ${model.rows} rows.`)
  }
  const objective = model.objectiveOf(values)
  return { termination: 'optimal', values, objective, objectiveBound: objective, rowDuals: null }
}

const outcome = (termination: 'infeasible' | 'unbounded'): LpSolution => ({
  termination,
  values: null,
  objective: Infinity,
  objectiveBound: -Infinity,
  rowDuals: null,
})

/** The package wants non-negative variables: each column is shifted by its (finite) lower bound. */
function toTableau(model: LinearModel) {
  const shift = model.rowActivity(model.columnLower)
  const constraints: Record<string, { min?: number; max?: number }> = {}
  const variables: Record<string, Record<string, number>> = {}
  for (let column = 0; column < model.columns; column++) {
    const own: Record<string, number> = { cost: model.columnCost[column]! }
    const range = model.columnUpper[column]! - model.columnLower[column]!
    if (range < Infinity) {
      constraints[`u${column}`] = { max: range }
      own[`u${column}`] = 1
    }
    variables[`x${column}`] = own
  }
  for (let row = 0; row < model.rows; row++) {
    const lower = model.rowLower[row]! - shift[row]!
    const upper = model.rowUpper[row]! - shift[row]!
    constraints[`r${row}`] = { ...(lower > -Infinity && { min: lower }), ...(upper < Infinity && { max: upper }) }
    for (let k = model.rowStarts[row]!; k < model.rowStarts[row + 1]!; k++) {
      variables[`x${model.entryColumn[k]}`]![`r${row}`] = model.entryValue[k]!
    }
  }
  return { optimize: 'cost', opType: 'min' as const, constraints, variables }
}
