import {
  arrivedByEnd,
  coverageOf,
  type Dispatch,
  type Dispatched,
  type DispatchTerms,
  dispatchTerms,
  emptyDispatch,
} from '../check/coverage.ts'
import { type ServiceCosts, searchDispatch, serviceCosts } from '../check/roster-coverage.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { QueueCoverage, Unmet } from '../domain/plan-outputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import type { Assignment } from '../domain/roster.ts'
import { unmetNeeds } from '../domain/unmet-needs.ts'
import { touchedIntervals } from './changed-shifts.ts'
import { copyOf, RememberedDispatch } from './remembered-dispatch.ts'
import { type ServiceEstimate, ServiceModel } from './service-estimate.ts'
import type { ServiceChange } from './shift-candidates.ts'
import { SkillPresence } from './skill-presence.ts'

/** What a roster gives the queues. */
export interface CoverageScore {
  readonly coverage: readonly QueueCoverage[]
  readonly costs: ServiceCosts
  readonly service: readonly ServiceEstimate[]
  readonly unmet: readonly Unmet[]
}

/** A dispatch that the checker's search ended with, and the one that it began with. */
interface Settled {
  readonly dispatched: Dispatched
  readonly first: Dispatched
}

/** What a roster gives each queue, kept up as shifts change: by `searchDispatch`, as the checker has it. */
export class CoverageScorer {
  readonly #inputs: PlanInputs
  readonly #requirement: Requirement
  readonly #presence: SkillPresence
  readonly #stampOf: (instant: number) => string
  readonly #remembered: RememberedDispatch
  readonly #service: ServiceModel
  readonly #terms: DispatchTerms
  /** `[queue][interval]`. */
  readonly #arrived: readonly Float64Array[]
  /** In hand: rests where it was left; none once it has ended. */
  #search: Generator<void, Dispatched> | undefined
  /** Of the first dispatch of the search in hand. */
  #first: Dispatched
  #settled: Settled | undefined
  #score: CoverageScore

  /**
   * @param roster ordered as rosters are
   * @param stampOf local time of an instant, known once looked up
   */
  constructor(
    inputs: PlanInputs,
    requirement: Requirement,
    roster: readonly Assignment[],
    stampOf: (instant: number) => string,
  ) {
    this.#stampOf = stampOf
    this.#inputs = inputs
    this.#requirement = requirement
    this.#presence = new SkillPresence(inputs, requirement, roster)
    this.#remembered = new RememberedDispatch(requirement)
    this.#service = new ServiceModel(inputs, requirement)
    this.#terms = dispatchTerms(inputs, requirement)
    this.#first = emptyDispatch(requirement)
    this.#arrived = arrivedByEnd(requirement)
    this.#score = this.#begin()
  }

  get score(): CoverageScore {
    return this.#score
  }

  get isSettled(): boolean {
    return this.#search === undefined
  }

  change(removed: readonly Assignment[], added: readonly Assignment[]): void {
    if (removed.length === 0 && added.length === 0) return
    this.#presence.change(removed, added)
    this.#score = this.#begin()
  }

  /** Goes on with the search, resting after each dispatch; ends when another has begun since. */
  *settling(): Generator<void, void> {
    const search = this.#search
    while (search && search === this.#search) {
      if (!this.#advance(search)) yield
    }
  }

  /** What shifts less and more would change of what is unmet, by the first dispatch. */
  serviceChange(removed: readonly Assignment[], added: readonly Assignment[]): ServiceChange {
    const ranges = touchedIntervals(this.#requirement.horizon, [...removed, ...added])
    const [first, last] = [ranges[0], ranges.at(-1)]
    if (!first || !last) return { cost: 0, agentHours: 0 }
    const dispatch = { ...this.#terms, presence: this.#presence.presenceWith(removed, added) }
    const after = this.#unmet(this.#remembered.trial(dispatch, { from: first.from, to: last.to }))
    const before = this.#unmet(this.#first)
    return { cost: after.cost - before.cost, agentHours: after.agentHours - before.agentHours }
  }

  #unmet(dispatched: Dispatched): ServiceChange {
    const coverage = coverageOf(this.#requirement, dispatched)
    const { understaffing, overdueWork } = serviceCosts(this.#inputs, this.#requirement, coverage)
    const missing = this.#terms.instant.reduce(
      (sum, { index }) => coverage[index]!.netStaffing.reduce((total, net) => total + Math.max(0, -net), sum),
      0,
    )
    return { cost: understaffing + overdueWork, agentHours: (missing * this.#requirement.horizon.intervalMinutes) / 60 }
  }

  /** Begins the search anew with the first dispatch, which all others build on. */
  #begin(): CoverageScore {
    const dispatch: Dispatch = { ...this.#terms, presence: this.#presence.presence }
    const search = searchDispatch(this.#inputs, this.#requirement, (valued, pass) => {
      const dispatched = this.#remembered.pass(dispatch, this.#presence.changes, valued, pass)
      if (pass === 0) this.#first = dispatched
      return dispatched
    })
    this.#search = search
    return this.#advance(search) ? this.#score : this.#scoreOf(this.#likely())
  }

  /** @returns whether the search has ended */
  #advance(search: Generator<void, Dispatched>): boolean {
    const { done, value } = search.next()
    if (done !== true) return false
    this.#search = undefined
    this.#settled = { dispatched: value, first: copyOf(this.#first) }
    this.#score = this.#scoreOf(value)
    return true
  }

  /** What the search ended with the last time, with what its first dispatch has changed by since. */
  #likely(): Dispatched {
    if (!this.#settled) return this.#first
    const { dispatched, first } = this.#settled
    const moved = (kind: keyof Dispatched, most: (queue: number, interval: number) => number) =>
      dispatched[kind].map((values, queue) =>
        values.map((value, interval) => {
          const change = this.#first[kind][queue]![interval]! - first[kind][queue]![interval]!
          return Math.min(most(queue, interval), Math.max(0, value + change))
        }),
      )
    return {
      covered: moved('covered', () => Number.POSITIVE_INFINITY),
      finished: moved('finished', (queue, interval) => this.#arrived[queue]![interval]!),
    }
  }

  #scoreOf(dispatched: Dispatched): CoverageScore {
    const coverage = coverageOf(this.#requirement, dispatched)
    return {
      coverage,
      costs: serviceCosts(this.#inputs, this.#requirement, coverage),
      service: this.#service.estimate(coverage),
      unmet: unmetNeeds(this.#requirement, coverage, this.#stampOf),
    }
  }
}
