import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import { LinearModel } from '../../../solver/lp/linear-model.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { CoverCells } from '../../../solver/roster/cover-cells.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})

/** Cheapest shortage that agents of each group leave in one interval, by an LP. */
function leastCost(proficiency: number[][], prices: number[], needs: number[], agents: number[]): number {
  const model = new LinearModel()
  const missing = needs.map((need, queue) => model.addColumn({ cost: prices[queue]!, upper: need }))
  const given = proficiency.map((row) => row.map((speed) => model.addColumn({ upper: speed > 0 ? 1000 : 0 })))
  needs.forEach((need, queue) => {
    const supply = given.map((row, group) => [row[queue]!, proficiency[group]![queue]!] as const)
    model.addRow([[missing[queue]!, 1], ...supply], need, Infinity)
  })
  given.forEach((row, group) => {
    model.addRow(
      row.map((column) => [column, 1] as const),
      -Infinity,
      agents[group]!,
    )
  })
  return engine.solve(model).objective
}

const team = fc.integer({ min: 2, max: 4 }).chain((queues) =>
  fc.record({
    proficiency: fc.array(fc.array(fc.constantFrom(0, 0, 1, 0.9, 0.8), { minLength: queues, maxLength: queues }), {
      minLength: 1,
      maxLength: 5,
    }),
    prices: fc.array(fc.constantFrom(200, 700, 1900, 5000), { minLength: queues, maxLength: queues }),
    needs: fc.array(fc.constantFrom(0, 1, 2.5, 4, 6), { minLength: queues, maxLength: queues }),
    changes: fc.array(fc.record({ group: fc.nat(4), comes: fc.boolean() }), { minLength: 5, maxLength: 25 }),
  }),
)

describe('CoverCells', () => {
  it('costs as little as the best allocation, whoever comes and goes, and says what one more saves and one less costs', () => {
    let moves = 0
    fc.assert(
      fc.property(team, ({ proficiency, prices, needs, changes }) => {
        const cells = new CoverCells(
          proficiency.length,
          1,
          Float64Array.from(proficiency.flat()),
          Float64Array.from(prices),
          Float64Array.from(needs),
        )
        const agents = proficiency.map(() => 0)
        for (const { group: any, comes } of changes) {
          const group = any % proficiency.length
          const before = cells.cost
          if (comes || agents[group] === 0) {
            const gain = cells.gain(0, group)
            cells.add(0, group, 1)
            agents[group]!++
            expect(before - cells.cost).toBeCloseTo(gain, 4)
          } else {
            const loss = cells.loss(0, group)
            cells.remove(0, group, 1)
            agents[group]!--
            expect(cells.cost - before).toBeCloseTo(loss, 4)
          }
          expect(cells.cost).toBeCloseTo(leastCost(proficiency, prices, needs, agents), 2)
          moves++
        }
      }),
      { numRuns: 40 },
    )
    expect(moves).toBeGreaterThan(200)
  })

  it('lets agents trade places when a need changes', () => {
    // Each group is quicker on the other queue than on the one where it first stands.
    const proficiency = Float64Array.from([0.8, 1, 1, 0.8])
    const cells = new CoverCells(2, 1, proficiency, Float64Array.from([100, 100]), Float64Array.from([0.8, 0]))
    cells.add(0, 0, 1)
    cells.setNeed(0, 0, 0.8, 100)
    cells.setNeed(0, 1, 0.8, 100)
    cells.shareOut(0)
    cells.add(0, 1, 1)
    cells.setNeed(0, 0, 1, 100)
    cells.setNeed(0, 1, 1, 100)
    cells.shareOut(0)
    expect(cells.cost).toBeCloseTo(0, 6)
    expect([cells.served(0, 0), cells.served(0, 1)]).toEqual([1, 1])
  })
})
