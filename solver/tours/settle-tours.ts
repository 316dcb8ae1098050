import type { TourSearch } from './column-generation.ts'
import type { Incumbent } from './incumbent.ts'
import { MOST_DAYS_AT_ONCE } from './person-limits.ts'
import { daysFrom } from './tour-problem.ts'

const MOST_PASSES = 6
/** Days that one person remakes at a time where the horizon is long, and days from one such time to the next. */
const SETTLED_DAYS = 14
const DAYS_ON = 7

/**
 * One person after the other takes the cheapest tour around all others, until nobody gains: quick on any horizon, and as
 * good as one change at a time can be. Needs a cover whose rows cost apart.
 */
export function settleTours(search: TourSearch, incumbent: Incumbent): void {
  const { problem, cover, pricer } = search
  if (!cover.isSeparable) return
  const isLong = problem.days > MOST_DAYS_AT_ONCE
  const length = isLong ? SETTLED_DAYS : problem.days
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = incumbent.objective
    for (let fromDay = 0; fromDay < problem.days; fromDay += isLong ? DAYS_ON : problem.days) {
      const days = daysFrom(fromDay, Math.min(problem.days, fromDay + length))
      for (const [person, tour] of incumbent.tours.entries()) {
        if (!tour || search.isOver()) continue
        const { group } = problem.people[person]!
        const prices = cover.marginalPrices(group, incumbent.without(person, days), days)
        const found = isLong
          ? pricer.cheapestSpan(pricer.spanOf(person, tour, days), prices)
          : pricer.cheapest(person, prices)
        if (found) incumbent.offer(new Map([[person, found.tour]]))
      }
    }
    if (incumbent.objective >= before) return
  }
}
