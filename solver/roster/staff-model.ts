import { type Horizon, intervalMs, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { QueueRequirement, Requirement } from '../domain/requirement-outputs.ts'
import { LinearModel } from '../lp/linear-model.ts'
import type { TourPerson, TourProblem } from '../tours/tour-problem.ts'
import type { TourContext } from './limits/tour-context.ts'
import { presenceShares } from './option-values.ts'
import type { ShiftOption } from './shift-option.ts'
import type { StaffPart } from './staff-parts.ts'

/**
 * One independent part of the staff with the queues that it serves, as plain arrays: what covering, pricing and the bound
 * work on.
 */
export interface StaffModel {
  readonly horizon: Horizon
  readonly options: readonly ShiftOption[]
  /** Its people, with an empty cover: coverage is priced outside. */
  readonly problem: TourProblem
  readonly groups: number
  /** Effective agents that one of a group is worth on a queue, `[group * queues + queue]`; 0 without the skill. */
  readonly proficiency: Float64Array
  readonly queues: readonly ModelQueue[]
  /** Agents whom the previous roster's last shifts still put on position, `[interval * groups + group]`. */
  readonly present: Float64Array
}

/** A queue with what a unit that goes unmet costs, minor currency units. */
export interface ModelQueue {
  readonly need: QueueRequirement
  /** Instant: of an effective agent missing for an interval. Deferred: of a contact overdue at an interval's end. */
  readonly price: number
}

export function staffModel(
  context: TourContext,
  { settings }: PlanInputs,
  requirement: Requirement,
  part: StaffPart,
  people: readonly TourPerson[],
): StaffModel {
  const { horizon } = requirement
  const hours = intervalMs(horizon) / (60 * MS_PER_MINUTE)
  const queues = requirement.queues
    .filter(({ queueId }) => part.queueIds.has(queueId))
    .map((need): ModelQueue => {
      const queue = settings.queues.find(({ id }) => id === need.queueId)!
      return { need, price: hours * (isInstant(queue) ? queue.understaffingCostPerHour : queue.overdueCostPerHour) }
    })
  const proficiency = new Float64Array(part.skillSets.length * queues.length)
  part.skillSets.forEach(({ skills }, group) => {
    for (const skill of skills) {
      const queue = queues.findIndex(({ need }) => need.queueId === skill.queueId)
      proficiency[group * queues.length + queue] = skill.proficiency
    }
  })
  return {
    ...{ horizon, queues, proficiency },
    options: context.options,
    groups: part.skillSets.length,
    problem: {
      ...{ days: context.days.length, options: context.tourOptions, people, costStep: 0 },
      cover: new LinearModel(),
      entries: () => [],
    },
    present: presentBefore(context, part, horizon),
  }
}

function presentBefore({ inputs }: TourContext, { skillSets, groupOf }: StaffPart, horizon: Horizon): Float64Array {
  const present = new Float64Array(horizon.intervals * skillSets.length)
  for (const shift of inputs.previousRoster) {
    const group = groupOf.get(shift.employeeId)
    if (group === undefined || shift.endMs <= horizon.startsAt || shift.onCall) continue
    const breaks = shift.breaks.map(({ startMs, endMs }) => ({ minutes: (endMs - startMs) / MS_PER_MINUTE }))
    const starts = shift.breaks.map(({ startMs }) => startMs)
    for (const [interval, share] of presenceShares(horizon, shift.startMs, shift.endMs, starts, breaks)) {
      present[interval * skillSets.length + group]! += share
    }
  }
  return present
}
