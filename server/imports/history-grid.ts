import { DateTime } from 'luxon'
import {
  dayHorizon,
  type Horizon,
  INTERVAL_MINUTES,
  intervalStart,
  type LocalClock,
  localClocks,
  localDate,
  localStamp,
  MS_PER_MINUTE,
} from '../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'

const MAX_DAYS = 20 * 366

/** Rows of one queue as they stand in the file; the arrays run alike. */
export interface QueueRows {
  /** Epoch milliseconds. */
  readonly starts: number[]
  /** Second occurrences of ambiguous wall clocks, by position; sparse. */
  readonly laterStarts: Map<number, number>
  readonly rows: number[]
  readonly volumes: number[]
  readonly ahtSeconds: number[]
}

/**
 * One queue's rows as a dense series of whole local days, or nothing after adding to `issues`. The interval length is
 * the most frequent distance between rows; `fallback.intervalMinutes` where there is one row only.
 */
export function toHistory(
  file: string,
  queueId: string,
  series: QueueRows,
  fallback: { readonly zone: string; readonly intervalMinutes: number },
  issues: InputIssue[],
): QueueHistory | undefined {
  takeSecondOccurrences(series)
  const intervalMinutes = intervalLength(series.starts) ?? fallback.intervalMinutes
  if (!INTERVAL_MINUTES.some((known) => known === intervalMinutes)) {
    const problem = `the rows of queue ${JSON.stringify(queueId)} are mostly ${intervalMinutes} minutes apart`
    issues.push({ file, column: 'start', problem, hint: `Use intervals of ${INTERVAL_MINUTES.join(', ')} minutes.` })
    return undefined
  }
  const horizon = wholeDays(file, series, intervalMinutes, fallback.zone, issues)
  if (!horizon) return undefined
  const before = issues.length
  const rowAt = placeRows(file, queueId, series, horizon, issues)
  if (issues.length === before) issues.push(...gaps(file, queueId, series.rows, horizon, rowAt))
  if (series.volumes.every(Number.isNaN)) {
    const problem = `queue ${JSON.stringify(queueId)} has only empty volumes`
    issues.push({ file, column: 'volume', problem, hint: 'Fill in the contacts of the days for which there are data.' })
  }
  return { queueId, ...dense(series, horizon, rowAt), startsAt: horizon.startsAt, intervalMinutes, zone: fallback.zone }
}

/** A wall clock that the autumn change repeats means its first occurrence, unless a row has taken that already. */
function takeSecondOccurrences({ starts, laterStarts }: QueueRows): void {
  const taken = new Set<number>()
  for (const [position, laterMs] of laterStarts) {
    const first = starts[position]!
    if (taken.has(first)) starts[position] = laterMs
    taken.add(first)
  }
}

/** Most frequent distance between neighbouring starts, minutes; the smaller one of two that are as frequent. */
export function intervalLength(starts: readonly number[]): number | undefined {
  const sorted = Float64Array.from(starts).sort()
  const counts = new Map<number, number>()
  for (let index = 1; index < sorted.length; index++) {
    const minutes = (sorted[index]! - sorted[index - 1]!) / MS_PER_MINUTE
    if (minutes > 0) counts.set(minutes, (counts.get(minutes) ?? 0) + 1)
  }
  let best: number | undefined
  for (const [minutes, count] of counts) {
    const most = best === undefined ? 0 : counts.get(best)!
    if (count > most || (count === most && minutes < best!)) best = minutes
  }
  return best
}

/** Grid from the first row's local midnight to the end of the last row's day. */
function wholeDays(
  file: string,
  { starts, rows }: QueueRows,
  intervalMinutes: number,
  zone: string,
  issues: InputIssue[],
): Horizon | undefined {
  let first = 0
  let last = 0
  starts.forEach((start, position) => {
    if (start < starts[first]!) first = position
    if (start > starts[last]!) last = position
  })
  const firstDay = localDate(starts[first]!, zone)
  const lastDay = localDate(starts[last]!, zone)
  const days =
    Math.round(DateTime.fromISO(lastDay, { zone }).diff(DateTime.fromISO(firstDay, { zone }), 'days').days) + 1
  if (days <= MAX_DAYS) return dayHorizon(firstDay, days, intervalMinutes, zone)
  const problem = `is more than 20 years after ${firstDay} in row ${rows[first]}`
  issues.push({
    file,
    row: rows[last]!,
    column: 'start',
    value: lastDay,
    problem,
    hint: 'Check the year of both rows.',
  })
  return undefined
}

