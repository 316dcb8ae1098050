import { type Assignment, assignmentPaidMinutes } from '../../../../solver/domain/roster.ts'
import { type BoardRoster, type Cell, EMPTY_CELL } from '../model/board-roster.ts'
import { sameShifts } from './cell-edit.ts'

/**
 * `moved`: a shift of another template or of times that do not touch the old ones. `times`: it begins or ends otherwise.
 * `details`: breaks, queues, activities.
 */
export const DIFFERENCE_KINDS = ['added', 'removed', 'moved', 'times', 'details'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** A day of a person that holds other shifts than before. */
export interface RosterDifference {
  readonly employeeId: string
  readonly name: string
  readonly group: string
  /** Day of the roster, `YYYY-MM-DD`. */
  readonly date: string
  readonly kind: DifferenceKind
  readonly before: readonly Assignment[]
  readonly after: readonly Assignment[]
  /** Zone that the person's times are read in. */
  readonly zone: string
}

export interface HoursChange {
  readonly employeeId: string
  readonly name: string
  /** Paid, over the days that both rosters have. */
  readonly before: number
  readonly after: number
}

export interface RosterDifferences {
  /** By person in the order of `after`, then by day; people who are only in `before` come last. */
  readonly days: readonly RosterDifference[]
  /** People whose paid hours change, most changed first. */
  readonly hours: readonly HoursChange[]
  /** Days that are compared: those of both. */
  readonly dates: readonly string[]
}

/** What differs between two rosters: people are told by id, days by date. Locks, colours and notes are no part of it. */
export function rosterDifferences(before: BoardRoster, after: BoardRoster): RosterDifferences {
  const dates = after.days.filter((date) => before.days.includes(date))
  const cellsBefore = cellsById(before)
  const cellsAfter = cellsById(after)
  const known = new Set(after.people.map(({ id }) => id))
  const people = [...after.people, ...before.people.filter(({ id }) => !known.has(id))]
  const days: RosterDifference[] = []
  const hours: HoursChange[] = []
  for (const { id, name, group, zone } of people) {
    const was = onDates(before, cellsBefore.get(id), dates)
    const is = onDates(after, cellsAfter.get(id), dates)
    dates.forEach((date, index) => {
      const kind = differenceKind(was[index]!.shifts, is[index]!.shifts)
      const shifts = { before: was[index]!.shifts, after: is[index]!.shifts }
      if (kind) days.push({ employeeId: id, name, group, zone, date, kind, ...shifts })
    })
    const change = { employeeId: id, name, before: paidHours(was), after: paidHours(is) }
    if (change.before !== change.after) hours.push(change)
  }
  const size = ({ before, after }: HoursChange) => Math.abs(after - before)
  return { days, hours: hours.sort((a, b) => size(b) - size(a)), dates }
}

const cellsById = ({ people, cells }: BoardRoster): Map<string, readonly Cell[]> =>
  new Map(people.map(({ id }, person) => [id, cells[person]!]))

const onDates = ({ days }: BoardRoster, cells: readonly Cell[] | undefined, dates: readonly string[]): Cell[] =>
  dates.map((date) => cells?.[days.indexOf(date)] ?? EMPTY_CELL)

const paidHours = (cells: readonly Cell[]): number =>
  cells.flatMap(({ shifts }) => shifts).reduce((minutes, shift) => minutes + assignmentPaidMinutes(shift), 0) / 60

/** Whether solving may move a shift is nothing to the person who works it. */
const unpinned = (shifts: readonly Assignment[]): Assignment[] => shifts.map((shift) => ({ ...shift, pinned: false }))

function differenceKind(before: readonly Assignment[], after: readonly Assignment[]): DifferenceKind | undefined {
  if (sameShifts(unpinned(before), unpinned(after))) return undefined
  if (after.length !== before.length) return after.length > before.length ? 'added' : 'removed'
  const pairs = before.map((was, index) => ({ was, is: after[index]! }))
  const isMoved = pairs.some(
    ({ was, is }) => was.templateId !== is.templateId || was.endMs <= is.startMs || is.endMs <= was.startMs,
  )
  if (isMoved) return 'moved'
  return pairs.some(({ was, is }) => was.startMs !== is.startMs || was.endMs !== is.endMs) ? 'times' : 'details'
}

/** How many days differ in each way. */
export function differenceCounts(days: readonly RosterDifference[]): Record<DifferenceKind, number> {
  const counts = { added: 0, removed: 0, moved: 0, times: 0, details: 0 }
  for (const { kind } of days) counts[kind]++
  return counts
}
