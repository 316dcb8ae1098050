import { Command, Option } from 'commander'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { MAX_CONCURRENCY } from '../../solver/domain/queue.ts'
import { afterShrinkage } from '../../solver/staffing/instant-staffing.ts'
import { evaluateQueue, leastAgents, MAX_AGENTS, type QueueMeasures } from '../../solver/staffing/queue-model.ts'
import { numberBetween, wholeBetween } from './option-values.ts'
import { type ProfileStaffOptions, staffProfile } from './staff-profile.ts'

interface StaffOptions extends ProfileStaffOptions {
  readonly volume?: number
  readonly profile?: string
  readonly model?: 'erlang-c' | 'erlang-a'
  readonly agents?: number
}

export const staffCommand = (): Command =>
  new Command('staff')
    .description('agents that one interval of calls or chats needs, what a number of agents reaches, or a whole day')
    .option('--volume <contacts>', 'contacts offered in the interval', numberBetween(0, 1e7))
    .option(
      '--profile <file>',
      'CSV volume[,aht_seconds][,start], one row an interval: agents that keep the target in each',
    )
    .requiredOption('--interval <minutes>', 'length of the interval', numberBetween(1, 1440))
    .requiredOption('--aht <seconds>', 'mean handling time', numberBetween(0.001, 86_400))
    .requiredOption('--within <seconds>', 'threshold of the service level', numberBetween(0, 86_400))
    .option('--target <share>', 'share to answer within it, such as 0.8', numberBetween(0, 1))
    .option('--patience <seconds>', 'mean time a waiting customer stays', numberBetween(0.001, 86_400))
    .option('--concurrency <number>', 'chats that an agent holds at once', wholeBetween(1, MAX_CONCURRENCY))
    .option('--gain <factor>', 'throughput with full hands over that with one chat', numberBetween(1, MAX_CONCURRENCY))
    .addOption(
      new Option('--model <model>', 'default: erlang-a with --patience, else erlang-c').choices([
        'erlang-c',
        'erlang-a',
      ]),
    )
    .option('--agents <number>', 'evaluate these instead of finding the least', wholeBetween(0, MAX_AGENTS))
    .option('--max-occupancy <share>', 'highest occupancy to plan for', numberBetween(0.01, 1))
    .option('--shrinkage <share>', 'paid time not available', numberBetween(0, 0.99), 0)
    .option('--out <file>', 'of a profile: CSV to write, as `simulate --profile` reads it')
    .option('--json', 'print JSON only; a wait that never ends is null')
    .action(async (options: StaffOptions) => {
      refuseMixture(options)
      if (options.profile !== undefined) {
        await staffProfile(options.profile, { ...options, target: targetOf(options) })
        return
      }
      const result = staff(options)
      if (options.json) console.log(JSON.stringify(result))
      else
        for (const [key, value] of Object.entries(result))
          console.log(`${key}: ${value === Number.POSITIVE_INFINITY ? 'never ends' : value}`)
    })

/** One interval or a day of them, and agents to find or agents to evaluate. */
function refuseMixture({ volume, profile, agents, out, target, model }: StaffOptions): void {
  const refuse = (value: string, problem: string, hint: string) => {
    throw new PlanningInputError({ value, problem, hint })
  }
  if ((volume === undefined) === (profile === undefined)) {
    const problem = volume === undefined ? 'has nothing to staff' : 'is given both --volume and --profile'
    refuse('staff', problem, 'Give --volume CONTACTS for one interval, or --profile FILE for a day of them.')
  }
  if (profile !== undefined && agents !== undefined)
    refuse('--agents', 'is for a single interval', 'Evaluate a day with `simulate --profile`, whose file has agents.')
  if (profile !== undefined && model !== undefined)
    refuse('--model', 'is for a single interval', 'Leave it away: customers of a day give up if --patience is given.')
  if (profile === undefined && out !== undefined)
    refuse('--out', 'is for a day of intervals', 'Give --profile FILE, or leave --out away.')
  if (agents !== undefined && target !== undefined)
    refuse(
      '--target',
      'has no meaning beside --agents',
      'Leave one of them away: find the least agents, or evaluate some.',
    )
}

function staff(options: StaffOptions) {
  const model = options.model ?? (options.patience === undefined ? 'erlang-c' : 'erlang-a')
  if ((model === 'erlang-a') !== (options.patience !== undefined)) {
    throw new PlanningInputError({
      value: `--model ${model}`,
      problem: model === 'erlang-a' ? 'needs the patience of customers' : 'has customers of endless patience',
      hint: model === 'erlang-a' ? 'Add --patience SECONDS.' : 'Leave --patience out, or use --model erlang-a.',
    })
  }
  const load = {
    volume: options.volume!,
    intervalMinutes: options.interval,
    ahtSeconds: options.aht,
    answerWithinSeconds: options.within,
    meanPatienceSeconds: options.patience,
    concurrency: options.concurrency,
    concurrencyGain: options.gain,
  }
  const agents =
    options.agents ?? leastAgents({ ...load, target: targetOf(options), maxOccupancy: options.maxOccupancy })
  const scheduledAgents = afterShrinkage(agents, options.shrinkage)
  return { agents, scheduledAgents, ...measuresOf(evaluateQueue({ ...load, agents })), model }
}

function targetOf({ target }: StaffOptions): number {
  if (target !== undefined && target > 0 && target < 1) return target
  if (target !== undefined)
    throw new PlanningInputError({
      value: String(target),
      problem: target === 1 ? 'is a service level that can never be promised' : 'is not a service level target',
      hint: 'Use a share above 0 and below 1 such as 0.95.',
    })
  throw new PlanningInputError({
    value: '--target',
    problem: 'is missing',
    hint: 'Add --target 0.8 to find the least number of agents, or --agents N to evaluate a number.',
  })
}

const measuresOf = ({ pWait, serviceLevel, asaSeconds, occupancy, abandonRate }: QueueMeasures) => ({
  pWait,
  serviceLevel,
  asaSeconds,
  occupancy,
  abandonRate,
})
