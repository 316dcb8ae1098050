import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wholeParts } from '../../../solver/domain/whole-parts.ts'

describe('parts in whole numbers', () => {
  it('give what rounding down leaves to the largest remainders, equal ones in their order', () => {
    expect(wholeParts([1.5, 1.5, 1])).toEqual([2, 1, 1])
    expect(wholeParts([0.2, 0.3, 0.5])).toEqual([0, 0, 1])
    expect(wholeParts([14.2, -0.7, 4.5])).toEqual([14, -1, 5])
    expect(wholeParts([])).toEqual([])
  })

  it('add up to the rounded total, none further than one from its part', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { maxLength: 12 }), (parts) => {
        const whole = wholeParts(parts)
        const total = parts.reduce((sum, part) => sum + part, 0)
        expect(whole.reduce((sum, part) => sum + part, 0)).toBe(Math.round(total) + 0)
        for (const [place, part] of parts.entries()) expect(Math.abs(whole[place]! - part)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
