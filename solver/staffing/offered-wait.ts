/**
 * Integrals of the offered wait: how long a contact with endless patience would wait, given that it must wait.
 * Its density over that of the state with one free place left is `lambda * exp(E(x))` with
 * `E(x) = lambda * (1 - exp(-theta x)) / theta - s x` (Baccelli and Hebuterne 1981, "On queues with impatient
 * customers"; `E(x) = -(s - lambda) x` when nobody gives up).
 */
export interface OfferedWait {
  /** `max E`, taken out of every figure below so that a deep overload cannot overflow. */
  readonly logScale: number
  /** Integral of `exp(E(x) - logScale)` over all x. */
  readonly total: number
  /** The same up to the threshold. */
  readonly withinThreshold: number
  /** `exp(E(threshold) - logScale)`. */
  readonly atThreshold: number
}

/** Log drop from the peak beyond which the density no longer counts: exp(-36) is the last digit of a double. */
const LOG_DROP = 36
const PANELS_PER_SIDE = 3
/** Places, in mean patiences, at which the exponent bends. */
const BENDS = [0.5, 2, 6, 18]

/**
 * @param lambda arrivals per second
 * @param saturatedRate contacts finished per second when every agent is full
 * @param patienceRate 1 / mean patience, per second, above 0
 * @param threshold seconds
 */
export function offeredWait(
  lambda: number,
  saturatedRate: number,
  patienceRate: number,
  threshold: number,
): OfferedWait {
  const exponent = (x: number) => (-lambda * Math.expm1(-patienceRate * x)) / patienceRate - saturatedRate * x
  const peak = lambda > saturatedRate ? Math.log(lambda / saturatedRate) / patienceRate : 0
  const logScale = exponent(peak)
  const drop = (x: number) => logScale - exponent(x)
  // The curvature at the peak gives the width of a normal density; without load the density is exponential.
  const width = 1 / Math.max(saturatedRate - lambda, Math.sqrt(patienceRate * saturatedRate))
  const from = peak === 0 ? 0 : Math.max(0, peak - reach((distance) => drop(peak - distance), width, peak))
  const to = peak + reach((distance) => drop(peak + distance), width, Number.POSITIVE_INFINITY)
  const scaled = (x: number) => Math.exp(exponent(x) - logScale)
  let total = 0
  let withinThreshold = 0
  const marks = panelMarks(from, peak, to, patienceRate, threshold)
  for (let panel = 0; panel + 1 < marks.length; panel++) {
    const area = gaussLegendre(scaled, marks[panel]!, marks[panel + 1]!)
    total += area
    if (marks[panel + 1]! <= threshold) withinThreshold += area
  }
  return { logScale, total, withinThreshold, atThreshold: scaled(threshold) }
}

/** A distance from the peak at which the log density has dropped by LOG_DROP, found to a quarter; at most `limit`. */
function reach(drop: (distance: number) => number, width: number, limit: number): number {
  let far = width
  while (far < limit && drop(far) < LOG_DROP) far *= 2
  if (far > limit) return limit
  for (const shorter of [0.625, 0.75, 0.875]) if (drop(far * shorter) >= LOG_DROP) return far * shorter
  return far
}

function panelMarks(from: number, peak: number, to: number, patienceRate: number, threshold: number): number[] {
  const marks = [to]
  const add = (x: number) => {
    if (x > from && x < to) marks.push(x)
  }
  add(threshold)
  for (const bend of BENDS) add(from + bend / patienceRate)
  for (let panel = 0; panel < PANELS_PER_SIDE; panel++) {
    add(from + ((peak - from) * panel) / PANELS_PER_SIDE)
    add(peak + ((to - peak) * panel) / PANELS_PER_SIDE)
  }
  marks.push(from)
  return marks.sort((a, b) => a - b)
}

/** Nodes and weights of 12-point Gauss-Legendre quadrature on [-1, 1], positive half (Abramowitz and Stegun 25.4). */
const NODES = [
  [0.125233408511469, 0.249147045813403],
  [0.36783149899818, 0.233492536538355],
  [0.587317954286617, 0.203167426723066],
  [0.769902674194305, 0.160078328543346],
  [0.904117256370475, 0.106939325995318],
  [0.981560634246719, 0.0471753363865118],
] as const

function gaussLegendre(density: (x: number) => number, from: number, to: number): number {
  const middle = (from + to) / 2
  const half = (to - from) / 2
  let sum = 0
  for (const [node, weight] of NODES) sum += weight * (density(middle - half * node) + density(middle + half * node))
  return sum * half
}
