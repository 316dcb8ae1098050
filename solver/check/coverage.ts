import type { Skill } from '../domain/employee.ts'
import { type Horizon, intervalMs } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { QueueCoverage } from '../domain/plan-outputs.ts'
import { isInstant } from '../domain/queue.ts'
import type {
  DeferredRequirement,
  InstantRequirement,
  QueueRequirement,
  Requirement,
} from '../domain/requirement-outputs.ts'
import { type Assignment, compareIds, type Roster } from '../domain/roster.ts'
import { type Allocate, allocateAgents, type Need, type Supply } from './allocate-agents.ts'
import { addShares, type IntervalRange } from './interval-shares.ts'

/** People of one skill set on position, `[interval]`. */
export interface Presence {
  readonly proficiency: readonly number[]
  readonly agents: Float64Array
}

/** Who is there, what is asked of them and what it is worth: all that dispatching an interval needs. */
export interface Dispatch {
  readonly requirement: Requirement
  readonly presence: readonly Presence[]
  /** Indices of the instant queues, ordered by id, with what an agent missing for an interval weighs. */
  readonly instant: readonly { readonly index: number; readonly weight: number }[]
  /** Indices of the deferred queues, ordered by id. */
  readonly deferred: readonly number[]
  readonly allocate: Allocate
}

/** All of a dispatch but the people. */
export type DispatchTerms = Omit<Dispatch, 'presence'>

export const dispatchTerms = (
  inputs: PlanInputs,
  requirement: Requirement,
  allocate: Allocate = allocateAgents,
): DispatchTerms => ({
  allocate,
  requirement,
  instant: instantWeights(inputs, requirement),
  deferred: indicesById(requirement, 'deferred'),
})

export const dispatchOf = (
  inputs: PlanInputs,
  requirement: Requirement,
  roster: Roster,
  allocate?: Allocate,
): Dispatch => ({
  ...dispatchTerms(inputs, requirement, allocate),
  presence: presenceBySkillSet(inputs, requirement, roster),
})

/** Contacts whose finishing is worth something; those of a queue come in the order of their entries. */
export interface ValuedWork {
  /** Contacts that shall be finished by the end of the interval, counted from the horizon's start, `[interval]`. */
  readonly finished: Float64Array
  /** Minor currency units for each contact finished in an interval, `[interval]`. */
  readonly value: Float64Array
}

/** What each queue of the requirement gets, `[queue][interval]`. */
export interface Dispatched {
  /** Agents on instant queues, in fully trained ones, with those beyond all need; 0 for deferred queues. */
  readonly covered: readonly Float64Array[]
  /** Contacts finished by the end of the interval, counted from the horizon's start; 0 for instant queues. */
  readonly finished: readonly Float64Array[]
}

/**
 * Shares the people of a roster out, interval by interval, so that what is missing there costs least: instant work at its
 * price, those answered first before the others; deferred work that is valued at its value; and whoever is left works what
 * else waits, the queue whose oldest work is due first before its equals. Agents beyond all need are shown on their instant
 * queues in proportion to what those require.
 * @param valued deferred work that may be worth more than instant work, `[queue]`
 */
export function dispatchWeek(dispatch: Dispatch, valued: readonly (readonly ValuedWork[])[] = []): Dispatched {
  const dispatched = emptyDispatch(dispatch.requirement)
  const done = dispatch.requirement.queues.map(() => 0)
  const arrived = arrivedByEnd(dispatch.requirement)
  for (let interval = 0; interval < dispatch.requirement.horizon.intervals; interval++) {
    dispatchInterval(dispatch, interval, arrived, done, valued, dispatched)
  }
  return dispatched
}

export const emptyDispatch = ({ horizon, queues }: Requirement): Dispatched => ({
  covered: queues.map(() => new Float64Array(horizon.intervals)),
  finished: queues.map(() => new Float64Array(horizon.intervals)),
})

/** Contacts of deferred queues that have come by the end of each interval, `[queue][interval]`; 0 for instant queues. */
export const arrivedByEnd = ({ horizon, queues }: Requirement): Float64Array[] =>
  queues.map((queue) => {
    if (queue.kind === 'instant') return new Float64Array(horizon.intervals)
    let sum = queue.openingBacklog
    return queue.volume.map((contacts) => (sum += contacts))
  })

/**
 * One interval of `dispatchWeek`.
 * @param done contacts of deferred queues that are worked before it, `[queue]`; those that it works are added
 * @param into where nothing stands yet for the interval
 */
