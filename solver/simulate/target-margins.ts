import type { AppliedTarget } from '../domain/applied-target.ts'
import type { JudgedTarget } from './judged-targets.ts'
import type { Tally } from './tally.ts'
import { type TallyPlace, targetCounts } from './target-counts.ts'
import { judgedSpan } from './target-sums.ts'

/**
 * By how much one replication is on the right side of a target, and what that rests on, `[interval]`. The target holds
 * over a span when the margins of its intervals sum to 0 or more: contacts (replies) in time beyond the share asked for,
 * seconds of waiting below the mean asked for, or agents present beyond those asked for. 0 where the target does not
 * count.
 */
export interface Margins {
  readonly margin: Float64Array
  readonly whole: Float64Array
}

export function marginsOf({ target, by }: JudgedTarget, tally: Tally, place: TallyPlace): Margins {
  const { parts, wholes } = targetCounts(by, tally, place)
  const sign = by === 'wait' ? -1 : 1
  const counted = (value: (interval: number) => number) =>
    Float64Array.from(target.counts, (counts, interval) => (counts ? value(interval) : 0))
  return {
    margin: counted((interval) => sign * (parts[interval]! - target.asked * wholes[interval]!)),
    whole: counted((interval) => wholes[interval]!),
  }
}

/** Intervals that a target is judged over together: those of each week, of each day, or each by itself. */
export function judgedSpans({ over, kind, counts }: AppliedTarget, dayOfInterval: Int32Array): number[][] {
  const spans = new Map<number, number[]>()
  for (const [interval, isCounted] of counts.entries()) {
    if (!isCounted) continue
    const span = judgedSpan(kind === 'presence' ? 'interval' : over, interval, dayOfInterval)
    spans.set(span, [...(spans.get(span) ?? []), interval])
  }
  return [...spans.values()]
}
