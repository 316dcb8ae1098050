import { coverageOf, dispatchOf, dispatchWeek } from '../check/coverage.ts'
import type { Activity } from '../domain/activity.ts'
import type { Employee } from '../domain/employee.ts'
import { instantOnDay, intervalMs, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { type Assignment, orderAssignments, type PlacedActivity, type Roster } from '../domain/roster.ts'
import { zoneOfGroup } from '../domain/site.ts'
import type { TourContext } from './limits/tour-context.ts'
import { intervalShares } from './shift-option.ts'

/** A place for somebody's activity. */
interface Place {
  readonly shift: number
  readonly startMs: number
  readonly endMs: number
}

/**
 * Gives everybody who works their training and meetings, each where the queues of the person can spare an agent best; those
 * with the fewest places choose first. Who fits nowhere is left without, and the check tells.
 */
export function placeActivities(context: TourContext, requirement: Requirement, roster: Roster): Roster {
  const { activities } = context.inputs.settings
  if (activities.length === 0) return roster
  const assignments = [...roster.assignments]
  const spare = spareAgents(context.inputs, requirement, roster)
  const shiftsOf = Map.groupBy(assignments.keys(), (index) => assignments[index]!.employeeId)
  for (const activity of activities) {
    const together: PlacedActivity[] = []
    const takers = context.inputs.employees
      .filter((employee) => takesPart(activity, employee))
      .map((employee) => {
        const site = context.inZone(zoneOfGroup(context.inputs.settings, employee.group))
        const shifts = shiftsOf.get(employee.id) ?? []
        const isDone = shifts.some((index) => has(assignments[index]!, activity.id))
        return {
          employee,
          places: isDone ? [] : shifts.flatMap((index) => placesIn(site, activity, assignments, index)),
        }
      })
      .filter(({ places }) => places.length > 0)
      .sort((a, b) => a.places.length - b.places.length)
    for (const { employee, places } of takers) {
      const free = places.filter(
        (place) => together.filter((other) => overlaps(other, place)).length < activity.maxTogether,
      )
      const best = cheapest(free, (place) => spare.lossOf(employee, place))
      if (!best) continue
      const placed = { activityId: activity.id, startMs: best.startMs, endMs: best.endMs }
      const shift = assignments[best.shift]!
      const all = [...(shift.activities ?? []), placed].sort((a, b) => a.startMs - b.startMs)
      assignments[best.shift] = { ...shift, activities: all }
      together.push(placed)
      spare.take(employee, best)
    }
  }
  return { assignments: orderAssignments(assignments) }
}

const takesPart = ({ groups, employees }: Activity, { id, group }: Employee): boolean =>
  (groups?.includes(group) ?? true) && (employees?.includes(id) ?? true)

const has = (shift: Assignment, activityId: string): boolean =>
  (shift.activities ?? []).some((placed) => placed.activityId === activityId)

const overlaps = (a: { startMs: number; endMs: number }, b: { startMs: number; endMs: number }): boolean =>
  a.startMs < b.endMs && b.startMs < a.endMs

function cheapest(places: readonly Place[], lossOf: (place: Place) => number): Place | undefined {
  let best: Place | undefined
  let least = Infinity
  for (const place of places) {
    const loss = lossOf(place)
    if (loss < least) {
      least = loss
      best = place
    }
  }
  return best
}

/**
 * Starts on the grid within a shift, off its breaks and other activities, within the activity's hours.
 * @param context of the person's zone
 */
function placesIn(
  context: TourContext,
  activity: Activity,
  assignments: readonly Assignment[],
  index: number,
): Place[] {
  const shift = assignments[index]!
  const day = context.days.find(({ startMs, endMs }) => shift.startMs >= startMs && shift.startMs < endMs)
  if (!day || shift.onCall || !activity.weekdays.includes(day.weekday)) return []
  const margin = activity.marginMinutes * MS_PER_MINUTE
  const length = activity.minutes * MS_PER_MINUTE
  const first = Math.max(shift.startMs + margin, instantOnDay(day.startMs, activity.from, context.zone))
  const last = Math.min(shift.endMs - margin, instantOnDay(day.startMs, activity.to, context.zone)) - length
  const taken = [...shift.breaks, ...(shift.activities ?? [])]
  const places: Place[] = []
  for (let startMs = first; startMs <= last; startMs += intervalMs(context.horizon)) {
    const place = { shift: index, startMs, endMs: startMs + length }
    if (!taken.some((other) => overlaps(other, place))) places.push(place)
  }
  return places
}

/** Agents whom each queue has beyond its need, and what it costs to take one away. */
function spareAgents(inputs: PlanInputs, requirement: Requirement, roster: Roster) {
  const { horizon, queues } = requirement
  const coverage = coverageOf(requirement, dispatchWeek(dispatchOf(inputs, requirement, roster)))
  const net = coverage.map(({ netStaffing }) => netStaffing.slice())
  const priceOf = queues.map(({ queueId }) => {
    const queue = inputs.settings.queues.find(({ id }) => id === queueId)!
    return isInstant(queue) ? queue.understaffingCostPerHour : queue.overdueCostPerHour
  })
  const known = ({ skills }: Employee) =>
    skills.map(({ queueId }) => queues.findIndex((queue) => queue.queueId === queueId))
  const lossIn = (employee: Employee, interval: number) => {
    let best = { queue: -1, loss: Infinity }
    for (const queue of known(employee)) {
      const loss = priceOf[queue]! * Math.max(0, Math.min(1, 1 - net[queue]![interval]!))
      if (loss < best.loss) best = { queue, loss }
    }
    return best
  }
  return {
    lossOf: (employee: Employee, { startMs, endMs }: Place) =>
      intervalShares(horizon, startMs, endMs).reduce(
        (sum, [interval, share]) => sum + share * lossIn(employee, interval).loss,
        0,
      ),
    take: (employee: Employee, { startMs, endMs }: Place) => {
      for (const [interval, share] of intervalShares(horizon, startMs, endMs)) {
        const { queue } = lossIn(employee, interval)
        if (queue >= 0) net[queue]![interval]! -= share
      }
    },
  }
}
