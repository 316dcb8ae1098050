import { expect, test } from 'vitest'
import { forecastAccuracy } from '../../../solver/forecast/forecast-accuracy.ts'

const NAN = Number.NaN
const outcome = {
  mean: [10, 20, 30, 40, 99],
  p2_5: [6, 12, 18, 24, 0],
  p10: [8, 16, 24, 32, 0],
  p90: [12, 24, 36, 48, 999],
  p97_5: [14, 28, 42, 56, 999],
  handMean: [10, NAN, 20, 50, 1],
}

test('by hand: two days of two intervals, and one interval that is not known', () => {
  // Errors 2, -6, 10, 0 of 12 + 14 + 40 + 40 = 106; days 26 - 30 = -4 and 80 - 70 = 10; mean 100.
  // 12 lies on the edge of its band, 14 in the wider one only, 40 in the wider one only, 40 within.
  // By hand: |12 - 10| + |40 - 20| + |40 - 50| = 32 of 12 + 40 + 40 = 92.
  expect(forecastAccuracy(outcome, [12, 14, 40, 40, NAN], [0, 0, 1, 1, 1])).toEqual({
    intervals: 4,
    contacts: 106,
    wape: 18 / 106,
    wapeOfDays: 14 / 106,
    bias: -6 / 106,
    coverage80: 2 / 4,
    coverage95: 4 / 4,
    handWape: 32 / 92,
  })
})

test('where nothing came there is nothing to divide by, though the bands can be right', () => {
  const zeros = [0, 0, 0, 0, 0]
  expect(forecastAccuracy({ ...outcome, p10: zeros, p2_5: zeros }, zeros, zeros)).toEqual({
    intervals: 5,
    contacts: 0,
    wape: null,
    wapeOfDays: null,
    bias: null,
    coverage80: 1,
    coverage95: 1,
    handWape: null,
  })
  expect(forecastAccuracy(outcome, [NAN, NAN, NAN, NAN, NAN], zeros)).toMatchObject({ intervals: 0, coverage80: null })
})
