/** Uniform numbers in [0, 1) from a seed: mulberry32, the same on every machine. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Poisson count by counting exponential gaps in blocks, so that large means do not underflow. */
export function poisson(mean: number, next: () => number): number {
  let count = 0
  let left = mean
  for (let product = 1; ; count++) {
    product *= next()
    while (product < 1 && left > 0) {
      const step = Math.min(left, 500)
      product *= Math.exp(step)
      left -= step
    }
    if (product <= 1) return count
  }
}

/** Factor with mean 1 whose logarithm is normal (Box-Muller) with the given deviation. */
export function lognormal(deviation: number, next: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return Math.exp(deviation * normal - (deviation * deviation) / 2)
}
