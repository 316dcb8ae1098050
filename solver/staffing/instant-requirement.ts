import { type AppliedTarget, appliedTargets } from '../domain/applied-target.ts'
import { queueCurve } from '../domain/capacity-curve.ts'
import type { InstantQueue } from '../domain/queue.ts'
import type { InstantRequirement, RequirementReason } from '../domain/requirement-outputs.ts'
import { REQUIREMENT_REASONS } from '../domain/requirement-outputs.ts'
import type { InstantStaffing } from './instant-staffing.ts'
import { evaluateQueue, leastAgents, type QueueLoad } from './queue-model.ts'

/**
 * Staffing with the reasons for every agent, told against what each interval would need alone. Where contacts planned
 * for differ from those expected, the expected ones' agents follow by the square-root rule, as do the agents at the p10
 * and p90 volumes (load `a` with `n` agents scales to load `a'` with `a' + (n - a) sqrt(a' / a)`).
 */
export function instantRequirement(staffing: InstantStaffing): InstantRequirement {
  const { load, volume, presence, ownAgents, requiredAgents } = staffing
  const { horizon, forecast, ahtSeconds } = load
  const intervalSeconds = horizon.intervalMinutes * 60
  const full = queueCurve(load.queue).at(-1)!
  const work = (contacts: Float64Array) =>
    contacts.map((count, interval) => (count * ahtSeconds[interval]!) / intervalSeconds / full)
  const planned = work(volume)
  const atQuantile = (quantile: Float64Array) => {
    const other = work(quantile)
    return ownAgents.map((agents, interval) => {
      if (agents === 0) return 0
      const scaled = scaledAgents(agents, planned[interval]!, other[interval]!)
      return Math.max(presence[interval]!, Math.ceil(scaled - 1e-9))
    })
  }
  return {
    kind: 'instant',
    queueId: staffing.queueId,
    ...{ volume, ahtSeconds, requiredAgents },
    offeredErlangs: volume.map((contacts, interval) => (contacts * ahtSeconds[interval]!) / intervalSeconds),
    requiredAgentsP10: atQuantile(forecast.quantiles.p10),
    requiredAgentsP90: atQuantile(forecast.quantiles.p90),
    scheduledAgents: staffing.scheduledAgents,
    serviceLevel: staffing.serviceLevel,
    reasons: reasonsOf(staffing, planned, work(forecast.mean)),
  }
}

/** @param planned agents that do nothing but work, at the volume planned for; @param expected at the mean */
function reasonsOf(staffing: InstantStaffing, planned: Float64Array, expected: Float64Array) {
  const { load, volume, loadAgents, ownAgents, requiredAgents } = staffing
  const { queue, horizon, ahtSeconds } = load
  const alone = intervalAlone(queue, horizon.intervalMinutes, queueCurve(queue), appliedTargets(queue, horizon))
  const reasons = noReasons(horizon.intervals)
  for (let interval = 0; interval < horizon.intervals; interval++) {
    const cell = { interval, ahtSeconds: ahtSeconds[interval]!, volume: volume[interval]! }
    const work = expected[interval]!
    const needed = cell.volume > 0 ? alone(cell) : { targets: 0, occupancy: 0 }
    const asAlone = needed.targets + needed.occupancy
    const asExpected = asAlone > 0 ? scaledAgents(asAlone, planned[interval]!, work) : 0
    reasons.pooling[interval] = requiredAgents[interval]! - ownAgents[interval]!
    if (ownAgents[interval] === 0) continue
    reasons.work[interval] = asAlone > 0 ? work : 0
    reasons.occupancy[interval] = needed.occupancy
    reasons.targets[interval] = asAlone > 0 ? asExpected - work - needed.occupancy : 0
    reasons.assurance[interval] = asAlone - asExpected
    reasons.carryOver[interval] = loadAgents[interval]! - asAlone
    reasons.presence[interval] = ownAgents[interval]! - loadAgents[interval]!
  }
  return reasons
}

export const noReasons = (intervals: number): Record<RequirementReason, Float64Array> =>
  Object.fromEntries(REQUIREMENT_REASONS.map((reason) => [reason, new Float64Array(intervals)])) as Record<
    RequirementReason,
    Float64Array
  >

interface Cell {
  readonly interval: number
  readonly volume: number
  readonly ahtSeconds: number
}

/** Agents for the targets of an interval by itself in a steady state, and what the occupancy limit adds. */
function intervalAlone(
  queue: InstantQueue,
  intervalMinutes: number,
  curve: Float64Array,
  targets: readonly AppliedTarget[],
): (cell: Cell) => { targets: number; occupancy: number } {
  const { meanPatienceSeconds, maxOccupancy } = queue
  const shares = targets.filter(({ kind }) => kind === 'answeredWithin' || kind === 'repliedWithin')
  const means = targets.filter(({ kind }) => kind === 'meanResponse')
  let guess: number | undefined
  return ({ interval, volume, ahtSeconds }) => {
    const load = (answerWithinSeconds: number): QueueLoad => ({
      ...{ volume, intervalMinutes, ahtSeconds, answerWithinSeconds, meanPatienceSeconds, curve },
    })
    const counting = shares.filter(({ counts }) => counts[interval])
    let agents = Math.max(
      1,
      ...counting.map(({ asked, within }) => leastAgents({ ...load(within), target: asked }, guess)),
    )
    for (const { asked, counts } of means)
      if (counts[interval]) while (evaluateQueue({ ...load(0), agents }).asaSeconds > asked) agents++
    guess = agents
    if (maxOccupancy === 1) return { targets: agents, occupancy: 0 }
    const { occupancy } = evaluateQueue({ ...load(0), agents })
    if (occupancy <= maxOccupancy) return { targets: agents, occupancy: 0 }
    const { asked, within } = counting[0] ?? { asked: 0.01, within: 0 }
    return { targets: agents, occupancy: leastAgents({ ...load(within), target: asked, maxOccupancy }, guess) - agents }
  }
}

/** Square-root rule: agents that a load needs, from those that a known load needs. */
function scaledAgents(agents: number, load: number, otherLoad: number): number {
  if (load === otherLoad) return agents
  return load > 0 ? otherLoad + (agents - load) * Math.sqrt(otherLoad / load) : agents
}
