import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { CellRange } from '../model/board-gesture.ts'
import { type BoardRoster, type BoardRow, type CellPlace, cellAt, OPEN_ROW } from '../model/board-roster.ts'
import { blockOf } from './board-block.ts'
import { CellChanges, guard } from './cell-changes.ts'
import { type EditContext, type EditOutcome, employeeIdOf } from './edit-context.ts'
import { sameCell } from './same-cell.ts'
import { isRefusal, shiftsFor } from './shift-times.ts'

const DAYS_PER_WEEK = 7

/** The first day of each row over the others; of a range of one day, the day before it. Days off are filled as well. */
export function fillRight(context: EditContext, rows: readonly BoardRow[], range: CellRange): EditOutcome {
  const fromDay = range.fromDay === range.toDay ? Math.max(0, range.fromDay - 1) : range.fromDay
  const block = blockOf(rows, { ...range, fromDay })
  const pairs = block.flatMap(([from, ...others]) => others.map((to) => ({ from: from!, to })))
  return filled(context, pairs, block[0]?.[0])
}

/** The first row over the others; of a range of one row, the row above it. */
export function fillDown(context: EditContext, rows: readonly BoardRow[], range: CellRange): EditOutcome {
  const own = blockOf(rows, range)
  const above = blockOf(rows, { ...range, fromRow: 0, toRow: range.fromRow - 1 }).at(-1)
  const [first = [], ...others] = own.length === 1 && above ? [above, ...own] : own
  const pairs = others.flatMap((row) => row.map((to, column) => ({ from: first[column]!, to })))
  return filled(context, pairs, first[0])
}

/** The week of some people that begins on `fromDay`, over the weeks after it to the end of the board. */
export function fillWeeks(context: EditContext, people: readonly number[], fromDay: number): EditOutcome {
  const later = context.roster.days.map((_, day) => day).slice(fromDay + DAYS_PER_WEEK)
  const pairs = people.flatMap((person) =>
    later.map((day) => ({ from: { person, day: fromDay + ((day - fromDay) % DAYS_PER_WEEK) }, to: { person, day } })),
  )
  return filled(context, pairs, { person: people[0] ?? 0, day: fromDay })
}

interface FillPair {
  readonly from: CellPlace
  readonly to: CellPlace
}

/** Shifts alone are filled; locks, colours and notes stay with their days. */
function filled(
  context: EditContext,
  pairs: readonly FillPair[],
  first: CellPlace = { person: 0, day: 0 },
): EditOutcome {
  const changes = new CellChanges(context)
  for (const { from, to } of pairs) {
    const shifts = guard(context, to) ?? shiftsFor(context, cellAt(context.roster, from).shifts, from, to)
    if (isRefusal(shifts)) changes.refuse(shifts)
    else changes.setShifts(to, shifts)
  }
  return changes.asParts('fill', first)
}

/** The shifts of some cells as another roster of the same days has them: the run's, or the published one's. */
export function restoreCells(context: EditContext, places: readonly CellPlace[], from: BoardRoster): EditOutcome {
  const changes = new CellChanges(context)
  const indexById = new Map(from.people.map(({ id }, index) => [id, index]))
  const dayByDate = new Map(from.days.map((date, index) => [date, index]))
  for (const place of places) {
    const person = place.person === OPEN_ROW ? OPEN_ROW : indexById.get(employeeIdOf(context, place.person))
    const day = dayByDate.get(context.roster.days[place.day] ?? '')
    const shifts: readonly Assignment[] =
      person === undefined || day === undefined ? [] : cellAt(from, { person, day }).shifts
    const cell = changes.at(place)
    if (sameCell(cell, { ...cell, shifts })) continue
    const wrong = guard(context, place)
    changes.refuse(wrong)
    if (!wrong) changes.setShifts(place, shifts)
  }
  return changes.asParts('restore', places[0] ?? { person: 0, day: 0 })
}
