import { chooseLevelOptions, chooseProfileOptions } from './choose-options.ts'
import { chooseReaches, totalLikelihood } from './choose-reaches.ts'
import { averageLevels, type DayLevels, filterDayLevels, firstNoise } from './day-level.ts'
import { type DayMatrix, weekdayOf } from './day-matrix.ts'
import { type EventExposure, type ExposureByPower, type Reach, type SizePower, withReach } from './event-exposure.ts'
import { fitEventShape } from './event-shape.ts'
import { dayTotals, type ProfileOptions, type WeekProfile, weekProfile } from './intraday-profile.ts'
import type { DaySeries, LevelOptions } from './level-filter.ts'
import { rowProduct } from './sparse-rows.ts'

/** What history chose for a queue; kept when the same queue is refitted for its backtest. */
export interface ModelOptions {
  /** What planned sizes are taken to mean, see `SIZE_POWERS`. */
  readonly sizePower: SizePower
  /** How far each kind of event reaches, `[kind]`. */
  readonly reaches: readonly Reach[]
  readonly levels: readonly LevelOptions[]
  readonly profile: ProfileOptions
}

/** A queue's model as learned from its first days. */
export interface QueueModel {
  readonly options: ModelOptions
  /** Mean contacts of a slot of a day, in history or after it. */
  readonly mean: (day: number, slot: number) => number
  /** What the days' means are made of. */
  readonly levels: DayLevels
  readonly exposure: EventExposure
  /** What each part-day kind brings around its hours, a fraction of the day's volume without them. */
  readonly shapeShareOf: (day: number, kind: number) => number
}

/** Events of one kind differ: spread of what an hour at mean size brings, a fraction of the day's base volume. */
const EVENT_SPREAD = 2 / 24
const SLOT_NOISE = 0.15
/** Events never take an open slot below this fraction of what it would have without them. */
const LEAST_LEFT = 0.2
/** Log likelihood that history must speak with against planned sizes. */
const BY_FAR = 12
const PASSES = 3
/** Enough when what history chose is known already: the third changes little. */
const PASSES_OF_A_REFIT = 2
const WORKING_LEVEL: LevelOptions = { drift: 0.01, transient: 0.3, monthly: false, trend: false, yearly: false }
const WORKING_PROFILE: ProfileOptions = { halfLifeWeeks: 12, pooledDays: 2, groups: 'all', smoothings: 0 }

/**
 * Fits mean[d][s] = base[d] * factor[d] * ((1 + added[d]) * profile[weekday][s] + exposure[d][s] . shape).
 * @param exposures by how much sizes are taken to mean
 * @param days days of history to learn from
 * @param options as chosen on all of history; absent: choose
 */
export function fitQueueModel(
  matrix: DayMatrix,
  exposures: ExposureByPower,
  days: number,
  options?: ModelOptions,
): QueueModel {
  const learned = options
    ? learnEvents(matrix, exposures.get(options.sizePower)!, days, options)
    : likeliest([...exposures.values()].map((exposure) => learnEvents(matrix, exposure, days)))
  const { exposure, series, clean, shape } = learned
  const chosen = options ?? {
    sizePower: [...exposures.keys()].find((power) => exposures.get(power) === learned.whole)!,
    reaches: learned.reaches,
    levels: chooseLevelOptions(series, days),
    profile: chooseProfileOptions(clean, matrix, days),
  }
  const profile = weekProfile(clean, matrix, days, chosen.profile)
  const levels = averageLevels(chosen.levels.map((level) => filterDayLevels(series, days, level)))
  return {
    options: chosen,
    levels,
    exposure,
    mean: slotMean(matrix, exposure, levels, profile, shape),
    shapeShareOf: (day, kind) => shapeShare(exposure, shape, matrix.slots, day, kind),
  }
}

/** What is known of a queue's events, and of its history without them. */
interface LearnedEvents {
  readonly whole: EventExposure
  /** `whole` as far as the events reach. */
  readonly exposure: EventExposure
  readonly reaches: readonly Reach[]
  readonly series: DaySeries
  /** Volume without the bumps of part-day events, `[day * slots + slot]`. */
  readonly clean: Float64Array
  readonly shape: Float64Array
  readonly logLikelihood: number
}

/**
 * Level with day effects, the shape of part-day events and the profile each need the others, so they are learned in
 * turn (backfitting, Hastie & Tibshirani 1990), from a profile that knows nothing of events.
 */
