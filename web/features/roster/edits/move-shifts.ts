import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type CellPlace, cellAt } from '../model/board-roster.ts'
import { CellChanges, guard, meantShifts } from './cell-changes.ts'
import type { EditContext, EditOutcome } from './edit-context.ts'
import { isRefusal, relocated } from './shift-times.ts'

interface ShiftMove {
  /** The first is the one that was taken hold of. */
  readonly from: readonly CellPlace[]
  /** The one shift meant, of a single cell; absent means all shifts of the cells. */
  readonly shift?: Assignment | undefined
  readonly dayOffset: number
  /** Where each of `from` goes; a single one means all. */
  readonly toPeople: readonly number[]
  /** Along the wall clock, beside `dayOffset`. */
  readonly minuteOffset: number
}

/**
 * Shifts to other days, people or times, their layout kept. Done as a whole or not at all: half a block in place and half
 * of it left behind would be worse than none. Locks, colours and notes stay with the days.
 */
export const moveShifts = (context: EditContext, move: ShiftMove): EditOutcome => carried(context, move, 'move')

/** The same, with what there was left in place; nothing of a copy is pinned. */
export const copyShifts = (context: EditContext, move: ShiftMove): EditOutcome => carried(context, move, 'copy')

function carried(context: EditContext, move: ShiftMove, kind: 'move' | 'copy'): EditOutcome {
  const changes = new CellChanges(context)
  const first = move.from[0] ?? { person: 0, day: 0 }
  const meant = move.from.flatMap((place, index) => {
    const person = move.toPeople[index] ?? move.toPeople[0] ?? place.person
    return meantShifts(context, place, move.shift).map((shift) => ({ place, shift, person }))
  })
  if (kind === 'move')
    for (const { place, shift } of meant) {
      changes.refuse(guard(context, place, [shift]))
      changes.take(place, shift)
    }
  for (const { place, shift, person } of meant) {
    const unpinned = shift.pinned ? { ...shift, pinned: false } : shift
    put(context, changes, unpinned, place, { ...move, person })
  }
  return changes.asWhole(kind, first)
}

function put(
  context: EditContext,
  changes: CellChanges,
  shift: Assignment,
  from: CellPlace,
  to: { readonly person: number; readonly dayOffset: number; readonly minuteOffset: number },
): void {
  const placed = relocated(context, shift, from, to)
  if (isRefusal(placed)) changes.refuse(placed)
  else {
    changes.refuse(guard(context, placed.place, []))
    changes.add(placed.place, placed.shift)
  }
}

/** The shifts of two cells in each other's place: of two people, or of two days. Done as a whole or not at all. */
export function swapCells(context: EditContext, a: CellPlace, b: CellPlace): EditOutcome {
  const changes = new CellChanges(context)
  const moves = [
    { from: a, to: b, shifts: cellAt(context.roster, a).shifts },
    { from: b, to: a, shifts: cellAt(context.roster, b).shifts },
  ]
  for (const { from, shifts } of moves) {
    changes.refuse(guard(context, from))
    changes.setShifts(
      from,
      changes.at(from).shifts.filter((shift) => !shifts.includes(shift)),
    )
  }
  for (const { from, to, shifts } of moves)
    for (const shift of shifts)
      put(context, changes, shift, from, { person: to.person, dayOffset: to.day - from.day, minuteOffset: 0 })
  return changes.asWhole('swap', a)
}
