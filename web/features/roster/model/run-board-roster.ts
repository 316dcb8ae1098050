import type { RunBoard } from '../../../../server/contracts/run-board.ts'
import { unpackRoster } from '../../../../solver/domain/packed-roster.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type BoardRoster, type Cell, EMPTY_CELL } from './board-roster.ts'
import { dayClocks } from './day-clocks.ts'

/** The roster of a run, laid out in days of people; nothing of it is open, locked or noted yet. */
export function boardRosterOf(board: RunBoard): BoardRoster {
  const { horizon, days, people } = board
  const clockOf = dayClocks(horizon)
  const indexById = new Map(people.map(({ id }, index) => [id, index]))
  const cells = people.map(() => new Array<Cell>(days.length).fill(EMPTY_CELL))
  for (const shift of unpackRoster(board).assignments) {
    const person = indexById.get(shift.employeeId)
    if (person === undefined) continue
    const day = clockOf(people[person]!.zone).dayOf(shift.startMs)
    const row = cells[person]!
    if (row[day]) row[day] = cellWith(row[day], shift)
  }
  return { horizon, days, people, cells, open: days.map(() => EMPTY_CELL) }
}

const cellWith = (cell: Cell, shift: Assignment): Cell => ({ ...cell, shifts: [...cell.shifts, shift] })
