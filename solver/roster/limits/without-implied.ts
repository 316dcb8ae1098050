import type { RestLimit, SumLimit, TourLimit } from '../../tours/tour-limit.ts'
import type { TourContext } from './tour-context.ts'

/**
 * Limits without those that others make idle, which would only make graphs larger and people differ who need not: of hard
 * limits on rest all but the longest, of hard maxima of one sum all but the least, and maxima that no tour can reach.
 */
export function withoutImplied(context: TourContext, limits: readonly TourLimit[]): TourLimit[] {
  const restMinutes = Math.max(...limits.filter(isHardRest).map(({ minMinutes }) => minMinutes))
  const longestRest = limits.find((limit) => isHardRest(limit) && limit.minMinutes === restMinutes)
  const maxima = limits.filter(isHardMaximum)
  return limits.filter((limit) => {
    if (isHardRest(limit)) return limit === longestRest
    if (!isHardMaximum(limit)) return true
    return room(limit) < greatestSum(context, limit) && !maxima.some((other) => implies(other, limit, maxima))
  })
}

const isHardRest = (limit: TourLimit): limit is RestLimit => limit.kind === 'rest' && limit.unitCost === Infinity

/** A sum that may not go beyond one amount, and costs nothing else. */
const isHardMaximum = (limit: TourLimit): limit is SumLimit =>
  limit.kind === 'sum' &&
  limit.under.length === 0 &&
  limit.over.length === 1 &&
  limit.over[0]!.unitCost === Infinity &&
  limit.wholeWeights === undefined

const room = ({ over, before }: SumLimit): number => over[0]!.above - before

/** Whether another maximum of the same sum is less, or stands first of equal ones. */
const implies = (other: SumLimit, limit: SumLimit, maxima: readonly SumLimit[]): boolean =>
  other !== limit &&
  other.weights === limit.weights &&
  other.fromDay === limit.fromDay &&
  other.toDay === limit.toDay &&
  (room(other) < room(limit) || (room(other) === room(limit) && maxima.indexOf(other) < maxima.indexOf(limit)))

/** The dearest option of every day together. */
function greatestSum({ once, numberOf, days, options }: TourContext, { weights, fromDay, toDay }: SumLimit): number {
  const most = once(`greatest ${numberOf(weights)}`, () => {
    const byDay = new Float64Array(days.length)
    for (const { day, index } of options) byDay[day] = Math.max(byDay[day]!, weights[index]!)
    return byDay
  })
  return most.subarray(fromDay, toDay).reduce((sum, each) => sum + each, 0)
}
