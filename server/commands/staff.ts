import { Command, Option } from 'commander'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { evaluateQueue, leastAgents, MAX_AGENTS, type QueueMeasures } from '../../solver/staffing/queue-model.ts'
import { afterShrinkage } from '../../solver/staffing/requirement.ts'
import { numberBetween, wholeBetween } from './option-values.ts'

interface StaffOptions {
  readonly volume: number
  readonly interval: number
  readonly aht: number
  readonly within: number
  readonly target?: number
  readonly patience?: number
  readonly model?: 'erlang-c' | 'erlang-a'
  readonly agents?: number
  readonly maxOccupancy?: number
  readonly shrinkage: number
  readonly json?: true
}

export const staffCommand = (): Command =>
  new Command('staff')
    .description('agents that one interval of phone calls needs, or what a number of agents reaches')
    .requiredOption('--volume <contacts>', 'contacts offered in the interval', numberBetween(0, 1e7))
    .requiredOption('--interval <minutes>', 'length of the interval', numberBetween(1, 1440))
    .requiredOption('--aht <seconds>', 'mean handling time', numberBetween(0.001, 86_400))
    .requiredOption('--within <seconds>', 'threshold of the service level', numberBetween(0, 86_400))
    .option('--target <share>', 'share to answer within it, such as 0.8', numberBetween(0, 1))
    .option('--patience <seconds>', 'mean time a waiting customer stays', numberBetween(0.001, 86_400))
    .addOption(
      new Option('--model <model>', 'default: erlang-a with --patience, else erlang-c').choices([
        'erlang-c',
        'erlang-a',
      ]),
    )
    .option('--agents <number>', 'evaluate these instead of finding the least', wholeBetween(0, MAX_AGENTS))
    .option('--max-occupancy <share>', 'highest occupancy to plan for', numberBetween(0.01, 1))
    .option('--shrinkage <share>', 'paid time not available', numberBetween(0, 0.99), 0)
    .option('--json', 'print JSON only; a wait that never ends is null')
    .action((options: StaffOptions) => {
      const result = staff(options)
      if (options.json) console.log(JSON.stringify(result))
      else for (const [key, value] of Object.entries(result)) console.log(`${key}: ${value}`)
    })

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
    volume: options.volume,
    intervalMinutes: options.interval,
    ahtSeconds: options.aht,
    answerWithinSeconds: options.within,
    meanPatienceSeconds: options.patience,
  }
  const agents =
    options.agents ?? leastAgents({ ...load, target: targetOf(options), maxOccupancy: options.maxOccupancy })
  const scheduledAgents = afterShrinkage(agents, options.shrinkage)
  return { agents, scheduledAgents, ...measuresOf(evaluateQueue({ ...load, agents })), model }
}

function targetOf({ target }: StaffOptions): number {
  if (target !== undefined) return target
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
