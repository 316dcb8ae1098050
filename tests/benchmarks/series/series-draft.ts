import type { CalendarEvent } from '../../../solver/domain/calendar.ts'
import {
  dayStarts,
  type Horizon,
  instantOnDay,
  intervalMs,
  type LocalClock,
  localClocks,
} from '../../../solver/domain/horizon.ts'

/** A synthetic series in the making. Arrays are `[interval]` of the grid. */
export interface SeriesDraft {
  readonly grid: Horizon
  readonly clocks: readonly LocalClock[]
  /** Starts of the local days and the end, epoch milliseconds. */
  readonly dayStarts: readonly number[]
  /** Contacts to expect by one who knows how the series is made and its calendar; NaN while closed. */
  readonly expected: Float64Array
  /** The same after the luck of events and unannounced mishaps, before the noise of days and intervals. */
  readonly drawn: Float64Array
  readonly calendar: CalendarEvent[]
}

/**
 * Days of contacts split over their intervals by a shape.
 * @param contactsOfDay contacts of a whole day
 * @param shape weight of an interval within its day, in any unit; NaN while closed
 */
export function draftSeries(
  grid: Horizon,
  contactsOfDay: (clock: LocalClock) => number,
  shape: (clock: LocalClock) => number,
): SeriesDraft {
  const clocks = localClocks(grid)
  const weights = clocks.map(shape)
  const sums = new Map<number, number>()
  for (const [i, { day }] of clocks.entries()) {
    if (!Number.isNaN(weights[i]!)) sums.set(day, (sums.get(day) ?? 0) + weights[i]!)
  }
  const expected = Float64Array.from(clocks, (clock, i) => (contactsOfDay(clock) * weights[i]!) / sums.get(clock.day)!)
  return { grid, clocks, dayStarts: dayStarts(grid), expected, drawn: expected.slice(), calendar: [] }
}

/** Instants of a span that begins on a day of the grid; minutes are of the wall clock and may pass midnight. */
export const spanOnDay = (draft: SeriesDraft, day: number, fromMinute: number, toMinute: number) => ({
  startMs: instantOnDay(draft.dayStarts[day]!, fromMinute, draft.grid.zone),
  endMs: instantOnDay(draft.dayStarts[day]!, toMinute, draft.grid.zone),
})

/** Day of the grid by its local date; -1 when outside. */
export const dayOf = (draft: SeriesDraft, date: string): number =>
  draft.clocks.find((clock) => clock.date === date)?.day ?? -1

interface Span {
  readonly startMs: number
  readonly endMs: number
}

function intervalsOf({ grid, expected }: SeriesDraft, { startMs, endMs }: Span): number[] {
  const first = Math.max(0, Math.round((startMs - grid.startsAt) / intervalMs(grid)))
  const end = Math.min(expected.length, Math.round((endMs - grid.startsAt) / intervalMs(grid)))
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
}

/**
 * Adds contacts to a span, spread as the contacts that are there already (`'like-before'`) or evenly.
 * @param luck what comes over what was to be expected; mean 1
 */
export function addContacts(
  draft: SeriesDraft,
  span: Span,
  contacts: number,
  luck = 1,
  spread: 'like-before' | 'even' = 'like-before',
): void {
  const open = intervalsOf(draft, span).filter((i) => !Number.isNaN(draft.expected[i]!))
  const weights = open.map((i) => (spread === 'even' ? 1 : draft.expected[i]!))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum === 0) return
  open.forEach((i, place) => {
    const added = (contacts * weights[place]!) / sum
    draft.expected[i]! += added
    draft.drawn[i]! += added * luck
  })
}

/** Multiplies what is to be expected in a span: an effect that the calendar announces. */
export function multiplyContacts(draft: SeriesDraft, span: Span, factor: number, luck = 1): void {
  for (const i of intervalsOf(draft, span)) {
    draft.drawn[i]! *= 1 + (factor - 1) * luck
    draft.expected[i]! *= factor
  }
}

/** Multiplies what comes but not what was to be expected: a mishap that nobody announces. */
export function spoilContacts(draft: SeriesDraft, span: Span, factor: number): void {
  for (const i of intervalsOf(draft, span)) draft.drawn[i]! *= factor
}

export function announce(draft: SeriesDraft, kind: string, span: Span, expectedSize = 1, title = kind): void {
  draft.calendar.push({ kind, title, startMs: span.startMs, endMs: span.endMs, expectedSize })
}
