import type { AppliedTarget } from '../domain/applied-target.ts'
import { queueCurve } from '../domain/capacity-curve.ts'
import { replyWithin } from '../domain/chat-turns.ts'
import type { QueueForecast } from '../domain/forecast-outputs.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { InstantQueue } from '../domain/queue.ts'
import { queueCalendar } from './queue-calendar.ts'
import {
  type VaryingLoad,
  type VaryingRequirement,
  type VaryingTargets,
  varyingRequirement,
} from './varying-requirement.ts'

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

/** Agents of an instant queue, without the reasons for them; arrays are `[interval]`. */
export interface InstantStaffing {
  readonly kind: 'instant'
  readonly queueId: string
  readonly load: InstantLoad
  /** Contacts planned for while the queue is open. */
  readonly volume: Float64Array
  /** Agents for the contacts, and those that have to be present whatever comes: the more of the two is `ownAgents`. */
  readonly loadAgents: Float64Array
  readonly presence: Float64Array
  /** Agents on position that the queue needs by itself. */
  readonly ownAgents: Float64Array
  /** Its part of its pool's agents, otherwise its own. */
  readonly requiredAgents: Float64Array
  /** After shrinkage, rounded up. */
  readonly scheduledAgents: Float64Array
  /** NaN where nobody contacts. */
  readonly serviceLevel: Float64Array
}

/**
 * Who finds the least agents of a load. `whose` is the queue or the pool that it is the load of: with the same object
 * come the same targets, so that answers may be kept by it.
 */
export type StaffLoad = (whose: object, load: VaryingLoad, targets: VaryingTargets) => VaryingRequirement

export const staffAnew: StaffLoad = (_whose, load, targets) => varyingRequirement(load, targets)

/**
 * Agents that an instant queue needs in every open interval to keep all its targets there, by forward evaluation in time
 * (`varyingRequirement`), so that load carried out of a spike is met.
 */
export function instantStaffing(load: InstantLoad, staff: StaffLoad): InstantStaffing {
  const { queue, horizon, forecast, planned, ahtSeconds, shrinkage } = load
  const { open, targets } = queueCalendar(queue, horizon)
  const volume = planned.map((contacts, interval) => (open[interval] ? contacts : 0))
  const { meanPatienceSeconds } = queue
  const { agents: loadAgents, serviceLevel } = staff(
    queue,
    { intervalMinutes: horizon.intervalMinutes, volume, ahtSeconds, meanPatienceSeconds, curve: queueCurve(queue) },
    varyingTargets(queue, targets),
  )
  const presence = leastPresence(targets, open, forecast.mean)
  const ownAgents = loadAgents.map((agents, interval) => Math.max(agents, presence[interval]!))
  return {
    ...{ kind: 'instant', queueId: queue.id, load, volume, loadAgents, presence, ownAgents, serviceLevel },
    requiredAgents: ownAgents,
    scheduledAgents: ownAgents.map((agents, interval) => afterShrinkage(agents, shrinkage[interval]!)),
  }
}

/** Agents to schedule for `agents` on position; the small number keeps rounding from adding a person (0.7 of 20 is 14). */
export const afterShrinkage = (agents: number, shrinkage: number): number => Math.ceil(agents / (1 - shrinkage) - 1e-9)

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

/** An open queue that anybody may contact is never left without a person, nor with fewer than its presence targets ask. */
function leastPresence(targets: readonly AppliedTarget[], open: Uint8Array, mean: Float64Array): Float64Array {
  const presence = mean.map((contacts, interval) => (open[interval] && contacts > 0 ? 1 : 0))
  for (const { kind, asked, counts } of targets)
    if (kind === 'presence')
      for (const [interval, count] of counts.entries())
        if (count) presence[interval] = Math.max(presence[interval]!, asked)
  return presence
}
