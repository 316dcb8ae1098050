import { join } from 'node:path'
import { Command } from 'commander'
import { compareScenarios } from '../../solver/compare/compare-scenarios.ts'
import type { Comparison } from '../../solver/domain/comparison.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { comparisonFiles } from '../exports/comparison-files.ts'
import { type FileContent, inFolder, writeFiles } from '../exports/write-files.ts'
import { comparisonWorkbook } from '../exports/xlsx/comparison-workbook.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import type { PlannedInPlace } from '../jobs/compare-in-processes.ts'
import { scenarioOf } from '../jobs/plan-scenarios.ts'
import { type CompareSources, readCompareSources } from './compare-sources.ts'
import {
  type ComparisonOptions,
  factsOf,
  failOnBrokenRules,
  planAll,
  withComparisonOptions,
} from './comparison-options.ts'
import { comparisonTable } from './comparison-words.ts'
import type { PlanSignals } from './plan.ts'

interface CompareOptions extends ComparisonOptions {
  readonly scenario: readonly string[]
}

const REPLICATIONS = 30

export const compareCommand = (signals: PlanSignals): Command =>
  withComparisonOptions(
    new Command('compare')
      .description(
        'plan a week in several scenarios and set them beside one another; the first is what others differ from',
      )
      .argument('<folder>', 'plan folder')
      .option(
        '--scenario <scenario>',
        'id or file of a scenario, several joined by "+", "baseline" for the plan as it stands; repeat the option',
        (one: string, others: readonly string[]) => [...others, one],
        [],
      )
      .requiredOption(
        '--out <folder>',
        'folder for comparison.xlsx, comparison.csv, waterfall.csv, comparison.json and a folder for each plan',
      ),
    REPLICATIONS,
  ).action((folder: string, options: CompareOptions) => compare(folder, options, signals))

async function compare(folder: string, options: CompareOptions, signals: PlanSignals): Promise<void> {
  if (options.scenario.length < 2) {
    const hint = 'Name two or more, such as --scenario baseline --scenario double-11.'
    throw new PlanningInputError({ value: '--scenario', problem: `is given ${options.scenario.length} times`, hint })
  }
  const sources = await readCompareSources(folder, options.scenario)
  const { files, scenarioIds } = sources
  const scenarios = scenarioIds.map((id) => ({ id, base: id, settings: [] }))
  const comparison = await inFolder(options.out, async () => {
    const planned = await planAll({ files, scenarios, keepFiles: true, withEstimates: true }, options, signals)
    const made = compareScenarios(planned.map((each) => each.planned))
    await writeFiles(options.out, await filesOf(made, planned, sources, options))
    failOnBrokenRules(planned)
    return made
  })
  for (const line of comparisonTable(comparison, options.lang)) console.log(line)
  console.log(
    `Written: ${join(options.out, 'comparison.xlsx')}, the same figures as .csv, and the plan of each scenario in a folder beside it`,
  )
}

async function filesOf(
  comparison: Comparison,
  planned: readonly PlannedInPlace[],
  { files }: CompareSources,
  options: CompareOptions,
): Promise<Map<string, FileContent>> {
  const facts = factsOf(options)
  const inputs = parsePlanFolder(files)
  const scenarios = comparison.scenarios.map(({ scenario }) => scenarioOf(files, inputs, scenario))
  const { settings } = inputs
  const workbook = await comparisonWorkbook({ comparison, facts, scenarios, settings, language: options.lang })
  return new Map<string, FileContent>([
    ['comparison.xlsx', () => [workbook]],
    ...comparisonFiles(comparison, facts),
    ...filesOfPlans(planned),
  ])
}

const filesOfPlans = (planned: readonly PlannedInPlace[]): [string, string][] =>
  planned.flatMap((each) =>
    [...each.contents].map(([name, text]): [string, string] => [`${each.planned.scenario}/${name}`, text]),
  )
