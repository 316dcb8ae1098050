import { type Horizon, intervalMs } from '../../domain/horizon.ts'
import { overlapOf, positionsOf, type StateSpan, type TimeSpan, type WorkedSpan } from './agent-times.ts'

/** One person's shifts on some queues, and the states that were reported. */
export interface PersonDay {
  readonly shifts: readonly (WorkedSpan & { readonly queueIds: readonly string[] })[]
  readonly states: readonly StateSpan[]
}

/** Less of the scheduled time known says nothing of an interval. */
const LEAST_KNOWN = 0.5

/**
 * Of the time on position that a queue's people are scheduled for, the share in which they were available or busy,
 * `[interval]`: over the people whose states are known; NaN where that is less than half of the time.
 */
export function presentShares(people: readonly PersonDay[], queueId: string, horizon: Horizon): Float64Array {
  const scheduled = new Float64Array(horizon.intervals)
  const known = new Float64Array(horizon.intervals)
  const present = new Float64Array(horizon.intervals)
  for (const { shifts, states } of people) {
    for (const shift of shifts) {
      if (!shift.queueIds.includes(queueId)) continue
      for (const position of positionsOf(shift)) {
        addTo(scheduled, horizon, position)
        for (const span of states) {
          const both = {
            startMs: Math.max(position.startMs, span.startMs),
            endMs: Math.min(position.endMs, span.endMs),
          }
          addTo(known, horizon, both)
          if (span.state === 'available' || span.state === 'busy') addTo(present, horizon, both)
        }
      }
    }
  }
  return known.map((ms, interval) =>
    ms > 0 && ms >= LEAST_KNOWN * scheduled[interval]! ? present[interval]! / ms : Number.NaN,
  )
}

/** Adds the milliseconds of a span to the intervals in which it lies. */
function addTo(sums: Float64Array, horizon: Horizon, span: TimeSpan): void {
  if (span.endMs <= span.startMs) return
  const length = intervalMs(horizon)
  const first = Math.max(0, Math.floor((span.startMs - horizon.startsAt) / length))
  const last = Math.min(horizon.intervals - 1, Math.ceil((span.endMs - horizon.startsAt) / length) - 1)
  for (let interval = first; interval <= last; interval++) {
    const startMs = horizon.startsAt + interval * length
    sums[interval]! += overlapOf({ startMs, endMs: startMs + length }, span)
  }
}
