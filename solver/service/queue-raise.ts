import type { QueueCoverage } from '../domain/plan-outputs.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { agentsForCuts, type ServiceCut } from '../roster/service-cuts.ts'
import type { StaffingEffect, StaffingEffects } from '../simulate/staffing-effects.ts'
import { type QueueVerdict, type Shortfall, serviceShortfalls } from './service-shortfalls.ts'
import { stepsToTry } from './steps-to-try.ts'

/** What would mend a queue's service, in agents on position more than the roster has there, `[interval]`. */
export interface QueueRaise {
  /** With everybody that the cuts ask for. */
  readonly wanted: Float64Array
  /** Within a step's limits, and only where the roster keeps its requirement: it is out of people elsewhere. */
  readonly raise: Float64Array
}

export interface QueueAtHand {
  readonly queueId: string
  readonly verdict: QueueVerdict
  readonly coverage: QueueCoverage
  readonly intervalSeconds: number
}

/** Effects hold near the roster that they were measured on, so one step goes only so far. */
const STEP_SHARE = 0.25
const STEP_AGENTS = 3
/** More than anybody could be asked for in one interval. */
const EVERYBODY = 1000
/** Less than this is arithmetic, not a shortage of agents. */
const TOO_LITTLE = 1e-6

/** Effects of more agents on a queue by simulation, the cuts that follow, and the fewest agents that keep them. */
export function queueRaise(
  engine: LpEngine,
  effects: StaffingEffects,
  { queueId, verdict, coverage, intervalSeconds }: QueueAtHand,
): QueueRaise {
  const margins = effects.margins(queueId)
  const shortfalls = serviceShortfalls(margins, verdict, effects.dayOfInterval)
  const understaffed = (interval: number) => Math.max(0, -coverage.netStaffing[interval]!)
  const steps = stepsToTry(margins, shortfalls, understaffed, intervalSeconds)
  const measured = effects.effects(margins, steps)
  const cuts = shortfalls.map((shortfall) => cutOf(shortfall, measured))
  const intervals = coverage.netStaffing.length
  const wanted = byInterval(intervals, agentsForCuts(engine, cuts, () => EVERYBODY))
  // Where even all that was tried was not felt, at least that much is missing.
  cuts.forEach(({ entries }, place) => {
    const [only] = shortfalls[place]!.intervals
    if (entries.length === 0 && only !== undefined) wanted[only] = Math.max(wanted[only]!, steps.get(only) ?? 1)
  })
  const most = (interval: number) =>
    understaffed(interval) > TOO_LITTLE
      ? 0
      : Math.max(STEP_AGENTS, Math.ceil(STEP_SHARE * coverage.coveredAgents[interval]!))
  return { wanted, raise: byInterval(intervals, agentsForCuts(engine, cuts, most)) }
}

/** The cut of a shortfall: what each agent tried does for all its intervals together. */
function cutOf({ target, intervals, amount }: Shortfall, effects: readonly StaffingEffect[]): ServiceCut {
  const counted = new Set(intervals)
  const entries = effects.flatMap(({ interval, changes }): [number, number][] => {
    let effect = 0
    for (const [changed, change] of changes[target]!) if (counted.has(changed)) effect += change
    return effect > 0 ? [[interval, effect]] : []
  })
  return { entries, shortfall: amount }
}

function byInterval(intervals: number, agents: ReadonlyMap<number, number>): Float64Array {
  const values = new Float64Array(intervals)
  for (const [interval, count] of agents) values[interval] = count
  return values
}
