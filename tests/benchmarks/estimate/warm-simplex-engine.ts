import type { LinearModel } from '../../../solver/lp/linear-model.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { WarmSimplex } from '../../../solver/lp/warm-simplex.ts'

/** Pivots after which a solve counts as too long to wait for. */
const MOST_PIVOTS = 20_000

/** The column-generation simplex on a model as it stands, from the basis of its rows: one of the engines compared. */
export const warmSimplexEngine: LpEngine = {
  name: 'warm-simplex',
  solve: (model) => {
    const simplex = new WarmSimplex(model.rowLower, model.rowUpper)
    for (const column of columnsOf(model)) simplex.add(column)
    if (!simplex.solve(MOST_PIVOTS)) {
      const nothing = { values: null, objective: Infinity, objectiveBound: -Infinity, rowDuals: null }
      return { termination: 'interrupted', limit: 'work', ...nothing }
    }
    const values = simplex.values()
    const objective = model.objectiveOf(values)
    return { termination: 'optimal', values, objective, objectiveBound: objective, rowDuals: simplex.duals() }
  },
}

/** Models of covers have columns from 0 on, as the simplex wants them. */
function columnsOf(model: LinearModel) {
  const columns = model.columnCost.map((cost, column) => ({
    ...{ cost, upper: model.columnUpper[column]! },
    ...{ rows: [] as number[], coefficients: [] as number[] },
  }))
  for (let row = 0; row < model.rows; row++) {
    for (let k = model.rowStarts[row]!; k < model.rowStarts[row + 1]!; k++) {
      columns[model.entryColumn[k]!]!.rows.push(row)
      columns[model.entryColumn[k]!]!.coefficients.push(model.entryValue[k]!)
    }
  }
  return columns
}
