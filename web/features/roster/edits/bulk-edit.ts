import { type CellColor, type CellPlace, cellAt, type EditKind } from '../model/board-roster.ts'
import { applyTemplate } from './apply-template.ts'
import { CellChanges, guard } from './cell-changes.ts'
import { setColor, setLock, setNote } from './cell-marks.ts'
import type { BulkReview, ReviewCell } from './cell-review.ts'
import { type EditContext, type EditOutcome, type EditRefusal, refusal } from './edit-context.ts'
import { removeShifts } from './open-shifts.ts'
import { isRefusal, type PlacedShift, relocated } from './shift-times.ts'

/** One change for many cells, each of which can be accepted by itself. */
export type BulkChange =
  | { readonly kind: 'template'; readonly templateId: string; readonly startMinute?: number }
  | { readonly kind: 'lock'; readonly isLocked: boolean }
  | { readonly kind: 'color'; readonly color: CellColor | null }
  | { readonly kind: 'note'; readonly note: string }
  | { readonly kind: 'remove' }
  | { readonly kind: 'shiftBy'; readonly minutes: number }

/** What a change would do to each cell; accepted with `applyReview`. */
export function bulkReview(context: EditContext, places: readonly CellPlace[], change: BulkChange): BulkReview {
  const outcome = bulkOutcome(context, places, change)
  const changes = 'edit' in outcome ? outcome.edit.changes : []
  const kind: EditKind = change.kind === 'lock' ? (change.isLocked ? 'lock' : 'unlock') : 'bulk'
  const changed = changes.map((cell): ReviewCell => ({ ...cell, text: '', refusals: [], advice: [] }))
  const refused = outcome.leftOut.map((item): ReviewCell => {
    const cell = cellAt(context.roster, item.place)
    return { place: item.place, text: '', before: cell, after: cell, refusals: [item], advice: [] }
  })
  const cells = [...changed, ...refused].toSorted(inReadingOrder)
  return { kind, cells, unchanged: places.length - cells.length, outside: [] }
}

function bulkOutcome(context: EditContext, places: readonly CellPlace[], change: BulkChange): EditOutcome {
  switch (change.kind) {
    case 'template':
      return applyTemplate(context, places, change.templateId, change.startMinute)
    case 'lock':
      return setLock(context, places, change.isLocked)
    case 'color':
      return setColor(context, places, change.color)
    case 'note':
      return setNote(context, places, change.note)
    case 'remove':
      return removeShifts(context, places)
    case 'shiftBy':
      return shiftBy(context, places, change.minutes)
  }
}

/** Shifts earlier or later along the wall clock. None leaves its day: what becomes of each day is accepted by itself. */
function shiftBy(context: EditContext, places: readonly CellPlace[], minuteOffset: number): EditOutcome {
  const changes = new CellChanges(context)
  for (const place of places) {
    const to = { person: place.person, dayOffset: 0, minuteOffset }
    const moved = cellAt(context.roster, place).shifts.map((shift) => relocated(context, shift, place, to))
    const wrong = guard(context, place) ?? moved.map((item) => leavingDay(context, place, item)).find(Boolean)
    changes.refuse(wrong)
    if (wrong) continue
    changes.setShifts(
      place,
      moved.flatMap((item) => (isRefusal(item) ? [] : item.shift)),
    )
  }
  return changes.asParts('bulk', places[0] ?? { person: 0, day: 0 })
}

function leavingDay(context: EditContext, place: CellPlace, moved: PlacedShift | EditRefusal): EditRefusal | undefined {
  if (isRefusal(moved)) return { ...moved, place }
  if (moved.place.day === place.day) return undefined
  return refusal('outside', place, { date: context.daysOf(place.person).dateOf(moved.place.day) })
}

const inReadingOrder = (a: ReviewCell, b: ReviewCell): number =>
  a.place.person - b.place.person || a.place.day - b.place.day
