import type { HeadcountPlan } from '../../../../solver/domain/headcount-plan.ts'
import { FORMATS, STYLES } from '../cell-style.ts'
import { type Expression, sum } from '../expression.ts'
import { Sheet } from '../sheet.ts'
import type { Wording } from '../words.ts'
import { byRequest, HeadcountLists } from './headcount-lists.ts'
import { SHEETS } from './headcount-words.ts'

const TOTAL = { zh: '合计', en: 'Total' } as const

/** Every class to ask for, and all that may go wrong: sales, shortages, attrition, investments. */
export function hiringSheet(plan: HeadcountPlan, wording: Wording, name: string): Sheet {
  const sheet = new Sheet(name, { frozenRows: 1, frozenColumns: 1, widths: [24, 16, 16, 22, 14, 16, 20] })
  sheet.put(0, 0, wording.first(SHEETS.hiring), STYLES.title)
  const lists = new HeadcountLists(plan, wording)
  const { people, cost } = lists.classes(sheet, byRequest(plan.classes))
  if (people.length > 0) {
    const row = sheet.height
    sheet.put(row, 3, wording.first(TOTAL), STYLES.total)
    const put = (column: number, content: Expression<number>, format: string) =>
      sheet.put(row, column, content, { ...STYLES.total, format })
    put(4, sum(sheet.range(people)), FORMATS.people)
    put(5, sum(sheet.range(cost)), FORMATS.money)
  }
  lists.sales(sheet, plan.sales)
  lists.shortages(sheet, plan.shortages)
  if (plan.transfers.length > 0) lists.transfers(sheet, plan.transfers)
  if (plan.attritionSensitivity.length > 0) lists.attrition(sheet)
  if (plan.investments.length > 0) lists.investments(sheet, plan.investments)
  return sheet
}
