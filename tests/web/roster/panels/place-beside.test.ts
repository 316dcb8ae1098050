import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeBeside } from '../../../../web/features/roster/panels/place-beside.ts'

const view = { width: 1000, height: 800 }

test('right of the anchor, else left of it', () => {
  const box = { width: 300, height: 200 }
  expect(placeBeside({ left: 100, right: 200, top: 50 }, box, view)).toEqual({ left: 208, top: 50 })
  expect(placeBeside({ left: 800, right: 900, top: 50 }, box, view)).toEqual({ left: 492, top: 50 })
  expect(placeBeside({ left: 100, right: 200, top: 700 }, box, view)).toEqual({ left: 208, top: 592 })
})

test('whatever the anchor, a box that fits lies in the window', () => {
  const pixels = (max: number) => fc.integer({ min: 1, max })
  fc.assert(
    fc.property(pixels(980), pixels(780), pixels(2000), pixels(2000), pixels(400), (width, height, left, top, wide) => {
      const at = placeBeside({ left: left - 500, right: left - 500 + wide, top: top - 500 }, { width, height }, view)
      expect(at.left).toBeGreaterThanOrEqual(8)
      expect(at.top).toBeGreaterThanOrEqual(8)
      expect(at.left + width).toBeLessThanOrEqual(992)
      expect(at.top + height).toBeLessThanOrEqual(792)
    }),
  )
})
