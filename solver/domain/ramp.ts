import { DateTime } from 'luxon'
import { z } from 'zod'
import type { Availability, Employee } from './employee.ts'
import { type Horizon, horizonEnd, localDate } from './horizon.ts'

/** Speed of a new hire against a trained colleague, and what looking after one costs the mentor. */
export const rampSchema = z.strictObject({
  /** Speed in each week from the first day at work on, 0..1; after the last one people count as trained. */
  weeks: z.array(z.number().min(0).max(1)).min(1).max(104),
  /** Share of a mentor's own speed lost for each new hire still on the ramp. */
  mentorLoss: z.number().min(0).max(0.5).default(0),
})
export type Ramp = z.infer<typeof rampSchema>

interface Team {
  /** Ordered by id. */
  readonly employees: readonly Employee[]
  readonly availability: readonly Availability[]
}

/**
 * The people who are there in a horizon, with the proficiency that they have in it. Whoever is hired after it is left
 * out; whoever is hired within it is off until that day. A new hire's proficiency is multiplied by the speed of the week
 * of work that the horizon begins in (the first one for those hired within it), a mentor's by `1 - mentorLoss` for every
 * new hire on the ramp. A skill with no speed at all is left out, and people in training, who are left with none, are
 * off all through. Dates are those of the person's site. `hiredOn` and `mentorId` are gone from the result, so that nothing is applied twice.
 */
export function teamDuring(horizonOf: HorizonOf, team: Team, ramp: Ramp | undefined): Team {
  const here = team.employees.filter(({ id, hiredOn }) => hiredOn === undefined || hiredOn <= lastDateOf(horizonOf(id)))
  const isHere = new Set(here.map(({ id }) => id))
  const speeds = speedsOf(here, horizonOf, ramp)
  const employees = here.map(({ hiredOn, mentorId, ...employee }): Employee => {
    const skills = employee.skills.map((skill) => ({
      ...skill,
      proficiency: skill.proficiency * speeds.get(employee.id)!,
    }))
    const daysBeforeHire = hiredOn === undefined ? 0 : daysBefore(hiredOn, horizonOf(employee.id))
    return {
      ...employee,
      skills: skills.filter(({ proficiency }) => proficiency > 0),
      ...(daysBeforeHire > 0 && { daysBeforeHire }),
    }
  })
  return {
    employees,
    availability: [
      ...team.availability.filter(({ employeeId }) => isHere.has(employeeId)),
      ...daysOff(horizonOf, here, employees),
    ],
  }
}

/** Days of the person's site in a horizon, by employee id. */
type HorizonOf = (employeeId: string) => Horizon

const lastDateOf = (horizon: Horizon): string => localDate(horizonEnd(horizon) - 1, horizon.zone)

/** Factor on each person's proficiency, by id. */
function speedsOf(employees: readonly Employee[], horizonOf: HorizonOf, ramp: Ramp | undefined): Map<string, number> {
  const speeds = new Map(employees.map(({ id }) => [id, 1]))
  const slowBy = (id: string, factor: number) => speeds.set(id, (speeds.get(id) ?? 1) * factor)
  for (const { id, hiredOn, mentorId } of employees) {
    const { startsAt, zone } = horizonOf(id)
    const speed = hiredOn === undefined ? undefined : ramp?.weeks[weekOfWork(hiredOn, localDate(startsAt, zone))]
    if (speed === undefined) continue
    slowBy(id, speed)
    if (mentorId !== undefined) slowBy(mentorId, 1 - ramp!.mentorLoss)
  }
  return speeds
}

/** Full weeks at work before a date, 0 where that is before the first day. */
const weekOfWork = (hiredOn: string, date: string): number =>
  Math.max(
    0,
    Math.floor(DateTime.fromISO(date, { zone: 'utc' }).diff(DateTime.fromISO(hiredOn, { zone: 'utc' }), 'weeks').weeks),
  )

/** Days of a horizon before a date. */
const daysBefore = (date: string, { startsAt, zone }: Horizon): number =>
  DateTime.fromISO(date, { zone }).diff(DateTime.fromMillis(startsAt, { zone }), 'days').days

/** Time off before the first day at work, and in training. */
function daysOff(horizonOf: HorizonOf, given: readonly Employee[], during: readonly Employee[]): Availability[] {
  return given.flatMap(({ id, hiredOn }, index): Availability[] => {
    if (hiredOn === undefined) return []
    const horizon = horizonOf(id)
    const startsMs = DateTime.fromISO(hiredOn, { zone: horizon.zone }).startOf('day').toMillis()
    const endMs = during[index]!.skills.length === 0 ? horizonEnd(horizon) : startsMs
    return endMs > horizon.startsAt ? [{ employeeId: id, kind: 'timeOff', startMs: horizon.startsAt, endMs }] : []
  })
}
