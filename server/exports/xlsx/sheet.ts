import type { CellObject } from 'write-excel-file/node'
import { getCellAddress } from 'write-excel-file/utility'
import type { CellStyle } from './cell-style.ts'
import { type CellRange, type CellValue, type Expression, isExpression, rangeText, reference } from './expression.ts'

/** What is put into a cell: a value, a formula, or nothing but a style. */
export type CellContent = CellValue | Date | Expression | null

/** A cell that was put on a sheet, for formulas to refer to. Rows and columns count from 0. */
export interface CellRef<Value extends CellValue = CellValue> extends Expression<Value> {
  readonly sheet: Sheet
  readonly row: number
  readonly column: number
}

interface PlacedCell {
  readonly content: CellContent
  readonly style: CellStyle
}

/** Cells that turn red (or green) while a condition holds of their value. */
export interface Highlight {
  readonly first: { readonly row: number; readonly column: number }
  readonly last: { readonly row: number; readonly column: number }
  readonly operator: '<' | '>' | '=' | '!='
  readonly value: number
  readonly style: { readonly textColor: string; readonly backgroundColor: string }
}

export interface SheetOptions {
  /** Rows and columns that stay in view, and are repeated on each printed page. */
  readonly frozenRows?: number
  readonly frozenColumns?: number
  /** Of columns from the first one, in characters; the last one holds for all further columns. */
  readonly widths: readonly number[]
  /** `absolute` for a list of parameters: formulas that are copied elsewhere go on meaning the same cell. */
  readonly references?: 'absolute' | 'relative'
  /** Most pages that it is printed on; absent: one page wide and as long as need be, which is what 0 means. */
  readonly pages?: { readonly wide: number; readonly high: number }
  readonly portrait?: boolean
}

/** Characters that a sheet's name may not hold. */
const FORBIDDEN = /[[\]:*?/\\]/g
const LONGEST_NAME = 31

/** A sheet's name made of what people call a thing: without forbidden characters, short enough, and unlike the taken ones. */
export function sheetName(wanted: string, taken: readonly string[]): string {
  const base =
    wanted
      .replace(FORBIDDEN, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet'
  const isTaken = (name: string) => taken.some((other) => other.toLowerCase() === name.toLowerCase())
  for (let copy = 1; ; copy++) {
    const suffix = copy === 1 ? '' : ` ${copy}`
    const name = `${base.slice(0, LONGEST_NAME - suffix.length).trimEnd()}${suffix}`
    if (!isTaken(name)) return name
  }
}

const withoutFormat = ({ format: _format, ...style }: CellStyle): CellStyle => style

/** One sheet of a workbook while it is filled; cells may be put in any order, formulas after the cells they refer to. */
export class Sheet {
  readonly name: string
  readonly options: SheetOptions
  readonly highlights: Highlight[] = []
  readonly #rows: PlacedCell[][] = []

  constructor(name: string, options: SheetOptions) {
    this.name = name
    this.options = options
  }

  /** Rows used so far; also the next free row. */
  get height(): number {
    return this.#rows.length
  }

  /** @throws RangeError when a number is not finite: a file with such a cell does not open */
  put<Content extends CellContent>(
    row: number,
    column: number,
    content: Content,
    style: CellStyle = {},
  ): CellRef<Content extends Expression<infer Value> ? Value : Content extends CellValue ? Content : CellValue> {
    const value = isExpression(content) ? content.value : content
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new RangeError(
        `Cell ${getCellAddress(row, column)} of sheet ${JSON.stringify(this.name)} would be ${value}.`,
      )
    }
    while (this.#rows.length <= row) this.#rows.push([])
    this.#rows[row]![column] = { content, style }
    return Object.assign(
      reference(value as never, (onSheet) => this.#address(onSheet, [{ row, column }])),
      {
        sheet: this,
        row,
        column,
      },
    )
  }

  /** Cells from one to another of this sheet, side by side or one below the other, `[cell]` in that order. */
  range<Value extends CellValue>(cells: readonly CellRef<Value>[]): CellRange<Value> {
    const [first, last] = [cells[0], cells.at(-1)]
    const across = (last?.column ?? 0) - (first?.column ?? 0)
    const down = (last?.row ?? 0) - (first?.row ?? 0)
    const isLine = cells.every(
      ({ sheet, row, column }, at) =>
        sheet === this &&
        row === first!.row + (across === 0 ? at : 0) &&
        column === first!.column + (across === 0 ? 0 : at),
    )
    if (first === undefined || last === undefined || !isLine || across * down !== 0) {
      throw new RangeError(`A range of sheet ${JSON.stringify(this.name)} needs adjacent cells of one row or column.`)
    }
    return {
      values: cells.map(({ value }) => value),
      range: rangeText((onSheet) => this.#address(onSheet, [first, last])),
    }
  }

  /** Values that the formulas have, by address: `B5`. */
  formulaValues(): Map<string, CellValue> {
    return new Map(
      this.#contents().flatMap(([address, content]) => (isExpression(content) ? [[address, content.value]] : [])),
    )
  }

  /** Cells that hold a text, by address. */
  texts(): Map<string, string> {
    return new Map(
      this.#contents().flatMap(([address, content]) => (typeof content === 'string' ? [[address, content]] : [])),
    )
  }

  #contents(): [address: string, content: CellContent | undefined][] {
    return this.#rows.flatMap((cells, row) =>
      Array.from(cells, (cell, column): [string, CellContent | undefined] => [
        getCellAddress(row, column),
        cell?.content,
      ]),
    )
  }

  /** Cells as the writer of the file takes them, `[row][column]`. */
  rows(): (CellObject | null)[][] {
    return this.#rows.map((cells) => Array.from(cells, (cell) => (cell === undefined ? null : this.#cellObject(cell))))
  }

  #cellObject({ content, style }: PlacedCell): CellObject {
    // The writer refuses a number format of what is no number, such as nothing, or "too late" in a column of dates.
    if (content === null) return withoutFormat(style)
    if (isExpression(content)) return { ...style, type: 'Formula', value: content.text(this.name) }
    // The type is named, lest a text that looks like a formula or a number be taken for one.
    if (typeof content === 'string') return { ...withoutFormat(style), type: String, value: content }
    if (typeof content === 'number') return { ...style, type: Number, value: content }
    if (typeof content === 'boolean') return { ...style, type: Boolean, value: content }
    return { ...style, type: Date, value: content }
  }

  #address(onSheet: string, corners: readonly { readonly row: number; readonly column: number }[]): string {
    const cells = corners.map(({ row, column }) => getCellAddress(row, column))
    const fixed =
      this.options.references === 'absolute' ? cells.map((cell) => cell.replace(/([A-Z]+)/, '$$$1$$')) : cells
    return onSheet === this.name ? fixed.join(':') : `'${this.name.replaceAll("'", "''")}'!${fixed.join(':')}`
  }
}
