import type { Employee } from '../../domain/employee.ts'
import { dayStarts, type Horizon, localDate } from '../../domain/horizon.ts'
import type { Assignment, Roster } from '../../domain/roster.ts'
import { siteHorizon, type ZoneOf } from '../../domain/site.ts'
import type { TourPerson } from '../../tours/tour-problem.ts'
import type { ShiftOption } from '../shift-option.ts'
import { type ChangePrice, changeCost } from './change-price.ts'

/** What a new roster owes to one that stands. */
export interface RosterPreferences {
  /** The roster that stands. */
  readonly given: Roster
  /** Person-days that stay as they are, days off included, by `personDay`. */
  readonly locked: ReadonlySet<string>
  /** Price of a person-day that differs, minor currency units; absent where changes are free. */
  readonly price?: ChangePrice
  /** Zone in which each person's dates are; absent where all are in the plan's. */
  readonly zoneOf?: ZoneOf
}

export const personDay = (employeeId: string, date: string): string => `${employeeId} ${date}`

/** Shifts of a roster by person and local date of their start. */
export const shiftsByPersonDay = ({ assignments }: Roster, zoneOf: ZoneOf): Map<string, Assignment> =>
  new Map(assignments.map((shift) => [personDay(shift.employeeId, dateOf(shift, zoneOf)), shift]))

/** Date on which a shift starts, by the person's own calendar. */
const dateOf = ({ employeeId, startMs }: Assignment, zoneOf: ZoneOf): string => localDate(startMs, zoneOf(employeeId))

/** Local dates of a horizon, the plan's or a site's, `[day]`. */
export const datesOf = (horizon: Horizon): string[] =>
  dayStarts(horizon)
    .slice(0, -1)
    .map((start) => localDate(start, horizon.zone))

/** Two shifts are the same when they are of one template and start together; where breaks lie is no change. */
export const isSameShift = (
  a: { readonly templateId: string; readonly startMs: number } | undefined,
  b: { readonly templateId: string; readonly startMs: number } | undefined,
): boolean => a?.templateId === b?.templateId && a?.startMs === b?.startMs

interface Standing {
  readonly preferences: RosterPreferences
  /** Of the plan. */
  readonly horizon: Horizon
  /** `[option]`, as the tours have them. */
  readonly options: readonly ShiftOption[]
  readonly employee: Employee
}

/**
 * A person who keeps what is locked and pays for what differs: a locked day leaves one choice, every other day's choices
 * cost more by the price of the change. Where a locked shift is none of the person's options, no choice is left and the
 * person has no legal tour.
 */
export function preferringPerson(person: TourPerson, standing: Standing): TourPerson {
  const { preferences, options, employee } = standing
  const horizon = siteHorizon(standing.horizon, preferences.zoneOf?.(employee.id) ?? standing.horizon.zone)
  const { given, locked, price } = preferences
  const own = given.assignments.filter((shift) => shift.employeeId === person.id)
  const shiftOn = shiftsByPersonDay({ assignments: own }, () => horizon.zone)
  const dates = datesOf(horizon)
  // Who is free to change keeps the very arrays, which others may share.
  if (!price && !dates.some((date) => locked.has(personDay(person.id, date)))) return person
  const extra = (day: number, to: ShiftOption | undefined): number => {
    const key = personDay(person.id, dates[day]!)
    const from = shiftOn.get(key)
    const isSame = isSameShift(from, to && { templateId: to.template.id, startMs: to.startMs })
    // A locked shift that was made longer or shorter is none of the options.
    if (locked.has(key)) return isSame && from?.endMs === to?.endMs ? 0 : Infinity
    if (isSame) return 0
    return price ? changeCost(price, horizon, employee, from, to) : 0
  }
  const optionCost = Float64Array.from(person.optionCost)
  const offCost = Float64Array.from(person.offCost)
  for (const option of options) optionCost[option.index]! += extra(option.day, option)
  for (let day = 0; day < offCost.length; day++) offCost[day]! += extra(day, undefined)
  return { ...person, optionCost, offCost }
}

/** A person-day that differs between two rosters. */
export interface PersonDayChange {
  readonly employeeId: string
  /** By the person's own calendar. */
  readonly date: string
  readonly from?: Assignment
  readonly to?: Assignment
}

/** What differs, ordered by date, then person. Breaks and queues are no change. */
export function rosterChanges(given: Roster, made: Roster, zoneOf: ZoneOf): PersonDayChange[] {
  const before = shiftsByPersonDay(given, zoneOf)
  const after = shiftsByPersonDay(made, zoneOf)
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => !isSameShift(before.get(key), after.get(key)),
  )
  return keys
    .map((key): PersonDayChange => {
      const [from, to] = [before.get(key), after.get(key)]
      const shift = (from ?? to)!
      return { employeeId: shift.employeeId, date: dateOf(shift, zoneOf), ...(from && { from }), ...(to && { to }) }
    })
    .sort((a, b) => (a.date === b.date ? (a.employeeId < b.employeeId ? -1 : 1) : a.date < b.date ? -1 : 1))
}

/** What changes cost together, minor currency units. @param horizonOf days of each person's site */
export function costOfChanges(
  changes: readonly PersonDayChange[],
  price: ChangePrice | undefined,
  horizonOf: (employeeId: string) => Horizon,
  employees: readonly Employee[],
): number {
  if (!price) return 0
  const byId = new Map(employees.map((employee) => [employee.id, employee]))
  return changes.reduce((sum, { employeeId, from, to }) => {
    const employee = byId.get(employeeId)
    return sum + (employee ? changeCost(price, horizonOf(employeeId), employee, from, to) : 0)
  }, 0)
}

/**
 * A roster whose locked shifts have the breaks, queues and activities that they were given with, and are pinned.
 * @param zone of the plan
 */
export function keepingLocked(
  made: Roster,
  { given, locked, ...preferences }: RosterPreferences,
  zone: string,
): Roster {
  const zoneOf = preferences.zoneOf ?? (() => zone)
  const before = shiftsByPersonDay(given, zoneOf)
  return {
    assignments: made.assignments.map((shift) => {
      const key = personDay(shift.employeeId, dateOf(shift, zoneOf))
      const kept = before.get(key)
      return locked.has(key) && kept && isSameShift(kept, shift) ? { ...kept, pinned: true } : shift
    }),
  }
}
