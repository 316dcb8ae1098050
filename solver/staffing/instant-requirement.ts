import { type AppliedTarget, appliedTargets } from '../domain/applied-target.ts'
import { queueCurve } from '../domain/capacity-curve.ts'
import { replyWithin } from '../domain/chat-turns.ts'
import { openIntervals } from '../domain/deadline-clock.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { InstantRequirement, QueueForecast, RequirementReason } from '../domain/plan-outputs.ts'
import { REQUIREMENT_REASONS } from '../domain/plan-outputs.ts'
import type { InstantQueue } from '../domain/queue.ts'
import { evaluateQueue, leastAgents, type QueueLoad } from './queue-model.ts'
import { type VaryingTargets, varyingRequirement } from './varying-requirement.ts'

/** What an instant queue is staffed for; arrays are `[interval]`. */
export interface InstantLoad {
  readonly queue: InstantQueue
  readonly horizon: Horizon
  readonly forecast: QueueForecast
  /** Contacts planned for, see `plannedVolume`. */
  readonly planned: Float64Array
  readonly ahtSeconds: Float64Array
  readonly shrinkage: Float64Array
}

/**
 * Agents that an instant queue needs in every open interval to keep all its targets there, with the reasons for each.
 *
 * Staffing is by forward evaluation in time (`varyingRequirement`), so that load carried out of a spike is met. The
 * reasons are told against what each interval would need alone; where contacts planned for differ from those expected,
 * the expected ones' agents follow by the square-root rule, as do the agents at the p10 and p90 volumes (load `a` with
 * `n` agents scales to load `a'` with `a' + (n - a) sqrt(a' / a)`).
 */
export function instantRequirement(load: InstantLoad): InstantRequirement {
  const { queue, horizon, forecast, planned, ahtSeconds, shrinkage } = load
  const open = openIntervals(queue, horizon)
  const targets = appliedTargets(queue, horizon)
  const volume = planned.map((contacts, interval) => (open[interval] ? contacts : 0))
  const curve = queueCurve(queue)
  const varying = varyingRequirement(
    {
      intervalMinutes: horizon.intervalMinutes,
      volume,
      ahtSeconds,
      meanPatienceSeconds: queue.meanPatienceSeconds,
      curve,
    },
    varyingTargets(queue, targets),
  )
  const full = (contacts: number, interval: number) =>
    (contacts * ahtSeconds[interval]!) / (horizon.intervalMinutes * 60) / curve.at(-1)!
  const alone = intervalAlone(queue, horizon.intervalMinutes, curve, targets)
  const presence = leastPresence(targets, open, forecast.mean)
  const requiredAgents = varying.agents.map((agents, interval) => Math.max(agents, presence[interval]!))
  const reasons = noReasons(horizon.intervals)
  for (let interval = 0; interval < horizon.intervals; interval++) {
    const cell = { interval, ahtSeconds: ahtSeconds[interval]!, volume: volume[interval]! }
    const work = full(forecast.mean[interval]!, interval)
    const plannedWork = full(volume[interval]!, interval)
    const needed = cell.volume > 0 ? alone(cell) : { targets: 0, occupancy: 0 }
    const asAlone = needed.targets + needed.occupancy
    const expected = asAlone > 0 ? scaledAgents(asAlone, plannedWork, work) : 0
    if (requiredAgents[interval] === 0) continue
    reasons.work[interval] = asAlone > 0 ? work : 0
    reasons.occupancy[interval] = needed.occupancy
    reasons.targets[interval] = asAlone > 0 ? expected - work - needed.occupancy : 0
    reasons.assurance[interval] = asAlone - expected
    reasons.carryOver[interval] = varying.agents[interval]! - asAlone
    reasons.presence[interval] = requiredAgents[interval]! - varying.agents[interval]!
  }
  const atQuantile = (quantile: Float64Array) =>
    requiredAgents.map((agents, interval) => {
      if (agents === 0) return 0
      const scaled = scaledAgents(agents, full(volume[interval]!, interval), full(quantile[interval]!, interval))
      return Math.max(presence[interval]!, Math.ceil(scaled - 1e-9))
    })
  return {
    kind: 'instant',
    queueId: queue.id,
    volume,
    ahtSeconds,
    offeredErlangs: volume.map(
      (contacts, interval) => (contacts * ahtSeconds[interval]!) / (horizon.intervalMinutes * 60),
    ),
    requiredAgents,
    requiredAgentsP10: atQuantile(forecast.quantiles.p10),
    requiredAgentsP90: atQuantile(forecast.quantiles.p90),
    scheduledAgents: requiredAgents.map((agents, interval) => afterShrinkage(agents, shrinkage[interval]!)),
    serviceLevel: varying.serviceLevel,
    reasons,
  }
}

/** Agents to schedule for `agents` on position; the small number keeps rounding from adding a person (0.7 of 20 is 14). */
export const afterShrinkage = (agents: number, shrinkage: number): number => Math.ceil(agents / (1 - shrinkage) - 1e-9)

export const noReasons = (intervals: number): Record<RequirementReason, Float64Array> =>
  Object.fromEntries(REQUIREMENT_REASONS.map((reason) => [reason, new Float64Array(intervals)])) as Record<
    RequirementReason,
    Float64Array
  >

/** What the targets of a queue ask of every interval. Replies of a chat whose turns are not known are its first ones. */
export function varyingTargets(queue: InstantQueue, targets: readonly AppliedTarget[]): VaryingTargets {
  const turns = queue.channel === 'chat' ? queue.turns : undefined
  const ofKind = (kind: AppliedTarget['kind']) => targets.filter((target) => target.kind === kind)
  const replied = ofKind('repliedWithin')
  return {
    answered: [...ofKind('answeredWithin'), ...replied],
    meanWaits: ofKind('meanResponse'),
    replied: turns
      ? replied.map(({ asked, within, counts }) => ({
          ...{ asked, within, counts },
          inTime: queueCurve(queue).map((_, held) => (held === 0 ? 1 : replyWithin(held, turns, within))),
        }))
      : [],
    maxOccupancy: queue.maxOccupancy,
  }
}

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

/** An open queue that anybody may contact is never left without a person, nor with fewer than its presence targets ask. */
function leastPresence(targets: readonly AppliedTarget[], open: Uint8Array, mean: Float64Array): Float64Array {
  const presence = mean.map((contacts, interval) => (open[interval] && contacts > 0 ? 1 : 0))
  for (const { kind, asked, counts } of targets)
    if (kind === 'presence')
      for (const [interval, count] of counts.entries())
        if (count) presence[interval] = Math.max(presence[interval]!, asked)
  return presence
}

/** Square-root rule: agents that a load needs, from those that a known load needs. */
function scaledAgents(agents: number, load: number, otherLoad: number): number {
  if (load === otherLoad) return agents
  return load > 0 ? otherLoad + (agents - load) * Math.sqrt(otherLoad / load) : agents
}