export function dispatchInterval(
  { requirement, presence, instant, deferred, allocate }: Dispatch,
  interval: number,
  arrived: readonly Float64Array[],
  done: number[],
  valued: readonly (readonly ValuedWork[])[],
  { covered, finished }: Dispatched,
): void {
  const { queues } = requirement
  const needs = instant.map(({ index, weight }): Need => {
    const { scheduledAgents } = queues[index] as InstantRequirement
    return { queue: index, agents: scheduledAgents[interval]!, price: weight }
  })
  for (const index of deferred) {
    const queue = queues[index] as DeferredRequirement
    const came = arrived[index]![interval]!
    needs.push(...deferredNeeds(queue, index, interval, came, done[index]!, valued[index] ?? []))
  }
  const supplies = presence
    .filter(({ agents }) => agents[interval]! > 0)
    .map(({ agents, proficiency }) => ({ agents: agents[interval]!, proficiency }))
  const asked = needs.filter(({ agents }) => agents > 0)
  const { served, free } = allocate(supplies, asked)
  asked.forEach(({ queue: index }, need) => {
    const queue = queues[index]!
    if (queue.kind === 'instant') covered[index]![interval]! += served[need]!
    else done[index]! += served[need]! * queue.contactsPerAgent[interval]!
  })
  for (const index of deferred) finished[index]![interval] = Math.min(done[index]!, arrived[index]![interval]!)
  showSpare(requirement, interval, supplies, free, covered)
}

/** What waits of a queue: what is valued at its value, and all that waits at next to nothing. */
function deferredNeeds(
  requirement: DeferredRequirement,
  queue: number,
  interval: number,
  arrived: number,
  done: number,
  valued: readonly ValuedWork[],
): Need[] {
  const rate = requirement.contactsPerAgent[interval]!
  if (rate === 0) return []
  const urgency = 1 - (oldestDue(requirement, done, interval) - interval) / requirement.dueByEnd.length
  const least = SWEEP_WEIGHT * (1 + urgency)
  const needs: Need[] = []
  let from = done
  for (const { finished, value } of valued) {
    const to = Math.min(arrived, finished[interval]!)
    if (to <= from) continue
    needs.push({ queue, agents: (to - from) / rate, price: least + rate * value[interval]! })
    from = to
  }
  needs.push({ queue, agents: Math.max(0, arrived - from) / rate, price: least })
  return needs
}

/** Of work that may as well wait, minor currency units: less than any instant work, so that it fills what that leaves. */
const SWEEP_WEIGHT = 1e-3
/** Of instant work that is priced at nothing. */
const LEAST_WEIGHT = 1
/** Each level of priority weighs so much more than the next, whatever the prices. */
const PRIORITY_FACTOR = 1e4

/** Deferred and instant queues of a requirement apart, in an order that does not hang on the plan's. */
const indicesById = ({ queues }: Requirement, kind: QueueRequirement['kind']): number[] =>
  [...queues.keys()]
    .filter((index) => queues[index]!.kind === kind)
    .sort((a, b) => compareIds(queues[a]!.queueId, queues[b]!.queueId))

/** What an agent who is missing weighs: his price; where queues differ in priority, those answered first before all. */
function instantWeights({ settings }: PlanInputs, requirement: Requirement): Dispatch['instant'] {
  const hours = intervalMs(requirement.horizon) / 3_600_000
  const queueById = new Map(settings.queues.filter(isInstant).map((queue) => [queue.id, queue]))
  const mine = indicesById(requirement, 'instant').map((index) => ({
    index,
    queue: queueById.get(requirement.queues[index]!.queueId)!,
  }))
  const levels = [...new Set(mine.map(({ queue }) => queue.priority))].sort((a, b) => b - a)
  return mine.map(({ index, queue }) => ({
    index,
    weight:
      Math.max(LEAST_WEIGHT, queue.understaffingCostPerHour * hours) *
      PRIORITY_FACTOR ** levels.indexOf(queue.priority),
  }))
}

/** Skills of a person that a shift asks for. */
export const skillsUsed = (skills: readonly Skill[], { queueIds }: Assignment): Skill[] =>
  skills.filter(({ queueId }) => queueIds.includes(queueId))

/** The same for those who are worth the same on every queue; dispatching goes by its order. */
export const skillSetKey = (skills: readonly Skill[]): string =>
  skills
    .map(({ queueId, proficiency }) => `${queueId}:${proficiency}`)
    .sort(compareIds)
    .join('|')

