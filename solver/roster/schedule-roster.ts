import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { QueueRequirement, Requirement } from '../domain/plan-outputs.ts'
import { orderAssignments } from '../domain/roster.ts'
import { withBreakRules } from './limits/break-rules.ts'
import { tourContext } from './limits/tour-context.ts'
import { guaranteedWages } from './limits/wage-limits.ts'
import { keepingLocked } from './living/roster-preferences.ts'
import { placeActivities } from './place-activities.ts'
import { boundPart, openPart, type PartBound, rosterPart } from './roster-part.ts'
import type { ScheduledPart, ScheduledRoster, ScheduleOptions } from './scheduled-roster.ts'
import { shiftOptions } from './shift-option.ts'
import { staffParts } from './staff-parts.ts'
import { tiedPeople } from './team-cover.ts'

/**
 * A named roster with a proved bound, for each independent part of the staff: multipliers of the queues by dual ascent,
 * the Lagrangian bound that they prove over all legal tours of every person, then a search for tours that starts from the
 * multipliers. All parts get a rough first roster before any is refined, so that little time still gives a good one. Every tour is one that the compiled limits allow, so every hard rule holds for each person; what the roster
 * cannot cover is in its objective, so there is always one. Hard rules about the team come before all costs, and the check
 * names what nobody could be found for; the bound leaves rules about the team out.
 */
export function scheduleRoster(
  inputs: PlanInputs,
  requirement: Requirement,
  options: ScheduleOptions,
): ScheduledRoster {
  const { horizon } = requirement
  const context = tourContext(inputs, horizon, shiftOptions(withBreakRules(inputs, horizon), horizon))
  const opened = staffParts(
    context.inputs.employees,
    inputs.settings.queues.map(({ id }) => id),
    tiedPeople(context.inputs),
  ).map((part) => {
    const queues = requirement.queues.filter(({ queueId }) => part.queueIds.has(queueId))
    const known = options.previous?.parts.find((other) => isSame(other.queues, queues))
    return { queues, solved: known ?? openPart(context, requirement, part, options) }
  })
  const parts = opened.map(({ queues, solved }) => ({
    queues,
    solved: 'assignments' in solved ? solved : boundPart(solved, options),
  }))
  const paid = guaranteedWages(inputs, horizon)
  const scheduled = scheduleParts(parts, paid, options)
  const named = { assignments: orderAssignments(scheduled.flatMap((part) => part.assignments)) }
  const made = placeActivities(context, requirement, named)
  return {
    roster: options.preferences ? keepingLocked(made, options.preferences, horizon.zone) : made,
    objectiveBound: scheduled.reduce((sum, { bound }) => sum + bound, paid),
    parts: scheduled,
    servicePrices: pricesOf(requirement, scheduled),
  }
}

/** The check may count a little more than the search does, so the search goes on for somewhat less than the gap. */
const SEARCHED_SHARE_OF_GAP = 0.85

interface OpenPart {
  readonly queues: readonly QueueRequirement[]
  readonly solved: PartBound | ScheduledPart
}

/** Rosters of the parts that have none; each may use the share of the gap that its people make up. */
function scheduleParts(parts: readonly OpenPart[], paid: number, options: ScheduleOptions): ScheduledPart[] {
  const objectiveBound = parts.reduce((sum, { solved }) => sum + solved.bound, paid)
  const people = Math.max(
    1,
    parts.reduce((sum, { solved }) => sum + solved.people, 0),
  )
  const spare = Math.abs(objectiveBound) * options.gap * SEARCHED_SHARE_OF_GAP
  let done = 0
  let objective = paid
  return parts.map(({ queues, solved }): ScheduledPart => {
    const before = { done, objective }
    const tell = (fraction: number, cost: number) =>
      options.onProgress?.({
        fraction: (before.done + fraction * solved.people) / people,
        ...(before.done + solved.people === people && { objective: before.objective + cost }),
        objectiveBound,
      })
    done += solved.people
    const part =
      'assignments' in solved
        ? solved
        : { ...rosterPart(solved, { ...options, spare: spare * (solved.people / people), onProgress: tell }), queues }
    objective += part.cost
    return part
  })
}

const isSame = (a: readonly QueueRequirement[], b: readonly QueueRequirement[]): boolean =>
  a.length === b.length && a.every((queue, index) => queue === b[index])

function pricesOf({ horizon, queues }: Requirement, parts: readonly ScheduledPart[]): Float64Array {
  const prices = new Float64Array(queues.length * horizon.intervals)
  for (const part of parts) {
    part.queues.forEach((queue, index) => {
      const own = part.prices.subarray(index * horizon.intervals, (index + 1) * horizon.intervals)
      prices.set(own, queues.indexOf(queue) * horizon.intervals)
    })
  }
  return prices
}
