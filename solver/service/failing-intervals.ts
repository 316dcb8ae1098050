import { isInstant, type Queue } from '../domain/queue.ts'
import type { IntervalService, ServiceResult } from '../domain/service-outputs.ts'
import { ENOUGH_CONTACTS } from '../simulate/target-sums.ts'

/**
 * Intervals of an instant queue whose simulated share of the main target is below it beyond doubt: the upper end of the
 * 95 % confidence interval is, on contacts enough to say. Tickets are owed nothing by interval.
 */
export function failingIntervals(queue: Queue, { contacts, upper95 }: IntervalService, replications: number): number[] {
  if (!isInstant(queue)) return []
  const { serviceLevelTarget } = queue.target
  return [...upper95.keys()].filter(
    (interval) => upper95[interval]! < serviceLevelTarget && contacts[interval]! * replications >= ENOUGH_CONTACTS,
  )
}

/** How far a simulated roster is from keeping its targets; the first figure decides, then the next. */
export interface ServiceStanding {
  readonly missedTargets: number
  readonly failingIntervals: number
  readonly unprovenTargets: number
  /** Wages and soft rules, minor currency units. */
  readonly cost: number
}

/** Over all queues. */
export const countFailing = (queues: readonly Queue[], service: ServiceResult, replications: number): number =>
  queues.reduce(
    (sum, queue, number) => sum + failingIntervals(queue, service.intervals[number]!, replications).length,
    0,
  )

/** Below 0 when `a` stands better than `b`. */
export const compareStanding = (a: ServiceStanding, b: ServiceStanding): number =>
  a.missedTargets - b.missedTargets ||
  a.failingIntervals - b.failingIntervals ||
  a.unprovenTargets - b.unprovenTargets ||
  a.cost - b.cost
