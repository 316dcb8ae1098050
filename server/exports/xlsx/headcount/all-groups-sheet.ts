import type { HeadcountPlan } from '../../../../solver/domain/headcount-plan.ts'
import { FORMATS, RED } from '../cell-style.ts'
import { ColumnTable, tableLayout } from '../column-table.ts'
import { sum } from '../expression.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { type Bilingual, periodWords, type Wording } from '../words.ts'
import type { GroupCells } from './group-sheet.ts'
import { MEASURES, moneyTitle, SECTIONS, SHEETS } from './headcount-words.ts'

const EXPECTED = { format: FORMATS.fte, total: true } as const
const WHOLE = { format: FORMATS.people, total: true } as const
const MONEY = { format: FORMATS.money, total: true } as const
const GAP = { format: FORMATS.difference, highlight: { operator: '<', style: RED } } as const

/** Measures that add up over groups, by section of the sheet. */
const SUMMED = {
  demand: [
    ['volume', WHOLE],
    ['workloadHours', WHOLE],
    ['agentHours', WHOLE],
    ['grossHours', WHOLE],
  ],
  people: [
    ['openingHeadcount', {}],
    ['hires', WHOLE],
    ['bookedHires', WHOLE],
    ['joiners', WHOLE],
    ['transfersIn', WHOLE],
    ['transfersOut', WHOLE],
    ['attrition', EXPECTED],
    ['closingHeadcount', {}],
    ['closingFte', {}],
  ],
  coverage: [
    ['requiredFte', {}],
    ['availableFte', {}],
    ['netFte', GAP],
  ],
  cost: [
    ['wages', MONEY],
    ['overtime', MONEY],
    ['external', MONEY],
    ['hiring', MONEY],
    ['transfers', MONEY],
    ['paid', { ...MONEY, style: { fontWeight: 'bold' } }],
    ['shortage', MONEY],
  ],
} as const
type Summed = (typeof SUMMED)[keyof typeof SUMMED][number][0]

export interface TotalCells {
  readonly sheet: Sheet
  /** `[period]` */
  readonly cells: Readonly<Record<Summed, readonly CellRef<number>[]>>
}

/** Sums over all groups' sheets, then what each group is short of. */
export function allGroupsSheet(
  plan: HeadcountPlan,
  groups: readonly GroupCells[],
  wording: Wording,
  name: string,
): TotalCells {
  const sheet = new Sheet(name, tableLayout(plan.periods.length))
  const columns = plan.periods.map(({ label }) => periodWords(label))
  const table = new ColumnTable(sheet, wording, SHEETS.allGroups, columns)
  const sections: Readonly<Record<keyof typeof SUMMED, Bilingual>> = {
    ...SECTIONS,
    cost: moneyTitle(plan.basis.currency),
  }
  const cells = Object.entries(SUMMED).flatMap(([section, measures]) => {
    table.section(sections[section as keyof typeof SUMMED])
    return measures.map(([measure, options]) => {
      const line = table.line(MEASURES[measure], options)
      plan.periods.forEach((_, period) => {
        line.add(sum(groups.map((group) => group.cells[measure][period]!)))
      })
      return [measure, line.cells] as const
    })
  })
  table.section({ zh: '各小组余缺 FTE', en: 'Gap or surplus FTE by group' })
  for (const group of groups) {
    const groupName = wording.name(group.group.name, group.group.groupId)
    const line = table.line({ zh: groupName, en: groupName }, GAP)
    for (const cell of group.cells.netFte) line.add(cell)
  }
  return { sheet, cells: Object.fromEntries(cells) as TotalCells['cells'] }
}
