import { Command } from 'commander'
import { type Horizon, horizonEnd, intervalStart, localStamp, MAX_WEEKS } from '../../solver/domain/horizon.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { MAX_CONCURRENCY } from '../../solver/domain/queue.ts'
import type { IntervalService, TargetOutcome } from '../../solver/domain/service-outputs.ts'
import { horizonsOfPeople } from '../../solver/domain/site.ts'
import { simulateInThreads } from '../jobs/simulate-in-threads.ts'
import { numberBetween, SEED, wholeBetween } from './option-values.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'
import { type RosterOptions, type RosterToCheck, readRosterToCheck } from './roster-to-check.ts'
import { type ProfileOptions, simulateProfile } from './simulate-profile.ts'

type SimulateOptions = Omit<RosterOptions, 'roster'> & ProfileOptions & { readonly roster?: string }

export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('simulate a roster, or agents by interval, against sampled demand: service with confidence intervals')
    .argument('[folder]', 'plan folder; not with --profile')
    .option('--roster <file>', 'roster.csv to simulate')
    .option('--week <date>', 'first day of the first week, YYYY-MM-DD')
    .option('--weeks <number>', 'weeks that the roster is for; default: 1', wholeBetween(1, MAX_WEEKS))
    .option('--profile <file>', 'CSV volume,agents[,aht_seconds][,start], one row an interval, in the place of a plan')
    .option('--interval <minutes>', 'of a profile: length of its intervals', numberBetween(1, 1440))
    .option('--aht <seconds>', 'of a profile: mean handling time', numberBetween(0.001, 86_400))
    .option('--within <seconds>', 'of a profile: threshold of the service level', numberBetween(0, 86_400))
    .option('--patience <seconds>', 'of a profile: mean time a waiting customer stays', numberBetween(0, 86_400))
    .option('--concurrency <number>', 'of a profile: contacts an agent holds', wholeBetween(1, MAX_CONCURRENCY))
    .option('--gain <factor>', 'of a profile: throughput with full hands', numberBetween(1, MAX_CONCURRENCY))
    .option(
      '--replications <number>',
      'simulated times of the weeks, or runs of the profile',
      wholeBetween(2, 100_000),
      100,
    )
    .option('--seed <number>', 'seed of the random numbers', SEED, 1)
    .option('--scenario <scenario>', 'id or file of a scenario to simulate')
    .option('--history <file>', "interval export read in the place of the plan's history")
    .option('--json', 'print JSON only')
    .action(async (folder: string | undefined, options: SimulateOptions) => {
      if ((folder === undefined) === (options.profile === undefined))
        throw new PlanningInputError({
          value: 'simulate',
          problem: folder === undefined ? 'has nothing to simulate' : 'is given both a plan folder and --profile',
          hint: 'Give a plan folder with --roster and --week, or --profile FILE.',
        })
      refuseOptionsOfPlans(options)
      if (folder === undefined) await simulateProfile(options.profile!, options)
      else await simulateFolder(folder, options)
    })

/** Options that choose what a plan folder holds would be without effect on a profile. */
function refuseOptionsOfPlans(options: SimulateOptions): void {
  if (options.profile === undefined) return
  const given = (['roster', 'week', 'weeks', 'scenario', 'history'] as const).find(
    (name) => options[name] !== undefined,
  )
  if (given === undefined) return
  throw new PlanningInputError({
    value: `--${given}`,
    problem: 'is for a plan folder, not for --profile',
    hint: 'Leave it away, or give a plan folder in the place of --profile.',
  })
}

async function simulateFolder(folder: string, options: SimulateOptions): Promise<void> {
  const { replications, seed } = options
  const say = progressLines(sayOnStderr)
  const file = needed('--roster', options.roster)
  const week = needed('--week', options.week)
  const given = await readRosterToCheck(folder, { ...options, roster: file, week }, say)
  const { weeks } = given
  const { horizon } = given.forecast
  refuseOtherWeeks(file, given, horizon)
  const onProgress = (fraction: number) => say({ stage: 'simulate', fraction })
  const { levels, intervals, targets } = await simulateInThreads(given, { replications, seed, onProgress })
  if (options.json) {
    const { inputHash } = given.inputs
    const queues = intervals.map((service) => intervalColumns(service, horizon))
    const reply = { week, weeks, seed, replications, inputHash, serviceLevels: levels, targets, intervals: queues }
    console.log(JSON.stringify(reply, null, 2))
    return
  }
  for (const { queue, target, mean, lower95, upper95, worstInterval } of levels) {
    const worst = worstInterval === null ? '' : `; worst ${worstInterval.mean.toFixed(3)} at ${worstInterval.start}`
    console.log(`${queue}: ${mean.toFixed(4)} [${lower95.toFixed(4)}, ${upper95.toFixed(4)}], target ${target}${worst}`)
  }
  for (const target of targets.filter(({ verdict }) => verdict !== 'met')) console.log(unmetLine(target))
}

function unmetLine({ queue, kind, asked, mean, at, verdict }: TargetOutcome): string {
  return `${queue}: ${kind} ${verdict}: ${mean.toFixed(4)} for ${asked}${at === null ? '' : ` at ${at}`}`
}

/** One column a measure; null where there was nothing to measure. */
function intervalColumns({ queueId, ...columns }: IntervalService, horizon: Horizon) {
  const starts = Array.from({ length: horizon.intervals }, (_, interval) =>
    localStamp(intervalStart(horizon, interval), horizon.zone),
  )
  const lists = Object.entries(columns).map(([name, values]) => [name, Array.from(values)])
  return { queue: queueId, starts, ...Object.fromEntries(lists) }
}

function needed(option: string, value: string | undefined): string {
  if (value !== undefined) return value
  throw new PlanningInputError({
    value: option,
    problem: 'is missing',
    hint: 'Give --roster FILE and --week DATE with a plan folder, or --profile FILE without one.',
  })
}

/** Shifts of another week would be simulated as if nobody worked. */
function refuseOtherWeeks(file: string, { inputs, roster }: RosterToCheck, horizon: Horizon): void {
  const horizonOf = horizonsOfPeople(inputs, horizon)
  const outside = roster.assignments.filter(
    ({ employeeId, startMs }) =>
      startMs < horizonOf(employeeId).startsAt || startMs >= horizonEnd(horizonOf(employeeId)),
  )
  const [first] = outside
  if (!first) return
  throw new PlanningInputError({
    file,
    column: 'start',
    value: localStamp(first.startMs, horizonOf(first.employeeId).zone),
    problem: `is outside the weeks to simulate, as are ${outside.length - 1} other shifts`,
    hint: 'Give the weeks of the roster with --week and --weeks, or a roster of those alone.',
  })
}
