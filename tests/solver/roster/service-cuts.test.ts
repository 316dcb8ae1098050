import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { agentsForCuts, type CutLimits, type ServiceCut } from '../../../solver/roster/service-cuts.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})

const whole: CutLimits = { most: () => 5, cost: () => 1, isWhole: true }
const solved = (cuts: readonly ServiceCut[], limits = whole) => [...agentsForCuts(engine, cuts, limits)]

describe('agentsForCuts', () => {
  it('puts one agent where it mends two intervals rather than one into each', () => {
    const cuts: ServiceCut[] = [
      {
        entries: [
          [3, 2],
          [4, 2],
        ],
        shortfall: 2,
      },
      {
        entries: [
          [4, 3],
          [5, 3],
        ],
        shortfall: 2.5,
      },
    ]
    expect(solved(cuts)).toEqual([[4, 1]])
  })

  it('asks for whole agents, or for parts of one where work may wait', () => {
    const cuts: ServiceCut[] = [{ entries: [[7, 4]], shortfall: 5 }]
    expect(solved(cuts)).toEqual([[7, 2]])
    const [[place, agents] = []] = solved(cuts, { ...whole, isWhole: false })
    expect(place).toBe(7)
    expect(agents).toBeCloseTo(1.25, 4)
  })

  it('goes as far as the limits let when they put a cut out of reach', () => {
    const cuts: ServiceCut[] = [
      { entries: [[1, 1]], shortfall: 40 },
      { entries: [[2, 1]], shortfall: 2 },
    ]
    expect(solved(cuts)).toEqual([
      [1, 5],
      [2, 2],
    ])
    expect(solved(cuts, { ...whole, most: (place) => (place === 1 ? 0 : 5) })).toEqual([[2, 2]])
  })

  it('goes as far as whole agents reach where a limit is not whole', () => {
    const cuts: ServiceCut[] = [{ entries: [[1, 1]], shortfall: 3.2 }]
    expect(solved(cuts, { ...whole, most: () => 3.25 })).toEqual([[1, 3]])
    const [[, parts] = []] = solved(cuts, { ...whole, most: () => 3.25, isWhole: false })
    expect(parts).toBeCloseTo(3.2, 4)
    expect(solved(cuts, { ...whole, most: () => 0.9 })).toEqual([])
  })

  it('weighs what an agent does against what it costs', () => {
    const cuts: ServiceCut[] = [
      {
        entries: [
          [0, 6],
          [9, 2],
        ],
        shortfall: 6,
      },
    ]
    expect(solved(cuts)).toEqual([[0, 1]])
    expect(solved(cuts, { ...whole, cost: (place) => (place === 0 ? 8 : 1) })).toEqual([[9, 3]])
  })

  it('leaves places out that do next to nothing, and asks for nothing without cuts', () => {
    const faint: ServiceCut = {
      entries: [
        [1, 1],
        [2, 0.05],
      ],
      shortfall: 30,
    }
    expect(solved([faint])).toEqual([[1, 5]])
    expect(solved([])).toEqual([])
    expect(solved([{ entries: [], shortfall: 3 }])).toEqual([])
  })

  it('keeps every cut that can be kept, within the limits', () => {
    const cut = fc.record({
      entries: fc
        .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 5, max: 40 })), {
          selector: ([place]) => place,
          minLength: 1,
          maxLength: 4,
        })
        .map((entries) => entries.map(([place, tenths]): [number, number] => [place, tenths / 10])),
      shortfall: fc.integer({ min: 1, max: 200 }).map((tenths) => tenths / 10),
    })
    let asked = 0
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 6 }), (cuts) => {
        const agents = agentsForCuts(engine, cuts, whole)
        for (const count of agents.values()) expect(Number.isInteger(count) && count >= 1 && count <= 5).toBe(true)
        for (const { entries, shortfall } of cuts) {
          const reached = (of: (place: number) => number) =>
            entries.reduce((sum, [place, effect]) => sum + effect * of(place), 0)
          const needed = Math.min(shortfall, reached(whole.most))
          expect(reached((place) => agents.get(place) ?? 0)).toBeGreaterThanOrEqual(needed * (1 - 1e-5))
          asked++
        }
      }),
      { numRuns: 60, seed: 4 },
    )
    expect(asked).toBeGreaterThan(100)
  })
})
