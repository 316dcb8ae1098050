import { weekdayOf } from './day-matrix.ts'
import type { EventExposure } from './event-exposure.ts'
import { type SeasonOptions, Seasons } from './seasons.ts'

/** How fast a queue's level moves; variances are shares of the day noise's variance. */
export interface LevelOptions extends SeasonOptions {
  /** Variance of the permanent step from day to day. */
  readonly drift: number
  /** Variance of the passing step, of which `TRANSIENT_DECAY` is left a day later. */
  readonly transient: number
  /** Whether the level has a slope of its own, which fades into the future. */
  readonly trend: boolean
}

/** What the filter reads; arrays are `[day]`, history first, then days to forecast (whose totals are NaN). */
export interface DaySeries {
  /** Day 0 as days since 1970-01-01. */
  readonly firstDay: number
  /** Contacts; NaN where closed or unknown. */
  readonly totals: Float64Array
  /** Volume that part-day events bring around their hours, a fraction of the day's volume without them. */
  readonly shapeShare: Float64Array
  readonly exposure: EventExposure
  /** Day noise `s`: what a day strays from its mean beyond count noise, a fraction of volume. */
  readonly noise: number
}

/** Volume of a day = base * factor * (1 + added), contacts. */
export interface DayVolume {
  /** What the level alone would bring, and with the weekday on top. */
  readonly level: number
  readonly weekday: number
  /** With the seasons of the month and the year on top. */
  readonly base: number
  /** Product of the full-day kinds' factors. */
  readonly factor: number
  /** What part-day kinds add to the whole day, a fraction, without their `shapeShare`. */
  readonly added: number
  /** Effect of each kind, a fraction, `[kind]`; overwritten by the next call. */
  readonly kindEffects: Float64Array
}

const TRANSIENT_DECAY = 0.75
/** Of a slope, what is left a day later: half of it is gone in seven weeks. */
const SLOPE_DECAY = 0.986
const SLOPE_DEVIATION = 0.002
/** Variance of the slope's daily step, a share of the level's. */
const SLOPE_DRIFT = 0.002
const WEEKDAY_DEVIATION = 0.3
const WEEKDAY_DRIFT = 0.001
/** Surprises beyond this many standard deviations count as that many: one odd day cannot move the level much. */
const ODD_DAY = 2.5
/** Odd days in a row, on one side, that make a new level. */
const NEW_LEVEL_DAYS = 3
/** Calendar effects together never take more than this much of a day. */
export const LEAST_FACTOR = 0.05
const SLOPE = 1
const PASSING = 2
const WEEKDAY = 3
const FIRST_EFFECT = 10

/**
 * Daily volume as a dynamic linear model on the log scale, run forward as an extended Kalman filter:
 *   volume[d] = exp(level[d] + passing[d] + weekday + seasons) * prod_full (1 + effect_k[d]) * (1 + sum_part effect_k[d])
 *   level[d+1] = level[d] + slope[d] + N(0, drift s^2),  passing[d+1] = 0.75 passing[d] + N(0, transient s^2)
 * with observation variance s^2 volume^2 + volume (day noise and count noise). Days without data only age the state.
 * Sources: West & Harrison, Bayesian Forecasting and Dynamic Models, 2nd ed. (superposition of level, seasonal and
 * regression components); innovations are clipped as in Gelper, Fried & Croux 2010, Robust forecasting with
 * exponential and Holt-Winters smoothing; the slope is damped as in Gardner & McKenzie 1985, Forecasting trends in
 * time series.
 */
export class LevelFilter {
  readonly #series: DaySeries
  readonly #options: LevelOptions
  readonly #size: number
  readonly #mean: Float64Array
  /** Symmetric; `[i * size + j]` is kept for j >= i only. */
  readonly #covariance: Float64Array
  readonly #gain: Float64Array
  readonly #row: Float64Array
  readonly #kindEffect: Float64Array
  readonly #seasons: Seasons
  /** Surprises beyond the limit in a row, counted below 0 when volume fell short. */
  #oddDays = 0
  /** Log likelihood of the day last learned given those before it, an odd day being taken as at the limit. */
  logLikelihood = 0

