import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'
import { type CellPlace, cellAt } from '../model/board-roster.ts'
import { shiftOfTemplate } from './apply-template.ts'
import type { PasteAdvice } from './cell-review.ts'
import { type EditContext, type EditRefusal, refusal } from './edit-context.ts'
import { startsOn, templateRefusal, templateShift } from './fitting-template.ts'
import type { WrittenShift } from './read-cell-text.ts'
import type { Span } from './same-cell.ts'
import { isRefusal, minuteText } from './shift-times.ts'
import { spanRefusal, spanShift } from './span-shift.ts'

interface ShiftRead {
  readonly shift: Assignment
  readonly advice?: PasteAdvice | undefined
}

/**
 * The shift that somebody wrote for a day. One that the day already has stays as it is, with its breaks and queues; a
 * template that is named must be one that the person may work there.
 */
export function shiftWritten(context: EditContext, place: CellPlace, written: WrittenShift): ShiftRead | EditRefusal {
  const days = context.daysOf(place.person)
  const { templateId, startMinute, endMinute } = written
  const { shifts } = cellAt(context.roster, place)
  const span =
    startMinute === undefined || endMinute === undefined
      ? undefined
      : { startMs: days.instantOf(place.day, startMinute), endMs: days.instantOf(place.day, endMinute) }
  const kept = shifts.find(
    (shift) =>
      (templateId === undefined || shift.templateId === templateId) &&
      (startMinute === undefined || days.minuteOf(shift.startMs) === startMinute) &&
      (span === undefined || days.minuteOf(shift.endMs) === days.minuteOf(span.endMs)),
  )
  if (kept) return { shift: kept }
  const meant = templateId ?? templateOfTimes(context, place, written)?.id
  if (meant === undefined) return span ? ofTimes(context, place, span) : refusal('unknownWord', place, { word: '' })
  const template = context.templateById.get(meant)!
  if (!span || hasTimes(context, place, template, written)) return ofTemplate(context, place, template, startMinute)
  return ofBoth(context, place, template, span)
}

const templateOfTimes = (context: EditContext, place: CellPlace, written: WrittenShift): ShiftTemplate | undefined =>
  context.templates.find(
    (template) =>
      !template.onCall && hasTimes(context, place, template, written) && !templateRefusal(context, template, place),
  )

/** Whether the times written are a template's on the wall clock, so that it lasts its length also as the clocks change. */
const hasTimes = (
  context: EditContext,
  place: CellPlace,
  template: ShiftTemplate,
  { startMinute = 0, endMinute = 0 }: WrittenShift,
): boolean =>
  template.lengthMinutes === endMinute - startMinute && startsOn(context, template, place).includes(startMinute)

function ofTemplate(
  context: EditContext,
  place: CellPlace,
  template: ShiftTemplate,
  startMinute?: number,
): ShiftRead | EditRefusal {
  const placed = shiftOfTemplate(context, place, template.id, startMinute)
  if (isRefusal(placed)) return placed
  const isChosen = startMinute === undefined && startsOn(context, template, place).length > 1
  const time = minuteText(context.daysOf(place.person).minuteOf(placed.shift.startMs))
  return {
    shift: placed.shift,
    advice: isChosen ? { reason: 'startChosen', figures: { template: template.id, time } } : undefined,
  }
}

/** Times that are no template's of that wall clock: a planner's own, unless one lasts just as long that night. */
function ofTimes(context: EditContext, place: CellPlace, span: Span): ShiftRead | EditRefusal {
  const [replaced] = cellAt(context.roster, place).shifts
  const placed = spanShift(context, place, span, 0, replaced?.queueIds)
  if (isRefusal(placed)) return placed
  const { shift, fit, isTemplates: isExact } = placed
  return { shift, advice: isExact ? undefined : { reason: 'ownTimes', figures: { template: fit.template.id } } }
}

function ofBoth(context: EditContext, place: CellPlace, template: ShiftTemplate, span: Span): ShiftRead | EditRefusal {
  const wrong = templateRefusal(context, template, place) ?? spanRefusal(context, place, span)
  if (wrong) return wrong
  const [replaced] = cellAt(context.roster, place).shifts
  const shift = templateShift(context, template, place, span, replaced?.queueIds)
  return isRefusal(shift) ? shift : { shift, advice: { reason: 'ownTimes', figures: { template: template.id } } }
}
