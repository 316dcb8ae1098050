import { type CellPlace, cellAt } from '../model/board-roster.ts'
import { CellChanges, guard } from './cell-changes.ts'
import { type EditContext, type EditOutcome, type EditRefusal, isOpen, refusal } from './edit-context.ts'
import { startsOn, templateRefusal, templateShift } from './fitting-template.ts'
import { isRefusal, minuteText, type PlacedShift, placedOn } from './shift-times.ts'

/**
 * A template's shift on many days, instead of what they have; to open shifts it is added. Days on which the person may not
 * work the template are left out.
 * @param startMinute after midnight; absent means the start nearest to that of the day's shift, else the first
 */
export function applyTemplate(
  context: EditContext,
  places: readonly CellPlace[],
  templateId: string,
  startMinute?: number,
): EditOutcome {
  const changes = new CellChanges(context)
  for (const place of places) {
    const wrong = guard(context, place, isOpen(place) ? [] : undefined)
    const placed = wrong ?? shiftOfTemplate(context, place, templateId, startMinute)
    if (isRefusal(placed)) changes.refuse(placed)
    else changes.setShifts(place, [...(isOpen(place) ? changes.at(place).shifts : []), placed.shift])
  }
  return changes.asParts('template', places[0] ?? { person: 0, day: 0 })
}

/** The shift of a template on a day, with the queues of the shift that it replaces. */
export function shiftOfTemplate(
  context: EditContext,
  place: CellPlace,
  templateId: string,
  startMinute?: number,
): PlacedShift | EditRefusal {
  const template = context.templateById.get(templateId)
  if (!template) return refusal('unknownTemplate', place, { template: templateId })
  const wrong = templateRefusal(context, template, place)
  if (wrong) return wrong
  const starts = startsOn(context, template, place)
  if (startMinute !== undefined && !starts.includes(startMinute))
    return refusal('templateStart', place, { template: templateId, time: minuteText(startMinute) })
  const days = context.daysOf(place.person)
  const [replaced] = isOpen(place) ? [] : cellAt(context.roster, place).shifts
  const wanted = startMinute ?? nearestOf(starts, replaced && days.minuteOf(replaced.startMs))
  const startMs = days.instantOf(place.day, wanted)
  const shift = templateShift(context, template, place, { startMs }, replaced?.queueIds)
  return isRefusal(shift) ? shift : placedOn(context, place.person, shift)
}

/** The first where nothing is wanted. */
const nearestOf = (starts: readonly number[], wanted: number = starts[0] ?? 0): number =>
  starts.reduce((best, start) => (Math.abs(start - wanted) < Math.abs(best - wanted) ? start : best), starts[0] ?? 0)
