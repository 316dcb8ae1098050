import { type LateInterval, type LateModel, type LateParts, lateParts, summedParts } from './late-reasons.ts'
import { type IntervalSpan, spansWhere } from './spans.ts'

/** An instant queue's day beside its plan, `[interval]`; what was not reported is undefined. */
export interface QueueDay {
  readonly intervals: readonly (LateInterval | undefined)[]
  /** Share of the contacts to be answered in time. */
  readonly target: number
  /** Undefined where the plan kept no model of the queue. */
  readonly model: LateModel | undefined
}

/** A stretch in which a queue answered fewer in time than its target asks for. */
export interface MissedSpan extends IntervalSpan {
  readonly came: number
  readonly plannedVolume: number
  readonly late: number
  /** Late contacts beyond those that the target allows. */
  readonly beyond: number
  /** Weighted by the contacts that came; NaN where not known. */
  readonly plannedAht: number
  readonly cameAht: number
  /** Means of the agents on position. */
  readonly neededAgents: number
  readonly scheduledAgents: number
  readonly presentAgents: number
  /** Undefined where the plan kept no model of the queue. */
  readonly parts: LateParts | undefined
}

/** Of a few contacts one late is below target already: an interval counts from a whole contact beyond it. */
const LEAST_BEYOND = 1 - 1e-9

/** In the order of time; intervals side by side are one stretch. */
export function missedSpans({ intervals, target, model }: QueueDay): MissedSpan[] {
  const beyondAt = (interval: number): number => {
    const day = intervals[interval]
    return day ? day.late - (1 - target) * day.came : 0
  }
  return spansWhere(intervals.length, (interval) => beyondAt(interval) >= LEAST_BEYOND).map((span) => {
    const within = intervals.slice(span.from, span.to).flatMap((one) => one ?? [])
    return {
      ...span,
      ...figuresOf(within, target),
      parts: model && summedParts(within.map((one) => lateParts(one, model))),
    }
  })
}

function figuresOf(within: readonly LateInterval[], target: number): Omit<MissedSpan, 'from' | 'to' | 'parts'> {
  const sum = (value: (one: LateInterval) => number) => within.reduce((total, one) => total + value(one), 0)
  const came = sum((one) => one.came)
  const late = sum((one) => one.late)
  const mean = (value: (one: LateInterval) => number) => meanOf(within, value, () => 1)
  return {
    ...{ came, late, beyond: late - (1 - target) * came, plannedVolume: sum((one) => one.plannedVolume) },
    plannedAht: meanOf(
      within,
      (one) => one.plannedAht,
      (one) => one.came,
    ),
    cameAht: meanOf(
      within,
      (one) => one.cameAht,
      (one) => one.came,
    ),
    ...{ neededAgents: mean((one) => one.neededAgents), scheduledAgents: mean((one) => one.scheduledAgents) },
    presentAgents: mean((one) => one.presentAgents),
  }
}

/** Over those of which it is known; NaN of none. */
function meanOf(
  within: readonly LateInterval[],
  value: (one: LateInterval) => number,
  weight: (one: LateInterval) => number,
): number {
  const known = within.filter((one) => !Number.isNaN(value(one)))
  const total = known.reduce((sum, one) => sum + weight(one), 0)
  return known.reduce((sum, one) => sum + value(one) * weight(one), 0) / total
}
