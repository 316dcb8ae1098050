import { allocateAgents, type Need, type Supply } from '../../check/allocate-agents.ts'
import { dispatchOf, type Presence } from '../../check/coverage.ts'
import { type Horizon, intervalMs } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { QueueCoverage } from '../../domain/plan-outputs.ts'
import { isInstant } from '../../domain/queue.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import type { Assignment, Roster } from '../../domain/roster.ts'

/** Proficiency by queue of the requirement: people with the same one are worth the same on position. */
export type SkillVector = readonly number[]

/**
 * What one agent more or less of some skills on position changes in an interval's cost, minor currency units, never
 * negative; the rest of the roster stays. Instant queues exactly, by the allocation that the checker uses; tickets by what
 * their backlog is overdue from then until it is worked off. It ranks what may be done; the checker then measures it.
 */
export class AgentValues {
  readonly #inputs: PlanInputs
  readonly #requirement: Requirement
  /** Weight in the sharing out of people, and price, of an agent missing for an interval, minor currency units. */
  readonly #instant: readonly { readonly index: number; readonly weight: number; readonly price: number }[]
  #presence: readonly Presence[]
  /** Cost saved by an agent's work on the tickets of a queue, `[queue][interval]`. */
  #ticketValue: readonly Float64Array[]
  readonly #base: Float64Array
  readonly #known = new Map<string, Float64Array>()

  constructor(inputs: PlanInputs, requirement: Requirement, roster: Roster, coverage: readonly QueueCoverage[]) {
    const { horizon, queues } = requirement
    const hours = intervalMs(horizon) / 3_600_000
    const dispatch = dispatchOf(inputs, requirement, roster)
    this.#inputs = inputs
    this.#requirement = requirement
    this.#presence = dispatch.presence
    this.#instant = dispatch.instant.map(({ index, weight }) => {
      const queue = inputs.settings.queues.find(({ id }) => id === queues[index]!.queueId)!
      return { index, weight, price: isInstant(queue) ? queue.understaffingCostPerHour * hours : 0 }
    })
    this.#ticketValue = queues.map((_, index) => ticketValues(inputs, requirement, coverage, index))
    this.#base = new Float64Array(horizon.intervals).fill(Number.NaN)
  }

  /** Goes on with a roster that differs in some shifts; what is known of other hours stays. */
  update(roster: Roster, coverage: readonly QueueCoverage[], changed: readonly Assignment[]): void {
    const { horizon, queues } = this.#requirement
    const tickets = queues.map((_, index) => ticketValues(this.#inputs, this.#requirement, coverage, index))
    const isAlike = tickets.every((values, index) =>
      values.every((value, interval) => value === this.#ticketValue[index]![interval]),
    )
    this.#ticketValue = tickets
    this.#presence = dispatchOf(this.#inputs, this.#requirement, roster).presence
    for (const values of [this.#base, ...this.#known.values()]) {
      if (!isAlike) values.fill(Number.NaN)
      for (const { startMs, endMs } of changed) values.fill(Number.NaN, ...intervalsOf(horizon, startMs, endMs))
    }
  }

  /** Cost saved by one agent more (`sign` 1), or lost with one less (-1), in each interval of `[from, to)`. */
  between(skills: SkillVector, sign: 1 | -1, from: number, to: number): Float64Array {
    const key = `${sign} ${skills.join(' ')}`
    const values = this.#known.get(key) ?? new Float64Array(this.#base.length).fill(Number.NaN)
    this.#known.set(key, values)
    for (let interval = from; interval < to; interval++) {
      if (Number.isNaN(values[interval]!)) values[interval] = this.#valueAt(skills, sign, interval)
    }
    return values
  }

  #valueAt(skills: SkillVector, sign: 1 | -1, interval: number): number {
    if (Number.isNaN(this.#base[interval]!)) this.#base[interval] = this.#instantCost(interval, undefined, 0)
    const instant = sign * (this.#base[interval]! - this.#instantCost(interval, skills, sign))
    if (instant > 1e-9) return instant
    return Math.max(0, ...skills.map((speed, index) => speed * this.#ticketValue[index]![interval]!))
  }

  #instantCost(interval: number, skills: SkillVector | undefined, sign: number): number {
    const supplies = this.#presence.map(({ proficiency, agents }): Supply => {
      const isLess = sign < 0 && skills && isSame(proficiency, skills)
      return { agents: agents[interval]! - (isLess ? 1 : 0), proficiency }
    })
    if (skills && sign > 0) supplies.push({ agents: 1, proficiency: skills })
    const needs = this.#instant.map(({ index, weight }): Need => {
      const queue = this.#requirement.queues[index]!
      return { queue: index, agents: queue.kind === 'instant' ? queue.scheduledAgents[interval]! : 0, price: weight }
    })
    const { served } = allocateAgents(supplies, needs)
    return this.#instant.reduce((sum, { price }, need) => sum + price * (needs[need]!.agents - served[need]!), 0)
  }
}

const isSame = (a: SkillVector, b: SkillVector): boolean => a.every((speed, index) => speed === b[index])

/** What an agent's interval on a ticket queue saves, minor currency units, `[interval]`; 0 for instant queues. */
function ticketValues(
  inputs: PlanInputs,
  { horizon, queues }: Requirement,
  coverage: readonly QueueCoverage[],
  index: number,
): Float64Array {
  const values = new Float64Array(horizon.intervals)
  const need = queues[index]!
  const queue = inputs.settings.queues.find(({ id }) => id === need.queueId)!
  if (need.kind === 'instant' || isInstant(queue)) return values
  const price = (queue.overdueCostPerHour * intervalMs(horizon)) / 3_600_000
  const { backlog, overdue } = coverage[index]!
  let saved = 0
  for (let interval = horizon.intervals - 1; interval >= 0; interval--) {
    saved = backlog[interval]! <= 1e-6 ? 0 : saved + (overdue[interval]! > 1e-6 ? price : 0)
    values[interval] = saved * need.contactsPerAgent[interval]!
  }
  return values
}

/** Proficiency of a person by queue of the requirement; 0 where the skill is missing. */
export const skillVector = (
  skills: readonly { readonly queueId: string; readonly proficiency: number }[],
  { queues }: Requirement,
): number[] => queues.map(({ queueId }) => skills.find((skill) => skill.queueId === queueId)?.proficiency ?? 0)

/** Intervals that a span of time touches, `[from, to)`. */
export function intervalsOf(horizon: Horizon, startMs: number, endMs: number): readonly [from: number, to: number] {
  const length = intervalMs(horizon)
  const from = Math.max(0, Math.floor((startMs - horizon.startsAt) / length))
  const to = Math.min(horizon.intervals, Math.ceil((endMs - horizon.startsAt) / length))
  return [from, Math.max(from, to)]
}
