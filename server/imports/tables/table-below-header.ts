import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { columnNames, findHeader, isUnitsRow } from './header-row.ts'
import type { RawRows } from './raw-rows.ts'
import type { RowBatch, SourceTable } from './source-table.ts'

/** What a format tells of a file apart from its rows. */
export interface TableSource extends Omit<SourceTable, 'headerRow' | 'columns' | 'rows'> {
  readonly file: string
  /** All rows from the start of the file; `width` is the number of columns once that is known. */
  read(width?: number): AsyncIterable<RawRows>
}

const ROWS_PEEKED = 200
export const MAX_COLUMNS = 1_000
/** Most warnings of one kind that a reading gives. */
const WARNINGS_GIVEN = 20

/** Where a table's header stands in its file and what its columns are called. */
interface Header {
  readonly row: number
  readonly cells: readonly string[]
  readonly columns: readonly string[]
  /** Row of the units below it, else 0. */
  readonly unitsRow: number
}

/**
 * The table of a file whose rows begin somewhere below titles: finds the header, then gives the rows below it.
 * @throws PlanningInputError when there are no rows, no header or too many columns
 */
export async function tableBelowHeader(source: TableSource): Promise<SourceTable> {
  const header = await readHeader(source)
  const { file, read, ...rest } = source
  return { ...rest, headerRow: header.row, columns: header.columns, rows: () => rowsBelow(source, header) }
}

async function readHeader({ file, read }: TableSource): Promise<Header> {
  const { rows, rowNumbers, problems } = await firstRows(read())
  if (rows.length === 0) {
    const empty = { file, problem: 'holds no rows', hint: 'Import a file with a header row and data below it.' }
    throw new PlanningInputError(problems.length > 0 ? problems : empty)
  }
  const index = findHeader(rows)
  if (index === undefined) {
    const hint = 'Put a row with the names of the columns above the data.'
    const found: InputIssue = { file, row: rowNumbers[0]!, value: rows[0]!.join(' | '), problem: NO_HEADER, hint }
    throw new PlanningInputError([found, ...problems])
  }
  const below = rows[index + 1] ?? []
  const hasUnits = isUnitsRow(below)
  const columns = columnNames(rows[index]!, rows[index - 1] ?? [], hasUnits ? below : [])
  const row = rowNumbers[index]!
  if (columns.length > MAX_COLUMNS) {
    const problem = 'columns are more than 1,000'
    throw new PlanningInputError({ file, row, value: String(columns.length), problem, hint: 'Export fewer columns.' })
  }
  return { row, cells: rows[index]!, columns, unitsRow: hasUnits ? rowNumbers[index + 1]! : 0 }
}

const NO_HEADER = 'is the first row, and neither it nor one of the next 50 looks like a header'

async function firstRows(batches: AsyncIterable<RawRows>) {
  const rows: (readonly string[])[] = []
  const rowNumbers: number[] = []
  const problems: InputIssue[] = []
  for await (const batch of batches) {
    problems.push(...(batch.problems ?? []))
    batch.rows.forEach((cells, index) => {
      if (isBlank(cells)) return
      rows.push(cells)
      rowNumbers.push(batch.rowNumbers[index]!)
    })
    if (rows.length >= ROWS_PEEKED) break
  }
  return { rows, rowNumbers, problems }
}

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell === '' || cell.trim() === '')

async function* rowsBelow({ file, read }: TableSource, header: Header): AsyncGenerator<RowBatch> {
  const sorter = new RowSorter(file, header)
  for await (const batch of read(header.columns.length)) yield sorter.sort(batch)
}

/** Takes the rows of a table out of the rows of its file. */
class RowSorter {
  readonly #file: string
  readonly #header: Header
  #repeatedHeaders = 0
  #hasShortRows = false

  constructor(file: string, header: Header) {
    this.#file = file
    this.#header = header
  }

  sort(raw: RawRows): RowBatch {
    const rows: string[][] = []
    const rowNumbers: number[] = []
    const problems = (raw.problems ?? []).filter(({ row = 0 }) => row > this.#header.row)
    const warnings = [...(raw.warnings ?? [])]
    let blankRows = 0
    for (let index = 0; index < raw.rows.length; index++) {
      const cells = raw.rows[index]!
      const row = raw.rowNumbers[index]!
      if (row <= this.#header.row) continue
      if (isBlank(cells) || row === this.#header.unitsRow || this.#isHeaderAgain(cells, row, warnings)) {
        blankRows++
        continue
      }
      const isLast = raw.hasOpenEnd === true && index === raw.rows.length - 1
      const problem = this.#fit(cells, isLast)
      if (problem) {
        problems.push({ file: this.#file, row, ...problem })
        continue
      }
      rows.push(cells)
      rowNumbers.push(row)
    }
    return { rows, rowNumbers, fraction: raw.fraction, problems, warnings, blankRows }
  }

  /** Exports that were put together from several repeat the header in between. */
  #isHeaderAgain(cells: readonly string[], row: number, warnings: InputIssue[]): boolean {
    const header = this.#header.cells
    if (cells[0] !== header[0] || !header.every((name, index) => name === (cells[index] ?? ''))) return false
    this.#repeatedHeaders++
    if (this.#repeatedHeaders > WARNINGS_GIVEN) return true
    const hint = 'It was passed over. Check that no part of the file was put together twice.'
    warnings.push({ file: this.#file, row, problem: 'is the header once more', hint })
    return true
  }

  /** Makes a row as wide as the header, or tells why that would put cells into wrong columns. */
  #fit(cells: string[], isOpenEnd: boolean): Pick<InputIssue, 'problem' | 'hint'> | undefined {
    const width = this.#header.columns.length
    if (cells.length > width) {
      if (!isBlank(cells.slice(width))) {
        const hint = 'Put a cell that contains the separator in quotation marks.'
        return { problem: `has ${cells.length} cells, the header ${width}`, hint }
      }
      cells.length = width
    } else if (cells.length < width) {
      if (isOpenEnd && !this.#hasShortRows) {
        const problem = `ends after ${cells.length} of ${width} cells: the file was cut off`
        return { problem, hint: 'Export or download it again; rows behind this one are missing too.' }
      }
      this.#hasShortRows = true
      while (cells.length < width) cells.push('')
    }
    return undefined
  }
}
