import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { PlacedBreak } from '../../domain/roster.ts'
import type { ShiftBreak } from '../../domain/shift-template.ts'
import { type Day, eachInterval, overlap, type Span, stepMinutes } from './day.ts'
import type { MarginalWorth, Served } from './marginal-worth.ts'

/** Contacts that are late for somebody's being away for a span, about. */
export function lossOf(day: Day, worth: MarginalWorth, served: readonly Served[], span: Span): number {
  let loss = 0
  eachInterval(day.horizon, span, (interval, share) => {
    loss += share * worth.ofPerson(served, interval)
  })
  return loss
}

/** Where a break may begin: in its window, not before an instant, and clear of others. */
export function placesFor(
  day: Day,
  shiftStartMs: number,
  { earliestStartMinutes, latestStartMinutes, minutes }: ShiftBreak,
  others: readonly Span[],
): Span[] {
  const places: Span[] = []
  const step = stepMinutes(day)
  for (let offset = earliestStartMinutes; offset <= latestStartMinutes; offset += step) {
    const startMs = shiftStartMs + offset * MS_PER_MINUTE
    const place = { startMs, endMs: startMs + minutes * MS_PER_MINUTE }
    if (startMs >= day.terms.earliestMs && !others.some((other) => overlap(other, place))) places.push(place)
  }
  return places
}

/** The place that costs least service; of equals the first. */
export function bestPlace(
  day: Day,
  worth: MarginalWorth,
  served: readonly Served[],
  places: readonly Span[],
): Span | undefined {
  let best: { readonly place: Span; readonly loss: number } | undefined
  for (const place of places) {
    const loss = lossOf(day, worth, served, place)
    if (best === undefined || loss < best.loss - 1e-9) best = { place, loss }
  }
  return best?.place
}

/** A shift that is to have the breaks of another template. */
export interface BreaksToFit {
  readonly startMs: number
  readonly wanted: readonly ShiftBreak[]
  /** Breaks as they are; those that have begun, or are about to, stay. */
  readonly known: readonly PlacedBreak[]
  /** What breaks may not overlap. */
  readonly others: readonly Span[]
  readonly served: readonly Served[]
}

/** @returns undefined where what has been cannot be had with these breaks, or one of them has no place left */
export function fitBreaks(day: Day, worth: MarginalWorth, shift: BreaksToFit): PlacedBreak[] | undefined {
  const { startMs, wanted, others, served } = shift
  const known = shift.known.toSorted((a, b) => a.startMs - b.startMs)
  const begun = known.filter((item) => item.startMs < day.terms.earliestMs)
  if (begun.length > wanted.length) return undefined
  const placed: PlacedBreak[] = []
  for (const [index, each] of wanted.entries()) {
    const now = known[index]
    const keeps = now !== undefined && isAsWanted(now, each, startMs)
    if (now && index < begun.length) {
      if (!keeps) return undefined
      placed.push(now)
      continue
    }
    const taken = [...others, ...placed]
    if (keeps && !taken.some((other) => overlap(other, now))) {
      placed.push(now)
      continue
    }
    const place = bestPlace(day, worth, served, placesFor(day, startMs, each, taken))
    if (!place) return undefined
    placed.push({ kind: each.kind, paid: each.paid, ...place })
  }
  return placed
}

function isAsWanted(item: PlacedBreak, wanted: ShiftBreak, shiftStartMs: number): boolean {
  const offset = (item.startMs - shiftStartMs) / MS_PER_MINUTE
  return (
    item.kind === wanted.kind &&
    item.paid === wanted.paid &&
    item.endMs - item.startMs === wanted.minutes * MS_PER_MINUTE &&
    offset >= wanted.earliestStartMinutes &&
    offset <= wanted.latestStartMinutes
  )
}
