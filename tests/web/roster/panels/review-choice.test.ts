import { expect, test } from 'vitest'
import type { ReviewCell } from '../../../../web/features/roster/edits/cell-review.ts'
import { isClean, isPossible, reviewFigures, reviewKey } from '../../../../web/features/roster/panels/review-choice.ts'
import { cellOf, shiftAt } from './small-board.ts'

const place = (day: number) => ({ person: 0, day })
const review = (day: number, part: Partial<ReviewCell>): ReviewCell => ({
  ...{ place: place(day), text: '', before: cellOf(), after: cellOf(), refusals: [], advice: [] },
  ...part,
})
const added = review(0, { after: cellOf(shiftAt('A1', 0, 9)) })
const taken = review(1, { before: cellOf(shiftAt('A1', 1, 9, { breaks: [] })) })
const advised = review(2, { after: cellOf(shiftAt('A1', 2, 9)), advice: [{ reason: 'ownTimes', figures: {} }] })
const refused = review(3, { refusals: [{ reason: 'locked', place: place(3), figures: {} }] })
const kept = review(4, { advice: [{ reason: 'blankKept', figures: {} }] })

test('what is refused or stays as it is cannot be accepted, what has a remark is not clean', () => {
  const cells = [added, taken, advised, refused, kept]
  expect(cells.filter(isPossible)).toEqual([added, taken, advised])
  expect(cells.filter(isClean)).toEqual([added, taken])
})

test('figures are of the accepted cells alone', () => {
  const accepted = new Set([added, taken].map(reviewKey))
  expect(reviewFigures([added, taken, advised], accepted)).toEqual({
    before: { shifts: 1, paidHours: 8 },
    after: { shifts: 1, paidHours: 7.5 },
  })
})
