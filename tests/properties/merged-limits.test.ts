import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergedLimits } from '../../solver/tours/merged-limits.ts'
import { limitCost } from '../../solver/tours/tour-cost.ts'
import type { PairLimit, TourLimit } from '../../solver/tours/tour-limit.ts'
import type { TourProblem } from '../../solver/tours/tour-problem.ts'
import { everyTour } from '../solver/tours/every-tour.ts'
import { problemOf } from '../solver/tours/limit-arbitraries.ts'

/** Beside the limits as drawn, ones that go together with them: halves of a sum, of runs, and a second pair. */
function withPartners(limits: readonly TourLimit[]): TourLimit[] {
  return limits.flatMap((limit): TourLimit[] => {
    if (limit.kind === 'sum') {
      return [
        { ...limit, under: [] },
        { ...limit, weights: Int32Array.from(limit.weights), over: [] },
      ]
    }
    if (limit.kind === 'run')
      return [
        { ...limit, min: 0, beforeForMin: 0 },
        { ...limit, max: Infinity },
      ]
    return limit.kind === 'pair' ? [limit, turned(limit)] : [limit]
  })
}

const turned = (limit: PairLimit): PairLimit => ({
  ...limit,
  firstClass: Int32Array.from(limit.firstClass).reverse(),
  nextClass: Int32Array.from(limit.nextClass).reverse(),
})

it('merged limits cost what the limits cost on every tour, and are fewer', () => {
  let fewer = 0
  fc.assert(
    fc.property(problemOf({ days: 4, people: 1 }), (problem: TourProblem) => {
      const limits = withPartners(problem.people[0]!.limits)
      const merged = mergedLimits(limits)
      if (merged.length < limits.length) fewer++
      const costOf = (list: readonly TourLimit[], tour: Int32Array) =>
        list.reduce((sum, limit) => sum + limitCost(limit, problem.options, tour), 0)
      for (const tour of everyTour(problem)) {
        const cost = costOf(limits, tour)
        if (cost === Infinity) expect(costOf(merged, tour)).toBe(Infinity)
        else expect(costOf(merged, tour)).toBeCloseTo(cost, 6)
      }
    }),
    { numRuns: 150 },
  )
  expect(fewer).toBeGreaterThan(50)
})
