import { weekdayOf } from './day-matrix.ts'
import { rowProduct, type SparseRows } from './sparse-rows.ts'

/** How fast a queue's level moves; variances are shares of the day noise's variance. */
export interface LevelOptions {
  /** Variance of the permanent step from day to day. */
  readonly drift: number
  /** Variance of the passing step, of which `TRANSIENT_DECAY` is left a day later. */
  readonly transient: number
  /** Whether volume follows the day of the month (pay days, bills). */
  readonly monthly: boolean
}

/** What the filter reads; arrays are `[day]`, history first, then days to forecast (whose totals are NaN). */
export interface DaySeries {
  /** Day 0 as days since 1970-01-01. */
  readonly firstDay: number
  /** Contacts; NaN where closed or unknown. */
  readonly totals: Float64Array
  /** Volume that part-day events bring around their hours, a fraction of the day's base volume. */
  readonly shapeShare: Float64Array
  readonly effects: SparseRows
  readonly priorDeviation: Float64Array
  /** Day noise `s`: what a day strays from its mean beyond count noise, a fraction of volume. */
  readonly noise: number
}

/** `base * (1 + effect + shapeShare)` is the day's volume; arrays are `[day]`. */
export interface DayLevels {
  readonly base: Float64Array
  /** Day effects of the calendar, a fraction of base, at least -0.95. */
  readonly effect: Float64Array
  /** Effect coefficients learned by the end of history, `[column]`. */
  readonly coefficients: Float64Array
  /** Day noise as the one-day-ahead errors show it; feeds the next pass. */
  readonly noise: number
}

const TRANSIENT_DECAY = 0.75
const WEEKDAY_DEVIATION = 0.3
const WEEKDAY_DRIFT = 0.001
const MONTH_HARMONICS = 4
const MONTH_DEVIATION = 0.03
/** Surprises beyond this many standard deviations count as that many: one odd day cannot move the level much. */
const ODD_DAY = 2.5
/** Odd days in a row, on one side, that make a new level. */
const NEW_LEVEL_DAYS = 3
const LEAST_NOISE = 0.015
const FIRST_EFFECT = 9

/**
 * Daily volume as a dynamic linear model on the log scale, run forward as an extended Kalman filter:
 *   volume[d] = exp(level[d] + passing[d] + weekday + dayOfMonth) * (1 + effects[d] . coefficients + shapeShare[d])
 *   level[d+1] = level[d] + N(0, drift s^2),  passing[d+1] = 0.75 passing[d] + N(0, transient s^2)
 * with observation variance s^2 volume^2 + volume (day noise and count noise). Days without data only age the state.
 * Sources: West & Harrison, Bayesian Forecasting and Dynamic Models, 2nd ed. (superposition of level, seasonal and
 * regression components); innovations are clipped as in Gelper, Fried & Croux 2010, Robust forecasting with
 * exponential and Holt-Winters smoothing.
 * @param days days of history; later ones are forecast
 * @param onDay called before a day is learned, with the function that forecasts a later day's volume from there
 */
export function filterDayLevels(
  series: DaySeries,
  days: number,
  options: LevelOptions,
  onDay?: (day: number, predict: (later: number) => number) => void,
): DayLevels {
  const filter = new LevelFilter(series, days, options)
  const total = series.totals.length
  const base = new Float64Array(total)
  const effect = new Float64Array(total)
  const expected = new Float64Array(days)
  for (let day = 0; day < days; day++) {
    onDay?.(day, (later) => filter.volume(later, later - day))
    expected[day] = filter.volume(day, 0)
    filter.learn(day)
    base[day] = filter.base(day, 0)
    effect[day] = filter.effect(day)
    filter.age()
  }
  for (let day = days; day < total; day++) {
    base[day] = filter.base(day, day - days)
    effect[day] = filter.effect(day)
  }
  return { base, effect, coefficients: filter.coefficients(), noise: noiseOf(series, expected) }
}

class LevelFilter {
  readonly #series: DaySeries
  readonly #options: LevelOptions
  readonly #size: number
  readonly #mean: Float64Array
  readonly #covariance: Float64Array
  readonly #gain: Float64Array
  readonly #row: Float64Array
  /** Surprises beyond the limit in a row, counted below 0 when volume fell short. */
  #oddDays = 0

