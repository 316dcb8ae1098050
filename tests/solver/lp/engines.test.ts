import { beforeAll, describe, expect, it } from 'vitest'
import { checkPoint, dualBound, isFeasible } from '../../../solver/lp/check-point.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import { javascriptLpSolver } from '../../../solver/lp/javascript-lp-solver.ts'
import { LinearModel } from '../../../solver/lp/linear-model.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { writeLp } from '../../../solver/lp/write-lp.ts'
import { modelOf } from './sample-models.ts'

let highs: LpEngine
beforeAll(async () => {
  highs = await createHighsEngine()
})
const engines = () => [highs, javascriptLpSolver]

const most = (upper: number, ...coefficients: number[]) => ({ coefficients, lower: -Infinity, upper })
const least = (lower: number, ...coefficients: number[]) => ({ coefficients, lower, upper: Infinity })

/** max 3a + 5b, a <= 4, 2b <= 12, 3a + 2b <= 18: 36 at (2, 6), the first example of every textbook (Hillier & Lieberman). */
const wyndor = () => modelOf([{ cost: -3 }, { cost: -5 }], [most(4, 1, 0), most(12, 0, 2), most(18, 3, 2)])

describe('engines', () => {
  it('solve a textbook LP', () => {
    for (const engine of engines()) {
      const answer = engine.solve(wyndor())
      expect(answer).toMatchObject({ termination: 'optimal', objectiveBound: -36 })
      expect(answer.objective).toBeCloseTo(-36, 9)
      expect([...answer.values!].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([2, 6])
    }
  })

  it('say that nothing fits, or that there is no end, as values', () => {
    for (const engine of engines()) {
      const none = engine.solve(modelOf([{ cost: 1, upper: 2 }], [least(3, 1)]))
      expect(none).toEqual({
        termination: 'infeasible',
        values: null,
        objective: Infinity,
        objectiveBound: -Infinity,
        rowDuals: null,
      })
      const endless = engine.solve(modelOf([{ cost: -1 }, { cost: 0 }], [most(3, 1, -1)]))
      expect(endless.values).toBeNull()
      expect(['unbounded', 'infeasibleOrUnbounded']).toContain(endless.termination)
    }
  })

  it('answer a model without rows, and one without columns', () => {
    const rowless = modelOf([{ cost: 2, lower: 1, upper: 3 }], [], 5)
    for (const engine of engines())
      expect(engine.solve(rowless)).toMatchObject({ termination: 'optimal', objective: 7 })
    const empty = new LinearModel()
    empty.offset = 4
    const answer = highs.solve(empty, { relaxIntegers: true })
    expect(answer).toMatchObject({ termination: 'optimal', objective: 4 })
    expect(dualBound(empty, answer.rowDuals!)).toBe(4)
  })

  it('keep integer models from the engine that has been seen to answer them with fractions', () => {
    // javascript-lp-solver's branch and bound can return a fractional point as optimal and feasible, so it is never asked.
    const model = modelOf([{ cost: -1, upper: 3, integer: true }], [most(5, 2)])
    expect(() => javascriptLpSolver.solve(model)).toThrow(
      'a model of 1 columns with integers is not for this engine. It solves LPs of at most 3000 columns; use HiGHS.',
    )
    expect(highs.solve(model)).toMatchObject({ termination: 'optimal', objective: -2 })
    expect(highs.solve(model, { relaxIntegers: true }).objective).toBeCloseTo(-2.5, 9)
  })

  it('do not call an answer optimal that a gap let pass', () => {
    const best = highs.solve(knapsack())
    expect(best).toMatchObject({ termination: 'optimal' })
    const first = highs.solve(knapsack(), { absoluteGap: Infinity })
    expect(first.objective).toBeGreaterThan(best.objective + 1)
    expect(first).toMatchObject({ termination: 'feasible', limit: 'gap' })
    expect(first.objectiveBound).toBeLessThanOrEqual(best.objective)
  })

  it('give no values when their work ended before there was an answer', () => {
    const answer = highs.solve(knapsack(), { nodeLimit: 0 })
    expect(answer).toMatchObject({ termination: 'interrupted', limit: 'work', values: null, objective: Infinity })
    expect(answer.objectiveBound).toBeLessThanOrEqual(highs.solve(knapsack()).objective)
  })

  it('repeat themselves', () => {
    const first = highs.solve(knapsack(), { seed: 3 })
    expect(highs.solve(knapsack(), { seed: 3 })).toEqual(first)
  })
})

/** A market-split model: rows of numbers that no rounding meets, so that the first answer has a gap. */
function knapsack(): LinearModel {
  const model = new LinearModel()
  const items = Array.from({ length: 24 }, (_, item) =>
    model.addColumn({ upper: 1, integer: true, cost: 0.01 * (item % 5) }),
  )
  for (let row = 0; row < 4; row++) {
    const weights = items.map((item) => [item, ((item * 37 + row * 91 + item * item * (row + 3)) % 100) + 1] as const)
    const half = Math.floor(weights.reduce((sum, [, weight]) => sum + weight, 0) / 2)
    const over = model.addColumn({ upper: 2000, cost: 1 })
    const under = model.addColumn({ upper: 2000, cost: 1 })
    model.addRow([...weights, [over, -1], [under, 1]], half, half)
  }
  return model
}

describe('checkPoint', () => {
  const model = modelOf(
    [
      { upper: 4, integer: true },
      { lower: -1, upper: 3 },
    ],
    [{ coefficients: [1, 2], lower: 2, upper: 8 }],
  )
  const sound = { rowViolation: 0, boundViolation: 0, integralityViolation: 0 }
  const cases: [string, number[], object][] = [
    ['nothing wrong', [2, 3], sound],
    ['a row below its lower side', [1, 0], { ...sound, rowViolation: 1 }],
    ['a row above its upper side', [4, 3], { ...sound, rowViolation: 0.2 }],
    ['a column below its bound', [4, -1.5], { rowViolation: 1 / 7, boundViolation: 0.5, integralityViolation: 0 }],
    ['a column above its bound', [5, 1], { ...sound, boundViolation: 1 }],
    ['a fraction', [2.25, 1], { ...sound, integralityViolation: 0.25 }],
  ]
  for (const [name, point, report] of cases) {
    it(`sees ${name}`, () => {
      expect(checkPoint(model, point)).toEqual(report)
      expect(isFeasible(checkPoint(model, point))).toBe(name === 'nothing wrong')
    })
  }

  it('lets fractions pass when integers are relaxed', () => {
    expect(isFeasible(checkPoint(model, [2.25, 1], false))).toBe(true)
  })

  it('refuses what is no number', () => {
    expect(isFeasible(checkPoint(model, [Number.NaN, 1]))).toBe(false)
    expect(isFeasible(checkPoint(model, [2]))).toBe(false)
  })
})

describe('dualBound', () => {
  it('is weak for poor multipliers, exact for good ones, and drops those that lean on an absent side', () => {
    // min 2x + 3y, x + y >= 4, x, y in [0, 10]: 8 at (4, 0), with multiplier 2.
    const model = modelOf(
      [
        { cost: 2, upper: 10 },
        { cost: 3, upper: 10 },
      ],
      [least(4, 1, 1)],
    )
    expect([0, 1, 2, 3, -5].map((dual) => dualBound(model, [dual]))).toEqual([0, 4, 8, 2, 0])
  })
})

describe('writeLp', () => {
  it('writes what other solvers read', () => {
    const model = modelOf(
      [
        { cost: 1.5, upper: 4, integer: true },
        { cost: -2, lower: -Infinity },
      ],
      [{ coefficients: [1, -1], lower: 1, upper: 3 }, { coefficients: [0, 2], lower: 2, upper: 2 }, least(0, 0, 0)],
      -3,
    )
    expect(writeLp(model)).toBe(
      [
        'Minimize',
        ' obj: 1.5 x0 - 2 x1 - 3 constant',
        'Subject To',
        ' r0l: 1 x0 - 1 x1 >= 1',
        ' r0u: 1 x0 - 1 x1 <= 3',
        ' r1: 2 x1 = 2',
        ' r2l: 0 x0 >= 0',
        'Bounds',
        ' 0 <= x0 <= 4',
        ' -inf <= x1 <= +inf',
        ' constant = 1',
        'General',
        ' x0',
        'End',
        '',
      ].join('\n'),
    )
  })

  it('keeps its lines short', () => {
    const wide = modelOf(
      Array.from({ length: 200 }, (_, index) => ({ cost: index / 3, upper: 1 })),
      [least(1, ...Array<number>(200).fill(1 / 7))],
    )
    for (const line of writeLp(wide).split('\n')) expect(line.length).toBeLessThan(500)
  })

  it('end a search that is stopped at once with the answer that there is, and a bound that holds', async () => {
    const model = hardKnapsack()
    const stopped = (await createHighsEngine({ isStopped: () => true })).solve(model)
    expect(stopped).toMatchObject({ termination: 'feasible', limit: 'stopped' })
    expect(isFeasible(checkPoint(model, stopped.values!, true))).toBe(true)
    // The optimum, which takes a minute to prove.
    expect(stopped.objectiveBound).toBeLessThanOrEqual(-2586)
    expect(stopped.objective).toBeGreaterThanOrEqual(-2586)
  })
})

/** Knapsack of 60 things under 8 limits, which keeps a search busy for a minute. */
function hardKnapsack(): LinearModel {
  const model = new LinearModel()
  let state = 7
  const upTo = (most: number) => {
    state = (state * 48_271) % 2_147_483_647
    return Math.ceil((most * state) / 2_147_483_647)
  }
  const columns = Array.from({ length: 60 }, () => model.addColumn({ cost: -50 - upTo(50), upper: 1, integer: true }))
  for (let row = 0; row < 8; row++) {
    const entries = columns.map((column) => [column, upTo(100)] as const)
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
    model.addRow(entries, -Infinity, Math.floor(total / 2))
  }
  return model
}
