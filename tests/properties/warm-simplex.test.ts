import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import { LinearModel } from '../../solver/lp/linear-model.ts'
import type { LpEngine } from '../../solver/lp/lp-engine.ts'
import { WarmSimplex } from '../../solver/lp/warm-simplex.ts'

let highs: LpEngine
beforeAll(async () => {
  highs = await createHighsEngine()
})

const column = (rows: number) =>
  fc.record({
    cost: fc.integer({ min: 0, max: 20 }),
    upper: fc.constantFrom(1, 3, Infinity),
    entries: fc.array(fc.constantFrom(0, 0, 1, 1, 2, -1), { minLength: rows, maxLength: rows }),
  })

/** Rows with a column for too few and one for too many, and two lots of further columns. */
const growing = fc.integer({ min: 1, max: 12 }).chain((rows) =>
  fc.record({
    limits: fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 2, Infinity)), {
      minLength: rows,
      maxLength: rows,
    }),
    first: fc.array(column(rows), { maxLength: 15 }),
    second: fc.array(column(rows), { maxLength: 15 }),
    moved: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: rows, maxLength: rows }),
  }),
)

type Grown = (typeof growing)['generate'] extends (...args: never[]) => { value: infer Value } ? Value : never

const sparse = (entries: readonly number[]) => ({
  rows: entries.flatMap((value, row) => (value === 0 ? [] : [row])),
  coefficients: entries.filter((value) => value !== 0),
})

function byHighs(limits: Grown['limits'], columns: Grown['first']): number {
  const model = new LinearModel()
  const entries = limits.map((): [number, number][] => [])
  const add = (cost: number, upper: number, values: readonly number[]) => {
    const at = model.addColumn({ cost, upper })
    values.forEach((value, row) => {
      if (value !== 0) entries[row]!.push([at, value])
    })
  }
  limits.forEach((_, row) => {
    add(
      50,
      Infinity,
      limits.map((_limit, other) => (other === row ? 1 : 0)),
    )
    add(
      10,
      Infinity,
      limits.map((_limit, other) => (other === row ? -1 : 0)),
    )
  })
  for (const { cost, upper, entries: values } of columns) add(cost, upper, values)
  for (const [row, [lower, width]] of limits.entries()) model.addRow(entries[row]!, lower, lower + width)
  return highs.solve(model).objective
}

it('costs what HiGHS finds, at first, with more columns, and with other limits', () => {
  fc.assert(
    fc.property(growing, ({ limits, first, second, moved }) => {
      const simplex = new WarmSimplex(
        limits.map(([lower]) => lower),
        limits.map(([lower, width]) => lower + width),
      )
      limits.forEach((_, row) => {
        simplex.add({ cost: 50, upper: Infinity, rows: [row], coefficients: [1] })
        simplex.add({ cost: 10, upper: Infinity, rows: [row], coefficients: [-1] })
      })
      const matches = (nowLimits: typeof limits, columns: typeof first) => {
        expect(simplex.solve()).toBe(true)
        const expected = byHighs(nowLimits, columns)
        expect(Math.abs(simplex.objective() - expected)).toBeLessThan(1e-3 * Math.max(1, Math.abs(expected)))
      }
      for (const { cost, upper, entries } of first) simplex.add({ cost, upper, ...sparse(entries) })
      matches(limits, first)
      for (const { cost, upper, entries } of second) simplex.add({ cost, upper, ...sparse(entries) })
      matches(limits, [...first, ...second])
      const other = limits.map(([, width], row) => [moved[row]!, width] as [number, number])
      for (const [row, [lower, width]] of other.entries()) simplex.moveRow(row, lower, lower + width)
      matches(other, [...first, ...second])
    }),
    { numRuns: 300 },
  )
})
