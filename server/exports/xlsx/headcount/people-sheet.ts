import type { Contract, Employee } from '../../../../solver/domain/employee.ts'
import { compareIds } from '../../../../solver/domain/roster.ts'
import { FORMATS, STYLES } from '../cell-style.ts'
import { over, sum } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { type Bilingual, dateCell, type Wording } from '../words.ts'
import type { AssumptionCells } from './assumptions-sheet.ts'
import { SHEETS } from './headcount-words.ts'

const HEADS: readonly Bilingual[] = [
  { zh: '工号', en: 'Employee id' },
  { zh: '姓名', en: 'Name' },
  { zh: '小组', en: 'Group' },
  { zh: '合同', en: 'Contract' },
  { zh: '入职日期', en: 'Hired on' },
  { zh: '合同工时/周', en: 'Hours a week' },
  { zh: 'FTE', en: 'FTE' },
]
const TOTAL: Bilingual = { zh: '合计', en: 'Total' }

/** The people that the plan begins with, by group and id. */
export function peopleSheet(
  employees: readonly Employee[],
  contracts: readonly Contract[],
  { standardHoursPerWeek }: AssumptionCells,
  wording: Wording,
  name: string,
): Sheet {
  const sheet = new Sheet(name, {
    frozenRows: 3,
    frozenColumns: 1,
    portrait: true,
    widths: [16, 20, 18, 18, 14, 14, 10],
  })
  sheet.put(0, 0, wording.first(SHEETS.people), STYLES.title)
  HEADS.forEach((head, column) => {
    sheet.put(1, column, wording.first(head), STYLES.header)
    sheet.put(2, column, wording.second(head), STYLES.secondHeader)
  })
  const contractById = new Map(contracts.map((contract) => [contract.id, contract]))
  const ordered = [...employees].sort((a, b) => compareIds(a.group, b.group) || compareIds(a.id, b.id))
  const ftes = ordered.map((employee, at): CellRef<number> => {
    const row = 3 + at
    const contract = contractById.get(employee.contractId)
    sheet.put(row, 0, employee.id, STYLES.cell)
    sheet.put(row, 1, employee.name, STYLES.cell)
    sheet.put(row, 2, employee.group, STYLES.cell)
    sheet.put(row, 3, wording.name(contract?.name, employee.contractId), STYLES.cell)
    const hiredOn = employee.hiredOn === undefined ? null : dateCell(employee.hiredOn)
    sheet.put(row, 4, hiredOn, { ...STYLES.cell, format: FORMATS.date, align: 'center' })
    const weekHours = (contract?.ordinaryMinutesPerWeek ?? 0) / 60
    const hours = sheet.put(row, 5, weekHours, { ...STYLES.input, format: FORMATS.hours })
    return sheet.put(row, 6, over(hours, standardHoursPerWeek), { ...STYLES.cell, format: FORMATS.factor })
  })
  if (ftes.length > 0) {
    sheet.put(3 + ftes.length, 5, wording.first(TOTAL), STYLES.total)
    sheet.put(3 + ftes.length, 6, sum(sheet.range(ftes)), { ...STYLES.total, format: FORMATS.fte })
  }
  return sheet
}
