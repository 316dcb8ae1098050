import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import type { LpEngine } from '../../solver/lp/lp-engine.ts'
import { directModel, toursOf } from '../../solver/tours/direct-model.ts'
import { tourCost } from '../../solver/tours/tour-cost.ts'
import type { TourProblem } from '../../solver/tours/tour-problem.ts'
import { cheapestByTrying } from '../solver/tours/every-tour.ts'
import { LIMIT_KINDS, limitOf, problemOf } from '../solver/tours/limit-arbitraries.ts'

let highs: LpEngine
beforeAll(async () => {
  highs = await createHighsEngine()
})

/** Engines keep rows to 1e-6, so objectives of whole and half numbers come back a little off. */
const near = (value: number) => 1e-5 * Math.max(1, Math.abs(value))

/** The cover's own cost of a load, read off its rows: each has one column for too few and one for too many. */
const coverCost =
  ({ cover }: TourProblem) =>
  (load: readonly number[]) =>
    load.reduce((sum, value, row) => {
      const missing = cover.rowLower[row]! - value
      return sum + (missing > 0 ? missing * cover.columnCost[2 * row]! : -missing * cover.columnCost[2 * row + 1]!)
    }, cover.offset)

/** @returns whether there was any legal answer */
function agrees(problem: TourProblem): boolean {
  const expected = cheapestByTrying(problem, coverCost(problem))
  const direct = directModel(problem)
  const answer = highs.solve(direct.model)
  expect(answer.termination).toBe(expected === Infinity ? 'infeasible' : 'optimal')
  if (answer.values === null) return false
  expect(Math.abs(answer.objective - expected)).toBeLessThan(near(expected))
  const tours = toursOf(problem, direct, answer.values)
  const load = new Array<number>(problem.cover.rows).fill(0)
  tours.forEach((tour, person) => {
    for (const option of tour) {
      if (option < 0) continue
      for (const [row, value] of problem.entries(problem.people[person]!.group, option)) load[row] = load[row]! + value
    }
  })
  const cost = tours.reduce((sum, tour, person) => sum + tourCost(problem, person, tour), coverCost(problem)(load))
  expect(Math.abs(cost - expected)).toBeLessThan(near(expected))
  return true
}

describe('the direct model costs at best what trying every tour finds', () => {
  it.each(LIMIT_KINDS)('with one limit of kind %s', (kind) => {
    let legal = 0
    const shape = {
      days: 5,
      people: 1,
      limits: (days: number, options: TourProblem['options']) => fc.tuple(limitOf(kind, days, options)),
    }
    fc.assert(
      fc.property(problemOf(shape), (problem) => {
        if (agrees(problem)) legal++
      }),
      { numRuns: 120 },
    )
    expect(legal).toBeGreaterThan(40)
  })

  it('with any limits of two people', () => {
    let legal = 0
    fc.assert(
      fc.property(problemOf({ days: 4, people: 2 }), (problem) => {
        if (agrees(problem)) legal++
      }),
      { numRuns: 120 },
    )
    expect(legal).toBeGreaterThan(30)
  })
})
