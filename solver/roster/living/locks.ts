import { type Horizon, localDate } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../domain/planning-input-error.ts'
import type { Roster } from '../../domain/roster.ts'
import { datesOf, personDay } from './roster-preferences.ts'

/** What of a given roster stays. */
export interface Locks {
  /** Whole weeks of these people, days off included. */
  readonly people: readonly string[]
  /** Local dates on which nobody's work changes. */
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
  const dates = datesOf(horizon)
  const everybody = inputs.employees.map(({ id }) => id)
  const keys = [
    ...locks.people.flatMap((id) => dates.map((date) => personDay(id, date))),
    ...locks.dates.flatMap((date) => everybody.map((id) => personDay(id, date))),
    ...locks.personDays.map(({ employeeId, date }) => personDay(employeeId, date)),
    ...given.assignments
      .filter(({ pinned }) => locks.shifts || pinned)
      .map(({ employeeId, startMs }) => personDay(employeeId, localDate(startMs, horizon.zone))),
  ]
  const locked = new Set(keys)
  for (const { employeeId, date } of locks.released) locked.delete(personDay(employeeId, date))
  return locked
}

function refuseUnknown({ employees }: PlanInputs, horizon: Horizon, locks: Locks): void {
  const known = new Set(employees.map(({ id }) => id))
  const dates = datesOf(horizon)
  const named = [...locks.personDays, ...locks.released]
  const issues: InputIssue[] = [
    ...[...locks.people, ...named.map(({ employeeId }) => employeeId)]
      .filter((id) => !known.has(id))
      .map((value) => ({
        value,
        problem: 'is not a person of this plan',
        hint: 'Lock people by their id of employees.csv.',
      })),
    ...[...locks.dates, ...named.map(({ date }) => date)]
      .filter((date) => !dates.includes(date))
      .map((value) => ({
        value,
        problem: `is not a day of what is planned, ${dates[0]} to ${dates.at(-1)}`,
        hint: 'Write locked days as YYYY-MM-DD.',
      })),
  ]
  if (issues.length > 0) throw new PlanningInputError(issues)
}
