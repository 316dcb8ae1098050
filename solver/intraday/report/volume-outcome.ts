/** What a queue's day was to bring beside what it brought; arrays are `[interval]` and NaN where nothing is known. */
export interface DayVolumes {
  /** Contacts. */
  readonly planned: Float64Array
  readonly came: Float64Array
  /** Seconds. */
  readonly plannedAht: Float64Array
  readonly cameAht: Float64Array
}

export interface VolumeOutcome {
  /** Contacts of the whole day. */
  readonly planned: number
  /** The same of the reported intervals alone: what `came` is to be held against. */
  readonly plannedOfKnown: number
  readonly came: number
  /** Intervals planned for, and those of them that were reported. */
  readonly intervals: number
  readonly known: number
  /** `sum |came - planned|` of the reported intervals, over all that came; NaN where nothing came. */
  readonly absoluteError: number
  /** Mean handling time, seconds, weighted by contacts; NaN where there were none. */
  readonly plannedAht: number
  readonly cameAht: number
}

/** An interval counts as planned for where contacts are; what came where none were planned for is an error as well. */
export function volumeOutcome({ planned, came, plannedAht, cameAht }: DayVolumes): VolumeOutcome {
  let [all, ofKnown, arrived, intervals, known, absoluteError] = [0, 0, 0, 0, 0, 0]
  for (let interval = 0; interval < planned.length; interval++) {
    const [expected, actual] = [planned[interval]!, came[interval]!]
    all += expected
    if (expected > 0) intervals++
    if (Number.isNaN(actual)) continue
    if (expected > 0) known++
    ofKnown += expected
    arrived += actual
    absoluteError += Math.abs(actual - expected)
  }
  return {
    ...{ planned: all, plannedOfKnown: ofKnown, came: arrived, intervals, known, absoluteError },
    plannedAht: weightedMean(plannedAht, planned),
    cameAht: weightedMean(cameAht, came),
  }
}

/** Of the values that are known together with their weights; NaN where these are 0. */
function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  let [sum, weight] = [0, 0]
  for (let at = 0; at < values.length; at++) {
    if (Number.isNaN(values[at]!) || !(weights[at]! > 0)) continue
    sum += values[at]! * weights[at]!
    weight += weights[at]!
  }
  return sum / weight
}
