import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REQUIREMENT_REASONS } from '../../solver/domain/requirement-outputs.ts'
import {
  type InstantCoverage,
  partsAsShown,
  type Reasons,
  reasonParts,
  reasonStack,
  reasonsPresent,
} from '../../web/features/requirement/reason-parts.ts'

const reasonsOf = (given: Partial<Reasons>): Reasons =>
  Object.fromEntries(REQUIREMENT_REASONS.map((reason) => [reason, given[reason] ?? [0, 0]])) as Reasons

describe('parts as shown', () => {
  test('the largest remainders are rounded up, until the parts add up', () => {
    expect(partsAsShown([14.21, 1.94, 1.32, 0.5])).toEqual([14.2, 2, 1.3, 0.5])
    expect(partsAsShown([1 / 3, 1 / 3, 1 / 3])).toEqual([0.4, 0.3, 0.3])
    expect(partsAsShown([5.17, 1.08, -0.25])).toEqual([5.2, 1.1, -0.3])
  })

  test('add up to the rounded total, none is off by a tenth, and what is nothing stays nothing', () => {
    // Replies carry four digits.
    const agents = fc.oneof(fc.constant(0), fc.integer({ min: -200_000, max: 9_000_000 }))
    const parts = fc.array(
      agents.map((units) => units / 10_000),
      { minLength: 1, maxLength: 8 },
    )
    let withRemainder = 0
    fc.assert(
      fc.property(parts, (given) => {
        const shown = partsAsShown(given)
        const tenths = (values: readonly number[]) => Math.round(values.reduce((sum, part) => sum + part * 10, 0)) + 0
        expect(tenths(shown)).toBe(tenths(given))
        given.forEach((part, index) => {
          expect(Math.abs(part - shown[index]!)).toBeLessThan(0.1 + 1e-9)
          if (part === 0) expect(shown[index]).toBe(0)
          if (Math.round(part * 10) / 10 !== shown[index]) withRemainder++
        })
      }),
      { numRuns: 300 },
    )
    expect(withRemainder).toBeGreaterThan(20)
  })
})

describe('reasons of a queue', () => {
  const reasons = reasonsOf({ work: [14.2, 3.6], targets: [1.9, 0.8], carryOver: [1.4, -0.4], assurance: [0.5, 0] })
  const queue = { requiredAgents: [18, 4] } as unknown as InstantCoverage

  test('an interval names those that count, in the order in which they are reasoned', () => {
    expect(reasonParts(reasons, 0).map(({ reason, agents }) => [reason, agents])).toEqual([
      ['work', 14.2],
      ['targets', 1.9],
      ['carryOver', 1.4],
      ['assurance', 0.5],
    ])
    expect(reasonParts(reasons, 1).map(({ agents }) => agents)).toEqual([3.6, 0.8, -0.4])
    expect(reasonsPresent(reasons)).toEqual(['work', 'targets', 'carryOver', 'assurance'])
  })

  test('the stack rises by what is added, and a veil covers what is taken off down to the required agents', () => {
    const { series, bands } = reasonStack(queue, reasons)
    const second = series.map(({ values }) => Math.round((values[1] ?? 0) * 10) / 10)
    expect(second).toEqual([0, 3.6, 4.4, 4.4, 4.4, 4.4, 4])
    const veil = bands.at(-1)!
    expect(veil.between.map((index) => series[index]!.label)).toEqual(['all', 'required'])
    expect(series.find(({ label }) => label === 'all')!.values[0]).toBeCloseTo(18)
    expect(bands).toHaveLength(5)
  })
})
