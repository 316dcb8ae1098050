import { type AppliedTarget, appliedTargets } from '../domain/applied-target.ts'
import { replyWithin } from '../domain/chat-turns.ts'
import { deadlineClock } from '../domain/deadline-clock.ts'
import type { Horizon } from '../domain/horizon.ts'
import { type InstantQueue, isInstant, MAX_CONCURRENCY, type Queue, type TicketQueue } from '../domain/queue.ts'
import type { InstantShare, SimulatedDeferredQueue } from './simulation.ts'

/** A target and what it is judged by: one of the queue's further shares, or what is counted of every queue anyway. */
export interface JudgedTarget {
  readonly target: AppliedTarget
  readonly by: 'main' | 'wait' | 'presence' | number
}

interface Judged<Share> {
  readonly targets: readonly JudgedTarget[]
  readonly shares: readonly Share[]
}

/**
 * Targets of an instant queue. A chat whose turns are not known is judged by its first replies alone.
 * @param meanWorkSeconds mean handling time over the horizon
 */
export function judgedInstant(queue: InstantQueue, horizon: Horizon, meanWorkSeconds: number): Judged<InstantShare> {
  const shares: InstantShare[] = []
  const answered = (seconds: number): JudgedTarget['by'] => {
    if (seconds === queue.target.answerWithinSeconds) return 'main'
    const known = shares.findIndex((share) => share.kind === 'answeredWithin' && share.seconds === seconds)
    return known >= 0 ? known : shares.push({ kind: 'answeredWithin', seconds }) - 1
  }
  const by = ({ kind, within }: AppliedTarget): JudgedTarget['by'] => {
    if (kind === 'meanResponse') return 'wait'
    if (kind === 'presence') return 'presence'
    if (kind === 'answeredWithin' || queue.channel !== 'chat' || !queue.turns) return answered(within)
    return shares.push(repliedWithin(queue.turns, within, meanWorkSeconds)) - 1
  }
  return { targets: appliedTargets(queue, horizon).map((target) => ({ target, by: by(target) })), shares }
}

/**
 * A chat of mean handling time H takes `H / (R + Z)` replies, of which the first one is counted when it is given; the
 * others come evenly over the work. See `replyWithin` for when they are in time.
 */
function repliedWithin(
  turns: { readonly replySeconds: number; readonly customerSeconds: number },
  seconds: number,
  meanWorkSeconds: number,
): InstantShare {
  const repliesPerSecond = Math.max(0, 1 / (turns.replySeconds + turns.customerSeconds) - 1 / meanWorkSeconds)
  const within = Float64Array.from({ length: MAX_CONCURRENCY + 1 }, (_, held) =>
    held === 0 ? 0 : replyWithin(held, turns, seconds),
  )
  return { kind: 'repliedWithin', seconds, repliesPerSecond, within }
}

/** Targets of a ticket queue, its main one first. */
export function judgedDeferred(queue: TicketQueue, horizon: Horizon): Judged<SimulatedDeferredQueue['shares'][number]> {
  const [main, ...further] = appliedTargets(queue, horizon)
  return {
    targets: [
      ...(main ? [{ target: main, by: 'main' as const }] : []),
      ...further.map((target, share) => ({ target, by: share })),
    ],
    shares: further.map(({ within: hours, clock = 'calendar' }) => deadlineClock(queue, horizon, { hours, clock })),
  }
}

export const judgedTargets = (queue: Queue, horizon: Horizon): readonly JudgedTarget[] =>
  isInstant(queue) ? judgedInstant(queue, horizon, 1).targets : judgedDeferred(queue, horizon).targets
