import { CsvError, parse } from 'csv-parse/sync'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { knownWordsHint, nearest } from './suggestion.ts'

/** Columns of a kind of file. The first of `required` that is missing names those found. */
export interface CsvColumns {
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

/** Most rows read from one file. */
const MAX_ROWS = 5_000_000

/** One row of a table: its cells by column, and the place to name when something is wrong with it. */
export interface CsvRow {
  /** Line as a spreadsheet counts, the header being 1. */
  readonly row: number
  /** Trimmed cell, '' where the file has no such column. */
  text(column: string): string
  report(column: string, problem: string, hint: string): void
}

/** A comma, semicolon or tab separated file with a header row. */
export class CsvTable {
  readonly file: string
  /** Data rows, without the header; a blank line is one empty cell. */
  readonly rows: readonly (readonly string[])[]
  readonly #positions: ReadonlyMap<string, number>

  constructor(file: string, rows: readonly (readonly string[])[], positions: ReadonlyMap<string, number>) {
    this.file = file
    this.rows = rows
    this.#positions = positions
  }

  /** Position of a column in a row, -1 where the file does not have it. */
  position(column: string): number {
    return this.#positions.get(column) ?? -1
  }

  /** Rows that are not blank. */
  *entries(issues: InputIssue[]): Generator<CsvRow> {
    for (const [index, cells] of this.rows.entries()) {
      if (isBlank(cells)) continue
      const row = index + 2
      const text = (column: string) => (cells[this.position(column)] ?? '').trim()
      const report = (column: string, problem: string, hint: string) => {
        issues.push({ file: this.file, row, column, value: text(column), problem, hint })
      }
      yield { row, text, report }
    }
  }
}

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** Reads a table, or adds what is wrong with it to `issues` and gives nothing. */
export function readCsv(file: string, text: string, columns: CsvColumns, issues: InputIssue[]): CsvTable | undefined {
  const records = parseRecords(file, text, issues)
  const [header, ...rows] = records ?? []
  if (!header || isBlank(header)) {
    if (records) issues.push({ file, problem: 'has no header row', hint: `Begin with ${columns.required.join(',')}.` })
    return undefined
  }
  if (rows.length > MAX_ROWS) {
    issues.push({ file, value: String(rows.length), problem: 'rows are too many', hint: `Keep at most ${MAX_ROWS}.` })
    return undefined
  }
  const positions = readHeader(file, header, columns, issues)
  if (!positions) return undefined
  return new CsvTable(file, withoutWideRows(file, header.length, rows, issues), positions)
}

function parseRecords(file: string, text: string, issues: InputIssue[]): string[][] | undefined {
  try {
    return parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true }) as string[][]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as { lines?: number }
    issues.push({
      file,
      ...(lines === undefined ? {} : { row: lines }),
      problem: 'cannot be read as CSV: a quotation mark is not closed or stands inside a cell',
      hint: 'Put the whole cell in quotation marks and double those inside it.',
    })
    return undefined
  }
}

/** The separator of which the header has most. */
export function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const count = (separator: string) => header.split(separator).length
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best))
}

function readHeader(
  file: string,
  header: readonly string[],
  { required, optional }: CsvColumns,
  issues: InputIssue[],
): Map<string, number> | undefined {
  const before = issues.length
  const names = header.map((name) => name.trim().toLowerCase())
  const positions = new Map<string, number>()
  names.forEach((name, index) => {
    if (positions.has(name) && name !== '') {
      issues.push({ file, row: 1, column: name, problem: 'stands twice in the header', hint: 'Keep one of the two.' })
    }
    positions.set(name, index)
  })
  for (const name of required) {
    if (positions.has(name)) continue
    const found = `The columns found are: ${header.join(', ')}`
    const near = nearest(name, names)
    const hint = near === undefined ? `${found}.` : `${found}. Maybe ${JSON.stringify(near)} is meant: rename it.`
    issues.push({ file, row: 1, column: name, problem: 'the column is missing', hint })
  }
  // A mistyped optional column would be passed over in silence, and with it, say, somebody's protection from night work.
  for (const name of names) {
    if (name === '' || required.includes(name) || optional.includes(name)) continue
    const near = nearest(
      name,
      [...optional, ...required].filter((known) => !positions.has(known)),
    )
    if (near === undefined || !optional.includes(near)) continue
    const hint = `${knownWordsHint(name, [near])} Rename the column, or give it a name unlike it.`
    issues.push({ file, row: 1, column: name, problem: 'is not a known column', hint })
  }
  return issues.length > before ? undefined : positions
}

/** The rows, emptied where a separator stands inside a cell: all cells after it would be read as of the wrong column. */
function withoutWideRows(
  file: string,
  width: number,
  rows: readonly (readonly string[])[],
  issues: InputIssue[],
): (readonly string[])[] {
  return rows.map((cells, index) => {
    if (cells.length <= width || isBlank(cells.slice(width))) return cells
    issues.push({
      file,
      row: index + 2,
      problem: `has ${cells.length} cells, the header ${width}`,
      hint: 'Put a cell that contains the separator in quotation marks.',
    })
    return []
  })
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** A finite number as people and spreadsheets write it with a decimal point, or undefined. */
export function numberFrom(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

/** Items of a cell such as `chat:1|tickets:0.8`. */
export const listFrom = (text: string): string[] =>
  text
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '')
