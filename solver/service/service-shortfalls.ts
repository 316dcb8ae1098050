import { studentT975 } from '../simulate/service-estimate.ts'
import type { QueueMargins } from '../simulate/staffing-effects.ts'
import { judgedSpans, type Margins } from '../simulate/target-margins.ts'
import { ENOUGH_CONTACTS } from '../simulate/target-sums.ts'

/** What a target lacks over intervals that are judged together. */
export interface Shortfall {
  /** Number of the target among those of its queue. */
  readonly target: number
  readonly intervals: readonly number[]
  /** Above 0, in the unit of the target's margin (see `Margins`), mean of the replications. */
  readonly amount: number
}

/** What is known of a queue's service from the evaluation of the roster. */
export interface QueueVerdict {
  /** Intervals whose share of the main target is below it beyond doubt. */
  readonly failing: readonly number[]
  /** Whether each target is met at the stated confidence, `[target]`. */
  readonly isMet: readonly boolean[]
  /** Replications that the verdict rests on. */
  readonly replications: number
}

/**
 * Failing intervals lack what would bring their mean up to the main target; spans of targets that are not met lack what
 * would bring the lower end of their confidence interval up to what is asked.
 */
export function serviceShortfalls(
  { targets, margins }: QueueMargins,
  { failing, isMet, replications }: QueueVerdict,
  dayOfInterval: Int32Array,
): Shortfall[] {
  const main = margins[0] ?? []
  const ofIntervals = failing.map((interval) => ({
    target: 0,
    intervals: [interval],
    amount: -meanOver(main, [interval], 'margin'),
  }))
  const ofSpans = targets.flatMap((applied, target) => {
    if (isMet[target]) return []
    const runs = margins[target]!
    return judgedSpans(applied, dayOfInterval).flatMap((intervals) => {
      const contacts = meanOver(runs, intervals, 'whole') * runs.length
      if (applied.kind !== 'presence' && contacts < ENOUGH_CONTACTS) return []
      const doubt = halfWidth(runs, intervals) * Math.sqrt(runs.length / replications)
      return [{ target, intervals, amount: doubt - meanOver(runs, intervals, 'margin') }]
    })
  })
  return [...ofIntervals, ...ofSpans].filter(({ amount }) => amount > 0)
}

/** Sum over intervals of one replication. */
const sumOver = (values: Float64Array, intervals: readonly number[]): number =>
  intervals.reduce((sum, interval) => sum + values[interval]!, 0)

export const meanOver = (runs: readonly Margins[], intervals: readonly number[], figure: keyof Margins): number =>
  runs.reduce((sum, run) => sum + sumOver(run[figure], intervals), 0) / runs.length

/** Replications below which a wide confidence interval speaks of their number, which more people do not mend. */
const ENOUGH_REPLICATIONS = 10

/** Half the 95 % confidence interval of the mean margin; 0 for too few replications. */
function halfWidth(runs: readonly Margins[], intervals: readonly number[]): number {
  if (runs.length < ENOUGH_REPLICATIONS) return 0
  const mean = meanOver(runs, intervals, 'margin')
  const squares = runs.reduce((sum, { margin }) => sum + (sumOver(margin, intervals) - mean) ** 2, 0)
  return studentT975(runs.length - 1) * Math.sqrt(squares / (runs.length * (runs.length - 1)))
}
