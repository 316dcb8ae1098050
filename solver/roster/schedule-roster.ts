import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { QueueRequirement, Requirement, RosterSolution } from '../domain/plan-outputs.ts'
import { type Assignment, orderAssignments } from '../domain/roster.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { type EmployeeClass, employeeClasses, independentParts } from './employee-class.ts'
import { employeeLimits } from './employee-limits.ts'
import { boundPart, type PartBound, rosterPart } from './roster-part.ts'
import { shiftOptions } from './shift-option.ts'

export interface ScheduleOptions {
  readonly engine: LpEngine
  readonly seed: number
  /** Stop improving when (objective - bound) / objective is about this. */
  readonly gap: number
  /** Asked now and then; improving stops when it says yes. Only the last resort: an answer cut short may not repeat. */
  readonly isOutOfTime: () => boolean
  readonly onProgress?: (progress: { fraction: number; objectiveBound: number }) => void
  /** A roster of the same inputs; its parts whose queues need just what they did then are taken over. */
  readonly previous?: ScheduledRoster | undefined
}

/** A roster with what it takes to make only some of it again. */
export interface ScheduledRoster extends RosterSolution {
  readonly parts: readonly ScheduledPart[]
}

interface ScheduledPart {
  /** What its queues needed, the very objects of the requirement. */
  readonly queues: readonly QueueRequirement[]
  readonly bound: number
  readonly people: number
  readonly assignments: readonly Assignment[]
}

/** The part of the gap that covering may use; the rest is left for naming people. */
const COVERING_SHARE_OF_GAP = 0.9

/**
 * A named roster with a proved bound, in two stages for each independent part of the staff: shift covering (whose LP
 * relaxation gives the bound, recomputed from its multipliers), then named assignment under every hard rule, then breaks.
 * Simple today: at most one shift a person a day, and the second stage does not reopen the first beyond what the rules
 * force. A roster always comes out; what it cannot cover is in its objective.
 */
export function scheduleRoster(
  inputs: PlanInputs,
  requirement: Requirement,
  options: ScheduleOptions,
): ScheduledRoster {
  const shifts = shiftOptions(inputs.settings, requirement.horizon)
  const limits = inputs.employees.map((employee) => employeeLimits(inputs, requirement.horizon, shifts, employee))
  const parts = withUnservedQueues(inputs, independentParts(employeeClasses(limits))).map(({ classes, queueIds }) => {
    const queues = requirement.queues.filter(({ queueId }) => queueIds.has(queueId))
    const known = options.previous?.parts.find((part) => isSame(part.queues, queues))
    return { queues, solved: known ?? boundPart(inputs, requirement, shifts, classes, queueIds, options) }
  })
  const objectiveBound = parts.reduce((sum, { solved }) => sum + solved.bound, guaranteedWages(inputs))
  const people = Math.max(1, inputs.employees.length)
  let done = 0
  const scheduled = parts.map(({ queues, solved }): ScheduledPart => {
    const before = done
    done += solved.people
    if ('assignments' in solved) return solved
    const assignments = namedPart(solved, shifts, options, { objectiveBound, before, people })
    return { queues, bound: solved.bound, people: solved.people, assignments }
  })
  const assignments = scheduled.flatMap((part) => part.assignments)
  return { roster: { assignments: orderAssignments(assignments) }, objectiveBound, parts: scheduled }
}

const isSame = (a: readonly QueueRequirement[], b: readonly QueueRequirement[]): boolean =>
  a.length === b.length && a.every((queue, index) => queue === b[index])

function namedPart(
  part: PartBound,
  shifts: ReturnType<typeof shiftOptions>,
  options: ScheduleOptions,
  { objectiveBound, before, people }: { objectiveBound: number; before: number; people: number },
): Assignment[] {
  return rosterPart(shifts, part, {
    ...options,
    absoluteGap: Math.abs(objectiveBound) * options.gap * COVERING_SHARE_OF_GAP * (part.people / people),
    onProgress: (fraction) =>
      options.onProgress?.({ fraction: (before + fraction * part.people) / people, objectiveBound }),
  })
}

/** Wages that are paid whatever the roster, minor currency units. */
export function guaranteedWages(inputs: PlanInputs): number {
  const contractById = new Map(inputs.settings.contracts.map((contract) => [contract.id, contract]))
  return inputs.employees.reduce(
    (sum, { contractId, hourlyCost }) =>
      sum + (contractById.get(contractId)!.guaranteedMinutesPerWeek / 60) * hourlyCost,
    0,
  )
}

/** Queues that nobody can serve make a part of their own, so that what they cost is in the bound and in the roster alike. */
function withUnservedQueues(inputs: PlanInputs, parts: readonly EmployeeClass[][]) {
  const served = parts.map((classes) => ({
    classes,
    queueIds: new Set(classes.flatMap(({ proficiency }) => [...proficiency.keys()])),
  }))
  const all = inputs.settings.queues.map(({ id }) => id)
  const unserved = new Set(all.filter((id) => !served.some(({ queueIds }) => queueIds.has(id))))
  return unserved.size === 0 ? served : [...served, { classes: [], queueIds: unserved }]
}
