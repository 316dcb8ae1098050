import type { IntervalRange } from '../check/interval-shares.ts'
import { type Horizon, intervalMs } from '../domain/horizon.ts'
import type { Assignment } from '../domain/roster.ts'

/** What is different between two lists of a person's shifts. */
export interface ChangedShifts {
  readonly removed: readonly Assignment[]
  readonly added: readonly Assignment[]
  /** The new list, in which shifts that are as before are the very objects of before. */
  readonly after: readonly Assignment[]
}

export function changedShifts(before: readonly Assignment[], next: readonly Assignment[]): ChangedShifts {
  const left = new Set(before)
  const after = next.map((shift) => {
    for (const known of left) {
      if (!isSameShift(known, shift)) continue
      left.delete(known)
      return known
    }
    return shift
  })
  const kept = new Set(before)
  return { removed: [...left], added: after.filter((shift) => !kept.has(shift)), after }
}

const isSameShift = (a: Assignment, b: Assignment): boolean =>
  a === b ||
  (a.startMs === b.startMs &&
    a.endMs === b.endMs &&
    a.templateId === b.templateId &&
    a.pinned === b.pinned &&
    (a.onCall ?? false) === (b.onCall ?? false) &&
    isSameList(a.queueIds, b.queueIds, (one, other) => one === other) &&
    isSameList(
      a.breaks,
      b.breaks,
      (one, other) =>
        one.startMs === other.startMs &&
        one.endMs === other.endMs &&
        one.kind === other.kind &&
        one.paid === other.paid,
    ) &&
    isSameList(
      a.activities ?? [],
      b.activities ?? [],
      (one, other) => one.startMs === other.startMs && one.endMs === other.endMs && one.activityId === other.activityId,
    ))

const isSameList = <Item>(a: readonly Item[], b: readonly Item[], isSame: (a: Item, b: Item) => boolean): boolean =>
  a.length === b.length && a.every((item, index) => isSame(item, b[index]!))

/** Intervals that shifts touch, breaks and activities that lie outside of them included; apart and in order. */
export function touchedIntervals(horizon: Horizon, shifts: readonly Assignment[]): IntervalRange[] {
  const length = intervalMs(horizon)
  const ranges = shifts
    .map((shift) => {
      const parts = [shift, ...shift.breaks, ...(shift.activities ?? [])]
      const startMs = Math.min(...parts.map((part) => Math.min(part.startMs, part.endMs)))
      const endMs = Math.max(...parts.map((part) => Math.max(part.startMs, part.endMs)))
      return {
        from: Math.max(0, Math.floor((startMs - horizon.startsAt) / length)),
        to: Math.min(horizon.intervals, Math.ceil((endMs - horizon.startsAt) / length)),
      }
    })
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
  const apart: { from: number; to: number }[] = []
  for (const { from, to } of ranges) {
    const last = apart.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else apart.push({ from, to })
  }
  return apart
}
