import type { Horizon } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { DeferredRequirement, QueueCoverage, QueueRequirement, Requirement } from '../domain/plan-outputs.ts'
import { inInstantOrder, isInstant } from '../domain/queue.ts'
import { type Assignment, compareIds, type Roster } from '../domain/roster.ts'
import { allocateAgents, type Supply } from './allocate-agents.ts'
import { addShares } from './interval-shares.ts'

/** People of one skill set on position, `[interval]`. */
export interface Presence {
  readonly proficiency: readonly number[]
  readonly agents: Float64Array
}

/** Deferred contacts that go before instant ones, by queue of the requirement, `[interval]`. */
export type ProtectedWork = readonly Float64Array[]

/** Who is there and what is asked of them: all that dispatching an interval needs. */
export interface Dispatch {
  readonly requirement: Requirement
  readonly presence: readonly Presence[]
  /** Indices of the instant queues, the one that is answered first before the others. */
  readonly instant: readonly number[]
}

export const dispatchOf = (inputs: PlanInputs, requirement: Requirement, roster: Roster): Dispatch => ({
  requirement,
  presence: presenceBySkillSet(inputs, requirement, roster),
  instant: instantOrder(inputs, requirement),
})

/**
 * What a roster gives each queue, by the rule people work by. In every interval protected deferred work comes first, then
 * the instant queues by priority, the dearest to leave waiting before its equals; whoever is left works deferred queues, the one whose
 * oldest work is due first before the others, oldest work first. Agents beyond all need are shown on their instant
 * queues in proportion to what those require.
 * @returns one entry for each queue of the requirement, in its order
 */
export function dispatchWeek(
  { requirement, presence, instant }: Dispatch,
  protectedWork: ProtectedWork,
): QueueCoverage[] {
  const { horizon, queues } = requirement
  const coverage = queues.map((queue) => emptyCoverage(queue.queueId, horizon.intervals))
  const finished = queues.map(() => 0)
  const arrived = queues.map((queue) => (queue.kind === 'deferred' ? queue.openingBacklog : 0))
  for (let interval = 0; interval < horizon.intervals; interval++) {
    const supplies = presence.map(
      ({ proficiency, agents }): Supply => ({
        free: agents[interval]!,
        proficiency,
        given: proficiency.map(() => 0),
      }),
    )
    const deferred = deferredOrder(requirement, interval, arrived, finished)
    for (const index of deferred) work(index, protectedWork[index]![interval]!)
    for (const index of instant) {
      const required = requiredAgents(queues[index]!, interval)
      coverage[index]!.requiredAgents[interval] = required
      coverage[index]!.coveredAgents[interval] = allocateAgents(supplies, index, required)
    }
    for (const index of deferred) {
      work(index, Number.POSITIVE_INFINITY)
      const queue = queues[index]! as DeferredRequirement
      coverage[index]!.backlog[interval] = Math.max(0, arrived[index]! - finished[index]!)
      coverage[index]!.overdue[interval] = Math.max(0, queue.dueByEnd[interval]! - finished[index]!)
    }
    showSpare(requirement, interval, supplies, coverage)

    function work(index: number, most: number): void {
      const rate = (queues[index]! as DeferredRequirement).contactsPerAgent[interval]!
      const waiting = Math.min(most, Math.max(0, arrived[index]! - finished[index]!))
      const agents = rate > 0 ? allocateAgents(supplies, index, waiting / rate) : 0
      finished[index]! += agents * rate
      coverage[index]!.coveredAgents[interval]! += agents
    }
  }
  for (const [index, cell] of coverage.entries()) setNetStaffing(cell, queues[index]!, horizon)
  return coverage
}

const requiredAgents = (queue: QueueRequirement, interval: number): number =>
  queue.kind === 'instant' ? queue.scheduledAgents[interval]! : 0

