import { expect, it } from 'vitest'
import { shareEstimate, studentT975 } from '../../../solver/simulate/service-estimate.ts'

it('weighs replications by their contacts and widens with their spread', () => {
  const { mean, lower95, upper95 } = shareEstimate([80, 45, 70], [100, 50, 100])
  expect(mean).toBeCloseTo(195 / 250, 12)
  // Residuals 2, 6, -8; variance of the mean 104 / 6; t = 4.3027.
  const half = (4.3027 * Math.sqrt(104 / 6)) / (250 / 3)
  expect(upper95 - mean).toBeCloseTo(half, 12)
  expect(mean - lower95).toBeCloseTo(half, 12)
})

it('stays a share, and says nothing from one replication', () => {
  expect(shareEstimate([10, 1], [10, 10])).toMatchObject({ lower95: 0, upper95: 1 })
  expect(shareEstimate([9], [10])).toEqual({ mean: 0.9, lower95: 0, upper95: 1 })
  expect(shareEstimate([0, 0], [0, 0])).toEqual({ mean: 1, lower95: 1, upper95: 1 })
})

it.each([
  [1, 12.7062],
  [9, 2.2622],
  [10, 2.2281],
  [19, 2.093],
  [30, 2.0423],
  [120, 1.9799],
  [1000, 1.9623],
])('has Student 97.5 %% point of %d degrees of freedom', (degrees, point) => {
  expect(studentT975(degrees)).toBeCloseTo(point, 3)
})