  constructor(series: DaySeries, days: number, options: LevelOptions) {
    this.#series = series
    this.#options = options
    this.#seasons = new Seasons(series.firstDay, options)
    const { dayEffects, kinds } = series.exposure
    const effects = dayEffects.length
    const size = FIRST_EFFECT + effects + this.#seasons.size
    this.#size = size
    this.#mean = new Float64Array(size)
    this.#covariance = new Float64Array(size * size)
    this.#gain = new Float64Array(size)
    this.#row = new Float64Array(size)
    this.#kindEffect = new Float64Array(kinds.length)
    const deviation = (i: number): number => {
      if (i === 0) return 0.3
      if (i === SLOPE) return options.trend ? SLOPE_DEVIATION : 0
      if (i === PASSING) return series.noise
      if (i < FIRST_EFFECT) return WEEKDAY_DEVIATION
      const effect = i - FIRST_EFFECT
      return effect < effects ? dayEffects[effect]!.priorDeviation : this.#seasons.deviation(effect - effects)
    }
    for (let i = 0; i < size; i++) this.#covariance[i * size + i] = deviation(i) ** 2
    this.#start(days)
  }

  /** Level and weekdays begin at the medians of the first eight weeks. */
  #start(days: number): void {
    const { totals, firstDay } = this.#series
    const early = totals.subarray(0, Math.min(days, 56))
    const level = Math.max(1e-3, median(observed(early)))
    this.#mean[0] = Math.log(level)
    for (let weekday = 0; weekday < 7; weekday++) {
      const values = observed(early.filter((_, day) => weekdayOf(day + firstDay) === weekday))
      const ratio = values.length === 0 ? 1 : median(values) / level
      this.#mean[WEEKDAY + weekday] = Math.log(Math.max(1e-4, ratio))
    }
  }

  /** Expected volume of a day, `ahead` days after the last one that was learned or aged. */
  volume(day: number, ahead: number): DayVolume {
    const { exposure, firstDay } = this.#series
    const { byDay, dayEffects, kinds } = exposure
    const state = this.#mean
    const slope = (state[SLOPE]! * (1 - SLOPE_DECAY ** ahead)) / (1 - SLOPE_DECAY)
    const log = Math.min(30, state[0]! + slope + state[PASSING]! * TRANSIENT_DECAY ** ahead)
    const level = Math.exp(log)
    const weekday = level * Math.exp(state[WEEKDAY + weekdayOf(day + firstDay)]!)
    const base = this.#seasons.size === 0 ? weekday : weekday * Math.exp(this.#seasonal(day))
    const sums = this.#kindEffect.fill(0)
    for (let k = byDay.starts[day]!; k < byDay.starts[day + 1]!; k++) {
      const column = byDay.columns[k]!
      sums[dayEffects[column]!.kind]! += byDay.values[k]! * state[FIRST_EFFECT + column]!
    }
    let [factor, added] = [1, 0]
    for (let kind = 0; kind < sums.length; kind++) {
      if (sums[kind] === 0) continue
      if (kinds[kind]!.isFullDay) factor *= Math.max(LEAST_FACTOR, 1 + sums[kind]!)
      else added += sums[kind]!
    }
    return { level, weekday, base, factor, added: Math.max(LEAST_FACTOR - 1, added), kindEffects: sums }
  }

  #seasonal(day: number): number {
    const terms = this.#seasons.terms(day)
    const first = FIRST_EFFECT + this.#series.exposure.dayEffects.length
    let sum = 0
    for (let k = 0; k < terms.length; k++) sum += terms[k]! * this.#mean[first + k]!
    return sum
  }

  /** Effect coefficients as learned so far, `[column]`. */
  coefficients(): Float64Array {
    return this.#mean.slice(FIRST_EFFECT, FIRST_EFFECT + this.#series.exposure.dayEffects.length)
  }

  learn(day: number): void {
    const total = this.#series.totals[day]!
    if (Number.isNaN(total)) return
    const expected = this.volume(day, 0)
    const base = Math.max(1e-6, expected.base)
    const multiplier = expected.factor * Math.max(LEAST_FACTOR, 1 + expected.added + this.#series.shapeShare[day]!)
    this.#gradient(day, expected, multiplier)
    this.#gains()
    const [size, row, gain] = [this.#size, this.#row, this.#gain]
    let variance = (this.#series.noise * multiplier) ** 2 + multiplier / base
    for (let j = 0; j < size; j++) variance += row[j]! * gain[j]!
    const error = total / base - multiplier
    const limit = Math.min(1, ODD_DAY * Math.sqrt(variance))
    const surprise = Math.min(limit, Math.max(-limit, error))
    this.logLikelihood = -0.5 * (Math.log(variance * base * base) + surprise ** 2 / variance)
    this.#update(surprise / variance, variance)
    this.#countOddDays(error, Math.abs(error) > limit)
  }

  /** Gradient of the day's volume by the state, divided by base. */
  #gradient(day: number, expected: DayVolume, multiplier: number): void {
    const { exposure, firstDay } = this.#series
    const { byDay, dayEffects, kinds } = exposure
    const row = this.#row.fill(0)
    row[0] = multiplier
    row[PASSING] = multiplier
    row[WEEKDAY + weekdayOf(day + firstDay)] = multiplier
    for (let k = byDay.starts[day]!; k < byDay.starts[day + 1]!; k++) {
      const column = byDay.columns[k]!
      const { kind } = dayEffects[column]!
      const own = Math.max(LEAST_FACTOR, 1 + this.#kindEffect[kind]!)
      row[FIRST_EFFECT + column] = byDay.values[k]! * (kinds[kind]!.isFullDay ? multiplier / own : expected.factor)
    }
    if (this.#seasons.size === 0) return
    const terms = this.#seasons.terms(day)
    const first = FIRST_EFFECT + dayEffects.length
    for (let k = 0; k < terms.length; k++) row[first + k] = multiplier * terms[k]!
  }

  /** gain = covariance * row, from the upper triangle. */
  #gains(): void {
    const [size, row, covariance] = [this.#size, this.#row, this.#covariance]
    const gain = this.#gain.fill(0)
    for (let j = 0; j < size; j++) {
      const weight = row[j]!
      if (weight === 0) continue
      for (let i = 0; i < j; i++) gain[i]! += covariance[i * size + j]! * weight
      const at = j * size
      for (let i = j; i < size; i++) gain[i]! += covariance[at + i]! * weight
    }
  }

  #update(scaled: number, variance: number): void {
    const [size, gain, mean, covariance] = [this.#size, this.#gain, this.#mean, this.#covariance]
    for (let i = 0; i < size; i++) {
      const value = gain[i]!
      if (value === 0) continue
      mean[i]! += value * scaled
      const factor = value / variance
      const at = i * size
      for (let j = i; j < size; j++) covariance[at + j]! -= factor * gain[j]!
    }
  }

  /** Odd days in a row on one side are no oddity but a new level, which is then open to be learned anew. */
  #countOddDays(error: number, isOdd: boolean): void {
    const side = isOdd ? Math.sign(error) : 0
    this.#oddDays = side !== 0 && side === Math.sign(this.#oddDays) ? this.#oddDays + side : side
    if (Math.abs(this.#oddDays) < NEW_LEVEL_DAYS) return
    this.#covariance[0]! += Math.min(1, error * error)
    this.#oddDays = 0
  }

  /** One day passes: the level wanders along its slope, the passing part decays. */
  age(): void {
    const [size, covariance, mean] = [this.#size, this.#covariance, this.#mean]
    const unit = this.#series.noise ** 2
    if (this.#options.trend) this.#ageSlope(unit)
    mean[PASSING]! *= TRANSIENT_DECAY
    for (let i = 0; i < PASSING; i++) covariance[i * size + PASSING]! *= TRANSIENT_DECAY
    for (let j = PASSING; j < size; j++) covariance[PASSING * size + j]! *= TRANSIENT_DECAY
    covariance[PASSING * size + PASSING]! *= TRANSIENT_DECAY
    covariance[0]! += this.#options.drift * unit
    covariance[PASSING * size + PASSING]! += this.#options.transient * unit
    for (let i = WEEKDAY; i < FIRST_EFFECT; i++) covariance[i * size + i]! += WEEKDAY_DRIFT * unit
  }

  #ageSlope(unit: number): void {
    const [size, covariance, mean] = [this.#size, this.#covariance, this.#mean]
    mean[0]! += mean[SLOPE]!
    mean[SLOPE]! *= SLOPE_DECAY
    covariance[0]! += 2 * covariance[SLOPE]! + covariance[size + SLOPE]!
    covariance[SLOPE]! = SLOPE_DECAY * (covariance[SLOPE]! + covariance[size + SLOPE]!)
    for (let j = PASSING; j < size; j++) {
      covariance[j]! += covariance[size + j]!
      covariance[size + j]! *= SLOPE_DECAY
    }
    covariance[size + SLOPE]! = SLOPE_DECAY ** 2 * covariance[size + SLOPE]! + SLOPE_DRIFT * this.#options.drift * unit
  }
}

const observed = (values: Float64Array): number[] => [...values].filter((value) => !Number.isNaN(value))

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
