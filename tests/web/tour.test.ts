import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { SAMPLE_NAME } from '../../web/features/tour/sample-plan.ts'
import { cardPlace } from '../../web/features/tour/tour-place.ts'
import { TOUR_STEPS } from '../../web/features/tour/tour-steps.ts'
import { VIEWS } from '../../web/lib/route.ts'
import en from '../../web/locales/en.json' with { type: 'json' }

const VIEWPORT = { width: 1280, height: 860 }
const CARD = { width: 384, height: 180 }

test('the card stands under its anchor, above it at the foot of the page, and in the middle without one', () => {
  expect(cardPlace({ left: 100, top: 40, width: 80, height: 30 }, CARD, VIEWPORT)).toEqual({ left: 100, top: 82 })
  expect(cardPlace({ left: 100, top: 800, width: 80, height: 30 }, CARD, VIEWPORT)).toEqual({ left: 100, top: 608 })
  expect(cardPlace(undefined, CARD, VIEWPORT)).toEqual({ left: 448, top: 340 })
})

test('the card never leaves a viewport that it fits into', () => {
  const box = fc.record({
    ...{ left: fc.integer({ min: -500, max: 2000 }), top: fc.integer({ min: -500, max: 3000 }) },
    ...{ width: fc.nat(2000), height: fc.nat(2000) },
  })
  fc.assert(
    fc.property(box, (anchor) => {
      const { left, top } = cardPlace(anchor, CARD, VIEWPORT)
      expect(left).toBeGreaterThanOrEqual(0)
      expect(top).toBeGreaterThanOrEqual(0)
      expect(left + CARD.width).toBeLessThanOrEqual(VIEWPORT.width)
      expect(top + CARD.height).toBeLessThanOrEqual(VIEWPORT.height)
    }),
  )
})

test('every step has its words and a view that there is', () => {
  expect(TOUR_STEPS.map(({ id }) => id).sort()).toEqual(Object.keys(en.tour.title).sort())
  expect(TOUR_STEPS.map(({ route }) => VIEWS.includes(route.view!))).not.toContain(false)
})

test('the sample plan is known by the name that it ships with', () => {
  const file = join(import.meta.dirname, '../../scenarios/beauty-50/plan.yaml')
  expect(parse(readFileSync(file, 'utf8')).name.en).toBe(SAMPLE_NAME)
})
