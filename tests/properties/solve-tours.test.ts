import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import { LinearModel } from '../../solver/lp/linear-model.ts'
import type { LpEngine } from '../../solver/lp/lp-engine.ts'
import { directModel } from '../../solver/tours/direct-model.ts'
import { solveTours } from '../../solver/tours/solve-tours.ts'
import { tourBound } from '../../solver/tours/tour-bound.ts'
import { tourCost } from '../../solver/tours/tour-cost.ts'
import type { TourLimit } from '../../solver/tours/tour-limit.ts'
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

  it('makes legal tours of half a year, bounded and the same at every run', () => {
    const problem = halfYear()
    const solved = solve(problem, 40_000_000)
    expect(solved.tours).not.toContain(null)
    solved.tours.forEach((tour, person) => {
      expect(tourCost(problem, person, tour!)).toBeLessThan(Infinity)
    })
    expect(costOf(problem, solved)).toBeCloseTo(solved.objective, 4)
    expect(solved.objectiveBound).toBeLessThanOrEqual(solved.objective)
    expect(solve(problem, 40_000_000).tours).toEqual(solved.tours)
  })
})

/** Four people, an early and a late shift, 168 days: hours to reach, early shifts that may not be too many, weekends. */
function halfYear(): TourProblem {
  const days = 168
  const options = Array.from({ length: 2 * days }, (_, option) => {
    const startMinute = Math.floor(option / 2) * 1440 + (option % 2 === 0 ? 480 : 900)
    return { day: Math.floor(option / 2), startMinute, endMinute: startMinute + 480 }
  })
  const cover = new LinearModel()
  const rows = options.map((_, option) => {
    const missing = cover.addColumn({ cost: 100, upper: 2 })
    const surplus = cover.addColumn({ cost: 1, upper: 100 })
    return cover.addRow(
      [
        [missing, 1],
        [surplus, -1],
      ],
      1 + (option % 3 === 0 ? 1 : 0),
      1 + (option % 3 === 0 ? 1 : 0),
    )
  })
  const hard = { fromDay: 0, toDay: days, before: 0 }
  const minutes = Int32Array.from(options, () => 480)
  const early = Int32Array.from(options, (_, option) => (option + 1) % 2)
  const blocks = Array.from({ length: days / 7 }, (_, week) => ({
    firstDay: 7 * week + 5,
    days: 2,
    workedBefore: false,
  }))
  const limits: TourLimit[] = [
    { kind: 'run', ruleId: 'row', of: 'work', max: 5, min: 2, unitCost: Infinity, beforeForMax: 0, beforeForMin: 2 },
    {
      kind: 'run',
      ruleId: 'off',
      of: 'off',
      max: Infinity,
      min: 2,
      unitCost: Infinity,
      beforeForMax: 0,
      beforeForMin: 2,
    },
    {
      kind: 'sum',
      ruleId: 'most',
      ...hard,
      weights: minutes,
      over: [{ above: 54_720, unitCost: Infinity }],
      under: [],
    },
    {
      kind: 'sum',
      ruleId: 'least',
      ...hard,
      weights: minutes,
      over: [],
      under: [{ below: 52_800, unitCost: Infinity }],
    },
    { kind: 'sum', ruleId: 'early', ...hard, weights: early, over: [{ above: 60, unitCost: Infinity }], under: [] },
    { kind: 'block', ruleId: 'weekends', blocks, of: 'work', max: 12, unitCost: Infinity, partlyCost: 0 },
  ]
  const people = Array.from({ length: 4 }, (_, person) => ({
    ...{ id: `p${person}`, group: 0, limits, offCost: new Float64Array(days) },
    optionCost: Float64Array.from(options, (_each, option) => (option % (5 + person) === 0 ? 2 : 0)),
  }))
  return { days, options, people, cover, entries: (_group, option) => [[rows[option]!, 1]], costStep: 1 }
}
