import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { QueueRequirement, Requirement } from '../domain/requirement-outputs.ts'
import { orderAssignments } from '../domain/roster.ts'
import { withBreakRules } from './limits/break-rules.ts'
import { type TourContext, tourContext } from './limits/tour-context.ts'
import { guaranteedWages } from './limits/wage-limits.ts'
import { keepingLocked } from './living/roster-preferences.ts'
import { placeActivities } from './place-activities.ts'
import { boundPart, openPart, type PartBound, rosterPart } from './roster-part.ts'
import type { ScheduledPart, ScheduledRoster, ScheduleOptions } from './scheduled-roster.ts'
import { shiftOptions } from './shift-option.ts'
import { type StaffPart, staffParts } from './staff-parts.ts'
import { tiedPeople } from './team-cover.ts'

/** What a part of the staff is to do, as far as it can be told without its models. */
export interface OpenPart {
  readonly part: StaffPart
  /** What its queues need, the very objects of the requirement. */
  readonly queues: readonly QueueRequirement[]
}

/** The parts of the staff that are rostered apart, always in the same order. */
export function openParts(context: TourContext, requirement: Requirement): OpenPart[] {
  const { settings, employees } = context.inputs
  const queueIds = settings.queues.map(({ id }) => id)
  return staffParts(employees, queueIds, tiedPeople(context.inputs)).map((part) => ({
    part,
    queues: requirement.queues.filter(({ queueId }) => part.queueIds.has(queueId)),
  }))
}

/** The context in which the parts of a requirement are rostered. */
export const rosterContext = (inputs: PlanInputs, { horizon }: Requirement): TourContext =>
  tourContext(inputs, horizon, shiftOptions(withBreakRules(inputs, horizon), horizon))

/**
 * A named roster with a proved bound, for each independent part of the staff: multipliers of the queues by dual ascent,
 * the Lagrangian bound that they prove over all legal tours of every person, then a search for tours that starts from the
 * multipliers. All parts get a rough first roster before any is refined, so that little time still gives a good one. Every
 * tour is one that the compiled limits allow, so every hard rule holds for each person; what the roster cannot cover is in
 * its objective, so there is always one. Hard rules about the team come before all costs, and the check names what nobody
 * could be found for; the bound leaves rules about the team out. What becomes of a part depends on it alone.
 */
export function scheduleRoster(
  inputs: PlanInputs,
  requirement: Requirement,
  options: ScheduleOptions,
): ScheduledRoster {
  const { horizon } = requirement
  const context = rosterContext(inputs, requirement)
  const opened = openParts(context, requirement).map((open) => ({
    ...open,
    solved: knownPart(open, options.known) ?? openPart(context, requirement, open.part, options),
  }))
  const parts = opened.map(({ part, queues, solved }) => ({
    ...{ part, queues },
    solved: 'assignments' in solved ? solved : boundPart(solved, options),
  }))
  const paid = guaranteedWages(context.inputs, horizon)
  const scheduled = refineParts(parts, paid, options)
  const named = { assignments: orderAssignments(scheduled.flatMap((part) => part.assignments)) }
  const made = placeActivities(context, requirement, named)
  return {
    roster: options.preferences ? keepingLocked(made, options.preferences, horizon.zone) : made,
    objectiveBound: scheduled.reduce((sum, { bound }) => sum + bound, paid),
    parts: scheduled,
    servicePrices: pricesOf(requirement, scheduled),
  }
}

/** One part alone, as `scheduleRoster` makes it among others. Progress is told of it alone, without guaranteed wages. */
export function schedulePart(
  context: TourContext,
  requirement: Requirement,
  { part, queues }: OpenPart,
  options: ScheduleOptions,
): ScheduledPart {
  const solved = boundPart(openPart(context, requirement, part, options), options)
  const onProgress = (fraction: number, objective: number) =>
    options.onProgress?.({ fraction, objective, objectiveBound: solved.bound })
  return refinePart({ part, queues, solved }, { ...options, onProgress })
}

/** A part whose queues needed just this before. */
export const knownPart = (
  { queues }: OpenPart,
  known: readonly ScheduledPart[] | undefined,
): ScheduledPart | undefined =>
  known?.find(
    ({ queues: before }) => before.length === queues.length && before.every((queue, index) => queue === queues[index]),
  )

/** The check may count a little more than the search does, so the search goes on for somewhat less than the gap. */
const SEARCHED_SHARE_OF_GAP = 0.85

interface BoundedPart<Solved = PartBound | ScheduledPart> extends OpenPart {
  readonly solved: Solved
}

/** Rosters of the parts that have none. */
function refineParts(parts: readonly BoundedPart[], paid: number, options: ScheduleOptions): ScheduledPart[] {
  const objectiveBound = parts.reduce((sum, { solved }) => sum + solved.bound, paid)
  const people = Math.max(
    1,
    parts.reduce((sum, { solved }) => sum + solved.people, 0),
  )
  let done = 0
  let objective = paid
  return parts.map(({ part, queues, solved }): ScheduledPart => {
    const before = { done, objective }
    const onProgress = (fraction: number, cost: number) =>
      options.onProgress?.({
        fraction: (before.done + fraction * solved.people) / people,
        ...(before.done + solved.people === people && { objective: before.objective + cost }),
        objectiveBound,
      })
    done += solved.people
    const refined = 'assignments' in solved ? solved : refinePart({ part, queues, solved }, { ...options, onProgress })
    objective += refined.cost
    return refined
  })
}

/** Each part may use the gap of what it costs itself: together they then use that of the whole. */
function refinePart(
  { part, queues, solved }: BoundedPart<PartBound>,
  options: Pick<ScheduleOptions, 'seed' | 'gap' | 'isOutOfTime'> & {
    readonly onProgress: (fraction: number, cost: number) => void
  },
): ScheduledPart {
  const { inputs, horizon } = solved.context
  const paid = guaranteedWages({ ...inputs, employees: part.employees }, horizon)
  const spare = Math.abs(solved.bound + paid) * options.gap * SEARCHED_SHARE_OF_GAP
  return { ...rosterPart(solved, { ...options, spare }), queues }
}

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
