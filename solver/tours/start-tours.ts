import type { TourSearch } from './column-generation.ts'
import { MOST_DAYS_AT_ONCE } from './person-limits.ts'
import type { Tour } from './tour-problem.ts'

/** A legal tour for everybody, given ones where they are legal; null for those for whom none is found. */
export function startTours(search: TourSearch, given: readonly (Tour | null)[] | undefined): (Tour | null)[] {
  const { problem, pricer, cover } = search
  const noPrices = new Float64Array(problem.options.length)
  const activity = new Float64Array(problem.cover.rows)
  const isLong = problem.days > MOST_DAYS_AT_ONCE
  return problem.people.map(({ group }, person) => {
    const known = given?.[person]
    const isLegal = known && pricer.tourCost(person, known) < Infinity
    const made = isLegal ? known : isLong ? pricer.assemble(person, cover.marginalPrices(group, activity)) : null
    const tour = made ?? pricer.cheapest(person, noPrices)?.tour ?? null
    if (tour && isLong) cover.add(activity, person, tour, 1)
    return tour
  })
}