  constructor(series: DaySeries, days: number, options: LevelOptions) {
    const effects = series.effects.columnCount
    const size = FIRST_EFFECT + effects + (options.monthly ? 2 * MONTH_HARMONICS : 0)
    this.#series = series
    this.#options = options
    this.#size = size
    this.#mean = new Float64Array(size)
    this.#covariance = new Float64Array(size * size)
    this.#gain = new Float64Array(size)
    this.#row = new Float64Array(size)
    const deviation = (i: number): number => {
      if (i === 0) return 0.3
      if (i === 1) return series.noise
      if (i < FIRST_EFFECT) return WEEKDAY_DEVIATION
      return i < FIRST_EFFECT + effects ? series.priorDeviation[i - FIRST_EFFECT]! : MONTH_DEVIATION
    }
    for (let i = 0; i < size; i++) this.#covariance[i * size + i] = deviation(i) ** 2
    this.#start(days)
  }

  /** Level and weekdays begin at the medians of the first eight weeks. */
  #start(days: number): void {
    const { totals, firstDay } = this.#series
    const early = Math.min(days, 56)
    const level = Math.max(1e-3, median(observed(totals, 0, early)))
    this.#mean[0] = Math.log(level)
    for (let weekday = 0; weekday < 7; weekday++) {
      const values = observed(totals, 0, early).length === 0 ? [] : weekdayValues(totals, firstDay, weekday, early)
      const ratio = values.length === 0 ? 1 : median(values) / level
      this.#mean[2 + weekday] = Math.log(Math.max(1e-4, ratio))
    }
  }

  base(day: number, ahead: number): number {
    const state = this.#mean
    let log = state[0]! + state[1]! * TRANSIENT_DECAY ** ahead + state[2 + weekdayOf(day + this.#series.firstDay)]!
    if (this.#options.monthly) log += this.#monthEffect(day)
    return Math.exp(Math.min(30, log))
  }

  effect(day: number): number {
    return Math.max(-0.95, rowProduct(this.#series.effects, day, this.coefficients()))
  }

  coefficients(): Float64Array {
    return this.#mean.subarray(FIRST_EFFECT, FIRST_EFFECT + this.#series.effects.columnCount)
  }

  volume(day: number, ahead: number): number {
    return this.base(day, ahead) * Math.max(0.05, 1 + this.effect(day) + this.#series.shapeShare[day]!)
  }

  #monthEffect(day: number): number {
    const phase = monthPhase(day + this.#series.firstDay)
    const first = FIRST_EFFECT + this.#series.effects.columnCount
    let sum = 0
    for (let k = 0; k < 2 * MONTH_HARMONICS; k++) sum += harmonic(phase, k) * this.#mean[first + k]!
    return sum
  }

  /** Gradient of the day's volume by the state, divided by base. */
  #gradient(day: number): void {
    const { effects, firstDay, shapeShare } = this.#series
    const multiplier = Math.max(0.05, 1 + this.effect(day) + shapeShare[day]!)
    const row = this.#row.fill(0)
    row[0] = multiplier
    row[1] = multiplier
    row[2 + weekdayOf(day + firstDay)] = multiplier
    for (let k = effects.starts[day]!; k < effects.starts[day + 1]!; k++)
      row[FIRST_EFFECT + effects.columns[k]!] = effects.values[k]!
    if (!this.#options.monthly) return
    const phase = monthPhase(day + firstDay)
    for (let k = 0; k < 2 * MONTH_HARMONICS; k++)
      row[FIRST_EFFECT + effects.columnCount + k] = multiplier * harmonic(phase, k)
  }

  learn(day: number): void {
    const total = this.#series.totals[day]!
    if (Number.isNaN(total)) return
    const base = Math.max(1e-6, this.base(day, 0))
    const multiplier = this.volume(day, 0) / base
    this.#gradient(day)
    const size = this.#size
    const [row, gain, covariance] = [this.#row, this.#gain, this.#covariance]
    let variance = (this.#series.noise * multiplier) ** 2 + multiplier / base
    gain.fill(0)
    for (let j = 0; j < size; j++) {
      if (row[j] === 0) continue
      for (let i = 0; i < size; i++) gain[i]! += covariance[i * size + j]! * row[j]!
    }
    for (let j = 0; j < size; j++) variance += row[j]! * gain[j]!
    const error = total / base - multiplier
    const limit = Math.min(1, ODD_DAY * Math.sqrt(variance))
    const surprise = Math.min(limit, Math.max(-limit, error))
    for (let i = 0; i < size; i++) this.#mean[i]! += (gain[i]! * surprise) / variance
    for (let i = 0; i < size; i++) {
      const factor = gain[i]! / variance
      if (factor === 0) continue
      for (let j = 0; j < size; j++) covariance[i * size + j]! -= factor * gain[j]!
    }
    this.#countOddDays(error, Math.abs(error) > limit)
  }

  /** Odd days in a row on one side are no oddity but a new level, which is then open to be learned anew. */
  #countOddDays(error: number, isOdd: boolean): void {
    const side = isOdd ? Math.sign(error) : 0
    this.#oddDays = side !== 0 && side === Math.sign(this.#oddDays) ? this.#oddDays + side : side
    if (Math.abs(this.#oddDays) < NEW_LEVEL_DAYS) return
    this.#covariance[0]! += Math.min(1, error * error)
    this.#oddDays = 0
  }

  /** One day passes: the level wanders, the passing part decays. */
  age(): void {
    const size = this.#size
    const unit = this.#series.noise ** 2
    this.#mean[1]! *= TRANSIENT_DECAY
    for (let i = 0; i < size; i++) {
      this.#covariance[size + i]! *= TRANSIENT_DECAY
      this.#covariance[i * size + 1]! *= TRANSIENT_DECAY
    }
    this.#covariance[0]! += this.#options.drift * unit
    this.#covariance[size + 1]! += this.#options.transient * unit
    for (let i = 2; i < FIRST_EFFECT; i++) this.#covariance[i * size + i]! += WEEKDAY_DRIFT * unit
  }
}

/** First guess of the day noise: robust spread of the change against the same weekday a week before. */
export function firstNoise(totals: Float64Array): number {
  const before = totals.map((_, day) => totals[day - 7] ?? Number.NaN)
  return relativeSpread(totals, before, 2) / Math.SQRT2
}

/** Day noise from one-day-ahead errors, the first three weeks, when little was known, left out. */
const noiseOf = (series: DaySeries, expected: Float64Array): number =>
  expected.length < 35 ? series.noise : relativeSpread(series.totals.subarray(21), expected.subarray(21), 1)

/** Robust relative spread of values about others (MAD / 0.6745), with the Poisson noise of `counts` counts taken out. */
function relativeSpread(values: Float64Array, others: Float64Array, counts: number): number {
  const errors: number[] = []
  let countNoise = 0
  for (let day = 0; day < others.length; day++) {
    const [value, other] = [values[day]!, others[day]!]
    if (!(value >= 0) || !(other > 0)) continue
    errors.push(Math.abs(value / other - 1))
    countNoise += counts / other
  }
  if (errors.length < 7) return 0.1 * Math.sqrt(counts)
  const variance = (median(errors) / 0.6745) ** 2 - countNoise / errors.length
  return Math.sqrt(Math.max(counts * LEAST_NOISE ** 2, variance))
}

const harmonic = (phase: number, k: number): number =>
  (k % 2 === 0 ? Math.cos : Math.sin)(2 * Math.PI * (1 + (k >> 1)) * phase)

/** Place in the month, 0 at its first day, towards 1 at its end. */
function monthPhase(epochDay: number): number {
  const date = new Date(epochDay * 86_400_000)
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return (date.getUTCDate() - 1) / length
}

const observed = (values: Float64Array, from: number, to: number): number[] =>
  [...values.subarray(from, to)].filter((value) => !Number.isNaN(value))

const weekdayValues = (totals: Float64Array, firstDay: number, weekday: number, to: number): number[] =>
  [...totals.subarray(0, to)].filter((value, day) => !Number.isNaN(value) && weekdayOf(day + firstDay) === weekday)

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
