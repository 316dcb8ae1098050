import { dateOf } from '../../lib/week-grid.ts'
import type { QueueCoverage } from './reason-parts.ts'

export type Service = NonNullable<QueueCoverage['service']>

/** Contacts over all replications below which an interval's simulated service says too little to be judged. */
const ENOUGH_CONTACTS = 30

export interface WeakInterval {
  readonly queueId: string
  readonly at: number
  readonly serviceLevel: number
  readonly lower95: number
  readonly upper95: number
  readonly asked: number
}

/** Simulated service of an interval against the target; undefined where too little was measured to say. */
export function serviceAt(queue: QueueCoverage, at: number, replications: number): WeakInterval | undefined {
  const { service, model, queueId } = queue
  const [serviceLevel, lower95, upper95] = [service?.serviceLevel[at], service?.lower95[at], service?.upper95[at]]
  if (serviceLevel == null || lower95 == null || upper95 == null || model === undefined) return undefined
  if ((service?.contacts[at] ?? 0) * replications < ENOUGH_CONTACTS) return undefined
  return { queueId, at, serviceLevel, lower95, upper95, asked: model.serviceLevelTarget }
}

const shortfall = ({ asked, serviceLevel }: WeakInterval) => asked - serviceLevel

/** The interval that stays furthest below its target, or comes nearest to it; the first of several. */
export function weakestInterval(queues: readonly QueueCoverage[], replications: number): WeakInterval | undefined {
  let weakest: WeakInterval | undefined
  for (const queue of queues) {
    for (let at = 0; at < queue.volume.length; at++) {
      const service = serviceAt(queue, at, replications)
      if (service && (!weakest || shortfall(service) > shortfall(weakest) + 1e-9)) weakest = service
    }
  }
  return weakest
}

/** The weakest interval of every hour, by local date and wall-clock hour. */
export function hourlyRisk(
  starts: readonly string[],
  queue: QueueCoverage,
  replications: number,
): Map<string, Map<number, WeakInterval>> {
  const days = new Map<string, Map<number, WeakInterval>>()
  starts.forEach((start, at) => {
    const service = serviceAt(queue, at, replications)
    if (!service) return
    const day = days.get(dateOf(start)) ?? new Map<number, WeakInterval>()
    const hour = Number(start.slice(11, 13))
    const weakest = day.get(hour)
    if (!weakest || shortfall(service) > shortfall(weakest)) day.set(hour, service)
    days.set(dateOf(start), day)
  })
  return days
}

/** A service level in whole percent: rounded, but never up to a target that it does not reach. */
export function shownPercent({ serviceLevel, asked }: Pick<WeakInterval, 'serviceLevel' | 'asked'>): number {
  const rounded = Math.round(serviceLevel * 100)
  return serviceLevel < asked && rounded >= Math.round(asked * 100) ? Math.floor(serviceLevel * 100) : rounded
}

/** Points of share by which missing a target beyond doubt is a grave matter. */
const GRAVE = 0.1

/** Step of the risk scale: at or above target, perhaps below, below beyond doubt, far below. */
export function riskClass({ serviceLevel, upper95, asked }: WeakInterval): string {
  if (serviceLevel >= asked) return 'heat-even'
  if (upper95 >= asked) return 'heat-short-1'
  return asked - serviceLevel < GRAVE ? 'heat-short-2' : 'heat-short-3'
}
