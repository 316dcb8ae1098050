import fc from 'fast-check'
import { expect, it } from 'vitest'
import { capacityCurve } from '../../../solver/domain/capacity-curve.ts'

it('goes through the measured ends and is concave between them', () => {
  expect([...capacityCurve(1, 1)]).toEqual([0, 1])
  expect(capacityCurve(3, 2.16)[3]).toBeCloseTo(2.16, 12)
  const curves = fc
    .tuple(fc.integer({ min: 2, max: 6 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([concurrency, share]) => capacityCurve(concurrency, 1 + share * (concurrency - 1)))
  fc.assert(
    fc.property(curves, (curve) => {
      expect(curve[1]).toBe(1)
      for (let held = 1; held + 1 < curve.length; held++) {
        const more = curve[held + 1]! - curve[held]!
        expect(more).toBeGreaterThanOrEqual(-1e-12)
        expect(more).toBeLessThanOrEqual(curve[held]! - curve[held - 1]! + 1e-12)
      }
    }),
  )
})
