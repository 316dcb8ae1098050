import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { QueueRequirement, Requirement, RosterSolution } from '../domain/plan-outputs.ts'
import { type Assignment, orderAssignments } from '../domain/roster.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { withBreakRules } from './limits/break-rules.ts'
import { tourContext } from './limits/tour-context.ts'
import { guaranteedWages } from './limits/wage-limits.ts'
import { keepingLocked, type RosterPreferences } from './living/roster-preferences.ts'
import { placeActivities } from './place-activities.ts'
import { boundPart, openPart, type PartBound, rosterPart } from './roster-part.ts'
import { shiftOptions } from './shift-option.ts'
import { staffParts } from './staff-parts.ts'
import { tiedPeople } from './team-cover.ts'

export interface ScheduleOptions {
  readonly engine: LpEngine
  readonly seed: number
  /** Stop improving when (objective - bound) / objective is about this. */
  readonly gap: number
  /** Asked now and then; improving stops when it says yes. Only the last resort: an answer cut short may not repeat. */
  readonly isOutOfTime: () => boolean
  /** The best roster known and the bound, guaranteed wages included, minor currency units. */
  readonly onProgress?: (progress: { fraction: number; objective?: number; objectiveBound: number }) => void
  /** A roster of the same inputs; its parts whose queues need just what they did then are taken over. */
  readonly previous?: ScheduledRoster | undefined
  /** What the roster owes to one that stands. */
  readonly preferences?: RosterPreferences | undefined
}

/** A roster with what it takes to make only some of it again. */
export interface ScheduledRoster extends RosterSolution {
  readonly parts: readonly ScheduledPart[]
  /**
   * Multipliers of the bound: what an effective agent is worth, minor currency units,
   * `[queue * intervals + interval]`, queues in the requirement's order.
   */
  readonly servicePrices: Float64Array
}

export interface ScheduledPart {
  /** What its queues needed, the very objects of the requirement. */
  readonly queues: readonly QueueRequirement[]
  /** Without guaranteed wages, as `cost`, minor currency units. */
  readonly bound: number
  /** As the search counted it; the checker has the last word. */
  readonly cost: number
  readonly people: number
  readonly assignments: readonly Assignment[]
  /** As `servicePrices`, of its own queues. */
  readonly prices: Float64Array
}

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
