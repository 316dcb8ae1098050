import { z } from 'zod'
import { type Horizon, localClocks } from './horizon.ts'
import { dateSpanShape } from './target.ts'

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

/** Share of paid time lost in each interval: the plan's unplanned shrinkage and all entries of the day, compounded. */
export function shrinkageByInterval(
  settings: { readonly unplannedShrinkage: number; readonly shrinkage: readonly Shrinkage[] },
  horizon: Horizon,
): Float64Array {
  return Float64Array.from(localClocks(horizon), ({ date }) =>
    settings.shrinkage.reduce(
      (lost, { share, from, to }) =>
        (from === undefined || date >= from) && (to === undefined || date <= to) ? 1 - (1 - lost) * (1 - share) : lost,
      settings.unplannedShrinkage,
    ),
  )
}
