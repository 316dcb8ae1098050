import type { Contract, Employee } from '../../../solver/domain/employee.ts'
import type { HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { allGroupsSheet } from './headcount/all-groups-sheet.ts'
import { assumptionsSheet } from './headcount/assumptions-sheet.ts'
import { checksSheet } from './headcount/checks-sheet.ts'
import { groupSheet } from './headcount/group-sheet.ts'
import { SHEETS } from './headcount/headcount-words.ts'
import { hiringSheet } from './headcount/hiring-sheet.ts'
import { peopleSheet } from './headcount/people-sheet.ts'
import { scenarioSheets } from './headcount/scenario-sheets.ts'
import { summarySheet } from './headcount/summary-sheet.ts'
import { weeksSheet } from './headcount/weeks-sheet.ts'
import { type Sheet, sheetName } from './sheet.ts'
import { type Bilingual, type Language, Wording } from './words.ts'
import { writeWorkbook } from './write-workbook.ts'

/** What stands beside the plan in its workbook. */
export interface HeadcountExtras {
  /** Plans of other scenarios over the same periods, to compare with this one. */
  readonly further?: readonly HeadcountPlan[]
  /** The people that the plan begins with, and their contracts. */
  readonly employees?: readonly Employee[]
  readonly contracts?: readonly Contract[]
}

/**
 * A headcount plan as an .xlsx workbook whose figures are live: what follows from other figures is a formula, parameters
 * stand on a sheet of their own, and a sheet of checks says whether it all still agrees. Headers are in the language and,
 * in a second line, in the other one. The same plan gives the same bytes.
 * @throws RangeError when a further plan is over other periods
 */
export async function headcountWorkbook(
  plan: HeadcountPlan,
  language: Language,
  extras: HeadcountExtras = {},
): Promise<Uint8Array> {
  return writeWorkbook(headcountSheets(plan, new Wording(language), extras))
}

function headcountSheets(plan: HeadcountPlan, wording: Wording, extras: HeadcountExtras): Sheet[] {
  const { further = [], employees = [], contracts = [] } = extras
  const taken: string[] = []
  const named = (wanted: string) => {
    const name = sheetName(wanted, taken)
    taken.push(name)
    return name
  }
  const name = (words: Bilingual) => named(wording.first(words))
  // Sheets of the workbook's own have their names before groups do, which may be called the same.
  const names = Object.fromEntries(Object.entries(SHEETS).map(([key, words]) => [key, name(words)])) as Record<
    keyof typeof SHEETS,
    string
  >
  const assumptions = assumptionsSheet(plan, wording, names.assumptions)
  const groups = plan.groups.map((group) =>
    groupSheet(plan, group, assumptions, wording, named(wording.name(group.name, group.groupId))),
  )
  const totals = allGroupsSheet(plan, groups, wording, names.allGroups)
  const weeks = weeksSheet(plan, wording, names.weeks)
  const checks = checksSheet(plan, groups, totals, wording, names.checks)
  const summary = summarySheet(plan, { totals, weeks, failedChecks: checks.failed }, wording, names.summary)
  const compared =
    further.length === 0
      ? []
      : scenarioSheets([plan, ...further], totals, wording, (words) =>
          words === SHEETS.scenarios ? names.scenarios : name(words),
        )
  const people = employees.length === 0 ? [] : [peopleSheet(employees, contracts, assumptions, wording, names.people)]
  return [
    ...[summary, hiringSheet(plan, wording, names.hiring), totals.sheet, ...groups.map(({ sheet }) => sheet)],
    ...[weeks.sheet, ...compared, ...people, assumptions.sheet, checks.sheet],
  ]
}
