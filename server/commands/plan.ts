import { join } from 'node:path'
import { Command } from 'commander'
import type { PlanReportReply } from '../contracts/plan-report.ts'
import { RUN_FILES } from '../contracts/run.ts'
import { inFolder, writeFiles } from '../exports/write-files.ts'
import { runPlanInWorker } from '../jobs/run-plan.ts'
import { gateLines } from './gate-lines.ts'
import { numberBetween, SEED, wholeBetween } from './option-values.ts'
import { namingHistory, type PlanSource, readSource } from './plan-source.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'

interface PlanOptions extends PlanSource {
  readonly week: string
  readonly out: string
  readonly seed: number
  readonly timeLimit: number
  readonly gap: number
  readonly replications: number
}

/** @param signal ends the solve; nothing is written then */
export const planCommand = (signal: AbortSignal): Command =>
  new Command('plan')
    .description('plan a week: forecast, requirement, roster, check and simulation')
    .argument('<folder>', 'plan folder')
    .requiredOption('--week <date>', 'first day of the week, YYYY-MM-DD')
    .requiredOption('--out <folder>', `folder for ${RUN_FILES.join(', ')}`)
    .option('--scenario <scenario>', 'id or file of a scenario')
    .option('--history <file>', "interval export read in the place of the plan's history")
    .option('--seed <number>', 'seed of the simulation', SEED, 1)
    .option('--time-limit <seconds>', 'most time for the roster', wholeBetween(1, 3600), 60)
    .option('--gap <share>', 'relative gap to the bound at which the search may stop', numberBetween(0, 1), 0.01)
    .option('--replications <number>', 'simulated weeks', wholeBetween(2, 2000), 30)
    .action((folder: string, options: PlanOptions) => makePlan(folder, options, signal))

async function makePlan(folder: string, options: PlanOptions, signal: AbortSignal): Promise<void> {
  const { week, seed, gap, replications, timeLimit: timeLimitSeconds } = options
  const source = await readSource(folder, options)
  const runOptions = { week, seed, gap, replications, timeLimitSeconds, scenario: source.scenarioId }
  const report = await inFolder(options.out, async () => {
    const planned = await namingHistory(source, options, () =>
      runPlanInWorker({ files: source.files, options: runOptions }, progressLines(sayOnStderr), signal),
    )
    await writeFiles(options.out, new Map(RUN_FILES.map((name) => [name, planned.contents.get(name)!])))
    return planned.report
  })
  for (const line of summary(report)) console.log(line)
  console.log(`Written: ${RUN_FILES.map((name) => join(options.out, name)).join(' ')}`)
  if (report.violations.some(({ severity }) => severity === 'hard')) process.exitCode = 1
}

/** The plan in a few lines: what it costs, how good it is, and all that it does not reach. */
function summary(report: PlanReportReply): string[] {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency: report.currency })
  const money = (minor: number) => digits.format(minor / 10 ** (digits.resolvedOptions().maximumFractionDigits ?? 2))
  const percent = (share: number | null) => (share === null ? 'unknown' : `${(100 * share).toFixed(2)} %`)
  const hard = report.violations.filter(({ severity }) => severity === 'hard').length
  return [
    `Week ${report.week}, scenario ${report.scenario}: ${report.termination}`,
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
    ...report.warnings.map((warning) => `Warning: ${warning}`),
    ...(report.gate ? gateLines(report.gate) : []),
  ]
}