const emptyCoverage = (queueId: string, intervals: number): QueueCoverage => ({
  queueId,
  requiredAgents: new Float64Array(intervals),
  coveredAgents: new Float64Array(intervals),
  netStaffing: new Float64Array(intervals),
  backlog: new Float64Array(intervals),
  overdue: new Float64Array(intervals),
})

function presenceBySkillSet(inputs: PlanInputs, { horizon, queues }: Requirement, roster: Roster): Presence[] {
  const queueIndex = new Map(queues.map(({ queueId }, index) => [queueId, index]))
  const skillsOf = new Map(inputs.employees.map(({ id, skills }) => [id, skills]))
  const bySkillSet = new Map<string, Presence>()
  for (const shift of [...roster.assignments, ...inputs.previousRoster]) {
    const skills = (skillsOf.get(shift.employeeId) ?? []).filter(({ queueId }) => shift.queueIds.includes(queueId))
    const key = skills.map(({ queueId, proficiency }) => `${queueId}:${proficiency}`).join('|')
    let entry = bySkillSet.get(key)
    if (!entry) {
      const proficiency = queues.map(() => 0)
      for (const skill of skills) proficiency[queueIndex.get(skill.queueId)!] = skill.proficiency
      entry = { proficiency, agents: new Float64Array(horizon.intervals) }
      bySkillSet.set(key, entry)
    }
    addPresence(entry.agents, horizon, shift)
  }
  return [...bySkillSet].sort(([a], [b]) => compareIds(a, b)).map(([, entry]) => entry)
}

/** Adds the share of each interval in which the person is on the shift, on no break and at no activity. */
function addPresence(agents: Float64Array, horizon: Horizon, shift: Assignment): void {
  if (shift.onCall === true) return
  addShares(agents, horizon, shift, 1)
  for (const away of [...shift.breaks, ...(shift.activities ?? [])]) addShares(agents, horizon, away, -1)
}

/** Indices of the instant queues in the order in which people answer them. */
function instantOrder(inputs: PlanInputs, { queues }: Requirement): number[] {
  const indexById = new Map(queues.map(({ queueId }, index) => [queueId, index]))
  return inInstantOrder(inputs.settings.queues.filter(isInstant)).flatMap(({ id }) => indexById.get(id) ?? [])
}

/** Deferred queues with this interval's arrivals taken in, the one whose oldest work is due first before the others. */
function deferredOrder(
  { queues }: Requirement,
  interval: number,
  arrived: number[],
  finished: readonly number[],
): number[] {
  return queues
    .flatMap((queue, index) => {
      if (queue.kind === 'instant') return []
      arrived[index]! += queue.volume[interval]!
      return [{ index, id: queue.queueId, due: oldestDue(queue, finished[index]!, interval) }]
    })
    .sort((a, b) => a.due - b.due || compareIds(a.id, b.id))
    .map(({ index }) => index)
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
  coverage: readonly QueueCoverage[],
): void {
  for (const { free, proficiency } of supplies) {
    if (free <= 0) continue
    const wanted = queues.map((queue, index) =>
      queue.kind === 'instant' && proficiency[index]! > 0 ? queue.scheduledAgents[interval]! : 0,
    )
    const total = wanted.reduce((sum, agents) => sum + agents, 0)
    if (total === 0) continue
    for (const [index, agents] of wanted.entries()) {
      coverage[index]!.coveredAgents[interval]! += (free * proficiency[index]! * agents) / total
    }
  }
}

function setNetStaffing(cell: QueueCoverage, queue: QueueRequirement, { intervals }: Horizon): void {
  for (let interval = 0; interval < intervals; interval++) {
    const rate = queue.kind === 'deferred' ? queue.contactsPerAgent[interval]! : 0
    cell.netStaffing[interval] =
      queue.kind === 'instant'
        ? cell.coveredAgents[interval]! - cell.requiredAgents[interval]!
        : rate > 0
          ? -cell.overdue[interval]! / rate
          : 0
  }
}
