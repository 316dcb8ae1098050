import { type Horizon, localDate } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../domain/planning-input-error.ts'
import type { Roster } from '../../domain/roster.ts'
import { horizonsOfPeople, siteHorizon, zonesOfGroups } from '../../domain/site.ts'
import { datesOf, personDay } from './roster-preferences.ts'

/** What of a given roster stays. */
export interface Locks {
  /** Whole weeks of these people, days off included. */
  readonly people: readonly string[]
  /** Dates on which nobody's work changes, each by the person's own calendar. */
  readonly dates: readonly string[]
  /** Single days of single people, days off included. */
  readonly personDays: readonly { readonly employeeId: string; readonly date: string }[]
  /** Every shift of the given roster stays; days off may become shifts. */
  readonly shifts: boolean
  /** Person-days that none of the above locks. */
  readonly released: readonly { readonly employeeId: string; readonly date: string }[]
}

export const NO_LOCKS: Locks = { people: [], dates: [], personDays: [], shifts: false, released: [] }

/**
 * Person-days that stay as they are, by `personDay`. Pinned shifts of the given roster stay by themselves.
 * @throws PlanningInputError for people and dates that the plan does not have
 */
export function lockedDays(inputs: PlanInputs, horizon: Horizon, given: Roster, locks: Locks): Set<string> {
  refuseUnknown(inputs, horizon, locks)
  const horizonOf = horizonsOfPeople(inputs, horizon)
  const everybody = inputs.employees.map(({ id }) => id)
  const keys = [
    ...locks.people.flatMap((id) => datesOf(horizonOf(id)).map((date) => personDay(id, date))),
    ...locks.dates.flatMap((date) => everybody.map((id) => personDay(id, date))),
    ...locks.personDays.map(({ employeeId, date }) => personDay(employeeId, date)),
    ...given.assignments
      .filter(({ pinned }) => locks.shifts || pinned)
      .map(({ employeeId, startMs }) => personDay(employeeId, localDate(startMs, horizonOf(employeeId).zone))),
  ]
  const locked = new Set(keys)
  for (const { employeeId, date } of locks.released) locked.delete(personDay(employeeId, date))
  return locked
}

function refuseUnknown({ employees, settings }: PlanInputs, horizon: Horizon, locks: Locks): void {
  const known = new Set(employees.map(({ id }) => id))
  const named = [...locks.personDays, ...locks.released]
  const horizonOf = horizonsOfPeople({ employees, settings }, horizon)
  const everyDate = [...new Set(zonesOfGroups(settings).flatMap((zone) => datesOf(siteHorizon(horizon, zone))))].sort()
  const dates = [
    ...locks.dates.map((value) => ({ value, days: everyDate })),
    ...named.map(({ employeeId, date }) => ({ value: date, days: datesOf(horizonOf(employeeId)) })),
  ]
  const issues: InputIssue[] = [
    ...[...locks.people, ...named.map(({ employeeId }) => employeeId)]
      .filter((id) => !known.has(id))
      .map((value) => ({
        value,
        problem: 'is not a person of this plan',
        hint: 'Lock people by their id of employees.csv.',
      })),
    ...dates
      .filter(({ value, days }) => !days.includes(value))
      .map(({ value, days }) => ({
        value,
        problem: `is not a day of what is planned, ${days[0]} to ${days.at(-1)}`,
        hint: 'Write locked days as YYYY-MM-DD.',
      })),
  ]
  if (issues.length > 0) throw new PlanningInputError(issues)
}
