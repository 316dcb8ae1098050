export interface Weighed {
  readonly value: number
  /** Above 0. */
  readonly weight: number
}

/** The value that half of the weight is below and half above; between two that part it evenly, their mean. */
export function weighedMedian(values: readonly Weighed[]): number {
  const sorted = [...values].sort((a, b) => a.value - b.value)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let below = 0
  for (const [index, { value, weight }] of sorted.entries()) {
    below += weight
    if (below > half) return value
    if (below === half) return (value + (sorted[index + 1]?.value ?? value)) / 2
  }
  return sorted.at(-1)?.value ?? Number.NaN
}

/** Median distance from the normal distribution's centre over its standard deviation, inverted. */
const DEVIATIONS = 1.4826

/** Standard deviation about a centre by the median of the distances from it, which a few far ones do not move. */
export const spreadAbout = (centre: number, values: readonly Weighed[]): number =>
  DEVIATIONS * weighedMedian(values.map(({ value, weight }) => ({ value: Math.abs(value - centre), weight })))
