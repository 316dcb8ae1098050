import { bySeverity } from '../check/check-roster.ts'
import type { Violation } from '../domain/plan-outputs.ts'

/** What makes the next of two lists of violations, small enough to be sent. */
export interface ViolationPatch {
  /** Indices in the list before, ascending. */
  readonly removed: readonly number[]
  /** With their indices in the list after, ascending. */
  readonly added: readonly { readonly index: number; readonly violation: Violation }[]
}

/**
 * Takes violations out of a list in the checker's order and puts others in at their places.
 * @param gone to be taken out, by identity
 * @param come to be put in, in the checker's order among equals
 */
export function replaceViolations(
  list: readonly Violation[],
  gone: ReadonlySet<Violation>,
  come: readonly Violation[],
): { readonly list: readonly Violation[]; readonly patch: ViolationPatch } {
  const ordered = come.toSorted(bySeverity)
  const after: Violation[] = []
  const removed: number[] = []
  const added: { index: number; violation: Violation }[] = []
  let next = 0
  const putIn = (violation: Violation) => {
    added.push({ index: after.length, violation })
    after.push(violation)
  }
  for (const [index, violation] of list.entries()) {
    if (gone.has(violation)) {
      removed.push(index)
      continue
    }
    while (next < ordered.length && bySeverity(ordered[next]!, violation) < 0) putIn(ordered[next++]!)
    after.push(violation)
  }
  while (next < ordered.length) putIn(ordered[next++]!)
  return { list: after, patch: { removed, added } }
}

/** The list after, from the list before. */
export function patchViolations(list: readonly Violation[], { removed, added }: ViolationPatch): Violation[] {
  const gone = new Set(removed)
  const kept = list.filter((_, index) => !gone.has(index))
  const after: Violation[] = []
  let next = 0
  for (const { index, violation } of added) {
    while (after.length < index) after.push(kept[next++]!)
    after.push(violation)
  }
  while (next < kept.length) after.push(kept[next++]!)
  return after
}
