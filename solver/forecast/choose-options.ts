import { filterDayLevels } from './day-level.ts'
import { type DayMatrix, weekdayOf } from './day-matrix.ts'
import { addDay, emptySums, type ProfileOptions, profileFrom } from './intraday-profile.ts'
import type { DaySeries, LevelOptions } from './level-filter.ts'

const PLAIN: readonly LevelOptions[] = [0.02, 0.1, 0.4].flatMap((drift) =>
  [0, 0.3].map((transient) => ({ drift, transient, monthly: false, trend: false, yearly: false })),
)
const FEATURES = ['monthly', 'trend', 'yearly'] as const
/** Days of history from which a feature can be told from chance. */
const LEAST_DAYS = { monthly: 84, trend: 84, yearly: 540 } as const
const PROFILES: readonly ProfileOptions[] = [1.5, 4, 12, 40].flatMap((halfLifeWeeks) =>
  [0.5, 2, 8, 32].flatMap((pooledDays) =>
    (['all', 'weekend'] as const).flatMap((groups) =>
      [0, 1, 2].map((smoothings) => ({ halfLifeWeeks, pooledDays, groups, smoothings })),
    ),
  ),
)
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

/** Profile options that tell the split of each day over its slots best, a week ahead, the day's total being known. */
export function chooseProfileOptions(clean: Float64Array, matrix: DayMatrix, days: number): ProfileOptions {
  if (days < 7 * WEEKS_BEFORE) return DEFAULT_PROFILE
  const errors = new Float64Array(PROFILES.length)
  const halfLives = [...new Set(PROFILES.map((options) => options.halfLifeWeeks))]
  for (const halfLifeWeeks of halfLives) {
    const sums = emptySums(matrix.slots)
    for (let day = 0; day < days; day++) {
      const isOrigin = (days - day) % 14 === 0 && day >= 21
      if (isOrigin) {
        PROFILES.forEach((options, i) => {
          if (options.halfLifeWeeks !== halfLifeWeeks) return
          const profile = profileFrom(sums, options)
          for (let later = day; later < Math.min(days, day + 14); later++)
            errors[i]! += splitError(clean, matrix, later, profile)
        })
      }
      addDay(
        sums,
        clean,
        day,
        weekdayOf(day + matrix.firstDay),
        2 ** (day / (7 * halfLifeWeeks) - days / (7 * halfLifeWeeks)),
      )
    }
  }
  let best = 0
  for (let i = 1; i < errors.length; i++) if (errors[i]! < errors[best]!) best = i
  return PROFILES[best]!
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
