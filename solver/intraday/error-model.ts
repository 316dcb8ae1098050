/**
 * How what comes strays from a plan's forecast, `actual / mean - 1 = level + local + noise`. All variances are of
 * fractions of the forecast mean.
 */
export interface ErrorModel {
  /** Of an ordinary day's level against plan while nothing of the day is known. */
  readonly dayVariance: number
  /** Share of days that are not ordinary: their variance is larger, see `SPREADS`. */
  readonly oddDays: number
  /** Correlation of a day's level with that of the day before. */
  readonly dayMemory: number
  /** Of what passes within hours. */
  readonly localVariance: number
  /** Of what passes within hours, the share that is left an hour later; and of a surprise. */
  readonly localMemoryPerHour: number
  readonly surpriseMemoryPerHour: number
  /** Of an interval by itself: `countNoise / mean + intervalNoise`; a `countNoise` of 1 is Poisson. */
  readonly countNoise: number
  readonly intervalNoise: number
}

/** What a queue without past plans is taken to be like. Surprises halve in 45 minutes: a stream's guests go home. */
export const DEFAULT_ERROR_MODEL: ErrorModel = {
  dayVariance: 0.012,
  oddDays: 0.06,
  dayMemory: 0.4,
  localVariance: 0.006,
  localMemoryPerHour: 0.5,
  surpriseMemoryPerHour: 0.4,
  countNoise: 1,
  intervalNoise: 0.015,
}

/** Variance of a day's level against an ordinary day's, of the sorts of days; and the sorts among the odd days. */
export const SPREADS = [1, 6, 36] as const
const AMONG_ODD = [0, 0.7, 0.3] as const

export const priorWeight = ({ oddDays }: ErrorModel, sort: number): number =>
  sort === 0 ? 1 - oddDays : oddDays * AMONG_ODD[sort]!

/** What comes is never taken to be a smaller part of plan. */
export const LEAST_TIMES = 0.05
