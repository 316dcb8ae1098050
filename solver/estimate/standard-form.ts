import type { LinearModel } from '../lp/linear-model.ts'

/** `min c x, A x = b, 0 <= x <= u`, by columns: those of a model between their bounds, then a slack of each inequality. */
export interface StandardForm {
  readonly rows: number
  readonly variables: number
  readonly right: Float64Array
  /** In units of `costUnit`, so that the largest is 1. */
  readonly cost: Float64Array
  readonly upper: Float64Array
  /** Entries of a variable stand in `[starts[variable], starts[variable + 1])`. */
  readonly starts: Int32Array
  readonly row: Int32Array
  readonly coefficient: Float64Array
  /** The model's columns from the variables. */
  columnsOf(values: Float64Array): Float64Array
}

/**
 * Integrality is left out. Columns without a choice are taken out: those of equal bounds, and those that a row such as
 * `x + y <= 0` holds at 0, which would leave no interior.
 * @returns null when rows that have no columns left cannot be met
 */
export function standardForm(model: LinearModel): StandardForm | null {
  const isFixed = fixedColumns(model)
  const kept: number[] = []
  const variableOf = new Int32Array(model.columns).fill(-1)
  for (let column = 0; column < model.columns; column++)
    if (!isFixed[column]) variableOf[column] = kept.push(column) - 1
  const base = Float64Array.from(model.columnLower)
  const kinds = rowKinds(model, base, variableOf)
  if (!kinds) return null
  const { right, modelRow, slackRow, slackRoom, slackSign } = kinds
  const variables = kept.length + slackRow.length
  const costUnit = kept.reduce((most, column) => Math.max(most, Math.abs(model.columnCost[column]!)), 0) || 1
  const [upper, cost] = [new Float64Array(variables), new Float64Array(variables)]
  for (const [variable, column] of kept.entries()) {
    upper[variable] = model.columnUpper[column]! - model.columnLower[column]!
    cost[variable] = model.columnCost[column]! / costUnit
  }
  upper.set(slackRoom, kept.length)
  return {
    ...{ rows: right.length, variables, right: Float64Array.from(right), cost, upper },
    ...entriesByVariable(model, { variables, variableOf, modelRow, slackRow, slackSign }),
    columnsOf: (values) => {
      const columns = base.slice()
      for (const [variable, column] of kept.entries()) columns[column]! += Math.min(values[variable]!, upper[variable]!)
      return columns
    },
  }
}

interface RowKinds {
  /** `[row]` of the form, with the model's row that each is. */
  readonly right: readonly number[]
  readonly modelRow: readonly number[]
  /** Of each slack: its row, how far it goes, and what it counts there. */
  readonly slackRow: readonly number[]
  readonly slackRoom: readonly number[]
  readonly slackSign: readonly number[]
}

/** Rows that ask something; null when one without variables cannot be met. */
function rowKinds(model: LinearModel, base: Float64Array, variableOf: Int32Array): RowKinds | null {
  const shift = model.rowActivity(base)
  const kinds = {
    ...{ right: [] as number[], modelRow: [] as number[] },
    ...{ slackRow: [] as number[], slackRoom: [] as number[], slackSign: [] as number[] },
  }
  for (let row = 0; row < model.rows; row++) {
    const lower = model.rowLower[row]! - shift[row]!
    const upper = model.rowUpper[row]! - shift[row]!
    if (lower === -Infinity && upper === Infinity) continue
    let k = model.rowStarts[row]!
    while (k < model.rowStarts[row + 1]! && variableOf[model.entryColumn[k]!]! < 0) k++
    if (k === model.rowStarts[row + 1]) {
      if (lower > TOLERANCE || upper < -TOLERANCE) return null
      continue
    }
    if (upper > lower) {
      kinds.slackRow.push(kinds.right.length)
      kinds.slackRoom.push(upper - lower)
      kinds.slackSign.push(upper < Infinity ? 1 : -1)
    }
    kinds.right.push(upper < Infinity ? upper : lower)
    kinds.modelRow.push(row)
  }
  return kinds
}

interface Layout extends Pick<RowKinds, 'modelRow' | 'slackRow' | 'slackSign'> {
  readonly variables: number
  /** -1 for a column taken out, `[column]`. */
  readonly variableOf: Int32Array
}

/** Turns the model's rows over: counted first, then filled in, row by row. */
function entriesByVariable(
  { rowStarts, entryColumn, entryValue }: LinearModel,
  { variables, variableOf, modelRow, slackRow, slackSign }: Layout,
): Pick<StandardForm, 'starts' | 'row' | 'coefficient'> {
  const starts = new Int32Array(variables + 1)
  for (const row of modelRow) {
    for (let k = rowStarts[row]!; k < rowStarts[row + 1]!; k++) {
      const variable = variableOf[entryColumn[k]!]!
      if (variable >= 0) starts[variable + 1]!++
    }
  }
  const firstSlack = variables - slackRow.length
  starts.fill(1, firstSlack + 1)
  for (let variable = 0; variable < variables; variable++) starts[variable + 1]! += starts[variable]!
  const row = new Int32Array(starts[variables]!)
  const coefficient = new Float64Array(starts[variables]!)
  const next = starts.slice()
  const put = (variable: number, at: number, value: number) => {
    const place = next[variable]!++
    row[place] = at
    coefficient[place] = value
  }
  for (const [at, own] of modelRow.entries()) {
    for (let k = rowStarts[own]!; k < rowStarts[own + 1]!; k++) {
      const variable = variableOf[entryColumn[k]!]!
      if (variable >= 0) put(variable, at, entryValue[k]!)
    }
  }
  for (const [slack, at] of slackRow.entries()) put(firstSlack + slack, at, slackSign[slack]!)
  return { starts, row, coefficient }
}

const TOLERANCE = 1e-9

function fixedColumns({ columnLower, columnUpper, rows, rowStarts, rowUpper, entryColumn, entryValue }: LinearModel) {
  const isFixed = Uint8Array.from(columnLower, (lower, column) => (lower === columnUpper[column] ? 1 : 0))
  for (let row = 0; row < rows; row++) {
    if (rowUpper[row] !== 0) continue
    const [from, to] = [rowStarts[row]!, rowStarts[row + 1]!]
    let k = from
    while (k < to && columnLower[entryColumn[k]!] === 0 && entryValue[k]! > 0) k++
    if (k === to) for (let at = from; at < to; at++) isFixed[entryColumn[at]!] = 1
  }
  return isFixed
}
