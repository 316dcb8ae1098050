import { join } from 'node:path'
import { Command } from 'commander'
import { MAX_WEEKS } from '../../solver/domain/horizon.ts'
import type { PlanReportReply } from '../contracts/plan-report.ts'
import { RUN_FILES } from '../contracts/run.ts'
import { inFolder, writeFiles } from '../exports/write-files.ts'
import { runPlanInProcess } from '../jobs/run-plan.ts'
import { gateLines } from './gate-lines.ts'
import { type KeepOptions, keepRequestFrom, withKeepOptions } from './keep-options.ts'
import { livingLines } from './living-lines.ts'
import { moneyIn } from './money.ts'
import { numberBetween, SEED, wholeBetween } from './option-values.ts'
import { namingHistory, type PlanSource, readSource } from './plan-source.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'

interface PlanOptions extends PlanSource, KeepOptions {
  readonly week: string
  readonly weeks: number
  readonly out: string
  readonly seed: number
  readonly timeLimit: number
  readonly gap: number
  readonly replications: number
}

/** Told by Ctrl-C: once ends the search and keeps the best roster found, twice ends all with nothing written. */
export interface PlanSignals {
  readonly stop: AbortSignal
  readonly cancel: AbortSignal
}

export const planCommand = (signals: PlanSignals): Command =>
  withKeepOptions(planOptions()).action((folder: string, options: PlanOptions) => makePlan(folder, options, signals))

const planOptions = (): Command =>
  new Command('plan')
    .description('plan a week or several in a row: forecast, requirement, roster, check and simulation')
    .argument('<folder>', 'plan folder')
    .requiredOption('--week <date>', 'first day of the first week, YYYY-MM-DD')
    .option('--weeks <number>', 'weeks to plan together', wholeBetween(1, MAX_WEEKS), 1)
    .requiredOption('--out <folder>', `folder for ${RUN_FILES.join(', ')}`)
    .option('--scenario <scenario>', 'id or file of a scenario')
    .option('--history <file>', "interval export read in the place of the plan's history")
    .option('--seed <number>', 'seed of the simulation', SEED, 1)
    .option('--time-limit <seconds>', 'last resort: most time for each making of the roster', wholeBetween(1, 3600), 60)
    .option('--gap <share>', 'relative gap to the bound at which the search may stop', numberBetween(0, 1), 0.01)
    .option('--replications <number>', 'times that the weeks are simulated', wholeBetween(2, 2000), 30)

/** Of a plan that went on from a roster. */
const KEPT_FILES = ['changes.csv', 'frontier.csv'] as const

async function makePlan(folder: string, options: PlanOptions, { stop, cancel }: PlanSignals): Promise<void> {
  const { week, weeks, seed, gap, replications, timeLimit: timeLimitSeconds } = options
  const source = await readSource(folder, options)
  const keep = await keepRequestFrom(options)
  const runOptions = { week, weeks, seed, gap, replications, timeLimitSeconds, scenario: source.scenarioId }
  const { report, names } = await inFolder(options.out, async () => {
    const planned = await namingHistory(source, options, () =>
      runPlanInProcess({ files: source.files, options: runOptions, keep }, progressLines(sayOnStderr), cancel, stop),
    )
    const names = [...RUN_FILES, ...KEPT_FILES].filter((name) => planned.contents.has(name))
    await writeFiles(options.out, new Map(names.map((name) => [name, planned.contents.get(name)!])))
    return { report: planned.report, names }
  })
  for (const line of summary(report)) console.log(line)
  console.log(`Written: ${names.map((name) => join(options.out, name)).join(' ')}`)
  if (report.violations.some(({ severity }) => severity === 'hard')) process.exitCode = 1
}

const spanOf = ({ week, weeks }: PlanReportReply): string =>
  weeks === 1 ? `Week ${week}` : `${weeks} weeks from ${week}`

/** The plan in a few lines: what it costs, how good it is, and all that it does not reach. */
function summary(report: PlanReportReply): string[] {
  const money = moneyIn(report.currency)
  const percent = (share: number | null) => (share === null ? 'unknown' : `${(100 * share).toFixed(2)} %`)
  const hard = report.violations.filter(({ severity }) => severity === 'hard').length
  return [
    `${spanOf(report)}, scenario ${report.scenario}: ${report.termination}${report.limit === 'stopped' ? ', stopped' : ''}`,
    `Wages ${money(report.cost)}; objective ${money(report.objective)}, bound ${money(report.objectiveBound)}, gap ${percent(report.relativeGap)}`,
    `Violations: ${hard} hard, ${report.violations.length - hard} soft`,
    ...report.serviceLevels.map(
      ({ queue, target, mean, lower95, upper95 }) =>
        `${queue}: ${percent(mean)} (${percent(lower95)} to ${percent(upper95)}), target ${target}`,
    ),
    ...report.unmet.map(
      ({ queue, kind, start, end, worst }) =>
        `Unmet: ${queue} ${kind} by ${Number(worst.toFixed(2))}, ${start} to ${end}`,
    ),
    ...report.missing.map(
      ({ queue, serviceLevel, asked, start, end, agents, why }) =>
        `Missing: ${queue} ${percent(serviceLevel)} of ${percent(asked)}, ${start} to ${end}: ${agents.toFixed(1)} agents more would do` +
        (why === 'noPeople' ? ', nobody is left' : ', no rounds were left'),
    ),
    ...livingLines(report, money),
    ...report.warnings.map((warning) => `Warning: ${warning}`),
    ...(report.gate ? gateLines(report.gate) : []),
  ]
}
