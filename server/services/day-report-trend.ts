import type { SatisfactionPrior } from '../../solver/domain/satisfaction.ts'
import { estimatedSatisfaction } from '../../solver/intraday/report/estimated-satisfaction.ts'
import type { DayTrend } from '../contracts/day-report.ts'
import type { RunCoverage } from '../contracts/run-result.ts'
import type { IntervalRow } from '../store/actuals-store.ts'
import { lateIntervals, queueOfDay, ratioOrNull, reportedDay } from './day-report-queue.ts'
import { dayOfRun, firstInterval, plusDays } from './day-report-source.ts'

export const TREND_WEEKS = 8

/** What one day adds to a trend. */
export interface DaySums {
  readonly day: string
  readonly came: number
  readonly contacts: number
  readonly inTime: number
  readonly isReported: boolean
  /** Contacts times their estimated satisfaction, and the contacts. */
  readonly satisfied: number
  readonly asked: number
}

/** @param rows of the day and all queues */
export function daySums(
  day: string,
  rows: readonly IntervalRow[],
  coverage: RunCoverage | undefined,
  prior: SatisfactionPrior | undefined,
): DaySums {
  const sums = { day, came: 0, contacts: 0, inTime: 0, isReported: false, satisfied: 0, asked: 0 }
  for (const { offered, answered_within } of rows) {
    if (offered === null) continue
    sums.isReported = true
    sums.came += offered
    if (answered_within === null) continue
    sums.contacts += offered
    sums.inTime += Math.min(offered, answered_within)
  }
  if (!prior || !coverage || !sums.isReported) return sums
  const { horizon, startMs } = dayOfRun(coverage, day)
  const first = firstInterval(coverage, startMs)
  for (const [queueId, own] of Map.groupBy(rows, (row) => row.queue_id)) {
    const queue = queueOfDay(queueId, horizon, coverage, first, reportedDay(own, horizon))
    const estimate = queue.model && estimatedSatisfaction(lateIntervals(queue), queue.model, prior)
    if (!estimate) continue
    sums.satisfied += estimate.contacts * estimate.satisfaction
    sums.asked += estimate.contacts
  }
  return sums
}

/** First day of the week in which a day lies. @param weekStartsOn 1 Monday .. 7 Sunday */
export function weekOf(day: string, weekStartsOn: number): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return plusDays(day, -((weekday - weekStartsOn + 7) % 7))
}

/** @param days in the order of time */
export function trendOf(days: readonly DaySums[], weekStartsOn: number, source: string | null): DayTrend {
  const byWeek = Map.groupBy(days, ({ day }) => weekOf(day, weekStartsOn))
  return {
    weeks: [...byWeek].map(([week, own]) => ({ week, ...pointOf(own) })),
    days: days.map((one) => ({ day: one.day, ...pointOf([one]) })),
    satisfactionSource: source,
  }
}

function pointOf(days: readonly DaySums[]) {
  const sum = (field: 'came' | 'contacts' | 'inTime' | 'satisfied' | 'asked') =>
    days.reduce((total, day) => total + day[field], 0)
  return {
    ...{ came: sum('came'), reached: ratioOrNull(sum('inTime'), sum('contacts')) },
    days: days.filter(({ isReported }) => isReported).length,
    satisfaction: ratioOrNull(sum('satisfied'), sum('asked')),
  }
}
