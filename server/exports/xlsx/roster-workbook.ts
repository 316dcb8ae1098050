import type { Employee } from '../../../solver/domain/employee.ts'
import { FORMATS, STYLES } from './cell-style.ts'
import { countPositive, sum, times } from './expression.ts'
import { LABEL_COLUMNS, type Matrix, matrixSheet, putSums } from './roster/matrix-sheet.ts'
import { type GridShift, type RosterGrid, type RosterOfPlan, rosterGrid } from './roster/roster-grid.ts'
import { ROSTER_SHEETS, ROSTER_WORDS } from './roster/roster-words.ts'
import { shiftsSheet } from './roster/shifts-sheet.ts'
import type { CellRef, Sheet } from './sheet.ts'
import { minorUnits, Wording } from './words.ts'
import { writeWorkbook } from './write-workbook.ts'

/**
 * A roster as an .xlsx workbook: who works when (people by days), how many hours that is and what they cost, and every
 * shift with its breaks. Hours, counts and pay are formulas of the list of shifts. Times are those of each person's clock.
 * @throws PlanningInputError when no date of the roster lies in the month
 * @throws RangeError for a shift of somebody who is not in the team
 */
export async function rosterWorkbook(given: RosterOfPlan): Promise<Uint8Array> {
  const wording = new Wording(given.language)
  const grid = rosterGrid(given)
  const { sheet: shifts, paidHours } = shiftsSheet(grid.shifts, given.inputs.settings, wording)
  const hours = new HoursSheet(given, grid, wording, paidHours)
  return writeWorkbook([timesSheet(given, grid, wording, hours), hours.sheet, shifts])
}

/** Paid hours, people by days. */
class HoursSheet {
  readonly #matrix: Matrix
  readonly #rows = new Map<string, readonly CellRef<number>[]>()
  readonly #totals = new Map<string, CellRef<number>>()

  constructor(given: RosterOfPlan, grid: RosterGrid, wording: Wording, paidHours: readonly CellRef<number>[]) {
    const { settings } = given.inputs
    const scale = minorUnits(settings.currency)
    const basePay = {
      zh: `${ROSTER_WORDS.basePay.zh} ${settings.currency}`,
      en: `${ROSTER_WORDS.basePay.en}, ${settings.currency}`,
    }
    const further = [ROSTER_WORDS.paidHours, ROSTER_WORDS.rate, basePay]
    this.#matrix = matrixSheet(grid, settings, wording, { title: ROSTER_SHEETS.hours, dayWidth: 9, further })
    const { blocks, endRow } = this.#matrix
    const groupSums = blocks.map(({ employees, sumRow }) => {
      const rows = employees.map((employee) => this.#putPerson(grid, employee, paidHours, scale))
      const columns = rows[0]!.map((_, column) => rows.map((row) => row[column]!))
      const sums = columns.map((cells, column) =>
        column === grid.dates.length + 1 ? null : sum(this.sheet.range(cells)),
      )
      return this.#putSums(wording, sumRow, sums, grid)
    })
    const all = groupSums[0]?.map((_, column) =>
      column === grid.dates.length + 1 ? null : sum(groupSums.map((cells) => cells[column] as CellRef<number>)),
    )
    if (all) this.#putSums(wording, endRow, all, grid)
  }

  get sheet(): Sheet {
    return this.#matrix.sheet
  }

  /** Hours of a person, `[date]`. */
  row({ id }: Employee): readonly CellRef<number>[] {
    return this.#rows.get(id)!
  }

  total({ id }: Employee): CellRef<number> {
    return this.#totals.get(id)!
  }

  #putPerson(
    grid: RosterGrid,
    employee: Employee,
    paidHours: readonly CellRef<number>[],
    scale: number,
  ): CellRef<number>[] {
    const row = this.#matrix.rowOf(employee)
    const style = { ...STYLES.cell, format: '0.00;-0.00;–' }
    const days = grid.dates.map((date, at) => {
      const cells = grid.shiftsOn(employee, date).map((index) => paidHours[index]!)
      const content = cells.length === 1 ? cells[0]! : cells.length === 0 ? 0 : sum(cells)
      return this.sheet.put(row, LABEL_COLUMNS + at, content, style)
    })
    const column = LABEL_COLUMNS + days.length
    const total = this.sheet.put(row, column, sum(this.sheet.range(days)), {
      ...STYLES.lineTotal,
      format: FORMATS.hours,
    })
    const rate = this.sheet.put(row, column + 1, employee.hourlyCost / scale, { ...STYLES.input, format: '#,##0.00' })
    const pay = this.sheet.put(row, column + 2, times(total, rate), { ...STYLES.cell, format: '#,##0.00' })
    this.#rows.set(employee.id, days)
    this.#totals.set(employee.id, total)
    return [...days, total, rate, pay]
  }

  #putSums(wording: Wording, row: number, sums: Parameters<typeof putSums>[4], { dates }: RosterGrid): CellRef[] {
    const format = (column: number) => ({ format: column > dates.length ? '#,##0.00' : FORMATS.hours })
    return putSums(this.#matrix, wording, row, ROSTER_WORDS.total, sums, format)
  }
}

/** When everybody works, as people read a roster; days, people on duty and hours are counted on the sheet of hours. */
function timesSheet(
  { inputs: { settings } }: RosterOfPlan,
  grid: RosterGrid,
  wording: Wording,
  hours: HoursSheet,
): Sheet {
  const further = [ROSTER_WORDS.days, ROSTER_WORDS.paidHours]
  const matrix = matrixSheet(grid, settings, wording, { title: ROSTER_SHEETS.roster, dayWidth: 13, further })
  const { sheet, blocks, rowOf } = matrix
  const day = { ...STYLES.cell, align: 'center', wrap: true, fontSize: 9 } as const
  const last = LABEL_COLUMNS + grid.dates.length
  for (const { employees, sumRow } of blocks) {
    for (const employee of employees) {
      grid.dates.forEach((date, at) => {
        const texts = grid.shiftsOn(employee, date).map((index) => shiftText(grid.shifts[index]!, wording))
        const height = 16 * Math.max(1, texts.length)
        sheet.put(rowOf(employee), LABEL_COLUMNS + at, texts.length > 0 ? texts.join('\n') : null, { ...day, height })
      })
      const worked = countPositive(hours.sheet.range(hours.row(employee)))
      sheet.put(rowOf(employee), last, worked, { ...STYLES.lineTotal, format: FORMATS.people })
      sheet.put(rowOf(employee), last + 1, hours.total(employee), { ...STYLES.lineTotal, format: FORMATS.hours })
    }
    const onDuty = grid.dates.map((_, at) =>
      countPositive(hours.sheet.range(employees.map((employee) => hours.row(employee)[at]!))),
    )
    const centred = () => ({ format: FORMATS.people, align: 'center' }) as const
    putSums(matrix, wording, sumRow, ROSTER_WORDS.onDuty, onDuty, centred)
  }
  return sheet
}

const shiftText = ({ start, end, assignment }: GridShift, wording: Wording): string =>
  assignment.onCall === true ? `${start}–${end} ${wording.first(ROSTER_WORDS.onCall)}` : `${start}–${end}`
