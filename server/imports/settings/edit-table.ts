import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { delimiterOf, isBlank, readCsv } from '../csv-table.ts'

/** Beginnings that make a spreadsheet run a cell as a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/** A row of a table by column, and its line in the file, the header being 1. */
interface TableRow {
  readonly line: number
  readonly value: Readonly<Record<string, string>>
}

/** @returns rows that are not blank, each with its cells of the columns that are not empty */
export function tableRows(file: string, text: string | undefined, columns: readonly string[]): TableRow[] {
  if (text === undefined || text.trim() === '') return []
  const issues: InputIssue[] = []
  const table = readCsv(file, text, { required: [], optional: columns }, issues)
  if (!table || issues.length > 0) throw new PlanningInputError(issues)
  return [...table.entries(issues)].map(({ row, text: cell }) => {
    const cells = columns.map((column) => [column, cell(column)] as const)
    return { line: row, value: Object.fromEntries(cells.filter(([, words]) => words !== '')) }
  })
}

/** Cells by column to put into the row of a line, or null to take the row out; without a line it is added at the end. */
export interface RowEdit {
  readonly line?: number
  readonly value: Readonly<Record<string, string>> | null
}

interface EditedTable {
  readonly text: string
  /** Line on which each edited row then stands, in the order of the edits; undefined for those taken out. */
  readonly lines: readonly (number | undefined)[]
}

/**
 * A table with rows changed, added and taken out. Columns that an edit does not name, their order and the way the file
 * is written stay; a column that the file lacks is added when it is needed. Text that a spreadsheet would run is quoted.
 * @param columns header of a table that is not there yet
 */
export function editTable(
  text: string | undefined,
  columns: readonly string[],
  edits: readonly RowEdit[],
): EditedTable {
  const before = text === undefined || text.trim() === '' ? `${columns.join(',')}\n` : text
  const delimiter = delimiterOf(before)
  const [header = [], ...rows] = parse(before, { bom: true, delimiter, relax_column_count: true }) as string[][]
  const names = header.map((name) => name.trim().toLowerCase())
  for (const name of columnsNeeded(edits, names)) {
    names.push(name)
    header.push(name)
  }
  const kept: (string[] | undefined)[] = rows.map((cells) => [...cells])
  const places = edits.map(({ line, value }) => {
    const place = line === undefined ? kept.push([]) - 1 : line - 2
    kept[place] = value === null ? undefined : withCells(kept[place] ?? [], names, value)
    return place
  })
  const newline = before.includes('\r\n') ? '\r\n' : '\n'
  const written = stringify([header, ...kept.filter((cells) => cells !== undefined)], {
    ...{ delimiter, record_delimiter: newline },
  })
  const shift = shifts(kept)
  const lines = places.map((place) => (kept[place] === undefined ? undefined : place + 2 - shift[place]!))
  return { text: before.startsWith('\uFEFF') ? `\uFEFF${written}` : written, lines }
}

const columnsNeeded = (edits: readonly RowEdit[], present: readonly string[]): Set<string> =>
  new Set(
    edits.flatMap(({ value }) =>
      Object.entries(value ?? {}).flatMap(([name, cell]) => (cell === '' || present.includes(name) ? [] : [name])),
    ),
  )

function withCells(cells: readonly string[], names: readonly string[], value: Readonly<Record<string, string>>) {
  const changed = names.map((name, index) => {
    if (!Object.hasOwn(value, name)) return cells[index] ?? ''
    return FORMULA.test(value[name]!) ? `'${value[name]}` : value[name]!
  })
  // A row without anything in it would be passed over as blank.
  return isBlank(changed) ? changed.map(() => '') : changed
}

/** Of each row, how many before it are taken out. */
function shifts(rows: readonly (readonly string[] | undefined)[]): number[] {
  let gone = 0
  return rows.map((cells) => (cells === undefined ? gone++ : gone))
}
