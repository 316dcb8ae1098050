import { evaluateQueue, MAX_AGENTS, type QueueLoad } from '../../staffing/queue-model.ts'

/** An interval of an instant queue beside what was planned of it. */
export interface LateInterval {
  readonly plannedVolume: number
  readonly came: number
  /** Contacts that were not answered in time, those who gave up included. */
  readonly late: number
  /** Seconds; NaN where not known. */
  readonly plannedAht: number
  readonly cameAht: number
  /** On position, parts of an agent included: what the plan needed, what the roster put there after shrinkage, who was
   * there; the last NaN where nobody's state is known. */
  readonly neededAgents: number
  readonly scheduledAgents: number
  readonly presentAgents: number
}

/** What the queueing model takes of a queue besides. */
export type LateModel = Pick<QueueLoad, 'intervalMinutes' | 'answerWithinSeconds' | 'meanPatienceSeconds' | 'curve'>

export const LATE_REASONS = ['planShort', 'fewerPeople', 'moreContacts', 'longerContacts'] as const
export type LateReason = (typeof LATE_REASONS)[number]

/** Late contacts by reason: all of them together are the late contacts. A reason below 0 made fewer late. */
export interface LateParts {
  readonly late: number
  /** That the plan let be late: what its target allows, and what its agents would do better. */
  readonly asPlanned: number
  /** NaN where what it takes was not reported: what it did is among the unexplained. */
  readonly reasons: Readonly<Record<LateReason, number>>
  readonly unexplained: number
}

/**
 * Why contacts of an interval were late. The queueing model that staffs (stationary Erlang A or C, chats held at once) is
 * asked how many would be late as planned, and with each of up to four things as they really were: the roster where it had
 * fewer agents than needed, the people who were there of those scheduled, the contacts, their handling time. What one of
 * them does depends on the others, so that each gets its Shapley value, the mean of what it adds over all orders in which
 * they could have become real: no order is preferred, and the parts sum to the difference (Shapley 1953, "A value for
 * n-person games"). What the model does not see remains unexplained: load carried over from the interval before, people
 * shared between queues from moment to moment, contacts answered in another order.
 */
export function lateParts(interval: LateInterval, model: LateModel): LateParts {
  const factors = realFactors(interval)
  const none = { planShort: 0, fewerPeople: 0, moreContacts: 0, longerContacts: 0 }
  const reasons: Record<LateReason, number> = { ...none }
  for (const reason of LATE_REASONS) if (!factors.has(reason)) reasons[reason] = Number.NaN
  const base = plannedPoint(interval)
  if (base === undefined) return { late: interval.late, asPlanned: 0, reasons, unexplained: interval.late }
  const known = [...factors]
  const lateWith = latesBySet(base, known, model)
  known.forEach(([reason], at) => {
    reasons[reason] = shapleyValue(lateWith, at, known.length)
  })
  const asPlanned = lateWith[0]!
  return { late: interval.late, asPlanned, reasons, unexplained: interval.late - lateWith.at(-1)! }
}

/** Sums of parts; a reason that is known of some intervals alone counts as much as these say. */
export function summedParts(parts: readonly LateParts[]): LateParts {
  const sum = (value: (one: LateParts) => number) => parts.reduce((total, one) => total + value(one), 0)
  const reasons = Object.fromEntries(
    LATE_REASONS.map((reason) => {
      const known = parts.filter((one) => !Number.isNaN(one.reasons[reason]))
      return [reason, known.length === 0 ? Number.NaN : known.reduce((total, one) => total + one.reasons[reason], 0)]
    }),
  ) as Record<LateReason, number>
  return {
    late: sum(({ late }) => late),
    asPlanned: sum((one) => one.asPlanned),
    reasons,
    unexplained: sum((one) => one.unexplained),
  }
}

/** What the model is asked of. */
interface Point {
  readonly volume: number
  readonly aht: number
  readonly agents: number
  /** Share of the agents who were there. */
  readonly present: number
}

type Change = (point: Point) => Point

/** The plan at its word: the agents that it needed, or those that it had where they were more. */
function plannedPoint(interval: LateInterval): Point | undefined {
  const { plannedVolume, plannedAht, cameAht, neededAgents, scheduledAgents } = interval
  const aht = Number.isNaN(plannedAht) ? cameAht : plannedAht
  if (Number.isNaN(aht)) return undefined
  return { volume: plannedVolume, aht, agents: Math.max(neededAgents, scheduledAgents), present: 1 }
}

/** How each thing that is known changes what was planned into what was. */
function realFactors(interval: LateInterval): Map<LateReason, Change> {
  const { came, plannedAht, cameAht, scheduledAgents, presentAgents } = interval
  const factors = new Map<LateReason, Change>()
  factors.set('planShort', (point) => ({ ...point, agents: scheduledAgents }))
  if (!Number.isNaN(presentAgents) && scheduledAgents > 0) {
    factors.set('fewerPeople', (point) => ({ ...point, present: presentAgents / scheduledAgents }))
  }
  factors.set('moreContacts', (point) => ({ ...point, volume: came }))
  if (!Number.isNaN(cameAht) && !Number.isNaN(plannedAht)) {
    factors.set('longerContacts', (point) => ({ ...point, aht: cameAht }))
  }
  return factors
}

/** Late contacts with each set of factors as they were; bit `i` of the index stands for the i-th of them. */
function latesBySet(base: Point, factors: readonly (readonly [LateReason, Change])[], model: LateModel): Float64Array {
  return Float64Array.from({ length: 1 << factors.length }, (_, set) => {
    const point = factors.reduce((changed, [, change], at) => ((set >> at) & 1 ? change(changed) : changed), base)
    return lateAt(point, model)
  })
}

/** Mean of what factor `at` adds to the sets without it, each weighed by the orders that come by it. */
function shapleyValue(lateWith: Float64Array, at: number, factors: number): number {
  let value = 0
  for (let set = 0; set < lateWith.length; set++) {
    if ((set >> at) & 1) continue
    const size = bitsOf(set)
    const weight = (factorial(size) * factorial(factors - size - 1)) / factorial(factors)
    value += weight * (lateWith[set | (1 << at)]! - lateWith[set]!)
  }
  return value
}

const bitsOf = (set: number): number => (set === 0 ? 0 : (set & 1) + bitsOf(set >> 1))
const factorial = (count: number): number => (count < 2 ? 1 : count * factorial(count - 1))

/** Agents: less than this is a rounding error. */
const NEARLY = 1e-6

/** Contacts that the model has late. Parts of an agent lie on the line between whole ones. */
function lateAt({ volume, aht, agents, present }: Point, model: LateModel): number {
  if (volume === 0) return 0
  const staff = Math.min(MAX_AGENTS, Math.max(0, agents * present))
  const whole = Math.floor(staff + NEARLY)
  const part = Math.max(0, staff - whole)
  const withAgents = (count: number) => {
    const asked = { ...model, volume, ahtSeconds: aht, agents: Math.min(MAX_AGENTS, count) }
    return volume * (1 - evaluateQueue(asked).serviceLevel)
  }
  const least = withAgents(whole)
  return part < NEARLY ? least : least + part * (withAgents(whole + 1) - least)
}
