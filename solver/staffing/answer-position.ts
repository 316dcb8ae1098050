/**
 * How a customer fares who finds every place taken and `k` others waiting ahead: arrays `[k]`. Agents with full hands
 * finish `saturatedRate` contacts a second, everyone who waits gives up at `patienceRate` (0: never).
 */

/**
 * Share answered within `seconds` before giving up.
 *
 * Nobody gives up: at least `k + 1` of Poisson(`saturatedRate * seconds`) contacts are finished. Otherwise the wait of a
 * customer of endless patience is a sum of exponentials of the rates `s + i theta`, `i = 0..k`, so that with `c = s / theta`
 * `exp(-theta wait)` is Beta(c, k + 1) (largest of order statistics of a pure death process), and the share is
 * `c / (c + k + 1) * (1 - I_x(c + 1, k + 1))` with `x = exp(-theta seconds)`.
 */
export function fillAnsweredWithin(
  shares: Float64Array,
  count: number,
  saturatedRate: number,
  patienceRate: number,
  seconds: number,
): void {
  if (saturatedRate === 0 || seconds === 0) shares.fill(0, 0, count)
  else if (patienceRate === 0) fillPatient(shares, count, saturatedRate * seconds)
  else fillImpatient(shares, count, saturatedRate / patienceRate, patienceRate * seconds)
}

/** Logarithms below which a probability no longer counts. */
const LOG_NOTHING = -60

function fillPatient(shares: Float64Array, count: number, finished: number): void {
  const logFinished = Math.log(finished)
  let logTerm = -finished
  let below = 0
  for (let ahead = 0; ahead < count; ahead++) {
    if (logTerm > LOG_NOTHING) below += Math.exp(logTerm)
    shares[ahead] = Math.max(0, 1 - below)
    logTerm += logFinished - Math.log(ahead + 1)
  }
}

/** `I_x(a, b + 1) = I_x(a, b) + x^a (1 - x)^b / (b B(a, b))` (DLMF 8.17.21), from `I_x(a, 1) = x^a`. */
function fillImpatient(shares: Float64Array, count: number, c: number, passed: number): void {
  const a = c + 1
  const logRest = Math.log(-Math.expm1(-passed))
  let beta = Math.exp(-a * passed)
  let logTerm = Math.log(a) - a * passed + logRest
  for (let ahead = 0; ahead < count; ahead++) {
    shares[ahead] = (c / (c + ahead + 1)) * Math.max(0, 1 - beta)
    if (logTerm > LOG_NOTHING) beta += Math.exp(logTerm)
    logTerm += logRest + Math.log((a + ahead + 1) / (ahead + 2))
  }
}

/** Mean time until answered or gone, seconds: each step forward takes `1 / (s + (k + 1) theta)`. */
export function fillMeanWaits(waits: Float64Array, count: number, saturatedRate: number, patienceRate: number): void {
  let wait = 0
  for (let ahead = 0; ahead < count; ahead++) {
    const leaving = saturatedRate + (ahead + 1) * patienceRate
    wait = leaving === 0 ? Number.POSITIVE_INFINITY : (1 + (saturatedRate + ahead * patienceRate) * wait) / leaving
    waits[ahead] = wait
  }
}
