/** Round figures that a scale is marked with. */
export interface ChartScale {
  readonly least: number
  readonly most: number
  /** From least to most, evenly apart. */
  readonly ticks: readonly number[]
}

/** Differences below it are rounding's. */
const LEAST_STEP = 1e-9

/**
 * A scale of round figures around values, 0 in it where that is asked for.
 * @param count about how many steps
 */
export function chartScale(values: readonly number[], count: number, withZero = false): ChartScale {
  const known = [...values, ...(withZero ? [0] : [])].filter(Number.isFinite)
  if (known.length === 0) return { least: 0, most: 1, ticks: [0, 1] }
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const step = roundStep(Math.max(LEAST_STEP, (high - low || Math.abs(high) || 1) / count))
  // Sums of steps drift in the last binary digits: a tick is counted from zero.
  // A single value stands within its scale, not at the edge of it.
  const around = low === high ? 0.5 : -1e-9
  const first = Math.floor(low / step - around)
  const end = Math.max(first + 1, Math.ceil(high / step + around))
  const ticks = Array.from({ length: end - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
  return { least: ticks[0]!, most: ticks.at(-1)!, ticks }
}

/** The least of 1, 2, 5 times a power of ten that is at least so much. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size))
  return power * ([1, 2, 5, 10].find((digit) => digit * power >= size * (1 - 1e-9)) ?? 10)
}

/** Where a value lies on a scale, 0..1. */
export const placeOn = ({ least, most }: ChartScale, value: number): number => (value - least) / (most - least)
