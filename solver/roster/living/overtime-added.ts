import { dayStarts, type Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import { type Assignment, assignmentPaidMinutes, type Roster } from '../../domain/roster.ts'
import { horizonsOfPeople } from '../../domain/site.ts'
import type { PersonDayChange } from './roster-preferences.ts'

/** Minutes of overtime that changes add to a roster, over all weeks and all who change; less than 0 where some goes away. */
export function overtimeAdded(
  { employees, settings }: PlanInputs,
  horizon: Horizon,
  roster: Roster,
  changes: readonly PersonDayChange[],
): number {
  const horizonOf = horizonsOfPeople({ employees, settings }, horizon)
  const gone = new Set(changes.flatMap(({ from }) => (from ? [from] : [])))
  const people = [...new Set(changes.map(({ employeeId }) => employeeId))]
  return people.reduce((sum, id) => {
    const { contractId } = employees.find((employee) => employee.id === id)!
    const { ordinaryMinutesPerWeek } = settings.contracts.find((contract) => contract.id === contractId)!
    const before = roster.assignments.filter(({ employeeId }) => employeeId === id)
    const added = changes.flatMap(({ employeeId, to }) => (employeeId === id && to ? [to] : []))
    const after = [...before.filter((shift) => !gone.has(shift)), ...added]
    const own = horizonOf(id)
    return sum + overtime(after, own, ordinaryMinutesPerWeek) - overtime(before, own, ordinaryMinutesPerWeek)
  }, 0)
}

/** Minutes beyond the ordinary ones of each of the horizon's weeks. */
function overtime(shifts: readonly Assignment[], horizon: Horizon, ordinaryMinutes: number): number {
  const firsts = dayStarts(horizon).filter((_, day, all) => day % 7 === 0 && day < all.length - 1)
  return firsts.reduce((sum, from, week) => {
    const to = firsts[week + 1] ?? Infinity
    const minutes = shifts
      .filter(({ startMs }) => startMs >= from && startMs < to)
      .reduce((total, shift) => total + assignmentPaidMinutes(shift), 0)
    return sum + Math.max(0, minutes - ordinaryMinutes)
  }, 0)
}
