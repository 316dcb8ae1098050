import { expect, it } from 'vitest'
import { ShareSums } from '../../../solver/simulate/share-sums.ts'

/** One cell over replications of parts and wholes. */
function sumsOf(...replications: readonly (readonly [part: number, whole: number])[]): ShareSums {
  const sums = new ShareSums(1)
  for (const [part, whole] of replications) sums.add([part], [whole])
  return sums
}

it('weighs replications by their contacts and widens with their spread', () => {
  const { mean, lower95, upper95 } = sumsOf([80, 100], [45, 50], [70, 100]).share(0)
  expect(mean).toBeCloseTo(195 / 250, 12)
  // Residuals 2, 6, -8; variance of the mean 104 / 6; t = 4.3027.
  const half = (4.3027 * Math.sqrt(104 / 6)) / (250 / 3)
  expect(upper95 - mean).toBeCloseTo(half, 12)
  expect(mean - lower95).toBeCloseTo(half, 12)
})

it('stays a share, and says nothing from one replication', () => {
  expect(sumsOf([10, 10], [1, 10]).share(0)).toMatchObject({ lower95: 0, upper95: 1 })
  expect(sumsOf([9, 10]).share(0)).toEqual({ mean: 0.9, lower95: 0, upper95: 1 })
  const nothing = { mean: Number.NaN, lower95: Number.NaN, upper95: Number.NaN }
  expect(sumsOf([0, 0], [0, 0]).share(0)).toEqual(nothing)
})

it('has no spread where all replications are alike, whatever rounding says', () => {
  const { mean, lower95, upper95 } = sumsOf([0.1 * 3, 1], [0.3, 1], [0.1 + 0.2, 1]).ratio(0)
  expect(lower95).toBe(mean)
  expect(upper95).toBe(mean)
})
