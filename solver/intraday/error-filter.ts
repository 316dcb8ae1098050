import { type ErrorModel, LEAST_TIMES, priorWeight, SPREADS } from './error-model.ts'

/** An interval of a plan beside what came. */
export interface Observed {
  /** Local day, counted from any. */
  readonly day: number
  /** Start, hours from any instant. */
  readonly hour: number
  /** Contacts expected, above 0. */
  readonly mean: number
  readonly actual: number
  /** Variance of its noise over the model's. */
  readonly noiseTimes: number
}

/** What is known of an interval's `actual / mean - 1` before its own noise. */
export interface KnownError {
  readonly level: number
  readonly local: number
  readonly levelVariance: number
  /** Of level and local together. */
  readonly variance: number
}

/** A run of intervals far outside their band after others that were not. */
export interface OddRun {
  /** Hour at which its first intervals begin. */
  readonly sinceHour: number
  readonly side: 1 | -1
}

/** What is out by more than so many standard deviations, and a few contacts, is odd, and counts as so much. */
const ODD_DEVIATIONS = 3
const ODD_CONTACTS = 2
/** Odd observations in a row, on one side, that are no slip but a surprise. */
const SURPRISE_AFTER = 2
/** Intervals are taken together until so many contacts are expected, so that chance is about normal. */
const LEAST_EXPECTED = 8
const SORTS = SPREADS.length

/**
 * Follows a plan's errors in the order of time: a Kalman filter of two states, the day's level (AR(1) from day to day) and
 * a local part (AR(1) in time), for each sort of day at once, weighed by how well each foretells (a multi-process model;
 * West & Harrison, Bayesian Forecasting and Dynamic Models, 2nd ed., ch. 12; the sorts are merged at the day's end).
 * Odd observations are clipped, so that one of them moves little; a second on the same side opens the local part, which
 * then takes all of it and fades at a surprise's pace.
 */
export class ErrorFilter {
  readonly #model: ErrorModel
  readonly #level = new Float64Array(SORTS)
  readonly #local = new Float64Array(SORTS)
  readonly #levelVariance = new Float64Array(SORTS)
  readonly #localVariance = new Float64Array(SORTS)
  readonly #covariance = new Float64Array(SORTS)
  readonly #weight = new Float64Array(SORTS)
  #day = Number.NaN
  #hour = Number.NaN
  #mean = 0
  #actual = 0
  #noisyMean = 0
  #noisySquares = 0
  #meanHours = 0
  #firstHour = 0
  #odd: OddRun | undefined
  #oddCount = 0
  #surprise: OddRun | undefined
  /** Log likelihood of all that was learned, what is odd being taken as at its limit. */
  logLikelihood = 0

  constructor(model: ErrorModel) {
    this.#model = model
    this.#localVariance.fill(model.localVariance)
    for (let sort = 0; sort < SORTS; sort++) this.#levelVariance[sort] = model.dayVariance * SPREADS[sort]!
    this.#newDay()
  }

  /** The surprise under way, if one is. */
  get surprise(): OddRun | undefined {
    return this.#surprise
  }

