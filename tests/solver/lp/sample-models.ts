import fc from 'fast-check'
import { LinearModel } from '../../../solver/lp/linear-model.ts'

/** A column as text-book notation has it: cost, bounds, whether integer. */
type Column = { cost: number; lower: number; upper: number; integer: boolean }
type Row = { coefficients: number[]; lower: number; upper: number }

export function modelOf(columns: readonly Partial<Column>[], rows: readonly Row[], offset = 0): LinearModel {
  const model = new LinearModel()
  model.offset = offset
  for (const column of columns) model.addColumn({ upper: Infinity, ...column })
  for (const { coefficients, lower, upper } of rows) {
    model.addRow(
      coefficients.map((value, index) => [index, value] as const),
      lower,
      upper,
    )
  }
  return model
}

const small = fc.integer({ min: -6, max: 6 })
const side = fc.integer({ min: -20, max: 20 })

const rowOf = (columns: number): fc.Arbitrary<Row> =>
  fc
    .record({
      coefficients: fc.array(small, { minLength: columns, maxLength: columns }),
      sides: fc.tuple(side, side).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
      shape: fc.constantFrom('least', 'most', 'range', 'equal'),
    })
    .map(({ coefficients, sides: [lower, upper], shape }) => ({
      coefficients,
      lower: shape === 'most' ? -Infinity : lower,
      upper: shape === 'least' ? Infinity : shape === 'equal' ? lower : upper,
    }))

const columnOf = (integer: boolean): fc.Arbitrary<Column> =>
  fc
    .record({ cost: small, lower: fc.integer({ min: -5, max: 5 }), width: fc.integer({ min: 0, max: 10 }) })
    .map(({ cost, lower, width }) => ({ cost, lower, upper: lower + width, integer }))

/** Random boxed models of up to six columns and six rows, feasible or not, with fractional data. */
export const randomModel = (integer = false): fc.Arbitrary<LinearModel> =>
  fc.integer({ min: 1, max: 6 }).chain((columns) =>
    fc
      .record({
        columns: fc.array(columnOf(integer), { minLength: columns, maxLength: columns }),
        rows: fc.array(rowOf(columns), { maxLength: 6 }),
        offset: fc.constantFrom(0, 12.5, -7.25),
        scale: fc.constantFrom(1, 0.1, 1.5),
      })
      .map(({ columns: list, rows, offset, scale }) =>
        modelOf(
          list.map((column) => ({ ...column, cost: column.cost * scale })),
          rows.map((row) => ({ ...row, coefficients: row.coefficients.map((value) => value * scale) })),
          offset,
        ),
      ),
  )

/** Bounds of the columns as a point: the lower ones, raised by a share of each column's width. */
export const pointInBox = (model: LinearModel, shares: readonly number[]): Float64Array =>
  Float64Array.from(
    model.columnLower,
    (lower, column) => lower + shares[column % shares.length]! * (model.columnUpper[column]! - lower),
  )
