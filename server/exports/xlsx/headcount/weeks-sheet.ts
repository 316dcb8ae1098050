import type { GroupHeadcount, HeadcountPlan } from '../../../../solver/domain/headcount-plan.ts'
import { FORMATS, RED } from '../cell-style.ts'
import { ColumnTable, type Line, tableLayout } from '../column-table.ts'
import { minus, sum } from '../expression.ts'
import { Sheet } from '../sheet.ts'
import { type Bilingual, bothNames, followedBy, type Wording } from '../words.ts'
import { MEASURES, SHEETS } from './headcount-words.ts'

const HOURS = { format: FORMATS.people, total: true, isInput: false } as const
const WORDS = {
  overtime: { zh: '加班工时', en: 'Overtime hours' },
  hourly: { zh: '小时工工时', en: 'Hours of hourly staff' },
  external: { zh: '外部人力工时：', en: 'External hours:' },
  short: { zh: '缺口工时', en: 'Hours short' },
  salesWeek: { zh: '大促', en: 'sale' },
} as const satisfies Record<string, Bilingual>

/** Coverage week by week: what every group needs and has, and what makes up the difference. */
export function weeksSheet(
  plan: HeadcountPlan,
  wording: Wording,
  name: string,
): { readonly sheet: Sheet; readonly required: Line; readonly short: Line } {
  const sheet = new Sheet(name, tableLayout(plan.weeks.length))
  const columns = plan.weeks.map(({ firstDate, sales }) =>
    sales.length > 0
      ? { zh: `${firstDate}\n${WORDS.salesWeek.zh}`, en: `${firstDate}\n${WORDS.salesWeek.en}` }
      : { zh: firstDate, en: firstDate },
  )
  const table = new ColumnTable(sheet, wording, SHEETS.weeks, columns)
  const groups = plan.groups.map((group) => addGroup(table, group))
  table.section(SHEETS.allGroups)
  const required = table.line(MEASURES.requiredFte)
  const short = table.line(WORDS.short, { ...HOURS, highlight: { operator: '>', style: RED } })
  plan.weeks.forEach((_, week) => {
    required.add(sum(groups.map((group) => group.required.cells[week]!)))
    short.add(sum(groups.map((group) => group.short.cells[week]!)))
  })
  return { sheet, required, short }
}

function addGroup(table: ColumnTable, group: GroupHeadcount) {
  table.section(bothNames(group.name))
  const required = table.line(MEASURES.requiredFte, { isInput: false })
  const available = table.line(MEASURES.availableFte, { isInput: false })
  const net = table.line(MEASURES.netFte, { format: FORMATS.difference, highlight: { operator: '<', style: RED } })
  group.weekRequiredFte.forEach((fte, week) => {
    net.add(minus(available.add(group.weekAvailableFte[week]!), required.add(fte)))
  })
  const hours = (words: Bilingual, values: readonly number[], options: Parameters<ColumnTable['line']>[1] = HOURS) => {
    const line = table.line(words, options)
    for (const value of values) line.add(value)
    return line
  }
  hours(WORDS.overtime, group.weekOvertimeHours)
  hours(WORDS.hourly, group.weekHourlyHours)
  for (const source of group.weekExternalHours) hours(followedBy(WORDS.external, source.sourceId), source.hours)
  const short = hours(WORDS.short, group.weekShortHours, { ...HOURS, highlight: { operator: '>', style: RED } })
  return { required, short }
}
