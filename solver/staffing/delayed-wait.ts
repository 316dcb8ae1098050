/** Terms of the inversion below: a plain alternating sum, and its binomial average over further terms. */
const PLAIN_TERMS = 24
const AVERAGED_TERMS = 14
/** The discretisation error is exp(-DAMPING); rounding costs about exp(DAMPING / 2) last digits. */
const DAMPING = 23
const AVERAGE_WEIGHTS = binomialWeights(AVERAGED_TERMS)

/** Times the threshold: sum and difference of the roots of c and higher; eta. */
interface Wait {
  readonly sum: number
  readonly difference: number
  readonly eta: number
}

/**
 * Probability that a contact which must wait does so for longer than `seconds`, with all agents busy and non-preemptive
 * priorities. The contacts of its own and of higher classes that wait are geometric in number whatever the lower classes
 * do, so the work ahead is exponential at the rate `eta = c - higher - own`; without higher classes that is the wait
 * (Davis 1966). With them it is a delay busy period, whose transform at s is `2 eta / (s + c - higher - 2 own + R)`,
 * `R = sqrt((s + c + higher)^2 - 4 c higher)` (Kella and Yechiali 1985, "Waiting times in the non-preemptive priority
 * M/M/c queue"), inverted numerically (Abate and Whitt 1995, "Numerical inversion of Laplace transforms of probability
 * distributions", algorithm EULER) to about 1e-9.
 * @param completionRate c, contacts finished per second by all agents
 * @param higher arrivals of higher classes per second
 * @param own arrivals of the class per second; higher + own < c
 */
export function delayedWaitBeyond(completionRate: number, higher: number, own: number, seconds: number): number {
  const eta = completionRate - higher - own
  // So soon nobody is finished.
  if (completionRate * seconds < 1e-12) return 1
  if (higher === 0) return Math.exp(-eta * seconds)
  // In units of the threshold, so that rates of any size meet the same arithmetic.
  const sum = Math.sqrt(completionRate * seconds) + Math.sqrt(higher * seconds)
  const wait = { sum, difference: ((completionRate - higher) * seconds) / sum, eta: eta * seconds }
  let series = transformOfTail(wait, DAMPING / 2, 0) / 2
  let average = 0
  for (let term = 1; term <= PLAIN_TERMS + AVERAGED_TERMS; term++) {
    series += (term % 2 === 0 ? 1 : -1) * transformOfTail(wait, DAMPING / 2, term * Math.PI)
    if (term >= PLAIN_TERMS) average += AVERAGE_WEIGHTS[term - PLAIN_TERMS]! * series
  }
  return Math.min(1, Math.max(0, Math.exp(DAMPING / 2) * average))
}

/**
 * Real part at `s = x + iy` of the transform of P(wait > t), `(1 - D) / s = 1 / (s + 2 eta / g)`. With the sum S and the
 * difference T of the roots of c and higher, `R = sqrt(s + T^2) sqrt(s + S^2)` stays on the branch that is positive for
 * large s, and `g = 1 + (s + S^2 + T^2) / (R + S T)` has none of the differences of large numbers that D has.
 */
function transformOfTail({ sum, difference, eta }: Wait, x: number, y: number): number {
  const near = realPartOfRoot(x + difference * difference, y)
  const far = realPartOfRoot(x + sum * sum, y)
  const imNear = y / (2 * near)
  const imFar = y / (2 * far)
  const re = near * far - imNear * imFar + sum * difference
  const im = near * imFar + imNear * far
  const squares = x + sum * sum + difference * difference
  const norm = re * re + im * im
  const gRe = 1 + (squares * re + y * im) / norm
  const gIm = (y * re - squares * im) / norm
  const pull = (2 * eta) / (gRe * gRe + gIm * gIm)
  const sRe = x + pull * gRe
  const sIm = y - pull * gIm
  return sRe / (sRe * sRe + sIm * sIm)
}

/** Of the principal root of `x + iy`, x positive; the imaginary part is `y` over twice this. */
const realPartOfRoot = (x: number, y: number): number => Math.sqrt((Math.sqrt(x * x + y * y) + x) / 2)

function binomialWeights(terms: number): number[] {
  const weights = [2 ** -terms]
  for (let term = 1; term <= terms; term++) weights.push((weights[term - 1]! * (terms - term + 1)) / term)
  return weights
}
