import type { DayMatrix } from './day-matrix.ts'
import type { ExposureByPower } from './event-exposure.ts'
import { handMean } from './hand-method.ts'
import { fitQueueModel, type ModelOptions } from './queue-model.ts'

/** Forecasts of slots that have come since, one entry a slot and origin; the arrays run alike. */
export interface Outcomes {
  readonly mean: Float64Array
  readonly actual: Float64Array
  /** The hand method's forecast; NaN where it has none. */
  readonly hand: Float64Array
  /** Day of history, and slot of the day. */
  readonly day: Int32Array
  readonly slot: Uint16Array
  /** Whole weeks between the origin and the slot, from 0. */
  readonly week: Uint8Array
  /** Number of the origin, from 0. */
  readonly origin: Uint8Array
}

const ORIGINS = 16
/** Weeks of history before the first origin. */
const TRAINING_WEEKS = 5
export const WEEKS_AHEAD = 4

/**
 * Rolling backtest: from each of the last weeks the model is refitted on what was known then, and its forecast of the
 * four weeks that followed is put beside what came. What was chosen on all of history (how far events reach, how fast
 * levels move) is kept, so that the errors are a little too small; the calibration by week makes up for part of it.
 */
export function backtest(matrix: DayMatrix, exposures: ExposureByPower, options: ModelOptions): Outcomes {
  const origins = Array.from({ length: ORIGINS }, (_, i) => matrix.days - 7 * (ORIGINS - i))
  const outcomes = emptyOutcomes(ORIGINS * 7 * WEEKS_AHEAD * matrix.slots)
  let count = 0
  origins.forEach((first, origin) => {
    if (first < 7 * TRAINING_WEEKS) return
    const model = fitQueueModel(matrix, exposures, first, options)
    for (let day = first; day < Math.min(matrix.days, first + 7 * WEEKS_AHEAD); day++) {
      for (let slot = 0; slot < matrix.slots; slot++) {
        const actual = matrix.volume[day * matrix.slots + slot]!
        const mean = model.mean(day, slot)
        if (Number.isNaN(actual) || mean <= 0) continue
        outcomes.mean[count] = mean
        outcomes.actual[count] = actual
        outcomes.hand[count] = handMean(matrix, first, day, slot)
        outcomes.day[count] = day
        outcomes.slot[count] = slot
        outcomes.week[count] = Math.floor((day - first) / 7)
        outcomes.origin[count++] = origin
      }
    }
  })
  return {
    mean: outcomes.mean.subarray(0, count),
    actual: outcomes.actual.subarray(0, count),
    hand: outcomes.hand.subarray(0, count),
    day: outcomes.day.subarray(0, count),
    slot: outcomes.slot.subarray(0, count),
    week: outcomes.week.subarray(0, count),
    origin: outcomes.origin.subarray(0, count),
  }
}

const emptyOutcomes = (length: number): Outcomes => ({
  mean: new Float64Array(length),
  actual: new Float64Array(length),
  hand: new Float64Array(length),
  day: new Int32Array(length),
  slot: new Uint16Array(length),
  week: new Uint8Array(length),
  origin: new Uint8Array(length),
})
