import { type Cell, type CellPlace, cellAt, type EditKind } from '../model/board-roster.ts'
import { CellChanges } from './cell-changes.ts'
import { type EditContext, type EditOutcome, type EditRefusal, refusal } from './edit-context.ts'
import { sameCell } from './same-cell.ts'

/** What would become of one cell, to be read before anything is accepted. */
export interface ReviewCell {
  readonly place: CellPlace
  /** What was pasted; '' in a bulk edit, and where the cell was copied from the board. */
  readonly text: string
  readonly before: Cell
  /** The same as `before` where it cannot be done. */
  readonly after: Cell
  /** Why it cannot be done; empty where it can. */
  readonly refusals: readonly EditRefusal[]
  /** What was chosen for the planner. */
  readonly advice: readonly PasteAdvice[]
}

/**
 * What each says: `boardEdit.advice.<reason>`. `ownTimes`: the times are no template's, `template` is the one named or the
 * nearest; `startChosen`: of the starts of `template`, `time`; `blankKept`: the pasted cell was blank, the day keeps its
 * shifts.
 */
export interface PasteAdvice {
  readonly reason: 'ownTimes' | 'startChosen' | 'blankKept'
  readonly figures: Readonly<Record<string, string | number>>
}

export interface CellReview {
  readonly kind: EditKind
  /** Cells that would change, or that there is something to say about. */
  readonly cells: readonly ReviewCell[]
  /** Cells that are already as they would be. */
  readonly unchanged: number
  /** Pasted cells for which the board has no place, by row and column of what was pasted, 0-based. */
  readonly outside: readonly { readonly row: number; readonly column: number; readonly text: string }[]
}
export type PasteReview = CellReview
export type BulkReview = CellReview

/** Cells as they would all be together: those whose shifts would overlap others stay, and say so. */
export function withoutClashes(context: EditContext, kind: EditKind, cells: readonly ReviewCell[]): CellReview {
  const changes = new CellChanges(context)
  for (const { place, after } of cells) changes.set(place, after)
  const clashes = new Map(changes.asParts(kind, { person: 0, day: 0 }).leftOut.map((item) => [item.place, item]))
  const settled = cells.map((cell) => {
    const clash = clashes.get(cell.place)
    return clash ? { ...cell, after: cell.before, refusals: [clash] } : cell
  })
  const told = settled.filter(
    ({ before, after, refusals, advice }) => refusals.length > 0 || advice.length > 0 || !sameCell(before, after),
  )
  return { kind, cells: told, unchanged: cells.length - told.length, outside: [] }
}

/**
 * One edit of the cells accepted.
 * @param accepted absent means all that can be done
 */
export function applyReview(context: EditContext, review: CellReview, accepted?: readonly CellPlace[]): EditOutcome {
  const changes = new CellChanges(context)
  const keys = accepted && new Set(accepted.map(keyOf))
  for (const { place, before, after, refusals } of review.cells) {
    if (keys?.has(keyOf(place)) === false) continue
    changes.refuse(...refusals)
    if (refusals.length > 0) continue
    if (sameCell(cellAt(context.roster, place), before)) changes.set(place, after)
    else changes.refuse(refusal('changed', place))
  }
  return changes.asParts(review.kind, review.cells[0]?.place ?? { person: 0, day: 0 })
}

const keyOf = ({ person, day }: CellPlace): string => `${person} ${day}`
