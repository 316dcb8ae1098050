import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { dateOf } from '../../lib/week-grid.ts'

export type Prices = NonNullable<PlanReportReply['shadowPrices']>

/** Smaller shares of the most are what the search for a bound left over. */
const LEAST_SHARE = 0.01

/** What one more agent in an hour would save, and its step of the scale; minor currency units. */
export interface HourSavings {
  readonly saves: number
  readonly start: string
  readonly step: 1 | 2 | 3
}

/** By local date and wall-clock hour; steps are thirds of the most that any hour of any queue saves. */
export function hourlySavings(
  prices: Prices,
  queueId: string,
  days: readonly string[],
): Map<string, Map<number, HourSavings>> {
  const most = mostSaved(prices)
  const found = new Map<string, Map<number, HourSavings>>()
  for (const { queue, start, saves } of prices) {
    const date = dateOf(start)
    if (queue !== queueId || !days.includes(date) || saves < most * LEAST_SHARE) continue
    const hours = found.get(date) ?? new Map<number, HourSavings>()
    const hour = Number(start.slice(11, 13))
    // An hour that a clock change repeats has one cell, with the dearer of the two.
    if (saves > (hours.get(hour)?.saves ?? 0)) hours.set(hour, { saves, start, step: stepOf(saves / most) })
    found.set(date, hours)
  }
  return found
}

/** The most that any hour of any queue saves, minor currency units. */
export const mostSaved = (prices: Prices): number => prices.reduce((most, { saves }) => Math.max(most, saves), 1)

const stepOf = (share: number): HourSavings['step'] => (share > 2 / 3 ? 3 : share > 1 / 3 ? 2 : 1)