  /** Takes in an interval, later than those before it. */
  observe({ day, hour, mean, actual, noiseTimes }: Observed): void {
    if (day !== this.#day && this.#mean > 0) this.settle()
    if (this.#mean === 0) {
      this.moveTo(day, hour)
      this.#firstHour = hour
    }
    this.#mean += mean
    this.#actual += actual
    this.#noisyMean += noiseTimes * mean
    this.#noisySquares += noiseTimes * mean * mean
    this.#meanHours += mean * hour
    if (this.#mean >= LEAST_EXPECTED) this.settle()
  }

  /** Learns from what is taken in, though it be little. */
  settle(): void {
    if (this.#mean === 0) return
    this.moveTo(this.#day, this.#meanHours / this.#mean)
    const { countNoise, intervalNoise } = this.#model
    const { level, local } = this.#merged()
    // Noise grows with what comes, not with what was planned.
    const times = Math.max(LEAST_TIMES, 1 + level + local)
    const noise =
      (countNoise * times * this.#noisyMean + intervalNoise * times ** 2 * this.#noisySquares) / this.#mean ** 2
    this.#learn(this.#actual / this.#mean - 1, noise, ODD_CONTACTS / this.#mean)
    this.#mean = this.#actual = this.#noisyMean = this.#noisySquares = this.#meanHours = 0
  }

  /** Goes on to an interval, or to a later day. */
  moveTo(day: number, hour: number): void {
    if (day > this.#day) this.#ageDays(day - this.#day)
    if (hour > this.#hour) this.#ageHours(hour - this.#hour)
    this.#day = day
    this.#hour = hour
  }

  known(): KnownError {
    const { level, local } = this.#merged()
    const spread = this.#spread(level, local)
    const variance = spread.levelVariance + spread.localVariance + 2 * spread.covariance
    return { level, local, levelVariance: spread.levelVariance, variance }
  }

  #merged(): { readonly level: number; readonly local: number } {
    const [weight, levels, locals] = [this.#weight, this.#level, this.#local]
    let [level, local] = [0, 0]
    for (let sort = 0; sort < SORTS; sort++) {
      level += weight[sort]! * levels[sort]!
      local += weight[sort]! * locals[sort]!
    }
    return { level, local }
  }

  /** Variances of all sorts together about their common mean. */
  #spread(level: number, local: number) {
    let [levelVariance, localVariance, covariance] = [0, 0, 0]
    for (let sort = 0; sort < SORTS; sort++) {
      const [a, b] = [this.#level[sort]! - level, this.#local[sort]! - local]
      levelVariance += this.#weight[sort]! * (this.#levelVariance[sort]! + a * a)
      localVariance += this.#weight[sort]! * (this.#localVariance[sort]! + b * b)
      covariance += this.#weight[sort]! * (this.#covariance[sort]! + a * b)
    }
    return { levelVariance, localVariance, covariance }
  }

  #newDay(): void {
    for (let sort = 0; sort < SORTS; sort++) this.#weight[sort] = priorWeight(this.#model, sort)
  }

  #ageDays(days: number): void {
    const { dayMemory, dayVariance } = this.#model
    const { level, local } = this.#merged()
    const { levelVariance, localVariance, covariance } = this.#spread(level, local)
    const memory = dayMemory ** days
    for (let sort = 0; sort < SORTS; sort++) {
      const fresh = (1 - memory ** 2) * dayVariance * SPREADS[sort]!
      this.#level[sort] = memory * level
      this.#local[sort] = local
      this.#levelVariance[sort] = memory ** 2 * levelVariance + fresh
      this.#localVariance[sort] = localVariance
      this.#covariance[sort] = memory * covariance
    }
    this.#newDay()
  }

  #ageHours(hours: number): void {
    const { localVariance, localMemoryPerHour, surpriseMemoryPerHour } = this.#model
    const memory = (this.#surprise ? surpriseMemoryPerHour : localMemoryPerHour) ** hours
    for (let sort = 0; sort < SORTS; sort++) {
      this.#local[sort]! *= memory
      this.#localVariance[sort] = memory ** 2 * this.#localVariance[sort]! + (1 - memory ** 2) * localVariance
      this.#covariance[sort]! *= memory
    }
  }

  #learn(error: number, noise: number, fewContacts: number): void {
    const out = this.#oddness(error, noise, fewContacts)
    this.#countOdd(Math.abs(out) > 1 ? (out > 0 ? 1 : -1) : 0, error)
    let total = 0
    for (let sort = 0; sort < SORTS; sort++) {
      const levelGain = this.#levelVariance[sort]! + this.#covariance[sort]!
      const localGain = this.#localVariance[sort]! + this.#covariance[sort]!
      const variance = levelGain + localGain + noise
      const limit = ODD_DEVIATIONS * Math.sqrt(variance) + fewContacts
      const miss = Math.min(limit, Math.max(-limit, error - this.#level[sort]! - this.#local[sort]!))
      this.#weight[sort]! *= Math.exp((-0.5 * miss * miss) / variance) / Math.sqrt(variance)
      total += this.#weight[sort]!
      this.#level[sort]! += (levelGain / variance) * miss
      this.#local[sort]! += (localGain / variance) * miss
      this.#levelVariance[sort]! -= levelGain ** 2 / variance
      this.#localVariance[sort]! -= localGain ** 2 / variance
      this.#covariance[sort]! -= (levelGain * localGain) / variance
    }
    this.logLikelihood += Math.log(total)
    for (let sort = 0; sort < SORTS; sort++) this.#weight[sort]! /= total
    this.#endSurprise()
  }

  /** How far out an observation is for the sort of day that finds it least odd; beyond 1 and -1 it is odd. */
  #oddness(error: number, noise: number, fewContacts: number): number {
    let least = Number.POSITIVE_INFINITY
    for (let sort = 0; sort < SORTS; sort++) {
      const variance = this.#levelVariance[sort]! + this.#localVariance[sort]! + 2 * this.#covariance[sort]! + noise
      const miss = error - this.#level[sort]! - this.#local[sort]!
      const out = miss / (ODD_DEVIATIONS * Math.sqrt(variance) + fewContacts)
      if (Math.abs(out) < Math.abs(least)) least = out
    }
    return least
  }

  #countOdd(side: 1 | -1 | 0, error: number): void {
    if (side === 0) {
      this.#odd = undefined
      this.#oddCount = 0
      return
    }
    if (this.#odd?.side !== side) {
      this.#odd = { side, sinceHour: this.#firstHour }
      this.#oddCount = 0
    }
    this.#oddCount++
    if (this.#oddCount < SURPRISE_AFTER) return
    this.#surprise = this.#surprise?.side === side ? this.#surprise : this.#odd
    for (let sort = 0; sort < SORTS; sort++) {
      const miss = error - this.#level[sort]! - this.#local[sort]!
      this.#localVariance[sort]! += miss * miss
    }
  }

  /** Over when what is local is no more than usual, or on the other side. */
  #endSurprise(): void {
    if (!this.#surprise) return
    const { local } = this.#merged()
    if (local * this.#surprise.side < 2 * Math.sqrt(this.#model.localVariance)) this.#surprise = undefined
  }
}
