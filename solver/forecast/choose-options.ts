import { filterDayLevels } from './day-level.ts'
import { type DayMatrix, weekdayOf } from './day-matrix.ts'
import { addDay, emptySums, mixedProfile, ownProfile, type ProfileOptions, priorProfile } from './intraday-profile.ts'
import type { DaySeries, LevelOptions } from './level-filter.ts'

const PLAIN: readonly LevelOptions[] = [0.05, 0.4].flatMap((drift) =>
  [0, 0.3].map((transient) => ({ drift, transient, monthly: false, trend: false, yearly: false })),
)
const FEATURES = ['monthly', 'trend', 'yearly'] as const
/** Days of history from which a feature can be told from chance. */
const LEAST_DAYS = { monthly: 84, trend: 84, yearly: 540 } as const
const HALF_LIVES = [1.5, 4, 12, 40] as const
const GROUPS = ['all', 'weekend'] as const
const SMOOTHINGS = [0, 1, 2] as const
const POOLED_DAYS = [0.5, 2, 8, 32] as const
const DEFAULT_LEVEL: LevelOptions = { drift: 0.01, transient: 0.3, monthly: false, trend: false, yearly: false }
const DEFAULT_PROFILE: ProfileOptions = { halfLifeWeeks: 12, pooledDays: 2, groups: 'all', smoothings: 0 }
const DAYS_AHEAD = 28
/** Weeks of history before the first origin of a backtest. */
const WEEKS_BEFORE = 4
/** Level options whose backtest error is within this factor of the least are averaged: none is known to be the best. */
const NEARLY_BEST = 1.02
/** What a further feature must leave of the error to be taken in. */
const WORTH_IT = 0.99

/**
 * Level options that forecast this queue's own daily totals best, four weeks ahead from every week of history.
 * Combining near-equals beats picking one (Bates & Granger 1969, The combination of forecasts).
 */
export function chooseLevelOptions(series: DaySeries, days: number): readonly LevelOptions[] {
  if (days < 7 * (WEEKS_BEFORE + 2)) return [DEFAULT_LEVEL]
  const errorOf = new Map<LevelOptions, number>()
  const tried = (options: LevelOptions) => {
    const error = levelError(series, days, options)
    errorOf.set(options, error)
    return error
  }
  let candidates = PLAIN
  let least = Math.min(...candidates.map(tried))
  for (const feature of FEATURES) {
    if (days < LEAST_DAYS[feature]) continue
    const featured = candidates.map((options) => ({ ...options, [feature]: true }))
    const error = Math.min(...featured.map(tried))
    if (error > least * WORTH_IT) continue
    candidates = featured
    least = error
  }
  return candidates.filter((options) => errorOf.get(options)! <= least * NEARLY_BEST)
}

/** Sum of absolute errors of daily forecasts over all weekly origins, contacts. */
function levelError(series: DaySeries, days: number, options: LevelOptions): number {
  let error = 0
  filterDayLevels(series, days, options, (day, predict) => {
    if ((days - day) % 7 !== 0 || day < 7 * WEEKS_BEFORE) return
    for (let later = day; later < Math.min(days, day + DAYS_AHEAD); later++) {
      const total = series.totals[later]!
      if (!Number.isNaN(total)) error += Math.abs(predict(later) - total)
    }
  })
  return error
}

/** Profile options that tell the split of each day over its slots best, two weeks ahead, the day's total being known. */
export function chooseProfileOptions(clean: Float64Array, matrix: DayMatrix, days: number): ProfileOptions {
  if (days < 7 * WEEKS_BEFORE) return DEFAULT_PROFILE
  let [best, least] = [DEFAULT_PROFILE, Number.POSITIVE_INFINITY]
  for (const halfLifeWeeks of HALF_LIVES) {
    for (const [options, error] of profileErrors(clean, matrix, days, halfLifeWeeks)) {
      if (error < least) [best, least] = [options, error]
    }
  }
  return best
}

/** Sums of absolute errors of the split over all origins, contacts, by the options that share a half-life. */
function profileErrors(
  clean: Float64Array,
  matrix: DayMatrix,
  days: number,
  halfLifeWeeks: number,
): Map<ProfileOptions, number> {
  const families = GROUPS.flatMap((groups) =>
    SMOOTHINGS.map((smoothings) => ({
      groups,
      smoothings,
      members: POOLED_DAYS.map((pooledDays) => ({ halfLifeWeeks, pooledDays, groups, smoothings })),
    })),
  )
  const errors = new Map<ProfileOptions, number>()
  const sums = emptySums(matrix.slots)
  for (let day = 0; day < days; day++) {
    if ((days - day) % 14 === 0 && day >= 21) {
      const own = ownProfile(sums)
      for (const { groups, smoothings, members } of families) {
        const prior = priorProfile(own, groups, smoothings)
        for (const options of members) {
          const profile = mixedProfile(prior, options.pooledDays)
          let error = errors.get(options) ?? 0
          for (let later = day; later < Math.min(days, day + 14); later++)
            error += splitError(clean, matrix, later, profile)
          errors.set(options, error)
        }
      }
    }
    addDay(sums, clean, day, weekdayOf(day + matrix.firstDay), 2 ** ((day - days) / (7 * halfLifeWeeks)))
  }
  return errors
}

function splitError(clean: Float64Array, matrix: DayMatrix, day: number, profile: Float64Array): number {
  const { slots } = matrix
  const weekday = weekdayOf(day + matrix.firstDay)
  let [total, share] = [0, 0]
  for (let slot = 0; slot < slots; slot++) {
    const value = clean[day * slots + slot]!
    if (Number.isNaN(value)) continue
    total += value
    share += profile[weekday * slots + slot]!
  }
  if (share <= 0) return 0
  let error = 0
  for (let slot = 0; slot < slots; slot++) {
    const value = clean[day * slots + slot]!
    if (!Number.isNaN(value)) error += Math.abs(value - (total * profile[weekday * slots + slot]!) / share)
  }
  return error
}
