import { dayStarts, type Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../domain/planning-input-error.ts'
import { type Assignment, orderAssignments, type Roster } from '../../domain/roster.ts'
import { horizonsOfPeople } from '../../domain/site.ts'
import { datesOf } from './roster-preferences.ts'

/** Somebody who cannot work on the days from `from` to `to`, both included; the whole horizon where they are absent. */
export interface Absence {
  readonly employeeId: string
  /** Date by the person's own calendar. */
  readonly from?: string
  readonly to?: string
}

/** A roster without those who are absent. */
export interface RosterWithout {
  /** With the absences as time off, so that rules and checker know of them. */
  readonly inputs: PlanInputs
  /** What is left. */
  readonly roster: Roster
  /** Shifts that nobody works now, ordered by start, then employee. */
  readonly open: readonly Assignment[]
}

/** @throws PlanningInputError for people and dates that are not in the plan */
export function withoutAbsent(
  inputs: PlanInputs,
  horizon: Horizon,
  roster: Roster,
  absences: readonly Absence[],
): RosterWithout {
  const horizonOf = horizonsOfPeople(inputs, horizon)
  refuseUnknown(inputs, horizonOf, absences)
  const spans = absences.map((absence) => spanOf(horizonOf(absence.employeeId), roster, absence))
  const isOpen = (shift: Assignment) =>
    spans.some(
      ({ employeeId, startMs, endMs }) =>
        shift.employeeId === employeeId && startMs < shift.endMs && shift.startMs < endMs,
    )
  // A fixed shift of somebody who is ill cannot stay.
  const isCancelled = ({ kind, employeeId, startMs }: PlanInputs['availability'][number]) =>
    kind === 'fixedShift' &&
    spans.some((span) => span.employeeId === employeeId && span.startMs <= startMs && startMs < span.endMs)
  return {
    inputs: {
      ...inputs,
      availability: [
        ...inputs.availability.filter((entry) => !isCancelled(entry)),
        ...spans.map((span) => ({ ...span, kind: 'timeOff' as const })),
      ],
    },
    roster: { assignments: roster.assignments.filter((shift) => !isOpen(shift)) },
    open: orderAssignments(roster.assignments.filter(isOpen)),
  }
}

/** A shift of the evening before, which was begun in health, is not cut off: the absence begins when it ends. */
function spanOf(horizon: Horizon, roster: Roster, { employeeId, from, to }: Absence) {
  const dates = datesOf(horizon)
  const starts = dayStarts(horizon)
  const first = from === undefined ? 0 : dates.indexOf(from)
  const last = to !== undefined ? dates.indexOf(to) : from === undefined ? dates.length - 1 : first
  const dayStart = starts[first]!
  const begun = roster.assignments.filter(
    (shift) => shift.employeeId === employeeId && shift.startMs < dayStart && shift.endMs > dayStart,
  )
  const startMs = begun.reduce((latest, { endMs }) => Math.max(latest, endMs), dayStart)
  return { employeeId, startMs, endMs: starts[last + 1]! }
}

function refuseUnknown(
  { employees }: PlanInputs,
  horizonOf: (employeeId: string) => Horizon,
  absences: readonly Absence[],
): void {
  const known = new Set(employees.map(({ id }) => id))
  const issues = absences.flatMap(({ employeeId, from, to }): InputIssue[] => {
    const dates = datesOf(horizonOf(employeeId))
    const unknown: InputIssue[] = [from, to]
      .filter((date) => date !== undefined && !dates.includes(date))
      .map((date) => ({
        value: date!,
        problem: `is not a day of the roster, ${dates[0]} to ${dates.at(-1)}`,
        hint: 'Write absences as EMPLOYEE, EMPLOYEE:DATE or EMPLOYEE:FROM:TO.',
      }))
    if (!known.has(employeeId)) {
      unknown.push({
        value: employeeId,
        problem: 'is not a person of this plan',
        hint: 'Name who is absent by the id of employees.csv.',
      })
    }
    if (unknown.length === 0 && from !== undefined && to !== undefined && to < from) {
      unknown.push({
        value: `${from}:${to}`,
        problem: 'ends before it begins',
        hint: 'Write the first day of an absence before its last.',
      })
    }
    return unknown
  })
  if (issues.length > 0) throw new PlanningInputError(issues)
}
