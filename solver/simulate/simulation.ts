import type { DeadlineClock } from '../domain/deadline-clock.ts'

/** What the simulator needs to know of a plan: times in seconds from the horizon's start, arrays `[interval]`. */
export interface Simulation {
  readonly intervalSeconds: number
  readonly intervals: number
  /** Local day of each interval, 0-based. */
  readonly dayOfInterval: Int32Array
  readonly queues: readonly SimulatedQueue[]
  readonly seats: readonly Seat[]
  /** Chance that a seat stays empty for its whole shift. */
  readonly absenceRate: number
}

interface SimulatedWork {
  /** Mean arrivals. */
  readonly contacts: Float64Array
  /** Mean of an exponential handling time, seconds of a fully trained agent with nothing else in hands. */
  readonly workSeconds: Float64Array
  /** Standard deviation of the logarithm of the day's factor on arrivals, `[day]`. */
  readonly daySpread: Float64Array
  readonly open: Uint8Array
}

export interface SimulatedInstantQueue extends SimulatedWork {
  readonly kind: 'instant'
  /** Contacts finished per mean handling time, `[contacts held]`; its length bounds what one agent holds. */
  readonly curve: Float64Array
  readonly answerWithinSeconds: number
  /** Infinity when nobody gives up. */
  readonly meanPatienceSeconds: number
  /** Queues are served in ascending order of rank. */
  readonly rank: number
  /** Agents kept for the queue before any takes a ticket. */
  readonly requiredAgents: Float64Array
}

export interface SimulatedDeferredQueue extends SimulatedWork {
  readonly kind: 'deferred'
  readonly clock: DeadlineClock
  /** Tickets waiting at the start; absent means those of a week before that was like this one. */
  readonly openingBacklog?: number | undefined
}

export type SimulatedQueue = SimulatedInstantQueue | SimulatedDeferredQueue

/** One assignment of the roster: a person for one shift. */
export interface Seat {
  /** Names the seat's luck, see `randomStream`. */
  readonly key: readonly number[]
  /** Speed against a fully trained agent, `[queue]`; 0 where the seat does not serve the queue. */
  readonly proficiency: Float64Array
  /** Times on position, half-open, in order and apart: `[start, end, start, end, ...]`. */
  readonly onPosition: readonly number[]
}
