import { daySpread } from '../domain/day-spread.ts'
import { openIntervals } from '../domain/deadline-clock.ts'
import type { Forecast, QuantileName, QueueForecast } from '../domain/forecast-outputs.ts'
import { dayStarts, type Horizon, intervalMs, localClocks } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { QueueRequirement, Requirement } from '../domain/requirement-outputs.ts'
import { shrinkageOn } from '../domain/shrinkage.ts'
import { requirementFor } from '../staffing/requirement.ts'

/** What the queues need, in the order of plan.yaml; arrays are `[queue][week]`. */
export interface WeeklyNeed {
  /** Contacts planned for, and the work in them, hours. */
  readonly volume: readonly (readonly number[])[]
  readonly workloadHours: readonly (readonly number[])[]
  /** `[queue][day]` of the weeks, for sums by calendar month. */
  readonly dayVolume: readonly (readonly number[])[]
  readonly dayWorkloadHours: readonly (readonly number[])[]
  /** Agent-hours on position, before shrinkage; of tickets, the work itself. */
  readonly agentHours: readonly (readonly number[])[]
  /** After the plan's own shrinkage, in whole people for instant queues. */
  readonly scheduledHours: readonly (readonly number[])[]
  /** Hours of shifts over scheduled hours, `[queue][week]`, at least 1. */
  readonly shiftFactor: readonly (readonly number[])[]
  /** Volume at p10 and p90 over the mean, all days of the week being busier or calmer together. */
  readonly lowFactor: readonly (readonly number[])[]
  readonly highFactor: readonly (readonly number[])[]
}

/** Hours of shifts that cover a week's requirement, over its scheduled hours, `[queue]`. */
export type ShiftFactors = (inputs: PlanInputs, requirement: Requirement, scheduledHours: readonly number[]) => number[]

export interface NeedOptions {
  /** Inputs as they are in a week: a scenario may change settings from a date on. */
  readonly inputsOf: (week: Horizon) => PlanInputs
  readonly shiftFactors: ShiftFactors
  /** Weeks whose shift factor is worked out; others take that of the sampled week with the most similar hours. */
  readonly sampled: readonly number[]
  readonly onWeek?: (week: number, weeks: number) => void
}

const Z90 = 1.2815515655446004

/**
 * The need of each week of a long forecast, by the code that a single week is planned with.
 * @param demand over whole weeks of seven local days, from the first week's start
 */
export function weeklyNeed(demand: Forecast, { inputsOf, shiftFactors, sampled, onWeek }: NeedOptions): WeeklyNeed {
  const starts = dayStarts(demand.horizon)
  const weeks = (starts.length - 1) / 7
  const queues = demand.queues.length
  const perQueue = () => Array.from({ length: queues }, (): number[] => [])
  const need = {
    ...{ volume: perQueue(), workloadHours: perQueue(), dayVolume: perQueue(), dayWorkloadHours: perQueue() },
    ...{ agentHours: perQueue(), scheduledHours: perQueue(), lowFactor: perQueue(), highFactor: perQueue() },
  }
  const factors = new Map<number, number[]>()
  for (let week = 0; week < weeks; week++) {
    const own = slice(demand, starts[7 * week]!, starts[7 * week + 7]!)
    const inputs = inputsOf(own.horizon)
    const requirement = requirementFor(inputs.settings, own)
    requirement.queues.forEach((queue, index) => {
      addQueueWeek(need, index, inputs, own, queue)
    })
    if (sampled.includes(week)) {
      factors.set(
        week,
        shiftFactors(
          inputs,
          requirement,
          need.scheduledHours.map((hours) => hours[week]!),
        ),
      )
    }
    onWeek?.(week + 1, weeks)
  }
  return { ...need, shiftFactor: spreadFactors(need.scheduledHours, factors) }
}

