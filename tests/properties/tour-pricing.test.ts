import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tourCost } from '../../solver/tours/tour-cost.ts'
import type { TourLimit } from '../../solver/tours/tour-limit.ts'
import { TourPricer } from '../../solver/tours/tour-pricer.ts'
import type { Tour, TourOption, TourProblem } from '../../solver/tours/tour-problem.ts'
import { everyTour } from '../solver/tours/every-tour.ts'
import { LIMIT_KINDS, limitOf, problemOf } from '../solver/tours/limit-arbitraries.ts'

const paid = (tour: Tour, prices: Float64Array, from = 0) =>
  tour.slice(from).reduce((sum, option) => sum + (option < 0 ? 0 : prices[option]!), 0)

const pricesFrom = ({ options }: TourProblem, seeds: readonly number[]) =>
  Float64Array.from(options, (_, option) => seeds[option % seeds.length]!)

/** The pricer's answer for each person against all tours there are. @returns how many people had a legal one */
function agrees(problem: TourProblem, prices: Float64Array): number {
  const pricer = new TourPricer(problem)
  const tours = [...everyTour(problem)]
  return problem.people.filter((_, person) => {
    const least = Math.min(...tours.map((tour) => tourCost(problem, person, tour) - paid(tour, prices)))
    const found = pricer.cheapest(person, prices)
    expect(pricer.leastCost(person, prices)).toBeCloseTo(least, 6)
    if (least === Infinity) {
      expect(found).toBeNull()
      return false
    }
    expect(found!.cost).toBeCloseTo(least, 6)
    expect(tourCost(problem, person, found!.tour) - paid(found!.tour, prices)).toBeCloseTo(least, 6)
    expect(pricer.tourCost(person, found!.tour)).toBeCloseTo(tourCost(problem, person, found!.tour), 6)
    return true
  }).length
}

const twoOf = (kind: TourLimit['kind']) => (days: number, options: readonly TourOption[]) =>
  fc.array(limitOf(kind, days, options), { minLength: 1, maxLength: 2 })
const seeds = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 })

describe('the cheapest tour is that of trying every tour', () => {
  it.each(LIMIT_KINDS)('with limits of kind %s', (kind) => {
    let legal = 0
    fc.assert(
      fc.property(problemOf({ days: 4, people: 1, limits: twoOf(kind) }), seeds, (problem, prices) => {
        legal += agrees(problem, pricesFrom(problem, prices))
      }),
      { numRuns: 150 },
    )
    expect(legal).toBeGreaterThan(20)
  })
})

describe('some days of a tour', () => {
  it('are made anew as cheaply as trying every tour with the other days as they were', () => {
    let legal = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...LIMIT_KINDS).chain((kind) => problemOf({ days: 5, people: 1, limits: twoOf(kind) })),
        seeds,
        fc.subarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 3 }),
        (problem, numbers, days) => {
          const pricer = new TourPricer(problem)
          const prices = pricesFrom(problem, numbers).map((price, option) =>
            days.includes(problem.options[option]!.day) ? price : 0,
          )
          const before = pricer.cheapest(0, new Float64Array(problem.options.length))
          if (!before) return
          const others = [...everyTour(problem)].filter((tour) =>
            tour.every((option, day) => days.includes(day) || option === before.tour[day]),
          )
          const least = Math.min(...others.map((tour) => tourCost(problem, 0, tour) - paid(tour, prices)))
          const found = pricer.cheapestSpan(pricer.spanOf(0, before.tour, days), prices)!
          expect(tourCost(problem, 0, found.tour) - paid(found.tour, prices)).toBeCloseTo(least, 6)
          legal++
        },
      ),
      { numRuns: 200 },
    )
    expect(legal).toBeGreaterThan(50)
  })
})
