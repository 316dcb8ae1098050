import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { leastPaidHours } from '../estimate/least-paid-hours.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { groupsByQueue } from './serving-groups.ts'
import type { ShiftFactors } from './weekly-need.ts'

/**
 * How many hours of shifts cover an hour that is scheduled: the least paid time of the plan's own shifts (meals, peaks
 * shorter than a shift, whole people, breaks) over the requirement's hours, for queues with people in common together.
 */
export const shiftFactorsBy =
  (engine: LpEngine): ShiftFactors =>
  (inputs: PlanInputs, requirement: Requirement, scheduledHours: readonly number[]) => {
    const { groups } = leastPaidHours(inputs, requirement, engine)
    const minutes = new Map(groups.map(({ groupId, minutes }) => [groupId, minutes]))
    const serving = groupsByQueue(inputs)
    return requirement.queues.map((_, queue) => {
      const able = reachedFrom(queue, serving)
      const paid = [...new Set(able.flatMap((each) => serving[each]!))].reduce(
        (sum, groupId) => sum + (minutes.get(groupId) ?? 0) / 60,
        0,
      )
      const hours = able.reduce((sum, each) => sum + scheduledHours[each]!, 0)
      return hours > 0 && paid > 0 ? paid / hours : 1
    })
  }

/** Queues that hang together with one by groups that serve several. */
function reachedFrom(queue: number, serving: readonly (readonly string[])[]): number[] {
  const reached = new Set([queue])
  for (const at of reached) {
    serving.forEach((groups, other) => {
      if (groups.some((group) => serving[at]!.includes(group))) reached.add(other)
    })
  }
  return [...reached].sort((a, b) => a - b)
}
