import type { RunRoster } from '../../../server/contracts/run-result.ts'
import { minutesAfterMidnight } from '../../lib/planning-week.ts'
import { dateOf, sum } from '../../lib/week-grid.ts'

type Employee = RunRoster['employees'][number]
export type Assignment = RunRoster['assignments'][number]

/** A shift as it lies on the person's wall clock of the day on which it starts; ends beyond 1440 run past midnight. */
export interface BoardShift {
  readonly assignment: Assignment
  readonly startMinute: number
  readonly endMinute: number
  readonly breaks: readonly { readonly startMinute: number; readonly endMinute: number }[]
}

export interface PersonRow {
  readonly kind: 'person'
  readonly employee: Employee
  /** Shifts by the day of the roster that they belong to, `[day]`. */
  readonly shifts: readonly (readonly BoardShift[])[]
  readonly paidMinutes: number
}

export interface GroupRow {
  readonly kind: 'group'
  readonly group: string
  /** By which its people work, where it is not the plan's. */
  readonly zone?: string
  readonly people: number
  /** People of the group at work, `[day]`. */
  readonly working: readonly number[]
}

export type BoardRow = PersonRow | GroupRow

export interface BoardFilter {
  readonly group: string
  readonly queue: string
  readonly text: string
}

export const NO_FILTER: BoardFilter = { group: '', queue: '', text: '' }

/** Day of the roster that a shift belongs to. */
export const dayOfShift = ({ planDay, start }: Assignment): string => planDay ?? dateOf(start)

/** The shifts of a roster that belong to some of its days. */
export function rosterOfDays(roster: RunRoster, days: string[]): RunRoster {
  const isShown = new Set(days)
  return { ...roster, days, assignments: roster.assignments.filter((shift) => isShown.has(dayOfShift(shift))) }
}

/** Everybody's week, in the order of the roster's employees. */
export function personRows(roster: RunRoster): PersonRow[] {
  const byEmployee = Map.groupBy(roster.assignments, ({ employeeId }) => employeeId)
  return roster.employees.map((employee) => {
    const assignments = byEmployee.get(employee.id) ?? []
    return {
      kind: 'person',
      employee,
      shifts: roster.days.map((day) => assignments.filter((shift) => dayOfShift(shift) === day).map(boardShift)),
      paidMinutes: sum(assignments.map(({ paidMinutes }) => paidMinutes)),
    }
  })
}

function boardShift(assignment: Assignment): BoardShift {
  const day = dateOf(assignment.start)
  const span = ({ start, end }: { start: string; end: string }) => ({
    startMinute: minutesAfterMidnight(start, day),
    endMinute: minutesAfterMidnight(end, day),
  })
  return { assignment, ...span(assignment), breaks: assignment.breaks.map(span) }
}

/** Rows that a filter leaves; an empty word of it means all. A queue keeps those who serve it this week. */
export function filterRows(rows: readonly PersonRow[], filter: BoardFilter): PersonRow[] {
  const text = filter.text.trim().toLowerCase()
  return rows.filter(
    ({ employee, shifts }) =>
      (filter.group === '' || employee.group === filter.group) &&
      (text === '' || employee.name.toLowerCase().includes(text) || employee.id.toLowerCase().includes(text)) &&
      (filter.queue === '' || shifts.flat().some(({ assignment }) => assignment.queueIds.includes(filter.queue))),
  )
}

/** People under a head for each group, groups in the given order. */
export function boardRows(people: readonly PersonRow[], groups: readonly string[]): BoardRow[] {
  return groups.flatMap((group) => {
    const members = people.filter(({ employee }) => employee.group === group)
    if (members.length === 0) return []
    const zone = members[0]?.employee.zone
    const head = { kind: 'group' as const, group, people: members.length, working: workingByDay(members) }
    return [{ ...head, ...(zone !== undefined && { zone }) }, ...members]
  })
}

/** People who start a shift, `[day]`. */
export const workingByDay = (people: readonly PersonRow[]): number[] =>
  (people[0]?.shifts ?? []).map((_, day) => people.filter(({ shifts }) => (shifts[day]?.length ?? 0) > 0).length)

/** First and last wall-clock hour that a day's shifts touch, `[from, to)`; a working day where there are none. */
export function dayHours(people: readonly PersonRow[], day: number): { fromHour: number; toHour: number } {
  const shifts = people.flatMap((row) => row.shifts[day] ?? [])
  if (shifts.length === 0) return { fromHour: 8, toHour: 24 }
  return {
    fromHour: Math.floor(Math.min(...shifts.map(({ startMinute }) => startMinute)) / 60),
    toHour: Math.ceil(Math.max(...shifts.map(({ endMinute }) => endMinute)) / 60),
  }
}
