import { DateTime } from 'luxon'
import { MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { CsvRow } from './csv-table.ts'
import type { LocalTimeReader } from './local-time.ts'

/** Half-open `[startMs, endMs)`, epoch milliseconds. */
export interface TimeSpan {
  readonly startMs: number
  readonly endMs: number
}

/** A row's `start` and `end`, or undefined after reporting what is wrong with them. */
export function timeSpanFrom(row: CsvRow, readTime: LocalTimeReader): TimeSpan | undefined {
  const [start, end] = (['start', 'end'] as const).map((column) => {
    const time = readTime(row.text(column))
    if (!('problem' in time)) return time
    row.report(column, time.problem, time.hint)
    return undefined
  })
  if (!start || !end) return undefined
  // An end that the autumn change makes ambiguous may mean its second occurrence, when the first is before the start.
  const endMs = end.ms <= start.ms && end.laterMs !== undefined ? end.laterMs : end.ms
  if (endMs > start.ms) return { startMs: start.ms, endMs }
  row.report(
    'end',
    `is not after the start ${row.text('start')}`,
    'Check both; an end after midnight is on the next date.',
  )
  return undefined
}

/**
 * Whether an instant begins an interval, counted from its day's midnight: midnights lie off the hours of UTC where the
 * zone's offset is not of whole hours.
 */
export const isOnGrid = (ms: number, { zone, intervalMinutes }: Grid): boolean =>
  (ms - DateTime.fromMillis(ms, { zone }).startOf('day').toMillis()) % (intervalMinutes * MS_PER_MINUTE) === 0

interface Grid {
  readonly zone: string
  readonly intervalMinutes: number
}

export const overlap = (a: TimeSpan, b: TimeSpan): boolean => a.startMs < b.endMs && b.startMs < a.endMs
