import { openIntervals } from './deadline-clock.ts'
import type { Horizon } from './horizon.ts'
import { isInstant, type Queue } from './queue.ts'
import type { TargetSpan } from './target.ts'

/** A target as it bears on one horizon: the presets resolved, the windows and dates turned into intervals. */
export interface AppliedTarget {
  readonly kind: 'answeredWithin' | 'meanResponse' | 'repliedWithin' | 'presence' | 'finishedWithin'
  /** Least share, most seconds of a mean, or least agents. */
  readonly asked: number
  /** Threshold of a share: seconds for instant queues, hours for tickets; 0 where there is none. */
  readonly within: number
  readonly over: TargetSpan
  /** 1 where the interval counts, `[interval]`. */
  readonly counts: Uint8Array
  /** Id of the preset that it comes from. */
  readonly preset?: string
}

/**
 * All targets of a queue, its main one first; those that count in no interval of the horizon are left out.
 * The main target of an instant queue holds in every open interval and is judged over the week.
 */
export function appliedTargets(queue: Queue, horizon: Horizon): readonly AppliedTarget[] {
  const counts = openIntervals(queue, horizon)
  const { serviceLevelTarget: asked } = queue.target
  return isInstant(queue)
    ? [{ kind: 'answeredWithin', asked, within: queue.target.answerWithinSeconds, over: 'week', counts }]
    : [{ kind: 'finishedWithin', asked, within: queue.target.finishWithinHours, over: 'week', counts }]
}
