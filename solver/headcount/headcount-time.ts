import type { HeadcountBasis, HeadcountPeriod } from '../domain/headcount-plan.ts'
import { MAX_HEADCOUNT_MONTHS } from '../domain/headcount-settings.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { dateOf, dayOf, weekdayOf } from './days.ts'

/** A week of seven local days, and the period that its flows and costs belong to. */
export interface TimeWeek {
  readonly firstDay: number
  readonly period: number
  /** Days that lie in the plan's periods. */
  readonly daysInPlan: number
}

/** The grid of a plan: `days` since 1970-01-01. */
export interface HeadcountTime {
  readonly periods: readonly HeadcountPeriod[]
  /** First day of each period and the day after the last, `[period + 1]`. */
  readonly bounds: readonly number[]
  /** First day of classes, `[period]`. */
  readonly classDays: readonly number[]
  readonly weeks: readonly TimeWeek[]
}

/**
 * Periods of calendar months, or of the weeks that touch them, and all weeks that touch the periods. A week is its
 * period's in which its fourth day lies; classes begin with the first week that starts in the period.
 * @throws PlanningInputError for a month or a number of months that cannot be planned
 */
export function headcountTime(
  { from, months, grain }: Pick<HeadcountBasis, 'from' | 'months' | 'grain'>,
  weekStartsOn: number,
): HeadcountTime {
  const starts = monthStarts(from, months)
  const firstWeek = starts[0]! - ((weekdayOf(starts[0]!) - weekStartsOn + 7) % 7)
  const count = Math.ceil((starts.at(-1)! - firstWeek) / 7)
  const weekDays = Array.from({ length: count }, (_, week) => firstWeek + 7 * week)
  const bounds = grain === 'month' ? starts : [...weekDays, firstWeek + 7 * count]
  const classDays = bounds.slice(0, -1).map((day) => weekDays.find((week) => week >= day)!)
  const last = bounds.at(-1)!
  return {
    bounds,
    classDays,
    periods: classDays.map((classDay, period) => ({
      label: grain === 'month' ? dateOf(bounds[period]!).slice(0, 7) : dateOf(bounds[period]!),
      firstDate: dateOf(bounds[period]!),
      lastDate: dateOf(bounds[period + 1]! - 1),
      days: bounds[period + 1]! - bounds[period]!,
      classStart: dateOf(classDay),
    })),
    weeks: weekDays.map((firstDay) => ({
      firstDay,
      period: Math.max(
        0,
        Math.min(
          bounds.length - 2,
          bounds.findLastIndex((day) => day <= firstDay + 3),
        ),
      ),
      daysInPlan: Math.min(last, firstDay + 7) - Math.max(bounds[0]!, firstDay),
    })),
  }
}

/** First days of the months, and of the month after the last. */
function monthStarts(from: string, months: number): number[] {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(from)
  if (!match || Number(match[1]) < 1971 || Number(match[1]) > 2190) {
    const hint = 'Write the first month as YYYY-MM, for example 2026-12.'
    throw new PlanningInputError({ column: '--from', value: from, problem: 'is not a month', hint })
  }
  if (!Number.isInteger(months) || months < 1 || months > MAX_HEADCOUNT_MONTHS) {
    const hint = `Plan 1 to ${MAX_HEADCOUNT_MONTHS} months.`
    throw new PlanningInputError({ column: '--months', value: String(months), problem: 'cannot be planned', hint })
  }
  const [year, month] = [Number(match[1]), Number(match[2])]
  return Array.from({ length: months + 1 }, (_, index) =>
    dayOf(new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 10)),
  )
}

/** Days of a week that lie in a period. */
export const daysShared = ({ bounds }: HeadcountTime, { firstDay }: TimeWeek, period: number): number =>
  Math.max(0, Math.min(bounds[period + 1]!, firstDay + 7) - Math.max(bounds[period]!, firstDay))

/** Sums of weeks by period, each day of a week taken to have a seventh. @param values `[week]` @returns `[period]` */
export function byPeriod(time: HeadcountTime, values: ArrayLike<number>): number[] {
  return time.periods.map((_, period) =>
    time.weeks.reduce((sum, week, index) => sum + (values[index]! * daysShared(time, week, period)) / 7, 0),
  )
}

/** Sums of weeks by the period that they belong to. @param values `[week]` @returns `[period]` */
export function byPeriodOfWeek(time: HeadcountTime, values: ArrayLike<number>): number[] {
  const sums = time.periods.map(() => 0)
  time.weeks.forEach(({ period }, week) => {
    sums[period]! += values[week]!
  })
  return sums
}
