import { Command } from 'commander'
import { type Horizon, horizonEnd, localStamp } from '../../solver/domain/horizon.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Roster } from '../../solver/domain/roster.ts'
import { simulateRoster } from '../../solver/simulate/simulate-roster.ts'
import { SEED, wholeBetween } from './option-values.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'
import { type RosterOptions, readRosterToCheck } from './roster-to-check.ts'

interface SimulateOptions extends RosterOptions {
  readonly replications: number
  readonly seed: number
  readonly json?: true
}

export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('simulate a roster against sampled demand: service levels with confidence intervals')
    .argument('<folder>', 'plan folder')
    .requiredOption('--roster <file>', 'roster.csv to simulate')
    .requiredOption('--week <date>', 'first day of the week, YYYY-MM-DD')
    .option('--replications <number>', 'simulated weeks', wholeBetween(2, 10_000), 100)
    .option('--seed <number>', 'seed of the random numbers', SEED, 1)
    .option('--scenario <scenario>', 'id or file of a scenario to simulate')
    .option('--history <file>', "interval export read in the place of the plan's history")
    .option('--json', 'print JSON only')
    .action(async (folder: string, options: SimulateOptions) => {
      const { replications, seed } = options
      const say = progressLines(sayOnStderr)
      const { inputs, forecast, requirement, roster, week } = await readRosterToCheck(folder, options, say)
      refuseOtherWeeks(options.roster, roster, forecast.horizon)
      const onProgress = (fraction: number) => say({ stage: 'simulate', fraction })
      const service = simulateRoster(inputs, forecast, requirement, roster, { replications, seed, onProgress })
      const serviceLevels = service.levels
      if (options.json) {
        const { inputHash } = inputs
        console.log(JSON.stringify({ week, seed, replications, inputHash, serviceLevels }, null, 2))
        return
      }
      for (const { queue, target, mean, lower95, upper95, worstInterval } of serviceLevels) {
        const worst = worstInterval === null ? '' : `; worst ${worstInterval.mean.toFixed(3)} at ${worstInterval.start}`
        console.log(
          `${queue}: ${mean.toFixed(4)} [${lower95.toFixed(4)}, ${upper95.toFixed(4)}], target ${target}${worst}`,
        )
      }
    })

/** Shifts of another week would be simulated as if nobody worked. */
function refuseOtherWeeks(file: string, { assignments }: Roster, horizon: Horizon): void {
  const outside = assignments.filter(({ startMs }) => startMs < horizon.startsAt || startMs >= horizonEnd(horizon))
  const [first] = outside
  if (!first) return
  throw new PlanningInputError({
    file,
    column: 'start',
    value: localStamp(first.startMs, horizon.zone),
    problem: `is outside the week to simulate, as are ${outside.length - 1} other shifts`,
    hint: 'Give the week of the roster with --week, or a roster of that week alone.',
  })
}
