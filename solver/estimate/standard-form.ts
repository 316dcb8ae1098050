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
  const base = Float64Array.from(model.columnLower)
  const shift = model.rowActivity(base)
  const kept: number[] = []
  const variableOf = new Int32Array(model.columns).fill(-1)
  for (let column = 0; column < model.columns; column++)
    if (!isFixed[column]) variableOf[column] = kept.push(column) - 1
  const entries: [row: number, coefficient: number][][] = kept.map(() => [])
  const [right, slackUpper, slackSign] = [[] as number[], [] as number[], [] as number[]]
  for (let row = 0; row < model.rows; row++) {
    const lower = model.rowLower[row]! - shift[row]!
    const upper = model.rowUpper[row]! - shift[row]!
    if (lower === -Infinity && upper === Infinity) continue
    const at = right.length
    let count = 0
    for (let k = model.rowStarts[row]!; k < model.rowStarts[row + 1]!; k++) {
      const variable = variableOf[model.entryColumn[k]!]!
      if (variable < 0) continue
      entries[variable]!.push([at, model.entryValue[k]!])
      count++
    }
    if (count === 0) {
      if (lower > TOLERANCE || upper < -TOLERANCE) return null
      continue
    }
    right.push(upper < Infinity ? upper : lower)
    slackSign.push(upper < Infinity ? 1 : -1)
    slackUpper.push(upper - lower)
  }
  for (const [row, room] of slackUpper.entries()) if (room > 0) entries.push([[row, slackSign[row]!]])
  const starts = new Int32Array(entries.length + 1)
  for (const [variable, own] of entries.entries()) starts[variable + 1] = starts[variable]! + own.length
  const costUnit = kept.reduce((most, column) => Math.max(most, Math.abs(model.columnCost[column]!)), 0) || 1
  const slackRooms = slackUpper.filter((room) => room > 0)
  const upper = [...kept.map((column) => model.columnUpper[column]! - model.columnLower[column]!), ...slackRooms]
  return {
    rows: right.length,
    variables: entries.length,
    right: Float64Array.from(right),
    cost: Float64Array.from([
      ...kept.map((column) => model.columnCost[column]! / costUnit),
      ...slackRooms.map(() => 0),
    ]),
    upper: Float64Array.from(upper),
    starts,
    row: Int32Array.from(entries.flatMap((own) => own.map(([row]) => row))),
    coefficient: Float64Array.from(entries.flatMap((own) => own.map(([, value]) => value))),
    columnsOf: (values) => {
      const columns = base.slice()
      for (const [variable, column] of kept.entries()) columns[column]! += Math.min(values[variable]!, upper[variable]!)
      return columns
    },
  }
}

const TOLERANCE = 1e-9

function fixedColumns(model: LinearModel): Uint8Array {
  const isFixed = Uint8Array.from(model.columnLower, (lower, column) => (lower === model.columnUpper[column] ? 1 : 0))
  for (let row = 0; row < model.rows; row++) {
    if (model.rowUpper[row] !== 0) continue
    const [from, to] = [model.rowStarts[row]!, model.rowStarts[row + 1]!]
    const columns = model.entryColumn.slice(from, to)
    const isForced =
      columns.every((column) => model.columnLower[column] === 0) && model.entryValue.slice(from, to).every((v) => v > 0)
    if (isForced) for (const column of columns) isFixed[column] = 1
  }
  return isFixed
}
