import { MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import type { CellPlace } from '../model/board-roster.ts'
import { type EditContext, type EditRefusal, refusal } from './edit-context.ts'
import { nearestTemplate, type TemplateFit, templateRefusal, templateShift } from './fitting-template.ts'
import type { Span } from './same-cell.ts'
import { isOnGrid, isRefusal, offGrid, type PlacedShift, placedOn } from './shift-times.ts'

/** Minutes from start to end of a shift, as templates can have them. */
const LEAST_MINUTES = 60
const MOST_MINUTES = 24 * 60

/** Why there can be no shift over a span. */
export function spanRefusal(context: EditContext, place: CellPlace, { startMs, endMs }: Span): EditRefusal | undefined {
  const minutes = (endMs - startMs) / MS_PER_MINUTE
  if (minutes < LEAST_MINUTES) return refusal('tooShort', place, { minutes, least: LEAST_MINUTES })
  if (minutes > MOST_MINUTES) return refusal('tooLong', place, { minutes, most: MOST_MINUTES })
  const off = [startMs, endMs].find((instant) => !isOnGrid(context, instant))
  return off === undefined ? undefined : offGrid(context, place, place.person, off)
}

/** A shift over a span, and the template that it was taken from or is nearest to. */
interface SpanShift extends PlacedShift {
  readonly fit: TemplateFit
  /** Whether it has the template's times rather than its own. */
  readonly isTemplates: boolean
}

/**
 * A new shift over a span: that of a template which the person may work and whose ends are together at most `nearMinutes`
 * away; otherwise one of the span's own times, of the nearest template.
 */
export function spanShift(
  context: EditContext,
  place: CellPlace,
  span: Span,
  nearMinutes: number,
  queueIds?: readonly string[],
): SpanShift | EditRefusal {
  const days = context.daysOf(place.person)
  const day = days.dayOf(span.startMs)
  const at = { ...place, day }
  const minutes = (span.endMs - span.startMs) / MS_PER_MINUTE
  const fit = nearestTemplate(context, at, { startMinute: days.minuteOf(span.startMs), minutes })
  if (!fit) return refusal('unknownTemplate', place, { template: '' })
  const isTemplates = fit.distance <= nearMinutes && !templateRefusal(context, fit.template, at)
  const wrong = isTemplates ? undefined : spanRefusal(context, place, span)
  if (wrong) return wrong
  const times = isTemplates ? { startMs: days.instantOf(day, fit.startMinute) } : span
  const shift = templateShift(context, fit.template, place, times, queueIds)
  if (isRefusal(shift)) return shift
  const placed = placedOn(context, place.person, shift)
  return isRefusal(placed) ? placed : { ...placed, fit, isTemplates }
}
