import { describe, expect, it } from 'vitest'
import { fitEventShape, solvePositiveDefinite } from '../../../solver/forecast/event-shape.ts'
import { sparseRows } from '../../../solver/forecast/sparse-rows.ts'

describe('solvePositiveDefinite', () => {
  it('solves a system known by hand', () => {
    const solution = solvePositiveDefinite(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 8))
    expect(solution[0]).toBeCloseTo(1.75, 12)
    expect(solution[1]).toBeCloseTo(1.5, 12)
  })
})

describe('fitEventShape', () => {
  const rows = (count: number) =>
    sparseRows(
      Array.from({ length: count }, (_, i) => new Map([[i % 2, 1]])),
      2,
    )
  const residual = (count: number) => Float64Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 0.1 : -0.02))

  it('recovers each column and is pulled to 0 by thin evidence', () => {
    const many = fitEventShape(rows(2000), residual(2000), new Float64Array(2000).fill(100))
    expect(many[0]).toBeCloseTo(0.1, 3)
    expect(many[1]).toBeCloseTo(-0.02, 3)
    const few = fitEventShape(rows(2), residual(2), new Float64Array(2).fill(144))
    expect(few[0]).toBeCloseTo(0.05, 6)
  })

  it('passes over unknown cells and answers 0 without any evidence', () => {
    expect([...fitEventShape(rows(2), Float64Array.of(Number.NaN, Number.NaN), Float64Array.of(1, 1))]).toEqual([0, 0])
  })
})
