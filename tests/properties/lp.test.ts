import fc from 'fast-check'
import loadHighs, { type Highs } from 'highs'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkPoint, dualBound, isFeasible } from '../../solver/lp/check-point.ts'
import { fixColumns } from '../../solver/lp/fix-columns.ts'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import { javascriptLpSolver } from '../../solver/lp/javascript-lp-solver.ts'
import type { LpEngine } from '../../solver/lp/lp-engine.ts'
import { writeLp } from '../../solver/lp/write-lp.ts'
import { writeMps } from '../../solver/lp/write-mps.ts'
import { pointInBox, randomModel } from '../solver/lp/sample-models.ts'

let highs: LpEngine
let native: Highs
beforeAll(async () => {
  highs = await createHighsEngine()
  native = await loadHighs()
})

const RUNS = 250
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
const multipliers = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 6, maxLength: 6 })
const near = (value: number) => 1e-6 * Math.max(1, Math.abs(value))

describe('linear models', () => {
  it('have one optimum, whichever engine is asked', () => {
    const seen = { optimal: 0, infeasible: 0 }
    fc.assert(
      fc.property(randomModel(), (model) => {
        const ours = highs.solve(model)
        const theirs = javascriptLpSolver.solve(model)
        expect(theirs.termination).toBe(ours.termination)
        if (ours.termination === 'optimal')
          expect(Math.abs(ours.objective - theirs.objective)).toBeLessThan(near(ours.objective))
        seen[ours.termination as keyof typeof seen]++
      }),
      { numRuns: RUNS },
    )
    expect(seen.optimal).toBeGreaterThan(40)
    expect(seen.infeasible).toBeGreaterThan(40)
    expect(seen.optimal + seen.infeasible).toBe(RUNS)
  })

  it('cost no feasible point less than any multipliers promise, and the multipliers of the optimum promise it', () => {
    let optimal = 0
    let informative = 0
    fc.assert(
      fc.property(randomModel(), multipliers, (model, duals) => {
        const answer = highs.solve(model)
        if (answer.termination !== 'optimal') return
        optimal++
        const promised = dualBound(model, duals)
        expect(promised).toBeLessThanOrEqual(answer.objective + near(answer.objective))
        if (promised > -Infinity) informative++
        expect(Math.abs(dualBound(model, answer.rowDuals!) - answer.objective)).toBeLessThan(near(answer.objective))
      }),
      { numRuns: RUNS },
    )
    expect(optimal).toBeGreaterThan(40)
    expect(informative).toBe(optimal)
  })

  it('cost no more when integers are relaxed, and the relaxed multipliers bound the whole answer', () => {
    let optimal = 0
    let apart = 0
    fc.assert(
      fc.property(randomModel(true), (model) => {
        const whole = highs.solve(model)
        const relaxed = highs.solve(model, { relaxIntegers: true })
        if (whole.termination !== 'optimal') return
        optimal++
        expect(whole.values!.every(Number.isInteger)).toBe(true)
        expect(relaxed.objective).toBeLessThanOrEqual(whole.objective + near(whole.objective))
        expect(dualBound(model, relaxed.rowDuals!)).toBeLessThanOrEqual(whole.objective + near(whole.objective))
        expect(whole.objectiveBound).toBeLessThanOrEqual(whole.objective)
        if (whole.objective - relaxed.objective > 1e-3) apart++
      }),
      { numRuns: RUNS },
    )
    expect(optimal).toBeGreaterThan(30)
    expect(apart).toBeGreaterThan(5)
  })

  it.each([
    ['lp', writeLp],
    ['mps', writeMps],
  ] as const)('mean the same as %s text, which repeats byte for byte and which HiGHS reads', (format, write) => {
    let optimal = 0
    fc.assert(
      fc.property(randomModel(), randomModel(true), fc.boolean(), (continuous, integer, whole) => {
        const model = whole ? integer : continuous
        const text = write(model)
        expect(write(model)).toBe(text)
        const answer = highs.solve(model)
        const read = native.createModel({ format, data: text })
        try {
          read.options.set('output_flag', false)
          read.run()
          const isOptimal = read.getModelStatus() === native.constants.modelStatus.optimal
          expect(isOptimal).toBe(answer.termination === 'optimal')
          if (!isOptimal) return
          optimal++
          expect(Math.abs(Number(read.info.get('objective_function_value')) - answer.objective)).toBeLessThan(
            near(answer.objective),
          )
        } finally {
          read.dispose()
        }
      }),
      { numRuns: RUNS },
    )
    expect(optimal).toBeGreaterThan(40)
  })
})

describe('models with held columns', () => {
  it('cost the same at the same point, and give the whole point back', () => {
    fc.assert(
      fc.property(randomModel(true), shares, shares, fc.integer({ min: 0, max: 63 }), (model, held, other, mask) => {
        const values = pointInBox(model, held)
        const isHeld = (column: number) => ((mask >> column) & 1) === 1
        const fixed = fixColumns(model, values, (column) => (isHeld(column) ? 'held' : 'relaxed'))
        const point = pointInBox(model, other).map((value, column) => (isHeld(column) ? values[column]! : value))
        const free = fixed.project(point)
        expect(free.length).toBe(fixed.model.columns)
        expect(fixed.expand(free)).toEqual(point)
        expect(fixed.model.objectiveOf(free)).toBeCloseTo(model.objectiveOf(point), 9)
        expect(fixed.model.hasIntegers).toBe(false)
        // Rows that are decided are dropped, the others keep their slack.
        const rows = Array.from({ length: model.rows }, (_, row) => row).filter((row) =>
          model.entryColumn.slice(model.rowStarts[row], model.rowStarts[row + 1]).some((column) => !isHeld(column)),
        )
        const [whole, reduced] = [model.rowActivity(point), fixed.model.rowActivity(free)]
        expect(fixed.model.rows).toBe(rows.length)
        rows.forEach((row, index) => {
          for (const side of ['rowLower', 'rowUpper'] as const) {
            if (!Number.isFinite(model[side][row]!)) continue
            expect(fixed.model[side][index]! - reduced[index]!).toBeCloseTo(model[side][row]! - whole[row]!, 2)
          }
        })
      }),
      { numRuns: RUNS },
    )
  })

  it('have the optimum of the whole model when held at it', () => {
    let optimal = 0
    fc.assert(
      fc.property(randomModel(), fc.integer({ min: 1, max: 63 }), (model, mask) => {
        const answer = highs.solve(model)
        if (!answer.values) return
        optimal++
        const fixed = fixColumns(model, answer.values, (column) => ((mask >> column) & 1 ? 'held' : 'whole'))
        const again = highs.solve(fixed.model)
        expect(Math.abs(again.objective - answer.objective)).toBeLessThan(1e-2)
        expect(isFeasible(checkPoint(model, fixed.expand(again.values!)))).toBe(true)
      }),
      { numRuns: RUNS },
    )
    expect(optimal).toBeGreaterThan(40)
  })
})
