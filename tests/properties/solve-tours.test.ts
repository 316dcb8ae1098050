import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import type { LpEngine } from '../../solver/lp/lp-engine.ts'
import { directModel } from '../../solver/tours/direct-model.ts'
import { solveTours } from '../../solver/tours/solve-tours.ts'
import { tourBound } from '../../solver/tours/tour-bound.ts'
import { tourCost } from '../../solver/tours/tour-cost.ts'
import { TourPricer } from '../../solver/tours/tour-pricer.ts'
import type { TourProblem } from '../../solver/tours/tour-problem.ts'
import { problemOf } from '../solver/tours/limit-arbitraries.ts'

let highs: LpEngine
beforeAll(async () => {
  highs = await createHighsEngine()
})

const solve = (problem: TourProblem, workLimit = 3_000_000) =>
  solveTours(problem, { engine: highs, seed: 1, gap: 0, workLimit, isOutOfTime: () => false })

/** What the tours and the cover's best answer to them cost, by the plain evaluation of tours and the cover's own LP. */
function costOf(problem: TourProblem, { tours }: ReturnType<typeof solve>): number {
  const direct = directModel(problem)
  tours.forEach((tour, person) => {
    for (const [option, column] of direct.workColumns[person]!.entries()) {
      if (column < 0) continue
      const isWorked = tour!.includes(option) ? 1 : 0
      direct.model.columnLower[column] = isWorked
      direct.model.columnUpper[column] = isWorked
    }
  })
  return highs.solve(direct.model).objective
}

const near = (value: number) => 1e-5 * Math.max(1, Math.abs(value))

describe('solving tours', () => {
  it('finds and proves the optimum of the direct model, and never a bound above it', () => {
    let proved = 0
    let illegal = 0
    fc.assert(
      fc.property(problemOf({ days: 4, people: 3 }), (problem) => {
        const direct = highs.solve(directModel(problem).model)
        const solved = solve({ ...problem, costStep: 1 })
        const pricer = new TourPricer(problem)
        if (direct.values === null) {
          expect(solved.tours).toContain(null)
          illegal++
          return
        }
        expect(solved.objectiveBound).toBeLessThanOrEqual(direct.objective + near(direct.objective))
        expect(tourBound(problem, solved.boundDuals, pricer)).toBeLessThanOrEqual(
          direct.objective + near(direct.objective),
        )
        expect(solved.objective).toBeGreaterThanOrEqual(direct.objective - near(direct.objective))
        for (const [person, tour] of solved.tours.entries())
          expect(tourCost(problem, person, tour!)).toBeLessThan(Infinity)
        if (solved.termination === 'optimal') {
          expect(Math.abs(solved.objective - direct.objective)).toBeLessThan(near(direct.objective))
          proved++
        }
      }),
      { numRuns: 60 },
    )
    expect(proved).toBeGreaterThan(20)
    expect(illegal).toBeGreaterThan(0)
  })

  it('says what its tours cost', () => {
    let checked = 0
    fc.assert(
      fc.property(problemOf({ days: 3, people: 2 }), (problem) => {
        const solved = solve(problem)
        if (solved.tours.includes(null)) return
        expect(Math.abs(costOf(problem, solved) - solved.objective)).toBeLessThan(near(solved.objective))
        checked++
      }),
      { numRuns: 40 },
    )
    expect(checked).toBeGreaterThan(10)
  })

  it('repeats itself for a seed and a limit of work', () => {
    fc.assert(
      fc.property(problemOf({ days: 5, people: 4 }), (problem) => {
        const [one, other] = [solve(problem, 200_000), solve(problem, 200_000)]
        expect(other).toEqual(one)
      }),
      { numRuns: 10 },
    )
  })
})
