import type { RandomStream } from '../domain/random.ts'

/**
 * Draws positive times of mean 1 by their coefficient of variation: 1 is exponential, any other lognormal with
 * `sigma^2 = ln(1 + cv^2)`, and 0 always 1. A draw takes as many numbers from the stream whatever they are.
 */
export function positiveTime(variation: number): (stream: RandomStream) => number {
  if (variation === 0) return () => 1
  if (variation === 1) return (stream) => stream.exponential()
  const variance = Math.log1p(variation ** 2)
  const sigma = Math.sqrt(variance)
  return (stream) => Math.exp(sigma * stream.normal() - variance / 2)
}
