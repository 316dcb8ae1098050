import { MAX_OPEN_SHIFTS_PER_DAY } from '../../../../server/contracts/draft-limits.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type CellPlace, OPEN_ROW } from '../model/board-roster.ts'
import { CellChanges, guard, meantShift, meantShifts } from './cell-changes.ts'
import { type EditContext, type EditOutcome, type EditRefusal, employeeIdOf, refusal } from './edit-context.ts'
import { isRefusal, type PlacedShift, placedOn, relocated } from './shift-times.ts'

/**
 * An open shift given to a person. Somebody who serves none of its queues would not fill the gap that it is there for.
 * @param place of the open row
 * @param asWorked how the person would work it, as a list of candidates proposes; absent means as it is
 */
export function assignOpen(
  context: EditContext,
  place: CellPlace,
  shift: Assignment,
  person: number,
  asWorked?: Assignment,
): EditOutcome {
  const changes = new CellChanges(context)
  const open = meantShift(context, place, shift)
  if (!open) return changes.asWhole('assign', place)
  changes.refuse(guard(context, place, [open]))
  changes.take(place, open)
  const skills = context.roster.people[person]?.skills ?? []
  const isServed = open.queueIds.length === 0 || open.queueIds.some((id) => skills.includes(id))
  if (!isServed) changes.refuse(refusal('noSkill', { person, day: place.day }, { queues: open.queueIds.join(', ') }))
  const placed = asWorked
    ? placedOn(context, person, { ...asWorked, employeeId: employeeIdOf(context, person) })
    : relocated(context, open, place, { person, dayOffset: 0, minuteOffset: 0 })
  if (isRefusal(placed)) changes.refuse(placed)
  else {
    changes.refuse(guard(context, placed.place, []))
    changes.add(placed.place, placed.shift)
  }
  return changes.asWhole('assign', place)
}

/**
 * Shifts become nobody's, at the times at which they are needed.
 * @param shift the one meant of a single cell; absent means all of the cells
 */
export function unassign(context: EditContext, places: readonly CellPlace[], shift?: Assignment): EditOutcome {
  const changes = new CellChanges(context)
  for (const place of places.filter(({ person }) => person !== OPEN_ROW)) openUp(context, changes, place, shift)
  return changes.asParts('assign', places[0] ?? { person: 0, day: 0 })
}

/** @returns whether the cell could be changed; it is as a whole or not at all */
function openUp(context: EditContext, changes: CellChanges, place: CellPlace, only?: Assignment): boolean {
  const shifts = meantShifts(context, place, only)
  const wrong = guard(context, place, shifts)
  const opened = shifts.map((shift) =>
    relocated(context, shift, place, { person: OPEN_ROW, dayOffset: 0, minuteOffset: 0 }),
  )
  const refused = wrong ?? opened.map((open) => (isRefusal(open) ? open : noRoom(context, changes, open))).find(Boolean)
  changes.refuse(refused)
  if (refused) return false
  for (const shift of shifts) changes.take(place, shift)
  for (const open of opened) if (!isRefusal(open)) changes.add(open.place, open.shift)
  return true
}

function noRoom(context: EditContext, changes: CellChanges, { place }: PlacedShift): EditRefusal | undefined {
  const isFull = changes.at(place).shifts.length >= MAX_OPEN_SHIFTS_PER_DAY
  return (
    guard(context, place, []) ?? (isFull ? refusal('tooMany', place, { most: MAX_OPEN_SHIFTS_PER_DAY }) : undefined)
  )
}

/** @param shift the one meant of a single cell; absent means all of the cells */
export function removeShifts(context: EditContext, places: readonly CellPlace[], shift?: Assignment): EditOutcome {
  const changes = new CellChanges(context)
  for (const place of places) {
    const meant = meantShifts(context, place, shift)
    const wrong = guard(context, place, meant)
    changes.refuse(wrong)
    if (wrong) continue
    changes.setShifts(
      place,
      changes.at(place).shifts.filter((other) => !meant.includes(other)),
    )
  }
  return changes.asParts('remove', places[0] ?? { person: 0, day: 0 })
}

/** A person away on some days: the shifts become open, and the days say why. */
export function markAbsent(context: EditContext, person: number, days: readonly number[], note: string): EditOutcome {
  const changes = new CellChanges(context)
  for (const day of days) if (openUp(context, changes, { person, day })) changes.set({ person, day }, { note })
  return changes.asParts('absent', { person, day: days[0] ?? 0 })
}
