import type { TourSearch } from './column-generation.ts'
import type { Incumbent } from './incumbent.ts'

const MOST_PASSES = 6

/**
 * One person after the other takes the cheapest tour around all others, until nobody gains: quick on any horizon, and as
 * good as one change at a time can be. Needs a cover whose rows cost apart.
 */
export function settleTours(search: TourSearch, incumbent: Incumbent): void {
  const { problem, cover, pricer } = search
  if (!cover.isSeparable) return
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = incumbent.objective
    for (const [person, tour] of incumbent.tours.entries()) {
      if (!tour || search.isOver()) continue
      const activity = incumbent.without(person)
      const { group } = problem.people[person]!
      const prices = Float64Array.from(problem.options, (_, option) => {
        let price = 0
        for (const [row, coefficient] of problem.entries(group, option)) {
          price += cover.rowCost(row, activity[row]!) - cover.rowCost(row, activity[row]! + coefficient)
        }
        return price
      })
      const found = pricer.cheapest(person, prices)
      if (found) incumbent.offer(new Map([[person, found.tour]]))
    }
    if (incumbent.objective >= before) return
  }
}
