import { lowestCurve, queueCurve } from '../domain/capacity-curve.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import type { DeferredRequirement } from '../domain/requirement-outputs.ts'
import { wholeParts } from '../domain/whole-parts.ts'
import { afterShrinkage, type InstantStaffing, type StaffLoad, varyingTargets } from './instant-staffing.ts'
import { pooledAgents } from './pooled-queues.ts'
import { leastAgentsForClasses } from './priority-queue.ts'
import { queueCalendar } from './queue-calendar.ts'
import type { VaryingLoad, VaryingRequirement, varyingRequirement } from './varying-requirement.ts'

export type QueueStaffing = InstantStaffing | DeferredRequirement

/**
 * The staffing with that of every pool's queues made together: one line before the same people, staffed like a
 * single queue that keeps all targets of its queues, and shared out among them by what each would need by itself, so
 * that the sum is the pool's need. Where the queues differ in priority, agents are added or saved as the steady state of
 * priority classes without patience differs from first come, first served (`priority-queue.ts`); chats held several at a
 * time are taken as first come, first served.
 */
export function poolStaffing(
  pools: PlanSettings['pools'],
  horizon: Horizon,
  staffed: readonly QueueStaffing[],
  shrinkage: Float64Array,
  staff: StaffLoad,
): QueueStaffing[] {
  const pooled = new Map<string, InstantStaffing>()
  for (const pool of pools) {
    const members = pool.queues.flatMap((id) =>
      staffed.filter((own): own is InstantStaffing => own.kind === 'instant' && own.queueId === id),
    )
    const line = lineRequirement(members, horizon, (load, targets) => staff(pool, load, targets))
    for (const own of sharedOut(members, line, horizon, shrinkage)) pooled.set(own.queueId, own)
  }
  return staffed.map((own) => pooled.get(own.queueId) ?? own)
}

function sharedOut(
  members: readonly InstantStaffing[],
  { agents, serviceLevel }: VaryingRequirement,
  horizon: Horizon,
  shrinkage: Float64Array,
): InstantStaffing[] {
  const columns = () => members.map(() => new Float64Array(horizon.intervals))
  const [required, scheduled] = [columns(), columns()]
  for (let interval = 0; interval < horizon.intervals; interval++) {
    const weights = members.map(({ ownAgents }) => ownAgents[interval]!)
    // Whoever must be present for one queue is so for the line.
    const present = Math.max(
      ...members.map(({ ownAgents, loadAgents }) => ownAgents[interval]! - loadAgents[interval]!),
    )
    const needed = Math.max(present, agents[interval]!)
    const put = (column: readonly Float64Array[], total: number) => {
      for (const [place, share] of sharesOf(total, weights).entries()) column[place]![interval] = share
    }
    put(required, needed)
    put(scheduled, afterShrinkage(needed, shrinkage[interval]!))
  }
  return members.map((own, place) => ({
    ...own,
    requiredAgents: required[place]!,
    scheduledAgents: scheduled[place]!,
    serviceLevel: own.serviceLevel.map((level, interval) => (Number.isNaN(level) ? level : serviceLevel[interval]!)),
  }))
}

/** Agents for the line of all members, and the share that it keeps the first member's threshold with. */
function lineRequirement(
  members: readonly InstantStaffing[],
  horizon: Horizon,
  staff: (...asked: Parameters<typeof varyingRequirement>) => VaryingRequirement,
): VaryingRequirement {
  const { intervals, intervalMinutes } = horizon
  const sum = (figure: (member: InstantStaffing, interval: number) => number) =>
    Float64Array.from({ length: intervals }, (_, interval) =>
      members.reduce((total, member) => total + figure(member, interval), 0),
    )
  const volume = sum(({ volume }, interval) => volume[interval]!)
  const work = sum(({ volume, load }, interval) => volume[interval]! * load.ahtSeconds[interval]!)
  const leaving = sum(({ volume, load }, interval) => volume[interval]! / (load.queue.meanPatienceSeconds ?? Infinity))
  const total = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
  const load: VaryingLoad = {
    intervalMinutes,
    volume,
    ahtSeconds: work.map((seconds, interval) => (volume[interval]! > 0 ? seconds / volume[interval]! : 1)),
    meanPatienceSeconds: total(leaving) > 0 ? total(volume) / total(leaving) : undefined,
    curve: lowestCurve(members.map(({ load }) => queueCurve(load.queue))),
  }
  const targets = members.map(({ load: { queue } }) => varyingTargets(queue, queueCalendar(queue, horizon).targets))
  const line = staff(load, {
    answered: targets.flatMap(({ answered }) => answered),
    meanWaits: targets.flatMap(({ meanWaits }) => meanWaits),
    replied: targets.flatMap(({ replied }) => replied),
    maxOccupancy: Math.min(...targets.map(({ maxOccupancy }) => maxOccupancy)),
  })
  const extra = priorityAgents(members, load)
  return {
    ...line,
    agents: line.agents.map((agents, interval) => Math.max(1, agents + extra(interval)) * Math.sign(agents)),
  }
}

/** Agents that priorities take more (save, when negative) than first come, first served does, interval by interval. */
function priorityAgents(members: readonly InstantStaffing[], { intervalMinutes, ahtSeconds, curve }: VaryingLoad) {
  const isPlain =
    curve.length > 2 || members.every(({ load }) => load.queue.priority === members[0]!.load.queue.priority)
  let guess: number | undefined
  return (interval: number): number => {
    if (isPlain) return 0
    const classes = members
      .map(({ load: { queue }, volume }) => ({
        volume: volume[interval]!,
        priority: queue.priority,
        target: queue.target.serviceLevelTarget,
        answerWithinSeconds: queue.target.answerWithinSeconds,
      }))
      .filter(({ volume }) => volume > 0)
    if (classes.length < 2) return 0
    const service = { intervalMinutes, ahtSeconds: ahtSeconds[interval]! }
    guess = leastAgentsForClasses(classes, service, guess)
    return (
      guess -
      pooledAgents(
        classes.map((one) => ({ ...one, ...service })),
        guess,
      )
    )
  }
}

/** A whole number shared out in proportion to weights, in whole numbers. */
function sharesOf(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return all === 0 ? weights.map(() => 0) : wholeParts(weights.map((weight) => (total * weight) / all))
}
