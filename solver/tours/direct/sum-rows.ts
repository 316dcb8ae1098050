import type { ExcessLimit, SumLimit } from '../tour-limit.ts'
import { atMost, columnOf, mostWeight, type PersonRows, times, total, weightedTerms } from './person-rows.ts'

/** A sum of weights above and below its limits. */
export function addSumRows(rows: PersonRows, { weights, fromDay, toDay, before, over, under }: SumLimit): void {
  const sum = { terms: weightedTerms(rows, weights, fromDay, toDay), constant: before }
  const most = before + mostWeight(rows, weights, fromDay, toDay)
  for (const { above, unitCost } of over) {
    if (most > above) atMost(rows.model, sum, above, unitCost)
  }
  for (const { below, unitCost } of under) {
    if (before < below) atMost(rows.model, times(sum, -1), -below, unitCost)
  }
}

/** What each period has above its amount, summed. */
export function addExcessRows(rows: PersonRows, { weights, periods, max, unitCost }: ExcessLimit): void {
  const excesses = periods.flatMap(({ fromDay, toDay, above }) => {
    const most = mostWeight(rows, weights, fromDay, toDay)
    if (most <= above) return []
    const excess = columnOf(rows.model.addColumn({ upper: most - above }))
    const sum = { terms: weightedTerms(rows, weights, fromDay, toDay), constant: 0 }
    atMost(rows.model, total(sum, times(excess, -1)), above, Infinity)
    return [excess]
  })
  if (excesses.length > 0) atMost(rows.model, total(...excesses), max, unitCost)
}
