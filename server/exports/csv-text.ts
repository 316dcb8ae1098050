import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | null

/** Decimals kept: far below what any planner acts on, and short files that can be compared. */
export const DECIMALS = 4

/** Beginnings that make a spreadsheet run a cell as a formula, the wide ones of Chinese keyboards among them. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** A CSV file with a header; texts are guarded against running as formulas, numbers written plainly, NaN left empty. */
export const csvText = (header: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  csvRows([header, ...rows])

/** What Excel needs to read a file as UTF-8; other programs take it for a part of the first cell. */
export const withByteOrderMark = (text: string): string => `\uFEFF${text}`

/** Rows of such a file. */
export const csvRows = (rows: readonly (readonly CsvCell[])[]): string =>
  stringify(rows.map((row) => row.map(cellText)))

function cellText(cell: CsvCell): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(rounded(cell)) : ''
  if (cell === null) return ''
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** As a cell shows it. Adding 0 turns -0, which a small negative number rounds to, into 0. */
const rounded = (value: number): number => Number(value.toFixed(DECIMALS)) + 0
