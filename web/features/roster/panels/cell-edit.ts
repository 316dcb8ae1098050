import type { Assignment } from '../../../../solver/domain/roster.ts'
import { sameCell, sameShift } from '../edits/same-cell.ts'
import type { BoardEdit, Cell, CellPlace, EditKind } from '../model/board-roster.ts'

export const sameShifts = (a: readonly Assignment[], b: readonly Assignment[]): boolean =>
  a === b || (a.length === b.length && a.every((shift, index) => sameShift(shift, b[index]!)))

/** A cell's change as an edit, named by what was changed of it; undefined when nothing was. */
export function cellEdit(place: CellPlace, before: Cell, after: Cell): BoardEdit | undefined {
  if (sameCell(before, after)) return undefined
  return { kind: kindOf(before, after), changes: [{ place, before, after }] }
}

function kindOf(before: Cell, after: Cell): EditKind {
  const kinds: EditKind[] = []
  if (!sameShifts(before.shifts, after.shifts)) kinds.push(kindOfShifts(before.shifts, after.shifts))
  if (before.locked !== after.locked) kinds.push(after.locked ? 'lock' : 'unlock')
  if (before.color !== after.color) kinds.push('color')
  if (before.note !== after.note) kinds.push('note')
  return kinds.length === 1 ? kinds[0]! : 'bulk'
}

function kindOfShifts(before: readonly Assignment[], after: readonly Assignment[]): EditKind {
  if (after.length !== before.length) return after.length > before.length ? 'add' : 'remove'
  const changed = before.flatMap((was, index) => (sameShift(was, after[index]!) ? [] : [{ was, now: after[index]! }]))
  const every = (isSo: (change: { was: Assignment; now: Assignment }) => boolean) => changed.every(isSo)
  const sameQueues = every(({ was, now }) => was.queueIds.join() === now.queueIds.join())
  if (!every(({ was, now }) => was.templateId === now.templateId)) return 'template'
  if (!every(({ was, now }) => was.startMs === now.startMs && was.endMs === now.endMs)) return 'stretch'
  return sameQueues ? 'breaks' : 'queues'
}
