/** A stream of random numbers that its seed fixes on every machine. */
export interface RandomStream {
  /** Even in (0, 1); never 0 or 1. */
  uniform(): number
  /** Mean 1. */
  exponential(): number
  /** Mean 0, standard deviation 1. */
  normal(): number
}

/**
 * Stream named by whole numbers: the same name gives the same numbers, other names independent ones. Naming a stream
 * after what it drives (replication, queue, person) keeps each person's and queue's luck the same when something else
 * of the plan changes, so that two rosters are compared on equal terms (common random numbers).
 * Generator: sfc32 of the PractRand test suite (Chris Doty-Humphrey, public domain).
 */
export function randomStream(...name: readonly number[]): RandomStream {
  let [a, b, c] = [0x9e3779b9, 0x243f6a88, 0xb7e15162]
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (const part of name) {
    a ^= part | 0
    b ^= Math.floor(part / 2 ** 32) | 0
    for (let round = 0; round < 15; round++) next()
  }
  const uniform = () => ((next() >>> 5) * 67_108_864 + (next() >>> 6) + 0.5) / 2 ** 53
  return {
    uniform,
    exponential: () => -Math.log(uniform()),
    normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  }
}

/** A whole number for a text, to name streams by (FNV-1a over UTF-16 code units). */
export function textNumber(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  return hash >>> 0
}