export const proficiencyOf = (skills: readonly Skill[], { queues }: Requirement): number[] =>
  queues.map(({ queueId }) => skills.findLast((skill) => skill.queueId === queueId)?.proficiency ?? 0)

function presenceBySkillSet(inputs: PlanInputs, requirement: Requirement, roster: Roster): Presence[] {
  const { horizon } = requirement
  const skillsOf = new Map(inputs.employees.map(({ id, skills }) => [id, skills]))
  const bySkillSet = new Map<string, Presence>()
  for (const shift of [...roster.assignments, ...inputs.previousRoster]) {
    const skills = skillsUsed(skillsOf.get(shift.employeeId) ?? [], shift)
    const key = skillSetKey(skills)
    let entry = bySkillSet.get(key)
    if (!entry) {
      entry = { proficiency: proficiencyOf(skills, requirement), agents: new Float64Array(horizon.intervals) }
      bySkillSet.set(key, entry)
    }
    addPresence(entry.agents, horizon, shift)
  }
  return [...bySkillSet].sort(([a], [b]) => compareIds(a, b)).map(([, entry]) => entry)
}

/**
 * Adds the share of each interval in which the person is on the shift, on no break and at no activity.
 * @param within intervals to add to; all when absent
 */
export function addPresence(agents: Float64Array, horizon: Horizon, shift: Assignment, within?: IntervalRange): void {
  if (shift.onCall === true) return
  addShares(agents, horizon, shift, 1, within)
  for (const away of shift.breaks) addShares(agents, horizon, away, -1, within)
  for (const away of shift.activities ?? []) addShares(agents, horizon, away, -1, within)
}

/** Interval by whose end the oldest unfinished work is due; it is looked for from the current interval on. */
function oldestDue(queue: DeferredRequirement, finished: number, interval: number): number {
  let due = interval
  while (due < queue.dueByEnd.length && queue.dueByEnd[due]! <= finished + 1e-9) due++
  return due
}

function showSpare(
  { queues }: Requirement,
  interval: number,
  supplies: readonly Supply[],
  free: readonly number[],
  covered: readonly Float64Array[],
): void {
  for (const [supply, { proficiency }] of supplies.entries()) {
    if (free[supply]! <= 0) continue
    const wanted = queues.map((queue, index) =>
      queue.kind === 'instant' && proficiency[index]! > 0 ? queue.scheduledAgents[interval]! : 0,
    )
    const total = wanted.reduce((sum, agents) => sum + agents, 0)
    if (total === 0) continue
    for (const [index, agents] of wanted.entries()) {
      covered[index]![interval]! += (free[supply]! * proficiency[index]! * agents) / total
    }
  }
}

/** How a dispatch leaves each queue of the requirement, in its order. */
export const coverageOf = ({ queues }: Requirement, { covered, finished }: Dispatched): QueueCoverage[] =>
  queues.map((queue, index) =>
    queue.kind === 'instant' ? instantCoverage(queue, covered[index]!) : deferredCoverage(queue, finished[index]!),
  )

const instantCoverage = (
  { queueId, scheduledAgents }: InstantRequirement,
  coveredAgents: Float64Array,
): QueueCoverage => ({
  queueId,
  requiredAgents: scheduledAgents.slice(),
  coveredAgents,
  netStaffing: coveredAgents.map((agents, interval) => agents - scheduledAgents[interval]!),
  backlog: new Float64Array(coveredAgents.length),
  overdue: new Float64Array(coveredAgents.length),
})

function deferredCoverage(queue: DeferredRequirement, finished: Float64Array): QueueCoverage {
  const { queueId, openingBacklog, volume, dueByEnd, contactsPerAgent } = queue
  const empty = () => new Float64Array(finished.length)
  const [coveredAgents, netStaffing, backlog, overdue] = [empty(), empty(), empty(), empty()]
  let arrived = openingBacklog
  let before = 0
  for (const [interval, done] of finished.entries()) {
    arrived += volume[interval]!
    backlog[interval] = Math.max(0, arrived - done)
    overdue[interval] = Math.max(0, dueByEnd[interval]! - done)
    const rate = contactsPerAgent[interval]!
    if (rate > 0) {
      coveredAgents[interval] = (done - before) / rate
      netStaffing[interval] = -overdue[interval]! / rate
    }
    before = done
  }
  return { queueId, requiredAgents: empty(), coveredAgents, netStaffing, backlog, overdue }
}
