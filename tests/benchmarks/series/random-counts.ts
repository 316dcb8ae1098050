import type { RandomStream } from '../../../solver/domain/random.ts'

/** Log-normal factor of mean 1 and the given coefficient of variation, from a standard normal number. */
export function luckFactor(variation: number, normal: number): number {
  const variance = Math.log1p(variation ** 2)
  return Math.exp(Math.sqrt(variance) * normal - variance / 2)
}

/** Gamma factor of mean 1 (Marsaglia & Tsang, "A simple method for generating gamma variables", 2000). */
export function gammaFactor(variation: number, random: RandomStream): number {
  if (variation === 0) return 1
  const shape = 1 / variation ** 2
  if (shape < 1) throw new RangeError(`variation ${variation} is above 1, which this generator does not draw`)
  const d = shape - 1 / 3
  for (;;) {
    const normal = random.normal()
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(random.uniform()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return (d * v) / shape
  }
}

/** Mean beyond which a rounded normal number stands in for a Poisson count (skewness below 0.13). */
const NORMAL_FROM = 60

export function poissonCount(mean: number, random: RandomStream): number {
  if (mean >= NORMAL_FROM) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++
  return count
}
