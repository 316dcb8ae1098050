import type { ForecastAccuracy } from '../domain/forecast-outputs.ts'

/** What was forecast of a set of intervals; every array is `[interval]`. */
export interface ForecastOutcome {
  /** Contacts. */
  readonly mean: ArrayLike<number>
  readonly p2_5: ArrayLike<number>
  readonly p10: ArrayLike<number>
  readonly p90: ArrayLike<number>
  readonly p97_5: ArrayLike<number>
  /** The hand method's contacts; NaN where it has none. */
  readonly handMean: ArrayLike<number>
}

/**
 * How a forecast turned out, over the intervals of which the actual contacts are known: WAPE, sum |actual - mean| / sum
 * actual (Kolassa & Schütz, Foresight 6, 2007), by interval and on totals of days; bias, sum (mean - actual) / sum
 * actual; and the share of actuals within the bands, their ends included. The hand method's WAPE is over the intervals
 * for which it has a figure.
 * @param actual contacts, `[interval]`; NaN where unknown
 * @param dayOf day of each interval, `[interval]`, any numbering; a day's total is over its known intervals
 */
export function forecastAccuracy(
  outcome: ForecastOutcome,
  actual: ArrayLike<number>,
  dayOf: ArrayLike<number>,
): ForecastAccuracy {
  const known = Array.from({ length: actual.length }, (_, at) => at).filter((at) => !Number.isNaN(actual[at]))
  const sumOver = (intervals: readonly number[], value: (at: number) => number) =>
    intervals.reduce((sum, at) => sum + value(at), 0)
  const contacts = sumOver(known, (at) => actual[at]!)
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null)
  const within = (low: ArrayLike<number>, high: ArrayLike<number>) =>
    ratio(
      sumOver(known, (at) => (actual[at]! >= low[at]! && actual[at]! <= high[at]! ? 1 : 0)),
      known.length,
    )
  const errorByDay = new Map<number, number>()
  for (const at of known) {
    errorByDay.set(dayOf[at]!, (errorByDay.get(dayOf[at]!) ?? 0) + actual[at]! - outcome.mean[at]!)
  }
  const byHand = known.filter((at) => !Number.isNaN(outcome.handMean[at]))
  return {
    intervals: known.length,
    contacts,
    wape: ratio(
      sumOver(known, (at) => Math.abs(actual[at]! - outcome.mean[at]!)),
      contacts,
    ),
    wapeOfDays: ratio(
      [...errorByDay.values()].reduce((sum, error) => sum + Math.abs(error), 0),
      contacts,
    ),
    bias: ratio(
      sumOver(known, (at) => outcome.mean[at]! - actual[at]!),
      contacts,
    ),
    coverage80: within(outcome.p10, outcome.p90),
    coverage95: within(outcome.p2_5, outcome.p97_5),
    handWape: ratio(
      sumOver(byHand, (at) => Math.abs(actual[at]! - outcome.handMean[at]!)),
      sumOver(byHand, (at) => actual[at]!),
    ),
  }
}
