import type { Assignment, PlacedActivity, PlacedBreak } from '../../../../solver/domain/roster.ts'
import type { Cell } from '../model/board-roster.ts'

/** Whether two cells are stored and shown alike. */
export const sameCell = (a: Cell, b: Cell): boolean =>
  a === b ||
  (a.locked === b.locked && a.color === b.color && a.note === b.note && sameItems(a.shifts, b.shifts, sameShift))

export const sameShift = (a: Assignment, b: Assignment): boolean =>
  a === b ||
  (a.employeeId === b.employeeId &&
    a.templateId === b.templateId &&
    sameSpan(a, b) &&
    a.pinned === b.pinned &&
    (a.onCall ?? false) === (b.onCall ?? false) &&
    sameItems(a.queueIds, b.queueIds, (one, other) => one === other) &&
    sameItems(a.breaks, b.breaks, sameBreak) &&
    sameItems(a.activities ?? [], b.activities ?? [], sameActivity))

const sameBreak = (a: PlacedBreak, b: PlacedBreak): boolean => a.kind === b.kind && a.paid === b.paid && sameSpan(a, b)

const sameActivity = (a: PlacedActivity, b: PlacedActivity): boolean => a.activityId === b.activityId && sameSpan(a, b)

export interface Span {
  readonly startMs: number
  readonly endMs: number
}

const sameSpan = (a: Span, b: Span): boolean => a.startMs === b.startMs && a.endMs === b.endMs

/** Half-open spans that share time. */
export const overlaps = (a: Span, b: Span): boolean => a.startMs < b.endMs && b.startMs < a.endMs

export const isInside = (inner: Span, outer: Span): boolean =>
  inner.startMs >= outer.startMs && inner.endMs <= outer.endMs

const sameItems = <Item>(a: readonly Item[], b: readonly Item[], same: (a: Item, b: Item) => boolean): boolean =>
  a === b || (a.length === b.length && a.every((item, index) => same(item, b[index]!)))
