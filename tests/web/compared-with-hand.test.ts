import { expect, test } from 'vitest'
import { comparedWithHand } from '../../web/features/accuracy/compared-with-hand.ts'

const accuracy = (wape: number | null, handWape: number | null) => ({
  ...{ intervals: 10, contacts: 100, wapeOfDays: null, bias: null, coverage80: null, coverage95: null },
  wape,
  handWape,
})

test('a forecast is better, worse or about as good as the hand method; unknown without either', () => {
  expect(comparedWithHand(accuracy(0.15, 0.2))).toBe('better')
  expect(comparedWithHand(accuracy(0.25, 0.2))).toBe('worse')
  expect(comparedWithHand(accuracy(0.203, 0.2))).toBe('alike')
  expect(comparedWithHand(accuracy(null, 0.2))).toBeUndefined()
  expect(comparedWithHand(accuracy(0.2, null))).toBeUndefined()
})
