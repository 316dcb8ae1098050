import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StaffPricer } from '../../../solver/roster/staff-pricer.ts'
import { tourCost } from '../../../solver/tours/tour-cost.ts'
import type { Tour, TourProblem } from '../../../solver/tours/tour-problem.ts'
import { everyTour } from '../tours/every-tour.ts'
import { limitOf, problemOf } from '../tours/limit-arbitraries.ts'

const priced = (problem: TourProblem, person: number, price: Float64Array, tour: Tour): number =>
  tourCost(problem, person, tour) - tour.reduce((sum, option) => sum + (option < 0 ? 0 : price[option]!), 0)

const least = (problem: TourProblem, person: number, price: Float64Array): number =>
  [...everyTour(problem)].reduce((cost, tour) => Math.min(cost, priced(problem, person, price, tour)), Infinity)

const prices = fc.array(fc.integer({ min: -4, max: 12 }), { minLength: 12, maxLength: 12 })
const priceOf = (problem: TourProblem, list: readonly number[]) =>
  Float64Array.from(problem.options, (_, option) => list[option % list.length]!)

describe('StaffPricer', () => {
  it('finds what trying every tour finds, after any last shift', () => {
    let closed = 0
    fc.assert(
      fc.property(
        problemOf({
          days: 4,
          people: 2,
          limits: (days, options) =>
            fc.tuple(limitOf('rest', days, options), limitOf('run', days, options)).map((limits) => [...limits]),
        }),
        prices,
        (problem, list) => {
          const pricer = new StaffPricer(problem)
          const price = priceOf(problem, list)
          problem.people.forEach(({ limits }, person) => {
            const cost = least(problem, person, price)
            expect(pricer.leastCost(person, price)).toBeCloseTo(cost, 6)
            expect(pricer.cheapest(person, price)?.cost ?? Infinity).toBeCloseTo(cost, 6)
            closed += limits.filter((limit) => limit.kind === 'rest' && limit.lastEndMinute > -Infinity).length
          })
        },
      ),
      { numRuns: 60 },
    )
    expect(closed).toBeGreaterThan(20)
  })

  it('gives legal tours under limits on the excess of several periods, and no more than they cost', () => {
    let dearer = 0
    fc.assert(
      fc.property(
        problemOf({
          days: 4,
          people: 2,
          limits: (days, options) =>
            limitOf('excess', days, options).map((limit) => [{ ...limit, unitCost: Infinity }] as never),
        }),
        prices,
        (problem, list) => {
          const pricer = new StaffPricer(problem)
          const price = priceOf(problem, list)
          for (const person of problem.people.keys()) {
            const cost = least(problem, person, price)
            const found = pricer.cheapest(person, price)
            expect(found === null).toBe(cost === Infinity)
            expect(pricer.leastCost(person, price)).toBeLessThanOrEqual(cost + 1e-9)
            if (!found) continue
            expect(found.cost).toBeCloseTo(priced(problem, person, price, found.tour), 6)
            expect(found.cost).toBeGreaterThanOrEqual(cost - 1e-9)
            if (pricer.leastCost(person, price) < cost - 1e-9) dearer++
          }
        },
      ),
      { numRuns: 80 },
    )
    expect(dearer).toBeGreaterThan(5)
  })
})