function addQueueWeek(
  need: Omit<{ [Key in keyof WeeklyNeed]: number[][] }, 'shiftFactor'>,
  index: number,
  { settings }: PlanInputs,
  { horizon, queues }: Forecast,
  required: QueueRequirement,
): void {
  const hours = horizon.intervalMinutes / 60
  const { volume, ahtSeconds, offeredErlangs } = required
  const clocks = localClocks(horizon)
  const [dayVolume, dayWork] = [new Array<number>(7).fill(0), new Array<number>(7).fill(0)]
  let [agentHours, scheduled] = [0, 0]
  clocks.forEach(({ day, date }, interval) => {
    dayVolume[day]! += volume[interval]!
    dayWork[day]! += (volume[interval]! * ahtSeconds[interval]!) / 3600
    if (required.kind === 'instant') {
      agentHours += required.requiredAgents[interval]! * hours
      scheduled += required.scheduledAgents[interval]! * hours
    } else {
      agentHours += offeredErlangs[interval]! * hours
      scheduled += (offeredErlangs[interval]! * hours) / (1 - shrinkageOn(settings, date))
    }
  })
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  need.volume[index]!.push(sum(dayVolume))
  need.workloadHours[index]!.push(sum(dayWork))
  need.dayVolume[index]!.push(...dayVolume)
  need.dayWorkloadHours[index]!.push(...dayWork)
  need.agentHours[index]!.push(agentHours)
  need.scheduledHours[index]!.push(scheduled)
  const queue = settings.queues[index]!
  const open = openIntervals(queue, horizon)
  const arrives = (interval: number) => !isInstant(queue) || open[interval] === 1
  const [low, high] = bandOf(
    queues.find(({ queueId }) => queueId === queue.id)!,
    clocks.map(({ day }) => day),
    arrives,
    dayVolume,
  )
  need.lowFactor[index]!.push(low)
  need.highFactor[index]!.push(high)
}

/** Weekly volume at p10 and p90 over its mean: days taken to be busy together, as the assurance of a plan takes a day's hours. */
function bandOf(
  forecast: QueueForecast,
  dayOfInterval: readonly number[],
  arrives: (interval: number) => boolean,
  dayVolume: readonly number[],
): [low: number, high: number] {
  const spread = daySpread(forecast, dayOfInterval, arrives)
  const total = dayVolume.reduce((sum, volume) => sum + volume, 0)
  if (total === 0) return [1, 1]
  const at = (z: number) =>
    dayVolume.reduce(
      (sum, volume, day) => sum + volume * Math.exp(z * (spread[day] ?? 0) - (spread[day] ?? 0) ** 2 / 2),
      0,
    ) / total
  return [Math.min(1, at(-Z90)), Math.max(1, at(Z90))]
}

/** Weeks between the sampled ones have the factor of the one that is most like them in hours, all queues together. */
function spreadFactors(
  hours: readonly (readonly number[])[],
  factors: ReadonlyMap<number, readonly number[]>,
): number[][] {
  const totals = (hours[0] ?? []).map((_, week) => hours.reduce((sum, queue) => sum + queue[week]!, 0))
  const nearest = totals.map((total) => {
    let best: number | undefined
    for (const week of factors.keys())
      if (best === undefined || Math.abs(totals[week]! - total) < Math.abs(totals[best]! - total)) best = week
    return best
  })
  return hours.map((_, queue) =>
    nearest.map((week) => (week === undefined ? 1 : Math.max(1, factors.get(week)![queue]!))),
  )
}

/** A span of a forecast's intervals. */
function slice({ horizon, queues }: Forecast, fromMs: number, toMs: number): Forecast {
  const [from, to] = [fromMs, toMs].map((at) => Math.round((at - horizon.startsAt) / intervalMs(horizon))) as [
    number,
    number,
  ]
  return {
    horizon: { ...horizon, startsAt: fromMs, intervals: to - from },
    queues: queues.map((queue) => ({
      queueId: queue.queueId,
      mean: queue.mean.slice(from, to),
      ahtSeconds: queue.ahtSeconds.slice(from, to),
      quantiles: Object.fromEntries(
        Object.entries(queue.quantiles).map(([name, values]) => [name, values.slice(from, to)]),
      ) as Record<QuantileName, Float64Array>,
    })),
  }
}