/** Position of the row of each interval, `[interval]`; -1 where there is none. */
function placeRows(
  file: string,
  queueId: string,
  { starts, rows }: QueueRows,
  horizon: Horizon,
  issues: InputIssue[],
): Int32Array {
  const rowAt = new Int32Array(horizon.intervals).fill(-1)
  const step = horizon.intervalMinutes * MS_PER_MINUTE
  starts.forEach((start, position) => {
    const interval = (start - horizon.startsAt) / step
    const place = () => ({ file, row: rows[position]!, column: 'start', value: localStamp(start, horizon.zone) })
    if (!Number.isInteger(interval)) {
      const problem = `is off the grid of ${horizon.intervalMinutes}-minute intervals that the other rows are on`
      issues.push({ ...place(), problem, hint: 'Give every row the start of its interval.' })
    } else if (rowAt[interval]! >= 0) {
      const problem = `is a second row for this interval of queue ${JSON.stringify(queueId)}, after row ${rows[rowAt[interval]!]}`
      issues.push({ ...place(), problem, hint: 'Keep one of the two rows, or add their volumes.' })
    } else rowAt[interval] = position
  })
  return rowAt
}

/**
 * Intervals without a row, between the first and the last row of their day, where at least half of such weekdays have
 * one. Days without any row were closed. The repeated hour of an autumn change may be absent: many systems merge it.
 */
function gaps(
  file: string,
  queueId: string,
  rows: readonly number[],
  horizon: Horizon,
  rowAt: Int32Array,
): InputIssue[] {
  const clocks = localClocks(horizon)
  const days: { first: number; last: number; weekday: number }[] = []
  const presence = new Map<number, number>()
  clocks.forEach(({ day, weekday, minuteOfDay }, interval) => {
    if (rowAt[interval]! < 0) return
    days[day] ??= { first: interval, last: interval, weekday }
    days[day].last = interval
    const place = weekday * 10_000 + minuteOfDay
    presence.set(place, (presence.get(place) ?? 0) + 1)
  })
  const openDays = [0, 0, 0, 0, 0, 0, 0, 0]
  for (const day of days) if (day) openDays[day.weekday]!++
  const isUsual = ({ weekday, minuteOfDay }: LocalClock): boolean =>
    (presence.get(weekday * 10_000 + minuteOfDay) ?? 0) * 2 >= openDays[weekday]!
  const issues: InputIssue[] = []
  for (const day of days) {
    if (!day) continue
    let latest = clocks[day.first]!.minuteOfDay
    for (let interval = day.first + 1; interval < day.last; interval++) {
      const clock = clocks[interval]!
      const isRepeated = clock.minuteOfDay <= latest
      latest = Math.max(latest, clock.minuteOfDay)
      if (rowAt[interval]! >= 0 || isRepeated || !isUsual(clock)) continue
      const start = localStamp(intervalStart(horizon, interval), horizon.zone)
      const after = rowAt.subarray(interval, day.last + 1).find((position) => position >= 0)!
      const problem = `before this row, the interval ${start} of queue ${JSON.stringify(queueId)} has no row`
      const hint = 'Add the row with an empty volume when there are no data, 0 when nobody contacted.'
      issues.push({ file, row: rows[after]!, column: 'start', problem, hint })
    }
  }
  return issues
}

function dense({ volumes, ahtSeconds }: QueueRows, horizon: Horizon, rowAt: Int32Array) {
  const volume = new Float64Array(horizon.intervals).fill(Number.NaN)
  const aht = new Float64Array(horizon.intervals).fill(Number.NaN)
  rowAt.forEach((position, interval) => {
    if (position < 0) return
    volume[interval] = volumes[position]!
    aht[interval] = ahtSeconds[position]!
  })
  return { volume, ahtSeconds: aht }
}
