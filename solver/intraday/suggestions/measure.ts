import type { Queue } from '../../domain/queue.ts'
import type { Counted } from './day-simulation.ts'
import { shareOf } from './failing-spans.ts'
import { type Cells, lateAvoided, shareChange } from './paired-effects.ts'
import type { QueueEffect, Suggestion } from './suggestion.ts'

/** A change of service worth telling, as a share. */
const WORTH_TELLING = 0.005
/** Contacts more waiting at the end that are worth telling, and as a share of those who wait anyway. */
const MORE_OPEN = 1
const MORE_OPEN_SHARE = 0.01

/** What a variation of the day does, told from the same replications with and without it. */
export type Measured = Pick<
  Suggestion,
  'lateAvoidedInSpans' | 'lateAvoided' | 'isMended' | 'effects' | 'harm' | 'replications'
>

/** Of every queue. */
export function queueEffects(
  queues: readonly Queue[],
  intervals: number,
  spans: readonly Cells[],
  before: readonly Counted[],
  after: readonly Counted[],
): QueueEffect[] {
  return queues.map(({ id: queueId, target }, queue) => {
    const own = spans.filter((span) => span.queue === queue)
    const whole = [{ queue, from: 0, to: intervals }]
    return {
      queueId,
      target: target.serviceLevelTarget,
      span: own.length > 0 ? shareChange(before, after, intervals, own) : null,
      rest: shareChange(before, after, intervals, whole),
      lateAvoided: lateAvoided(before, after, intervals, whole),
      openAtEnd: { before: openAtEnd(before.slice(0, after.length), queue), after: openAtEnd(after, queue) },
    }
  })
}

export function measure(
  queues: readonly Queue[],
  intervals: number,
  spans: readonly Cells[],
  before: readonly Counted[],
  after: readonly Counted[],
): Measured {
  const all = queueEffects(queues, intervals, spans, before, after)
  const whole = queues.map((_, queue): Cells => ({ queue, from: 0, to: intervals }))
  return {
    lateAvoided: lateAvoided(before, after, intervals, whole),
    lateAvoidedInSpans: lateAvoided(before, after, intervals, spans),
    isMended: isMended(queues, intervals, spans, after),
    effects: all.filter(({ span, rest }) => span !== null || rest.change.mean > WORTH_TELLING),
    harm: all.filter(isHarmed),
    replications: after.length,
  }
}

const isHarmed = ({ rest, span, openAtEnd: open }: QueueEffect): boolean =>
  rest.change.mean < -WORTH_TELLING ||
  (span !== null && span.change.mean < -WORTH_TELLING) ||
  // What is put off is not late yet; that it waits longer is told all the same.
  open.after - open.before > Math.max(MORE_OPEN, MORE_OPEN_SHARE * open.before)

const openAtEnd = (counted: readonly Counted[], queue: number): number =>
  counted.reduce((sum, one) => sum + one.openAtEnd[queue]!, 0) / counted.length

/** Whether all spans then reach their queue's target on average. */
export const isMended = (
  queues: readonly Queue[],
  intervals: number,
  spans: readonly Cells[],
  after: readonly Counted[],
): boolean =>
  spans.every((span) => !(shareOf(after, intervals, span).mean < queues[span.queue]!.target.serviceLevelTarget))
