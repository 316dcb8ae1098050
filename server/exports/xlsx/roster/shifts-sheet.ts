import type { PlanSettings } from '../../../../solver/domain/plan-inputs.ts'
import { FORMATS, STYLES } from '../cell-style.ts'
import { minus, over, sum, times } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { dateCell, type Wording } from '../words.ts'
import type { GridShift } from './roster-grid.ts'
import { ROSTER_SHEETS, ROSTER_WORDS } from './roster-words.ts'

const MS_PER_MINUTE = 60_000
const HEADS = [
  ...(['id', 'name', 'group', 'date', 'template', 'start', 'end'] as const),
  ...(['length', 'unpaid', 'paidAsWork', 'paidHours'] as const),
] as const

/** @returns paid hours of each shift, in their order */
export function shiftsSheet(
  shifts: readonly GridShift[],
  settings: PlanSettings,
  wording: Wording,
): { readonly sheet: Sheet; readonly paidHours: readonly CellRef<number>[] } {
  const name = wording.first(ROSTER_SHEETS.shifts)
  const sheet = new Sheet(name, { frozenRows: 3, frozenColumns: 2, widths: [14, 16, 14, 12, 14, 9, 9, 12, 12, 12, 12] })
  sheet.put(0, 0, name, STYLES.title)
  HEADS.forEach((head, column) => {
    sheet.put(1, column, wording.first(ROSTER_WORDS[head]), STYLES.header)
    sheet.put(2, column, wording.second(ROSTER_WORDS[head]), { ...STYLES.secondHeader, height: 26 })
  })
  const paidHours = shifts.map((shift, at) => putShift(sheet, 3 + at, shift, settings, wording))
  if (paidHours.length > 0) {
    sheet.put(3 + paidHours.length, 9, wording.first(ROSTER_WORDS.total), STYLES.total)
    const style = { ...STYLES.total, format: FORMATS.hours }
    sheet.put(3 + paidHours.length, 10, sum(sheet.range(paidHours)), style)
  }
  return { sheet, paidHours }
}

function putShift(
  sheet: Sheet,
  row: number,
  { assignment, employee, date, start, end }: GridShift,
  settings: PlanSettings,
  wording: Wording,
): CellRef<number> {
  const template = settings.shiftTemplates.find(({ id }) => id === assignment.templateId)
  const group = settings.groups.find(({ id }) => id === employee.group)
  const texts = [employee.id, employee.name, wording.name(group?.name, employee.group)]
  texts.forEach((text, column) => {
    sheet.put(row, column, text, STYLES.cell)
  })
  sheet.put(row, 3, dateCell(date), { ...STYLES.cell, format: FORMATS.date, align: 'center' })
  sheet.put(row, 4, wording.name(template?.name, assignment.templateId), STYLES.cell)
  sheet.put(row, 5, start, { ...STYLES.cell, align: 'center' })
  sheet.put(row, 6, end, { ...STYLES.cell, align: 'center' })
  const minutes = (value: number, column: number) =>
    sheet.put(row, column, value, { ...STYLES.input, format: FORMATS.people })
  // Minutes as they pass, not as two readings of a clock tell: on days on which clocks change these differ.
  const length = minutes((assignment.endMs - assignment.startMs) / MS_PER_MINUTE, 7)
  const breaks = assignment.breaks.filter(({ paid }) => !paid)
  const unpaid = minutes(
    breaks.reduce((total, { startMs, endMs }) => total + (endMs - startMs) / MS_PER_MINUTE, 0),
    8,
  )
  const paidAsWork = minutes(assignment.onCall === true ? 0 : 1, 9)
  const hours = times(over(minus(length, unpaid), 60), paidAsWork)
  return sheet.put(row, 10, hours, { ...STYLES.cell, format: FORMATS.hours })
}
