import { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { checkRoster } from '../../solver/check/check-roster.ts'
import { type Horizon, MINUTES_PER_DAY, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import { compareIds, type Roster } from '../../solver/domain/roster.ts'
import { rosterOfTours, rulesProblem } from '../../solver/roster/rules-problem.ts'
import { writeOneFile } from '../exports/write-files.ts'
import { readText } from '../imports/plan-folder.ts'
import { readInstance } from '../imports/read-instance.ts'
import type { InstanceInputs } from '../imports/rostering-inputs.ts'
import { type RosteringOutcome, solveInThreads } from '../jobs/rostering-thread.ts'
import { SEED, wholeBetween } from './option-values.ts'
import type { PlanSignals } from './plan.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'

interface BenchmarkOptions {
  readonly timeLimit: number
  readonly out: string
  readonly seed: number
}

/** Kept of the time limit for checking and writing what was found, milliseconds. */
const ENDING_MS = 500

export const rosteringBenchmark = (signals: PlanSignals): Command =>
  new Command('rostering')
    .description('solve a public nurse-rostering instance (Curtois and Qu, 2014); JSON on stdout')
    .argument('<instance>', 'instance file')
    .requiredOption('--time-limit <seconds>', 'most time in all', wholeBetween(1, 86_400))
    .requiredOption('--out <file>', 'CSV of the roster: employee, day (from 0), shift')
    .option('--seed <number>', 'seed of the search', SEED, 1)
    .action((file: string, options: BenchmarkOptions) => solveInstance(file, options, signals))

async function solveInstance(file: string, options: BenchmarkOptions, { stop, cancel }: PlanSignals): Promise<void> {
  const endsAtMs = performance.timeOrigin + options.timeLimit * 1000 - ENDING_MS
  const text = await readText(file)
  const instance = readInstance(file, text)
  const say = progressLines(sayOnStderr)
  const outcome = await solveInThreads(
    [{ fileName: file, text, seed: options.seed, endsAtMs }],
    { endsAtMs, stop, cancel },
    (progress) => say({ stage: 'roster', ...progress }),
  )
  const roster = rosterFound(instance, outcome)
  const verdict = roster && checkedCost(instance, roster)
  if (roster) await writeOneFile(options.out, solutionCsv(roster, instance.horizon))
  else sayOnStderr(withoutRoster(outcome))
  console.log(JSON.stringify({ ...figures(outcome, verdict), seconds: seconds(), seed: options.seed }))
  if (verdict?.violations !== 0) process.exitCode = 1
}

const withoutRoster = ({ termination }: RosteringOutcome): string =>
  termination === 'infeasible'
    ? 'No roster keeps all hard rules; nothing was written.'
    : 'No roster was found in the time; nothing was written. Maybe allow more with --time-limit.'

const seconds = (): number => Math.round(performance.now()) / 1000

function rosterFound({ inputs, horizon }: InstanceInputs, { tours }: RosteringOutcome): Roster | undefined {
  return tours === null ? undefined : rosterOfTours(rulesProblem(inputs, horizon), tours)
}

interface Verdict {
  readonly objective: number
  /** Hard rules broken. */
  readonly violations: number
}

/** Cost and broken rules as the independent check finds them: the engine's own word is not taken. */
function checkedCost({ inputs, horizon }: InstanceInputs, roster: Roster): Verdict {
  const { violations, objective } = checkRoster(inputs, { horizon, queues: [] }, roster)
  return { objective, violations: violations.filter(({ severity }) => severity === 'hard').length }
}

/** What is not there is null: JSON has no infinity. */
function figures({ objectiveBound, termination, limit }: RosteringOutcome, verdict: Verdict | undefined) {
  const objective = verdict?.objective ?? null
  const bound = Number.isFinite(objectiveBound) ? objectiveBound : null
  const gap = objective === null || bound === null ? null : relativeGap(objective, bound)
  return { objective, bound, gap, termination, ...(limit && { limit }), violations: verdict?.violations ?? null }
}

const relativeGap = (objective: number, bound: number): number =>
  objective === bound ? 0 : (objective - bound) / Math.max(Math.abs(objective), 1e-9)

function solutionCsv({ assignments }: Roster, { startsAt }: Horizon): string {
  const rows = assignments
    .map(({ employeeId, startMs, templateId }) => ({
      employee: employeeId,
      day: Math.floor((startMs - startsAt) / MS_PER_MINUTE / MINUTES_PER_DAY),
      shift: templateId,
    }))
    .sort((a, b) => compareIds(a.employee, b.employee) || a.day - b.day)
  return stringify(rows, { header: true, columns: ['employee', 'day', 'shift'] })
}
