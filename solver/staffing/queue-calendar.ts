import { type AppliedTarget, appliedTargets } from '../domain/applied-target.ts'
import { openIntervals } from '../domain/deadline-clock.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { Queue } from '../domain/queue.ts'

/** When a queue is open, and what is asked of it then, over a horizon. */
export interface QueueCalendar {
  /** 1 where it is open, `[interval]`. */
  readonly open: Uint8Array
  readonly targets: readonly AppliedTarget[]
}

/**
 * Kept for the horizon asked for last: staffing asks several times over, and anew whenever a slider moves, while looking up
 * wall clocks takes as long as a tenth of the staffing itself.
 */
export function queueCalendar(queue: Queue, horizon: Horizon): QueueCalendar {
  const known = kept.get(queue)
  if (known?.horizon === horizon) return known.calendar
  const calendar = { open: openIntervals(queue, horizon), targets: appliedTargets(queue, horizon) }
  kept.set(queue, { horizon, calendar })
  return calendar
}

const kept = new WeakMap<Queue, { readonly horizon: Horizon; readonly calendar: QueueCalendar }>()
