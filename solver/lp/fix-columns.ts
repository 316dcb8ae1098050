import { LinearModel } from './linear-model.ts'

/** A model in which some columns of another are held at given values. */
export interface FixedModel {
  readonly model: LinearModel
  /** Puts an answer of `model` back among the held values, `[column of the whole model]`. */
  readonly expand: (values: Float64Array) => Float64Array
  /** Values of the columns left free, from a point of the whole model. */
  readonly project: (values: Float64Array) => Float64Array
}

export type ColumnState = 'held' | 'whole' | 'relaxed'

/**
 * Held values come from an answer that keeps rows to a tolerance, in proportion to the size of their terms; rows are
 * widened by as much, or nothing would fit.
 */
const WIDENING = 5e-6

/**
 * Holds columns at `values` and leaves out what is then decided: held columns become constants of their rows, and rows
 * without a free column are dropped. Cost stays comparable: the objective of both models is the same at the same point.
 */
export function fixColumns(
  whole: LinearModel,
  values: Float64Array,
  stateOf: (column: number) => ColumnState,
): FixedModel {
  const model = new LinearModel()
  model.offset = whole.offset
  const freeColumns: number[] = []
  const positions = new Int32Array(whole.columns).fill(-1)
  for (let column = 0; column < whole.columns; column++) {
    const state = stateOf(column)
    if (state === 'held') {
      model.offset += whole.columnCost[column]! * values[column]!
      continue
    }
    positions[column] = freeColumns.length
    freeColumns.push(column)
    model.addColumn({
      cost: whole.columnCost[column]!,
      lower: whole.columnLower[column]!,
      upper: whole.columnUpper[column]!,
      integer: state === 'whole' && whole.isInteger[column]!,
    })
  }
  for (let row = 0; row < whole.rows; row++) addReducedRow(model, whole, row, values, positions)
  return {
    model,
    project: (point) => Float64Array.from(freeColumns, (column) => point[column]!),
    expand: (free) => {
      const point = Float64Array.from(values)
      freeColumns.forEach((column, index) => {
        point[column] = free[index]!
      })
      return point
    },
  }
}

function addReducedRow(
  model: LinearModel,
  whole: LinearModel,
  row: number,
  values: Float64Array,
  positions: Int32Array,
): void {
  let held = 0
  let heldSize = 0
  const entries: [number, number][] = []
  for (let k = whole.rowStarts[row]!; k < whole.rowStarts[row + 1]!; k++) {
    const column = whole.entryColumn[k]!
    const position = positions[column]!
    if (position >= 0) entries.push([position, whole.entryValue[k]!])
    else {
      const term = whole.entryValue[k]! * values[column]!
      held += term
      heldSize += Math.abs(term)
    }
  }
  if (entries.length === 0) return
  const slack = heldSize === 0 ? 0 : WIDENING * Math.max(1, heldSize)
  model.addRow(entries, whole.rowLower[row]! - held - slack, whole.rowUpper[row]! - held + slack)
}