function learnEvents(matrix: DayMatrix, whole: EventExposure, days: number, options?: ModelOptions): LearnedEvents {
  const { slots } = matrix
  const totalDays = whole.byDay.starts.length - 1
  let reaches = options?.reaches
  let exposure = reaches ? withReach(whole, reaches) : whole
  let profile = weekProfile(matrix.volume, matrix, days, WORKING_PROFILE)
  const totals = withHorizon(dayTotals(matrix.volume, matrix, days, profile), totalDays)
  const shapeShare = new Float64Array(totalDays)
  let series: DaySeries = { firstDay: matrix.firstDay, totals, noise: firstNoise(totals), shapeShare, exposure }
  let shape: Float64Array = new Float64Array(exposure.bySlot.columnCount)
  let clean = matrix.volume
  let logLikelihood = 0
  const passes = options ? PASSES_OF_A_REFIT : PASSES
  for (let pass = 0; pass < passes; pass++) {
    const levels = filterDayLevels(series, days, options?.levels[0] ?? WORKING_LEVEL)
    logLikelihood = totalLikelihood(levels.logLikelihoods)
    shape = shapeOf(matrix, exposure, days, levels, profile)
    clean = withoutEvents(matrix, exposure, days, levels, shape)
    profile = weekProfile(clean, matrix, days, options?.profile ?? WORKING_PROFILE)
    series = { ...series, noise: levels.noise, shapeShare: shapeShares(exposure, shape, slots, totalDays) }
    if (!reaches) {
      reaches = chooseReaches(series, days, WORKING_LEVEL)
      exposure = withReach(whole, reaches)
      series = { ...series, exposure }
    }
  }
  return { whole, exposure, reaches: reaches!, series, clean, shape, logLikelihood }
}

/** The first, unless history was likelier by far under another: planned sizes are taken at their word at first. */
const likeliest = (all: readonly LearnedEvents[]): LearnedEvents =>
  all.reduce((best, one) => (one.logLikelihood > best.logLikelihood + BY_FAR ? one : best))

function slotMean(
  matrix: DayMatrix,
  exposure: EventExposure,
  levels: DayLevels,
  profile: WeekProfile,
  shape: Float64Array,
): (day: number, slot: number) => number {
  const { slots, firstDay } = matrix
  return (day, slot) => {
    const share = profile[weekdayOf(day + firstDay) * slots + slot]!
    if (share === 0 || exposure.isClosed[day] === 1) return 0
    const bump = rowProduct(exposure.bySlot, day * slots + slot, shape)
    const added = levels.added[day]!
    return (
      levels.base[day]! *
      levels.factor[day]! *
      Math.max((1 + added) * share + bump, LEAST_LEFT * (1 + Math.min(0, added)) * share)
    )
  }
}

function withHorizon(totals: Float64Array, days: number): Float64Array {
  const extended = new Float64Array(days).fill(Number.NaN)
  extended.set(totals)
  return extended
}

/** The bump that part-day events leave on the profile, measured against base with all other effects taken off. */
function shapeOf(
  matrix: DayMatrix,
  exposure: EventExposure,
  days: number,
  levels: DayLevels,
  profile: WeekProfile,
): Float64Array {
  const { slots } = matrix
  const others = levels.coefficients.map((value, column) => {
    const { isSameDay, kind } = exposure.dayEffects[column]!
    return isSameDay || exposure.kinds[kind]!.isFullDay ? 0 : value
  })
  const residual = new Float64Array(days * slots).fill(Number.NaN)
  const weight = new Float64Array(days * slots)
  const ones = new Float64Array(exposure.bySlot.columnCount).fill(1)
  for (let day = 0; day < days; day++) {
    const weekday = weekdayOf(day + matrix.firstDay)
    const multiplier = Math.max(0.05, 1 + rowProduct(exposure.byDay, day, others))
    const base = levels.base[day]! * levels.factor[day]!
    for (let slot = 0; slot < slots; slot++) {
      const share = profile[weekday * slots + slot]! * multiplier
      const row = day * slots + slot
      residual[row] = matrix.volume[row]! / base - share
      const floor = share + 0.1 / slots
      const spread = EVENT_SPREAD * rowProduct(exposure.bySlot, row, ones)
      weight[row] = 1 / (floor / base + (SLOT_NOISE * floor) ** 2 + spread ** 2)
    }
  }
  return fitEventShape(exposure.bySlot, residual, weight)
}

function withoutEvents(
  matrix: DayMatrix,
  exposure: EventExposure,
  days: number,
  levels: DayLevels,
  shape: Float64Array,
): Float64Array {
  return matrix.volume.subarray(0, days * matrix.slots).map((value, row) => {
    const day = Math.floor(row / matrix.slots)
    return Math.max(0, value - levels.base[day]! * levels.factor[day]! * rowProduct(exposure.bySlot, row, shape))
  })
}

function shapeShares(exposure: EventExposure, shape: Float64Array, slots: number, days: number): Float64Array {
  const shares = new Float64Array(days)
  for (let row = 0; row < days * slots; row++)
    shares[Math.floor(row / slots)]! += rowProduct(exposure.bySlot, row, shape)
  return shares
}

function shapeShare(exposure: EventExposure, shape: Float64Array, slots: number, day: number, kind: number): number {
  const { starts, columns, values } = exposure.bySlot
  let share = 0
  for (let k = starts[day * slots]!; k < starts[(day + 1) * slots]!; k++)
    if (exposure.shapeKindOf[columns[k]!] === kind) share += values[k]! * shape[columns[k]!]!
  return share
}
