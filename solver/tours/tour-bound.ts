import { dualBound } from '../lp/check-point.ts'
import type { TourPricer } from './tour-pricer.ts'
import type { TourProblem } from './tour-problem.ts'

/**
 * Price of each option for a group at multipliers of the cover's rows: what one person on it saves there.
 * @param duals `[cover row]`
 * @returns `[option]`
 */
export function optionPrices({ options, entries }: TourProblem, group: number, duals: ArrayLike<number>): Float64Array {
  return Float64Array.from(options, (_, option) => {
    let price = 0
    for (const [row, coefficient] of entries(group, option)) price += coefficient * duals[row]!
    return price
  })
}

/**
 * Lagrangian bound at any multipliers of the cover's rows: the least that the demand can cost when the people's work is
 * bought at these prices, plus each person's cheapest tour when it is sold at them. Wrong multipliers give a weaker
 * bound, never a wrong one. People without a legal tour are left out.
 */
export function tourBound(problem: TourProblem, duals: Float64Array, pricer: TourPricer): number {
  const prices = new Map<number, Float64Array>()
  let bound = dualBound(problem.cover, duals)
  problem.people.forEach(({ group }, person) => {
    const price = prices.get(group) ?? optionPrices(problem, group, duals)
    prices.set(group, price)
    const cost = pricer.leastCost(person, price)
    if (cost < Infinity) bound += cost
  })
  return bound
}
