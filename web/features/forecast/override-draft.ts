import type { OverrideKind } from '../../../solver/domain/forecast-override.ts'
import { type Horizon, horizonEnd, intervalMs, localStamp } from '../../../solver/domain/horizon.ts'
import type { TimeSpan } from '../../components/use-time-chart.ts'
import type { OverrideFacts } from './shown-forecast.ts'
import type { Grain } from './timeline.ts'

/** An override that is being tried: its numbers are shown, nothing is saved. */
export interface OverrideDraft extends TimeSpan {
  readonly queueId: string
  readonly kind: OverrideKind
  /** As in an override; NaN while it is being written. */
  readonly value: number
}

export const NO_CHANGE: Readonly<Record<OverrideKind, number>> = { multiply: 1, add: 0, replace: Number.NaN }

/** Whether a draft says something that can be computed. */
export const isComplete = ({ kind, value, startMs, endMs }: OverrideDraft): boolean =>
  startMs < endMs && Number.isFinite(value) && (kind === 'add' || value >= 0)

export const draftFacts = ({ queueId, startMs, endMs, kind, value }: OverrideDraft, zone: string): OverrideFacts => ({
  queueId,
  start: localStamp(startMs, zone),
  end: localStamp(endMs, zone),
  kind,
  value,
})

/** A span moved to the horizon's grid and into it: whole intervals, at least one. */
export function snapToGrid({ startMs, endMs }: TimeSpan, horizon: Horizon): TimeSpan {
  const length = intervalMs(horizon)
  const at = (instant: number, round: (value: number) => number) => round((instant - horizon.startsAt) / length)
  const from = Math.min(Math.max(0, at(startMs, Math.floor)), horizon.intervals - 1)
  const to = Math.min(Math.max(from + 1, at(endMs, Math.ceil)), horizon.intervals)
  return { startMs: horizon.startsAt + from * length, endMs: horizon.startsAt + to * length }
}

/** A dragged span as whole points of the grain within the forecast; undefined when it lies in history alone. */
export function snapToPoints(span: TimeSpan, grain: Grain, horizon: Horizon): TimeSpan | undefined {
  if (span.endMs <= horizon.startsAt || span.startMs >= horizonEnd(horizon)) return undefined
  const [first, last] = pointsOf(span, grain)
  const bound = (point: number) => grain.bounds[Math.min(point, grain.bounds.length - 1)] ?? 0
  return snapToGrid({ startMs: bound(first), endMs: bound(last + 1) }, horizon)
}

/** First and last point of the grain that a span touches. */
export function pointsOf({ startMs, endMs }: TimeSpan, { bounds }: Grain): [first: number, last: number] {
  const first = bounds.findLastIndex((bound) => bound <= startMs)
  const last = bounds.findLastIndex((bound) => bound < endMs)
  return [Math.max(0, first), Math.max(0, Math.min(last, bounds.length - 2))]
}

/** Contacts of a span in a line of means on the horizon, `[interval]`. */
export function contactsWithin(mean: ArrayLike<number>, { startMs, endMs }: TimeSpan, horizon: Horizon): number {
  let contacts = 0
  for (let at = 0; at < mean.length; at++) {
    const start = horizon.startsAt + at * intervalMs(horizon)
    const within = Math.min(endMs, start + intervalMs(horizon)) - Math.max(startMs, start)
    if (within > 0) contacts += (mean[at]! * within) / intervalMs(horizon)
  }
  return contacts
}

/**
 * The draft whose effect on its span is to add so many contacts to those found there. Where nothing is expected no
 * factor helps, so that contacts are added.
 */
export function withAdded(draft: OverrideDraft, added: number, found: number): OverrideDraft {
  const taken = Math.max(added, -found)
  if (draft.kind === 'multiply' && found > 0) return { ...draft, value: Math.round((1 + taken / found) * 100) / 100 }
  if (draft.kind === 'replace') return { ...draft, value: Math.round(found + taken) }
  return { ...draft, kind: 'add', value: Math.round(taken) }
}

/** The draft with another kind of change and, as near as it can be told, the same effect. */
export function withKind(draft: OverrideDraft, kind: OverrideKind, found: number): OverrideDraft {
  if (!isComplete(draft)) return { ...draft, kind, value: kind === 'replace' ? Math.round(found) : NO_CHANGE[kind] }
  const { value } = draft
  const added = draft.kind === 'multiply' ? found * (value - 1) : draft.kind === 'add' ? value : value - found
  if (kind === 'multiply' && found <= 0) return { ...draft, kind, value: 1 }
  return withAdded({ ...draft, kind }, added, found)
}
