import type { Assignment, PlacedBreak } from '../../../../solver/domain/roster.ts'
import type { CellPlace } from '../model/board-roster.ts'
import { CellChanges, guard, meantShift } from './cell-changes.ts'
import { type EditContext, type EditOutcome, type EditRefusal, isOpen, refusal } from './edit-context.ts'
import { isInside, overlaps } from './same-cell.ts'
import { clockTime, isOnGrid, offGrid } from './shift-times.ts'

/**
 * A break of a shift moved, changed, added or taken away. The rules of work name a break that the template does not allow.
 * @param index in the shift's breaks; as many as there are adds one
 * @param to null takes it away
 */
export function setBreak(
  context: EditContext,
  place: CellPlace,
  meant: Assignment,
  index: number,
  to: PlacedBreak | null,
): EditOutcome {
  const changes = new CellChanges(context)
  const shift = meantShift(context, place, meant)
  if (!shift) return changes.asWhole('breaks', place)
  const others = shift.breaks.filter((_, other) => other !== index)
  changes.refuse(
    guard(context, place, [shift]),
    to ? breakRefusal(context, place, { ...shift, breaks: others }, to) : undefined,
  )
  const breaks = [...others, ...(to ? [to] : [])].toSorted((a, b) => a.startMs - b.startMs)
  replaceShift(changes, place, shift, { ...shift, breaks })
  return changes.asWhole('breaks', place)
}

function breakRefusal(
  context: EditContext,
  place: CellPlace,
  shift: Assignment,
  to: PlacedBreak,
): EditRefusal | undefined {
  const days = context.daysOf(place.person)
  const figures = { start: clockTime(days, to.startMs), end: clockTime(days, to.endMs) }
  const template = context.templateById.get(shift.templateId)
  if (template && !template.breaks.some(({ kind }) => kind === to.kind))
    return refusal('breakKind', place, { template: template.id })
  const off = [to.startMs, to.endMs].find((instant) => !isOnGrid(context, instant))
  if (off !== undefined) return offGrid(context, place, place.person, off)
  if (!isInside(to, shift) || to.endMs <= to.startMs) return refusal('breakOutside', place, figures)
  const taken = [...shift.breaks, ...(shift.activities ?? [])]
  return taken.some((item) => overlaps(item, to)) ? refusal('breakOverlaps', place, figures) : undefined
}

/** The queues that a person serves in a shift; of an open shift, any of the plan. */
export function setQueues(
  context: EditContext,
  place: CellPlace,
  meant: Assignment,
  queueIds: readonly string[],
): EditOutcome {
  const changes = new CellChanges(context)
  const shift = meantShift(context, place, meant)
  if (!shift) return changes.asWhole('queues', place)
  const possible = isOpen(place) ? context.queueIds : (context.roster.people[place.person]?.skills ?? [])
  const strange = queueIds.filter((id) => !possible.includes(id))
  changes.refuse(guard(context, place, [shift]))
  if (strange.length > 0 || queueIds.length === 0)
    changes.refuse(refusal('noSkill', place, { queues: (strange.length > 0 ? strange : possible).join(', ') }))
  replaceShift(changes, place, shift, { ...shift, queueIds: [...new Set(queueIds)].sort() })
  return changes.asWhole('queues', place)
}

function replaceShift(changes: CellChanges, place: CellPlace, shift: Assignment, by: Assignment): void {
  changes.setShifts(
    place,
    changes.at(place).shifts.map((other) => (other === shift ? by : other)),
  )
}
