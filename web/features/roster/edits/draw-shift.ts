import type { Assignment, PlacedBreak } from '../../../../solver/domain/roster.ts'
import type { CellPlace } from '../model/board-roster.ts'
import { CellChanges, guard, meantShift } from './cell-changes.ts'
import { type EditContext, type EditOutcome, refusal } from './edit-context.ts'
import { templateBreaks } from './fitting-template.ts'
import { isInside, overlaps, type Span } from './same-cell.ts'
import { clockTime, isRefusal, placedOn } from './shift-times.ts'
import { spanRefusal, spanShift } from './span-shift.ts'

/** Minutes by which both ends of a drawn span together may miss a template's times for the template to be meant. */
const NEAR_MINUTES = 30

/** A new shift over a span: of a template with about those times, otherwise with the drawn ones. */
export function drawShift(context: EditContext, place: CellPlace, fromMs: number, toMs: number): EditOutcome {
  const changes = new CellChanges(context)
  const placed = spanShift(context, place, { startMs: fromMs, endMs: toMs }, NEAR_MINUTES)
  if (isRefusal(placed)) changes.refuse(placed)
  else {
    changes.refuse(guard(context, placed.place, []))
    changes.add(placed.place, placed.shift)
  }
  return changes.asWhole('add', place)
}

/**
 * A shift with another start or end. Breaks keep their times as long as they lie inside; one that no longer does is placed
 * anew by the template where the shift still has room for it, and left out where it has none; one that there was no room
 * for comes back with the room. A training or meeting is never dropped: the shift cannot leave it.
 */
export function stretchShift(
  context: EditContext,
  place: CellPlace,
  meant: Assignment,
  edge: 'start' | 'end',
  toMs: number,
): EditOutcome {
  const changes = new CellChanges(context)
  const shift = meantShift(context, place, meant)
  if (!shift) return changes.asWhole('stretch', place)
  const span = edge === 'start' ? { startMs: toMs, endMs: shift.endMs } : { startMs: shift.startMs, endMs: toMs }
  const days = context.daysOf(place.person)
  const outside = shift.activities?.find((activity) => !isInside(activity, span))
  changes.refuse(
    guard(context, place, [shift]),
    spanRefusal(context, place, span),
    outside &&
      refusal('activityOutside', place, {
        start: clockTime(days, outside.startMs),
        end: clockTime(days, outside.endMs),
      }),
  )
  const placed = placedOn(context, place.person, { ...shift, ...span, breaks: breaksWithin(context, shift, span) })
  changes.take(place, shift)
  if (isRefusal(placed)) changes.refuse(placed)
  else {
    if (placed.place.day !== place.day) changes.refuse(guard(context, placed.place, []))
    changes.add(placed.place, placed.shift)
  }
  return changes.asWhole('stretch', place)
}

function breaksWithin(context: EditContext, shift: Assignment, span: Span): readonly PlacedBreak[] {
  const template = context.templateById.get(shift.templateId)
  const kept = shift.breaks.filter((item) => isInside(item, span))
  if (!template) return kept
  const possible = templateBreaks(context, template, span.startMs, span.endMs)
  // Who took out a break by hand does not want it back.
  const isComplete = shift.breaks.length >= templateBreaks(context, template, shift.startMs, shift.endMs).length
  if (!isComplete) return kept
  const unmatched = [...kept]
  const missing = possible.filter((wanted) => {
    const at = unmatched.findIndex((item) => isAlike(item, wanted))
    if (at >= 0) unmatched.splice(at, 1)
    return at < 0
  })
  const taken = [...kept, ...(shift.activities ?? [])]
  const added = missing.filter((item) => !taken.some((other) => overlaps(other, item)))
  return [...kept, ...added].toSorted((a, b) => a.startMs - b.startMs)
}

const isAlike = (a: PlacedBreak, b: PlacedBreak): boolean =>
  a.kind === b.kind && a.paid === b.paid && a.endMs - a.startMs === b.endMs - b.startMs
