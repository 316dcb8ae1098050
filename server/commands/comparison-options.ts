import { availableParallelism } from 'node:os'
import { type Command, Option } from 'commander'
import { MAX_WEEKS } from '../../solver/domain/horizon.ts'
import { COMPARED_SERVICE_ROUNDS } from '../contracts/comparison.ts'
import type { ComparisonFacts } from '../exports/comparison-files.ts'
import { type PlannedInPlace, planInProcesses } from '../jobs/compare-in-processes.ts'
import type { CompareWork } from '../jobs/compare-task.ts'
import { comparisonProgress } from './comparison-progress.ts'
import { COMPARISON_LANGUAGES, type ComparisonLanguage } from './comparison-words.ts'
import { numberBetween, SEED, wholeBetween } from './option-values.ts'
import type { PlanSignals } from './plan.ts'
import { sayOnStderr } from './progress-lines.ts'

/** Options that every scenario of a comparison, and every point of a sweep, is planned with. */
export interface ComparisonOptions {
  readonly week: string
  readonly weeks: number
  readonly out: string
  readonly seed: number
  readonly gap: number
  readonly timeLimit: number
  readonly replications: number
  readonly serviceRounds: number
  readonly workers: number
  readonly lang: ComparisonLanguage
}

/** A machine with more cores has hardly the memory for more solvers. */
const MOST_WORKERS = 16

export const withComparisonOptions = (command: Command, replications: number): Command =>
  command
    .requiredOption('--week <date>', 'first day of the first week, YYYY-MM-DD')
    .option('--weeks <number>', 'weeks to plan together', wholeBetween(1, MAX_WEEKS), 1)
    .option('--seed <number>', 'seed of the simulation', SEED, 1)
    .option('--gap <share>', 'relative gap to the bound at which a search may stop', numberBetween(0, 1), 0.01)
    .option('--time-limit <seconds>', 'last resort: most time for each making of a roster', wholeBetween(1, 3600), 60)
    .option('--replications <number>', 'times that the weeks are simulated', wholeBetween(2, 2000), replications)
    .option(
      '--service-rounds <number>',
      "most makings of a roster again where its simulated service falls short; a plan's own number if that is less",
      wholeBetween(0, 10),
      COMPARED_SERVICE_ROUNDS,
    )
    .option(
      '--workers <number>',
      'processes that plan at the same time; results do not depend on it',
      wholeBetween(1, MOST_WORKERS),
      Math.min(MOST_WORKERS, availableParallelism()),
    )
    .addOption(new Option('--lang <language>', 'of what is printed').choices(COMPARISON_LANGUAGES).default('en'))

/** What decides the results, as it is written beside them. */
export const factsOf = (options: ComparisonOptions): ComparisonFacts => ({
  ...{ week: options.week, weeks: options.weeks, seed: options.seed, gap: options.gap },
  ...{ replications: options.replications, serviceRounds: options.serviceRounds },
  timeLimitSeconds: options.timeLimit,
})

/** Plans all scenarios, saying on stderr how far it is. */
export async function planAll(
  work: Omit<CompareWork, 'options' | 'mostServiceRounds'>,
  options: ComparisonOptions,
  { stop, cancel }: PlanSignals,
): Promise<PlannedInPlace[]> {
  const { serviceRounds: mostServiceRounds, ...runOptions } = factsOf(options)
  const whole = { ...work, mostServiceRounds, options: runOptions }
  const onProgress = comparisonProgress(whole, sayOnStderr)
  const planned = await planInProcesses(whole, options.workers, { onProgress, signal: cancel, stop })
  const missing = work.scenarios.length - planned.length
  if (missing > 0) sayOnStderr(`Stopped: ${missing} of ${work.scenarios.length} were not begun and are left out.`)
  return planned
}

/** A roster that breaks a hard rule makes the command fail, as it does for one plan alone. */
export function failOnBrokenRules(planned: readonly PlannedInPlace[]): void {
  const isBroken = ({ planned: { values } }: PlannedInPlace) =>
    values.some(({ measure, value }) => measure === 'hardViolations' && value !== null && value > 0)
  if (planned.some(isBroken)) process.exitCode = 1
}
