import type { DeadlineClock } from '../domain/deadline-clock.ts'

/** What the simulator needs to know of a plan: times in seconds from the horizon's start, arrays `[interval]`. */
export interface Simulation {
  readonly intervalSeconds: number
  readonly intervals: number
  /** Local day of each interval, 0-based. */
  readonly dayOfInterval: Int32Array
  readonly queues: readonly SimulatedQueue[]
  readonly seats: readonly Seat[]
  /** A share of seats begins late, by an exponential time. */
  readonly lateness?: { readonly share: number; readonly meanSeconds: number } | undefined
  /** Poisson in time, exponential in length; see `botShare` of the queues. */
  readonly botOutages?: { readonly perSecond: number; readonly meanSeconds: number } | undefined
}

interface SimulatedWork {
  /** Names the queue's luck, see `randomStream`. */
  readonly key: readonly number[]
  /** Mean arrivals. */
  readonly contacts: Float64Array
  /** Mean handling time, seconds of a fully trained agent with nothing else in hands. */
  readonly workSeconds: Float64Array
  /** Its coefficient of variation: 1 exponential, otherwise lognormal, 0 constant. */
  readonly handlingTimeVariation: number
  /** Standard deviation of the logarithm of the day's factor on arrivals, `[day]`. */
  readonly daySpread: Float64Array
  /** Contacts that come on top while the bot is out, of those that come anyway, and their mean handling time. */
  readonly botShare?: Float64Array | undefined
  readonly botWorkSeconds?: Float64Array | undefined
  readonly open: Uint8Array
}

export interface SimulatedInstantQueue extends SimulatedWork {
  readonly kind: 'instant'
  /** Contacts finished per mean handling time, `[contacts held]`; its length bounds what one agent holds. */
  readonly curve: Float64Array
  readonly answerWithinSeconds: number
  /** Infinity when nobody gives up. */
  readonly meanPatienceSeconds: number
  readonly patienceVariation: number
  /** Queues are served in ascending order of rank. */
  readonly rank: number
  /** Agents kept for the queue before any takes a ticket. */
  readonly requiredAgents: Float64Array
  readonly shares: readonly InstantShare[]
}

/**
 * A further share to count. `answeredWithin`: first answers within seconds, of all arrivals. `repliedWithin`: later
 * replies count as well, `repliesPerSecond` of work, in time with the probability `within[contacts held by the agent]`.
 */
export type InstantShare =
  | { readonly kind: 'answeredWithin'; readonly seconds: number }
  | {
      readonly kind: 'repliedWithin'
      readonly seconds: number
      readonly repliesPerSecond: number
      readonly within: Float64Array
    }

export interface SimulatedDeferredQueue extends SimulatedWork {
  readonly kind: 'deferred'
  readonly clock: DeadlineClock
  /** Tickets waiting at the start; absent means those of a week before that was like this one. */
  readonly openingBacklog?: number | undefined
  /** Further deadlines to count: tickets finished by them, of those that arrive within the horizon and are due in it. */
  readonly shares: readonly DeadlineClock[]
}

export type SimulatedQueue = SimulatedInstantQueue | SimulatedDeferredQueue

/** One assignment of the roster: a person for one shift. */
export interface Seat {
  /** Names the seat's luck, see `randomStream`. */
  readonly key: readonly number[]
  /** Speed against a fully trained agent, `[queue]`; 0 where the seat does not serve the queue. */
  readonly proficiency: Float64Array
  /** How long an instant contact must have waited before the seat takes it, seconds, `[queue]`. */
  readonly afterSeconds: Float64Array
  /** Start of the shift; before 0 for one that reaches into the horizon. */
  readonly startsAt: number
  /** Times on position, half-open, in order and apart: `[start, end, start, end, ...]`. */
  readonly onPosition: readonly number[]
  /** Chance that the seat stays empty for its whole shift. */
  readonly absenceRate: number
}
