import { assignmentPaidMinutes } from '../../../../solver/domain/roster.ts'
import type { ReviewCell } from '../edits/cell-review.ts'
import { sameCell } from '../edits/same-cell.ts'
import type { Cell, CellPlace } from '../model/board-roster.ts'

/** Whether there is anything to accept: a cell that stays as it is may be listed for what is said about it. */
export const isPossible = ({ refusals, before, after }: ReviewCell): boolean =>
  refusals.length === 0 && !sameCell(before, after)

/** Whether it goes in without anything to be said about it. */
export const isClean = (cell: ReviewCell): boolean => isPossible(cell) && cell.advice.length === 0

export const reviewKey = ({ place: { person, day } }: { readonly place: CellPlace }): string => `${person} ${day}`

export interface ReviewFigures {
  readonly shifts: number
  readonly paidHours: number
}

/** What the accepted cells hold before and after. */
export function reviewFigures(
  cells: readonly ReviewCell[],
  accepted: ReadonlySet<string>,
): { before: ReviewFigures; after: ReviewFigures } {
  const chosen = cells.filter((cell) => accepted.has(reviewKey(cell)))
  return {
    before: figuresOf(chosen.map(({ before }) => before)),
    after: figuresOf(chosen.map(({ after }) => after)),
  }
}

function figuresOf(cells: readonly Cell[]): ReviewFigures {
  const shifts = cells.flatMap((cell) => cell.shifts)
  return {
    shifts: shifts.length,
    paidHours: shifts.reduce((minutes, shift) => minutes + assignmentPaidMinutes(shift), 0) / 60,
  }
}
