import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { IntervalActual } from '../contracts/actuals.ts'
import { ACTUALS_COLUMNS, intervalFrom } from '../imports/actuals-csv.ts'
import { type CsvRow, readCsv } from '../imports/csv-table.ts'
import { type LocalTimeReader, localTimeReader } from '../imports/local-time.ts'

/** Rows that were reported together. */
export interface RecordedBatch {
  /** The same at every replay of the same file to the same plan and date, so that what was sent counts once. */
  readonly batchId: string
  /** When it was reported, epoch milliseconds. */
  readonly reportedMs: number
  readonly intervals: readonly IntervalActual[]
}

export interface RecordedDayOptions {
  readonly file: string
  readonly text: string
  /** In which times without an offset are, for when to send what. */
  readonly zone: string
  readonly planId: string
  /** Day that the file's first day becomes, `YYYY-MM-DD`. */
  readonly shiftTo?: string | undefined
}

/** Rows sent at once; the server takes more. */
const MOST_ROWS = 1000
const COLUMNS = { required: ACTUALS_COLUMNS.required, optional: [...ACTUALS_COLUMNS.optional, 'reported'] }

interface RecordedRow {
  readonly interval: IntervalActual
  readonly startMs: number
  /** Where the file says it. */
  readonly reportedMs: number | undefined
}

/**
 * Reads a recorded day: rows as a file of actuals has them, with the moment in `reported` at which each was told. A row
 * that does not say it was told when its interval ended.
 * @returns in the order in which they were told
 * @throws PlanningInputError with every issue found
 */
export function readRecordedDay(options: RecordedDayOptions): RecordedBatch[] {
  const issues: InputIssue[] = []
  const table = readCsv(options.file, options.text, COLUMNS, issues)
  const shift = shiftOf(
    options,
    [...(table?.entries([]) ?? [])].map((row) => row.text('start')),
  )
  const readTime = localTimeReader(options.zone)
  const rows = [...(table?.entries(issues) ?? [])].flatMap((row) => recordedRow(row, shift, readTime) ?? [])
  if (issues.length === 0 && rows.length === 0) {
    issues.push({ file: options.file, problem: 'has no rows', hint: 'Record a day first.' })
  }
  if (issues.length > 0) throw new PlanningInputError(issues)
  const intervalMs = usualDistance(rows.map(({ startMs }) => startMs))
  const reported = Map.groupBy(rows, ({ startMs, reportedMs }) => reportedMs ?? startMs + intervalMs)
  return [...reported]
    .sort(([a], [b]) => a - b)
    .flatMap(([reportedMs, told]) => {
      const parts = Array.from({ length: Math.ceil(told.length / MOST_ROWS) }, (_, part) =>
        told.slice(part * MOST_ROWS, (part + 1) * MOST_ROWS).map(({ interval }) => interval),
      )
      return parts.map((intervals, part) => ({ batchId: idOf(options, reportedMs, part), reportedMs, intervals }))
    })
}

type Shift = (stamp: string) => string

function shiftOf({ shiftTo }: RecordedDayOptions, starts: readonly string[]): Shift {
  const first = starts.map((start) => start.slice(0, 10)).sort()[0]
  const days = shiftTo && first ? DateTime.fromISO(shiftTo).diff(DateTime.fromISO(first), 'days').days : 0
  if (!(Math.abs(days) >= 1)) return (stamp) => stamp
  // By the wall clock: a shifted evening is an evening.
  return (stamp) => {
    const day = DateTime.fromISO(stamp.slice(0, 10))
    return day.isValid ? day.plus({ days: Math.round(days) }).toISODate() + stamp.slice(10) : stamp
  }
}

function recordedRow(row: CsvRow, shift: Shift, readTime: LocalTimeReader): RecordedRow | undefined {
  const interval = intervalFrom(row)
  const timeOf = (column: string) => {
    const time = readTime(shift(row.text(column)))
    if (!('problem' in time)) return time.ms
    row.report(column, time.problem, time.hint)
    return undefined
  }
  const startMs = timeOf('start')
  const reportedMs = row.text('reported') === '' ? undefined : timeOf('reported')
  if (!interval || startMs === undefined) return undefined
  // As it is written: the plan's zone is the server's to know, the one given here only says when to send.
  return { interval: { ...interval, start: shift(row.text('start')) }, startMs, reportedMs }
}

/** Of neighbouring starts, milliseconds; a quarter of an hour where there is one only. */
function usualDistance(starts: readonly number[]): number {
  const sorted = [...new Set(starts)].sort((a, b) => a - b)
  const distances = sorted.slice(1).map((start, index) => start - sorted[index]!)
  return distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 15 * MS_PER_MINUTE
}

/** An id of the kind that is made by hashing (RFC 9562, version 8). */
function idOf({ planId, text, shiftTo }: RecordedDayOptions, reportedMs: number, part: number): string {
  const named = JSON.stringify([planId, text, shiftTo ?? null, reportedMs, part])
  const hash = createHash('sha256').update(named).digest('hex')
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-')
}
