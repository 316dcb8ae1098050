import { MAX_NOTE_CHARACTERS } from '../../../../server/contracts/draft-limits.ts'
import { type CellColor, type CellPlace, cellAt } from '../model/board-roster.ts'
import { CellChanges } from './cell-changes.ts'
import type { EditContext, EditOutcome } from './edit-context.ts'

/** Locks days, or gives them free, with what the plan had pinned on them. */
export function setLock(context: EditContext, places: readonly CellPlace[], isLocked: boolean): EditOutcome {
  const changes = new CellChanges(context)
  for (const place of places) {
    const { shifts } = cellAt(context.roster, place)
    const freed = shifts.map((shift) => (shift.pinned ? { ...shift, pinned: false } : shift))
    changes.set(place, { locked: isLocked, shifts: isLocked ? shifts : freed })
  }
  return changes.asParts(isLocked ? 'lock' : 'unlock', placeOf(places))
}

/** A planner's own mark; of locked days as well, whose shifts it leaves alone. */
export function setColor(context: EditContext, places: readonly CellPlace[], color: CellColor | null): EditOutcome {
  const changes = new CellChanges(context)
  for (const place of places) changes.set(place, { color })
  return changes.asParts('color', placeOf(places))
}

/** @param note cut at `MAX_NOTE_CHARACTERS`, which the field that it is written in does not exceed; '' takes it away */
export function setNote(context: EditContext, places: readonly CellPlace[], note: string): EditOutcome {
  const changes = new CellChanges(context)
  const text = note.trim().slice(0, MAX_NOTE_CHARACTERS)
  for (const place of places) changes.set(place, { note: text })
  return changes.asParts('note', placeOf(places))
}

const placeOf = (places: readonly CellPlace[]): CellPlace => places[0] ?? { person: 0, day: 0 }
