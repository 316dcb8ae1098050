import type { Employee } from '../../../../solver/domain/employee.ts'
import type { PlanSettings } from '../../../../solver/domain/plan-inputs.ts'
import { type CellStyle, STYLES } from '../cell-style.ts'
import { type CellContent, type CellRef, Sheet } from '../sheet.ts'
import type { Bilingual, Wording } from '../words.ts'
import type { RosterGrid } from './roster-grid.ts'
import { dayWords, ROSTER_WORDS } from './roster-words.ts'

const HEADER_ROWS = 3
/** Columns before the days: id, name. */
export const LABEL_COLUMNS = 2
/** Days that are legible on one page. */
const DAYS_A_PAGE = 14

interface MatrixOptions {
  readonly title: Bilingual
  readonly dayWidth: number
  /** Columns behind the days. */
  readonly further: readonly Bilingual[]
}

/** People by days: an empty sheet with its header, and the row of each person and of each group's sums. */
export function matrixSheet(
  { dates, groups }: RosterGrid,
  settings: PlanSettings,
  wording: Wording,
  { title, dayWidth, further }: MatrixOptions,
) {
  const sheet = new Sheet(wording.first(title), {
    ...{ frozenRows: HEADER_ROWS, frozenColumns: LABEL_COLUMNS },
    widths: [14, 16, ...dates.map(() => dayWidth), ...further.map(() => 15)],
    pages: { wide: Math.max(1, Math.ceil(dates.length / DAYS_A_PAGE)), high: 0 },
  })
  sheet.put(0, 0, wording.first(title), STYLES.title)
  const heads = [ROSTER_WORDS.id, ROSTER_WORDS.name, ...dates.map(dayWords), ...further]
  heads.forEach((head, column) => {
    sheet.put(1, column, wording.first(head), { ...STYLES.header, height: 30 })
    sheet.put(2, column, wording.second(head), { ...STYLES.secondHeader, height: 26 })
  })
  const rowOf = new Map<string, number>()
  let row = HEADER_ROWS
  const blocks = groups.map(({ id, employees }) => {
    const name = wording.name(settings.groups.find((group) => group.id === id)?.name, id)
    for (let column = 0; column < heads.length; column++) {
      sheet.put(row, column, column === 0 ? `${name} (${employees.length})` : null, STYLES.section)
    }
    for (const employee of employees) {
      row++
      rowOf.set(employee.id, row)
      sheet.put(row, 0, employee.id, STYLES.label)
      sheet.put(row, 1, employee.name, STYLES.label)
    }
    row += 3
    return { id, employees, sumRow: row - 2 }
  })
  return { sheet, blocks, rowOf: ({ id }: Employee) => rowOf.get(id)!, endRow: row }
}
export type Matrix = ReturnType<typeof matrixSheet>

/** A row of sums below a group or below all: what it is, then its cells from the first day on. */
export function putSums(
  { sheet }: Matrix,
  wording: Wording,
  row: number,
  words: Bilingual,
  cells: readonly CellContent[],
  style: (column: number) => CellStyle,
): CellRef[] {
  sheet.put(row, 0, wording.first(words), STYLES.total)
  sheet.put(row, 1, wording.second(words), { ...STYLES.total, fontWeight: 'bold' })
  return cells.map((cell, column) =>
    sheet.put(row, LABEL_COLUMNS + column, cell, { ...STYLES.total, ...style(column) }),
  )
}
