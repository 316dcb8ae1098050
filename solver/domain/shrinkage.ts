import { z } from 'zod'
import { type Horizon, localClocks } from './horizon.ts'
import { dateSpanShape, isInSpan } from './target.ts'

/**
 * Paid time that is not spent on customers. Planned: training, coaching, meetings. Unplanned: sickness, lateness, system
 * trouble. Shares compound: `1 - product of (1 - share)`.
 */
export const shrinkageSchema = z.strictObject({
  name: z.string().min(1).max(60),
  kind: z.enum(['planned', 'unplanned']),
  share: z.number().min(0).lt(0.9),
  ...dateSpanShape,
})
export type Shrinkage = z.infer<typeof shrinkageSchema>

interface ShrinkageSettings {
  readonly unplannedShrinkage: number
  readonly shrinkage: readonly Shrinkage[]
}

/**
 * Share of paid time lost on a local date: the plan's unplanned shrinkage and all entries in force, compounded
 * (0.3 and 0.1 make 0.37). Gross need is net need / (1 - share), never net * (1 + share).
 */
export const shrinkageOn = ({ unplannedShrinkage, shrinkage }: ShrinkageSettings, date: string): number =>
  shrinkage.reduce(
    (lost, entry) => (isInSpan(date, entry) ? 1 - (1 - lost) * (1 - entry.share) : lost),
    unplannedShrinkage,
  )

/** `shrinkageOn` of the date of each interval. */
export function shrinkageByInterval(settings: ShrinkageSettings, horizon: Horizon): Float64Array {
  return Float64Array.from(localClocks(horizon), ({ date }) => shrinkageOn(settings, date))
}
