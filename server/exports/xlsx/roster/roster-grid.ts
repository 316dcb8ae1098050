import type { Employee } from '../../../../solver/domain/employee.ts'
import { type Horizon, localStamp } from '../../../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../../../solver/domain/planning-input-error.ts'
import { type Assignment, compareIds, type Roster } from '../../../../solver/domain/roster.ts'
import { planDateOf, zonesOfPeople } from '../../../../solver/domain/site.ts'
import { datesOf, isInMonth } from '../../hr/export-parts.ts'
import type { Language } from '../words.ts'

/** A roster to be written as a workbook. */
export interface RosterOfPlan {
  readonly inputs: Pick<PlanInputs, 'settings' | 'employees'>
  readonly horizon: Horizon
  readonly roster: Roster
  readonly language: Language
  /** Dates that begin with it alone: `YYYY-MM`; absent means all. */
  readonly month?: string | undefined
}

/** One shift on the date that it begins on. */
export interface GridShift {
  readonly assignment: Assignment
  readonly employee: Employee
  readonly date: string
  /** On the person's clock: `09:00`. */
  readonly start: string
  readonly end: string
}

/** People by dates. */
export interface RosterGrid {
  readonly dates: readonly string[]
  /** Groups that have people, in the order of plan.yaml; people by id. */
  readonly groups: readonly { readonly id: string; readonly employees: readonly Employee[] }[]
  /** Ordered as the roster is. */
  readonly shifts: readonly GridShift[]
  /** Shifts of a person on a date, as indices of `shifts`. */
  readonly shiftsOn: (employee: Employee, date: string) => readonly number[]
}

/**
 * @throws PlanningInputError when no date of the roster lies in the month
 * @throws RangeError for a shift of somebody who is not in the team, which nothing could be paid for
 */
export function rosterGrid({ inputs, horizon, roster, month }: RosterOfPlan): RosterGrid {
  const zoneOf = zonesOfPeople(inputs)
  const employeeById = new Map(inputs.employees.map((employee) => [employee.id, employee]))
  const shifts = roster.assignments.map((assignment): GridShift => {
    const employee = employeeById.get(assignment.employeeId)
    if (employee === undefined) {
      throw new RangeError(
        `The roster has a shift of ${JSON.stringify(assignment.employeeId)}, who is not in the team.`,
      )
    }
    const zone = zoneOf(employee.id)
    const clock = (instant: number) => localStamp(instant, zone).slice(11, 16)
    return {
      ...{ assignment, employee },
      date: planDateOf(assignment.startMs, zone, horizon.zone),
      ...{ start: clock(assignment.startMs), end: clock(assignment.endMs) },
    }
  })
  const dates = datesOf(horizon).filter((date) => isInMonth(date, month))
  if (dates.length === 0) {
    const hint = `It has dates from ${datesOf(horizon)[0]} to ${datesOf(horizon).at(-1)}.`
    throw new PlanningInputError({ value: month ?? '', problem: 'has no date of the roster', hint })
  }
  const isShown = new Set(dates)
  const ordered = [...inputs.employees].sort((a, b) => compareIds(a.id, b.id))
  const groups = inputs.settings.groups.map(({ id }) => ({
    id,
    employees: ordered.filter(({ group }) => group === id),
  }))
  const shown = shifts.filter(({ date }) => isShown.has(date))
  const key = (employee: Employee, date: string) => `${date} ${employee.id}`
  const indices = Map.groupBy(shown.keys(), (at) => key(shown[at]!.employee, shown[at]!.date))
  return {
    dates,
    groups: groups.filter(({ employees }) => employees.length > 0),
    shifts: shown,
    shiftsOn: (employee, date) => indices.get(key(employee, date)) ?? [],
  }
}
