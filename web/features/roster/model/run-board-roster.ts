import type { RunBoard } from '../../../../server/contracts/run-board.ts'
import { unpackRoster } from '../../../../solver/domain/packed-roster.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type BoardRoster, type Cell, EMPTY_CELL } from './board-roster.ts'
import { dayClocks } from './day-clocks.ts'

/** The roster of a run, laid out in days of people; nothing of it is open, locked or noted yet. */
export function boardRosterOf(board: RunBoard): BoardRoster {
  const { horizon, days, people } = board
  const clockOf = dayClocks(horizon)
  const clocks = people.map(({ zone }) => clockOf(zone))
  const indexById = new Map(people.map(({ id }, index) => [id, index]))
  const cells = people.map(() => new Array<Cell>(days.length).fill(EMPTY_CELL))
  for (const shift of unpackRoster(board).assignments) {
    const person = indexById.get(shift.employeeId)
    if (person === undefined) continue
    const day = clocks[person]!.dayOf(shift.startMs)
    const row = cells[person]!
    const cell = row[day]
    if (cell) row[day] = cellOf(cell === EMPTY_CELL ? [shift] : [...cell.shifts, shift])
  }
  return { horizon, days, people, cells, open: days.map(() => EMPTY_CELL) }
}

const cellOf = (shifts: readonly Assignment[]): Cell => ({ shifts, locked: false, color: null, note: '' })
