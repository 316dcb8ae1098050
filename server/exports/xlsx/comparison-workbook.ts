import type { Comparison } from '../../../solver/domain/comparison.ts'
import type { PlanSettings } from '../../../solver/domain/plan-inputs.ts'
import type { Scenario } from '../../../solver/domain/scenario.ts'
import type { ComparisonFacts } from '../comparison-files.ts'
import { assumptionsSheet } from './comparison/assumptions-sheet.ts'
import { checksSheet } from './comparison/checks-sheet.ts'
import { comparedNames } from './comparison/compared-figures.ts'
import { SHEETS } from './comparison/comparison-words.ts'
import { type ScenarioCells, scenarioSheet } from './comparison/scenario-sheet.ts'
import { putSummaryEnd, summarySheet } from './comparison/summary-sheet.ts'
import { waterfallSheet } from './comparison/waterfall-sheet.ts'
import { sheetName } from './sheet.ts'
import { type Language, Wording } from './words.ts'
import { writeWorkbook } from './write-workbook.ts'

/** A comparison to be written as a workbook. */
export interface ComparisonOfPlan {
  readonly comparison: Comparison
  readonly facts: ComparisonFacts
  /** What the compared scenarios change, by their ids; of others the workbook has the figures alone. */
  readonly scenarios: readonly Scenario[]
  /** Names of queues and groups. */
  readonly settings: Pick<PlanSettings, 'queues' | 'groups'>
  readonly language: Language
}

/**
 * A comparison of scenarios as an .xlsx workbook: a summary whose differences and gaps are formulas of the scenarios' own
 * sheets, waterfalls whose running totals must arrive at the plans, what everything rests on, and checks. Headers are in
 * the language and, in a second line, in the other one. The same comparison gives the same bytes.
 * @throws RangeError for a comparison without scenarios
 */
export async function comparisonWorkbook(given: ComparisonOfPlan): Promise<Uint8Array> {
  const { comparison, facts, scenarios, settings, language } = given
  if (comparison.scenarios.length === 0) throw new RangeError('A comparison without scenarios has no workbook.')
  const wording = new Wording(language)
  const names = comparedNames(scenarios, settings)
  const taken: string[] = []
  const named = (wanted: string) => {
    const name = sheetName(wanted, taken)
    taken.push(name)
    return name
  }
  // Sheets of the workbook's own have their names before scenarios do, which may be called the same.
  const own = Object.fromEntries(
    Object.entries(SHEETS).map(([key, words]) => [key, named(wording.first(words))]),
  ) as Record<keyof typeof SHEETS, string>
  const cells: ScenarioCells[] = []
  for (const compared of comparison.scenarios) {
    const name = named(wording.first(names.scenario(compared.scenario)))
    cells.push(scenarioSheet(compared, cells[0], names, wording, name))
  }
  const waterfall = waterfallSheet(cells, names, wording, own.waterfall)
  const summary = summarySheet(comparison, cells, names, wording, own.summary)
  const checks = checksSheet(cells, summary, waterfall.checks, names, wording, own.checks)
  putSummaryEnd(summary, checks.failed, wording)
  const assumptions = assumptionsSheet(comparison, facts, scenarios, names, wording, own.assumptions)
  return writeWorkbook([summary.sheet, ...cells.map(({ sheet }) => sheet), waterfall.sheet, assumptions, checks.sheet])
}
