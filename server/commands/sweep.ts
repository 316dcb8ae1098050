import { join } from 'node:path'
import { Command } from 'commander'
import { compareScenarios } from '../../solver/compare/compare-scenarios.ts'
import { parseSweepLevers, sweepPoints } from '../../solver/compare/sweep-levers.ts'
import { BASELINE } from '../../solver/domain/scenario.ts'
import { SWEEP_REPLICATIONS } from '../contracts/comparison.ts'
import { sweepFiles } from '../exports/comparison-files.ts'
import { inFolder, writeFiles } from '../exports/write-files.ts'
import { readCompareSources } from './compare-sources.ts'
import {
  type ComparisonOptions,
  factsOf,
  failOnBrokenRules,
  planAll,
  withComparisonOptions,
} from './comparison-options.ts'
import { sweepTable } from './comparison-words.ts'
import type { PlanSignals } from './plan.ts'

interface SweepOptions extends ComparisonOptions {
  readonly lever: readonly string[]
  readonly scenario: string
}

export const sweepCommand = (signals: PlanSignals): Command =>
  withComparisonOptions(
    new Command('sweep')
      .description('plan a week with a lever at many settings, or two levers in a grid')
      .argument('<folder>', 'plan folder')
      .option(
        '--lever <lever>',
        'LEVER[:OF]=FROM:TO:STEP or LEVER[:OF]=VALUE,VALUE; levers: volume, aht, deflection:QUEUE, absence, hires:GROUP, target:QUEUE, patience; twice for a grid',
        (one: string, others: readonly string[]) => [...others, one],
        [],
      )
      .option(
        '--scenario <scenario>',
        'scenario that the levers are laid over: id, file, or several joined by "+"',
        BASELINE.id,
      )
      .requiredOption('--out <folder>', 'folder for sweep.csv and sweep.json'),
    SWEEP_REPLICATIONS,
  ).action((folder: string, options: SweepOptions) => sweep(folder, options, signals))

async function sweep(folder: string, options: SweepOptions, signals: PlanSignals): Promise<void> {
  const points = sweepPoints(parseSweepLevers(options.lever))
  const { files, scenarioIds } = await readCompareSources(folder, [options.scenario])
  const scenarios = points.map((point) => ({ ...point, base: scenarioIds[0]! }))
  const work = { files, scenarios, keepFiles: false, withEstimates: false }
  const swept = await inFolder(options.out, async () => {
    const planned = await planAll(work, options, signals)
    const made = compareScenarios(planned.map((each) => each.planned))
    await writeFiles(options.out, sweepFiles(made, factsOf(options)))
    failOnBrokenRules(planned)
    return made
  })
  for (const line of sweepTable(swept, options.lang)) console.log(line)
  console.log(`Written: ${join(options.out, 'sweep.csv')} ${join(options.out, 'sweep.json')}`)
}
