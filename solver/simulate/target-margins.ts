import type { AppliedTarget } from '../domain/applied-target.ts'
import type { JudgedTarget } from './judged-targets.ts'
import type { Simulation } from './simulation.ts'
import { shareOffsets, type Tally } from './tally.ts'

/** Where to read a queue's figures in a tally. */
export interface TallyPlace {
  readonly simulation: Simulation
  /** Number of the queue in the simulation. */
  readonly queue: number
  /** Teams that serve it. */
  readonly serving: readonly number[]
}

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
  const { part, whole } = figures(by, tally, place)
  const sign = by === 'wait' ? -1 : 1
  const counted = (value: (interval: number) => number) =>
    Float64Array.from(target.counts, (counts, interval) => (counts ? value(interval) : 0))
  return {
    margin: counted((interval) => sign * (part[interval]! - target.asked * whole[interval]!)),
    whole: counted((interval) => whole[interval]!),
  }
}

function figures(by: JudgedTarget['by'], tally: Tally, { simulation, queue, serving }: TallyPlace) {
  const { intervals, intervalSeconds } = simulation
  const row = (values: Float64Array, number: number) => values.subarray(number * intervals, (number + 1) * intervals)
  if (by === 'main') return { part: row(tally.inTime, queue), whole: row(tally.contacts, queue) }
  if (by === 'wait') return { part: row(tally.waitSeconds, queue), whole: row(tally.waits, queue) }
  if (by === 'presence') {
    const part = new Float64Array(intervals)
    for (const team of serving)
      for (const [interval, seconds] of row(tally.positionSeconds, team).entries())
        part[interval]! += seconds / intervalSeconds
    return { part, whole: new Float64Array(intervals).fill(1) }
  }
  const share = shareOffsets(simulation.queues)[queue]! + by
  return { part: row(tally.shareInTime, share), whole: row(tally.shareCounts, share) }
}

/** Intervals that a target is judged over together: the whole week, each day, or each interval by itself. */
export function judgedSpans({ over, kind, counts }: AppliedTarget, dayOfInterval: Int32Array): number[][] {
  const spans = new Map<number, number[]>()
  for (const [interval, isCounted] of counts.entries()) {
    if (!isCounted) continue
    const isSingle = over === 'interval' || kind === 'presence'
    const span = isSingle ? interval : over === 'day' ? dayOfInterval[interval]! : 0
    spans.set(span, [...(spans.get(span) ?? []), interval])
  }
  return [...spans.values()]
}
