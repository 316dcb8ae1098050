import type { QueueCoverage } from '../domain/plan-outputs.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { agentsForCuts, type ServiceCut } from '../roster/service-cuts.ts'
import type { StaffingEffect, StaffingEffects, Step } from '../simulate/staffing-effects.ts'
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

/** Effects hold near the roster that they were measured on, so one step goes only so far; whole agents need some room. */
const STEP_SHARE = 0.25
const STEP_AGENTS = 3
/** More than anybody could be asked for in one interval. */
const EVERYBODY = 1000
/** Less than this is arithmetic, not a shortage of agents. */
const TOO_LITTLE = 1e-6

/**
 * Effects of more agents on a queue by simulation, the cuts that follow, and the fewest agents that keep them: whole
 * ones for what is answered at once, parts of one where work may wait.
 */
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
  const isWhole = margins.simulated.kind === 'instant'
  const { open } = margins.simulated
  const cost = (step: number) => openIn(open, steps[step]!)
  const solve = (most: (step: number) => number) => agentsForCuts(engine, cuts, { most, cost, isWhole })
  const wanted = solve(() => EVERYBODY)
  // Where even all that was tried was not felt, at least that much is missing.
  for (const step of stepsNotFelt(shortfalls, cuts, steps)) wanted.set(step, wanted.get(step) ?? steps[step]!.agents)
  const least = isWhole ? STEP_AGENTS : 0
  const raise = solve((step) =>
    isUnderstaffed(steps[step]!, understaffed)
      ? 0
      : Math.max(least, STEP_SHARE * meanCovered(open, steps[step]!, coverage)),
  )
  return { wanted: byInterval(open, steps, wanted), raise: byInterval(open, steps, raise) }
}

/** The cut of a shortfall: what each agent tried does for all its intervals together. */
function cutOf({ target, intervals, amount }: Shortfall, effects: readonly StaffingEffect[]): ServiceCut {
  const counted = new Set(intervals)
  const entries = effects.flatMap(({ changes }, step): [number, number][] => {
    let effect = 0
    for (const [changed, change] of changes[target]!) if (counted.has(changed)) effect += change
    return effect > 0 ? [[step, effect]] : []
  })
  return { entries, shortfall: amount }
}

const stepsNotFelt = (
  shortfalls: readonly Shortfall[],
  cuts: readonly ServiceCut[],
  steps: readonly Step[],
): number[] =>
  cuts.flatMap(({ entries }, place) => {
    const [only, ...others] = shortfalls[place]!.intervals
    if (entries.length > 0 || only === undefined || others.length > 0) return []
    const step = steps.findIndex(({ from, to }) => from <= only && only < to)
    return step < 0 ? [] : [step]
  })

const openIn = (open: Uint8Array, { from, to }: Step): number =>
  open.subarray(from, to).reduce((sum, isOpen) => sum + isOpen, 0)

const isUnderstaffed = ({ from, to }: Step, understaffed: (interval: number) => number): boolean =>
  Array.from({ length: to - from }, (_, place) => from + place).some((interval) => understaffed(interval) > TOO_LITTLE)

const meanCovered = (open: Uint8Array, step: Step, { coveredAgents }: QueueCoverage): number =>
  coveredAgents.subarray(step.from, step.to).reduce((sum, agents) => sum + agents, 0) / Math.max(1, openIn(open, step))

/** Agents of each step in all its open intervals, `[interval]`. */
function byInterval(open: Uint8Array, steps: readonly Step[], agents: ReadonlyMap<number, number>): Float64Array {
  const values = new Float64Array(open.length)
  for (const [step, count] of agents) {
    const { from, to } = steps[step]!
    for (let interval = from; interval < to; interval++) if (open[interval]) values[interval] = count
  }
  return values
}
