import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { interiorPoint } from '../../../solver/estimate/interior-point.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import { javascriptLpSolver } from '../../../solver/lp/javascript-lp-solver.ts'
import { LinearModel } from '../../../solver/lp/linear-model.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'

let highs: LpEngine
beforeAll(async () => {
  highs = await createHighsEngine()
})

/** Covers with an interior: prices and needs from 0 on, some columns without an end, and a way out of every row. */
const covers = fc
  .record({
    columns: fc.array(
      fc.record({
        cost: fc.integer({ min: 0, max: 50 }),
        upper: fc.constantFrom(1, 4, 20, Number.POSITIVE_INFINITY),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    rows: fc.array(
      fc.record({
        entries: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 5 }),
        need: fc.integer({ min: 0, max: 30 }),
        isAtMost: fc.boolean(),
      }),
      { minLength: 1, maxLength: 10 },
    ),
  })
  .map(({ columns, rows }) => {
    const model = new LinearModel()
    for (const column of columns) model.addColumn(column)
    for (const { entries, need, isAtMost } of rows) {
      const own = entries.map(([column, value]) => [column % columns.length, value] as const)
      if (isAtMost) model.addRow(own, Number.NEGATIVE_INFINITY, need + 1)
      else model.addRow([...own, [model.addColumn({ cost: 100, upper: need }), 1]], need, Number.POSITIVE_INFINITY)
    }
    return model
  })

describe('interiorPoint', () => {
  it('finds the optimum that HiGHS and javascript-lp-solver find', () => {
    fc.assert(
      fc.property(covers, (model) => {
        const [mine, theirs, others] = [interiorPoint, highs, javascriptLpSolver].map((engine) => engine.solve(model))
        expect(mine!.termination).toBe('optimal')
        expect(theirs!.termination).toBe('optimal')
        const tolerance = 1e-5 * (1 + Math.abs(theirs!.objective))
        expect(Math.abs(mine!.objective - theirs!.objective)).toBeLessThan(tolerance)
        expect(Math.abs(others!.objective - theirs!.objective)).toBeLessThan(tolerance)
      }),
      { numRuns: 100 },
    )
  })

  it('takes equalities, ranges and columns without a choice', () => {
    const model = new LinearModel()
    const [a, b, c] = [
      model.addColumn({ cost: 1, upper: 10 }),
      model.addColumn({ cost: 2, upper: Number.POSITIVE_INFINITY }),
      model.addColumn({ cost: -5, lower: 3, upper: 3 }),
    ]
    model.addRow(
      [
        [a, 1],
        [b, 1],
        [c, 1],
      ],
      15,
      15,
    )
    model.addRow([[b, 1]], 1, 4)
    const { values, objective } = interiorPoint.solve(model)
    expect(objective).toBeCloseTo(10 + 4 - 15, 5)
    expect([...values!].map((value) => Math.round(value))).toEqual([10, 2, 3])
  })

  it('keeps columns at 0 that a row holds there', () => {
    const model = new LinearModel()
    const [a, b] = [model.addColumn({ cost: -1, upper: 5 }), model.addColumn({ cost: 1, upper: 5 })]
    model.addRow([[a, 1]], Number.NEGATIVE_INFINITY, 0)
    model.addRow(
      [
        [a, 1],
        [b, 1],
      ],
      2,
      Number.POSITIVE_INFINITY,
    )
    expect(interiorPoint.solve(model).objective).toBeCloseTo(2, 5)
  })

  it('owns up to what has no answer', () => {
    const model = new LinearModel()
    const column = model.addColumn({ cost: 1, upper: 1 })
    model.addRow([[column, 1]], 2, Number.POSITIVE_INFINITY)
    expect(interiorPoint.solve(model)).toMatchObject({ termination: 'error', values: null })
  })
})
