import { type Horizon, horizonEnd } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { isInstant } from '../domain/queue.ts'
import { textNumber } from '../domain/random.ts'
import type { Assignment, Roster } from '../domain/roster.ts'
import { shrinkageByInterval } from '../domain/shrinkage.ts'
import type { Seat } from './simulation.ts'

/**
 * Seats of a roster, with the shifts of the previous roster that reach into the horizon. Shifts on which a person can
 * serve no queue, or stands by on call, are left out. A seat stays empty with the chance of shrinkage on the day it
 * begins on.
 */
export function rosterSeats(inputs: PlanInputs, horizon: Horizon, roster: Roster): Seat[] {
  const { settings } = inputs
  const employeeById = new Map(inputs.employees.map((employee) => [employee.id, employee]))
  const known = new Set(roster.assignments.map(seatName))
  const earlier = inputs.previousRoster.filter((assignment) => !known.has(seatName(assignment)))
  const shrinkage = shrinkageByInterval(settings, horizon)
  const intervalSeconds = horizon.intervalMinutes * 60
  return [...earlier, ...roster.assignments]
    .filter(({ startMs, endMs }) => endMs > horizon.startsAt && startMs < horizonEnd(horizon))
    .filter(({ onCall }) => onCall !== true)
    .map((assignment): Seat => {
      const employee = employeeById.get(assignment.employeeId)
      const startsAt = (assignment.startMs - horizon.startsAt) / 1000
      return {
        key: [textNumber(assignment.employeeId), assignment.startMs],
        proficiency: Float64Array.from(settings.queues, ({ id }) =>
          assignment.queueIds.includes(id)
            ? (employee?.skills.find(({ queueId }) => queueId === id)?.proficiency ?? 0)
            : 0,
        ),
        afterSeconds: Float64Array.from(settings.queues, (queue) =>
          isInstant(queue) ? (queue.overflow.find(({ group }) => group === employee?.group)?.afterSeconds ?? 0) : 0,
        ),
        startsAt,
        onPosition: onPosition(assignment, horizon),
        absenceRate: shrinkage[Math.max(0, Math.floor(startsAt / intervalSeconds))]!,
      }
    })
    .filter(({ proficiency }) => proficiency.some((speed) => speed > 0))
}

const seatName = ({ employeeId, startMs }: Assignment): string => `${employeeId} ${startMs}`

/** Times between the breaks and activities, within the horizon, seconds from its start. */
function onPosition({ startMs, endMs, breaks, activities = [] }: Assignment, horizon: Horizon): number[] {
  const times: number[] = []
  let from = startMs
  const stay = (untilMs: number) => {
    const start = Math.max(from, horizon.startsAt)
    const end = Math.min(untilMs, horizonEnd(horizon))
    if (end > start) times.push((start - horizon.startsAt) / 1000, (end - horizon.startsAt) / 1000)
  }
  for (const item of [...breaks, ...activities].sort((a, b) => a.startMs - b.startMs)) {
    stay(item.startMs)
    from = Math.max(from, item.endMs)
  }
  stay(endMs)
  return times
}
