import { type Horizon, intervalMs } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { DeferredRequirement, QueueCoverage, Requirement } from '../domain/plan-outputs.ts'
import { isInstant } from '../domain/queue.ts'
import { type Assignment, compareIds, type Roster } from '../domain/roster.ts'
import { allocateAgents, type Supply } from './allocate-agents.ts'

/** People of one skill set on position, `[interval]`. */
interface Presence {
  readonly proficiency: readonly number[]
  readonly agents: Float64Array
}

/**
 * What a roster gives each queue, by the rule people work by: in every interval the instant queues come first, the
 * dearest to leave waiting before the others, and whoever is left works deferred queues, the one whose oldest work is due
 * first before the others, oldest work first. Agents beyond all need are shown on their instant queues in proportion to
 * what those require.
 * @returns one entry for each queue of the requirement, in its order
 */
export function rosterCoverage(inputs: PlanInputs, requirement: Requirement, roster: Roster): QueueCoverage[] {
  const { horizon, queues } = requirement
  const presence = presenceBySkillSet(inputs, requirement, roster)
  const coverage = queues.map((queue) => emptyCoverage(queue.queueId, horizon.intervals))
  const instant = instantOrder(inputs, requirement)
  const finished = queues.map(() => 0)
  const arrived = queues.map((queue) => (queue.kind === 'deferred' ? queue.openingBacklog : 0))
  for (let interval = 0; interval < horizon.intervals; interval++) {
    const supplies = presence.map(({ proficiency, agents }): Supply => ({
      free: agents[interval]!,
      proficiency,
      given: proficiency.map(() => 0),
    }))
    for (const index of instant) {
      const queue = queues[index]!
      if (queue.kind !== 'instant') continue
      const cell = coverage[index]!
      cell.requiredAgents[interval] = queue.scheduledAgents[interval]!
      cell.coveredAgents[interval] = allocateAgents(supplies, index, queue.scheduledAgents[interval]!)
    }
    serveDeferred(requirement, interval, supplies, coverage, arrived, finished)
    showSpare(requirement, interval, supplies, coverage)
  }
  for (const [index, cell] of coverage.entries()) setNetStaffing(cell, queues[index]!, horizon)
  return coverage
}

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

/** Adds the share of each interval in which the person is on the shift and on no break. */
function addPresence(agents: Float64Array, horizon: Horizon, shift: Assignment): void {
  const spans = [
    { from: shift.startMs, to: shift.endMs, sign: 1 },
    ...shift.breaks.map((item) => ({ from: item.startMs, to: item.endMs, sign: -1 })),
  ]
  const length = intervalMs(horizon)
  for (const { from, to, sign } of spans) {
    const first = Math.max(0, Math.floor((from - horizon.startsAt) / length))
    for (let interval = first; interval < horizon.intervals; interval++) {
      const start = horizon.startsAt + interval * length
      if (start >= to) break
      agents[interval]! += (sign * (Math.min(to, start + length) - Math.max(from, start))) / length
    }
  }
}

/** Instant queues by what an hour of one missing agent costs, dearest first, then by id. */
function instantOrder(inputs: PlanInputs, { queues }: Requirement): number[] {
  const priceOf = new Map(
    inputs.settings.queues.map((queue) => [queue.id, isInstant(queue) ? queue.understaffingCostPerHour : 0]),
  )
  return queues
    .map((queue, index) => ({ queue, index }))
    .filter(({ queue }) => queue.kind === 'instant')
    .sort(
      (a, b) =>
        priceOf.get(b.queue.queueId)! - priceOf.get(a.queue.queueId)! || compareIds(a.queue.queueId, b.queue.queueId),
    )
    .map(({ index }) => index)
}

function serveDeferred(
  { queues }: Requirement,
  interval: number,
  supplies: readonly Supply[],
  coverage: readonly QueueCoverage[],
  arrived: number[],
  finished: number[],
): void {
  const deferred = queues
    .map((queue, index) => ({ queue, index }))
    .filter((entry): entry is { queue: DeferredRequirement; index: number } => entry.queue.kind === 'deferred')
  for (const { queue, index } of deferred) arrived[index]! += queue.volume[interval]!
  const byDeadline = deferred
    .map((entry) => ({ ...entry, due: oldestDue(entry.queue, finished[entry.index]!, interval) }))
    .sort((a, b) => a.due - b.due || compareIds(a.queue.queueId, b.queue.queueId))
  for (const { queue, index } of byDeadline) {
    const rate = queue.contactsPerAgent[interval]!
    const waiting = Math.max(0, arrived[index]! - finished[index]!)
    const agents = rate > 0 ? allocateAgents(supplies, index, waiting / rate) : 0
    finished[index]! += agents * rate
    coverage[index]!.coveredAgents[interval] = agents
    coverage[index]!.backlog[interval] = Math.max(0, arrived[index]! - finished[index]!)
    coverage[index]!.overdue[interval] = Math.max(0, queue.dueByEnd[interval]! - finished[index]!)
  }
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

function setNetStaffing(cell: QueueCoverage, queue: Requirement['queues'][number], { intervals }: Horizon): void {
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
