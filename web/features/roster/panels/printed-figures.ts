import { assignmentPaidMinutes } from '../../../../solver/domain/roster.ts'
import type { BoardRoster, Cell } from '../model/board-roster.ts'

/** People of a group who work a shift of a day, standing by not counted. */
export const workingOn = ({ cells }: Pick<BoardRoster, 'cells'>, people: readonly number[], day: number): number =>
  people.filter((person) => cells[person]?.[day]?.shifts.some(({ onCall }) => onCall !== true) ?? false).length

export const paidHoursOn = (cells: readonly Cell[]): number =>
  cells.flatMap(({ shifts }) => shifts).reduce((minutes, shift) => minutes + assignmentPaidMinutes(shift), 0) / 60
