import { DateTime } from 'luxon'
import { localStamp, MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { intervalLength } from '../history-grid.ts'
import type { IntervalCount } from '../mapping/interval-row.ts'
import { lengthOf } from './contact-history.ts'
import type { Coverage } from './coverage.ts'
import type { HistoryRow } from './history-rows.ts'

/** An interval as a row of the imported file tells it. */
export interface FileInterval extends IntervalCount {
  readonly row: number
  /** What the file calls the queue: several of its queues may be one of the plan's, and are added up then. */
  readonly sourceQueue: string
}

/** What became of the rows of a file, each counted once. */
export interface IntervalMerge {
  readonly rows: readonly HistoryRow[]
  readonly added: readonly FileInterval[]
  readonly updated: readonly FileInterval[]
  readonly duplicates: number
  readonly rejects: readonly Omit<InputIssue, 'file'>[]
}

/** What the file says of one interval of the history, and the rows that say it. */
interface Slot {
  readonly queueId: string
  readonly startMs: number
  readonly parts: FileInterval[]
}

/**
 * Puts counted intervals in the place of what the history has for them. Doing so again changes nothing.
 * @throws PlanningInputError when the file's intervals cannot be brought to the length of the history's
 */
export function mergeIntervals(
  known: readonly HistoryRow[],
  intervals: readonly FileInterval[],
  coverage: Coverage,
  settings: PlanSettings,
): IntervalMerge {
  const rejects: Omit<InputIssue, 'file'>[] = []
  const [added, updated]: [FileInterval[], FileInterval[]] = [[], []]
  const { unique, repeated } = uniqueIntervals(withSecondOccurrences(intervals), settings, rejects)
  let duplicates = repeated
  const knownByQueue = Map.groupBy(known, ({ queueId }) => queueId)
  const changes = new Map<HistoryRow, HistoryRow>()
  const rows: HistoryRow[] = []
  for (const [queueId, own] of Map.groupBy(unique, (interval) => interval.queueId)) {
    const knownRows = knownByQueue.get(queueId) ?? []
    const knownByStart = new Map(knownRows.map((row) => [row.startMs, row]))
    for (const slot of slotsOf(queueId, own, lengthOf(knownRows), settings, rejects)) {
      if (isCovered(slot, coverage, settings, rejects)) continue
      const before = knownByStart.get(slot.startMs)
      const row = joined(before, slot)
      if (before === undefined) {
        rows.push(row)
        added.push(...slot.parts)
      } else if (saysMore(row, before)) {
        changes.set(before, row)
        updated.push(...slot.parts)
      } else duplicates += slot.parts.length
    }
  }
  return { rows: [...known.map((row) => changes.get(row) ?? row), ...rows], added, updated, duplicates, rejects }
}

/** A wall clock that the autumn change repeats means its first occurrence, unless a row has taken that already. */
function withSecondOccurrences(intervals: readonly FileInterval[]): FileInterval[] {
  const taken = new Set<string>()
  return intervals.map((interval) => {
    const { laterStartMs } = interval
    if (laterStartMs === undefined) return interval
    const key = JSON.stringify([interval.queueId, interval.sourceQueue, interval.startMs])
    if (taken.has(key)) return { ...interval, startMs: laterStartMs }
    taken.add(key)
    return interval
  })
}

/** Each interval once. Rows that say different things of one are all refused: none of them is known to be right. */
function uniqueIntervals(
  intervals: readonly FileInterval[],
  { zone }: PlanSettings,
  rejects: Omit<InputIssue, 'file'>[],
): { unique: FileInterval[]; repeated: number } {
  const unique: FileInterval[] = []
  let repeated = 0
  const identity = ({ queueId, sourceQueue, startMs }: FileInterval) => JSON.stringify([queueId, sourceQueue, startMs])
  for (const same of Map.groupBy(intervals, identity).values()) {
    const [first] = same as [FileInterval, ...FileInterval[]]
    const isSame = same.every(
      ({ volume, ahtSeconds }) => Object.is(volume, first.volume) && Object.is(ahtSeconds, first.ahtSeconds),
    )
    if (isSame) {
      unique.push(first)
      repeated += same.length - 1
      continue
    }
    const rows = same.map(({ row }) => row).join(', ')
    for (const { row, startMs } of same) {
      const problem = `has several rows with different counts for queue ${JSON.stringify(first.queueId)}: rows ${rows}`
      const hint =
        'Add up the rows of agents or channels before, or name the column that tells them apart as the queue.'
      rejects.push({ row, value: localStamp(startMs, zone), problem, hint })
    }
  }
  return { unique, repeated }
}

/** The intervals added up to those of the history; the length is that of the queue's rows, else the plan's or the file's. */
function slotsOf(
  queueId: string,
  intervals: readonly FileInterval[],
  knownMinutes: number | undefined,
  settings: PlanSettings,
  rejects: Omit<InputIssue, 'file'>[],
): Slot[] {
  const fileMinutes =
    intervalLength(intervals.map(({ startMs }) => startMs)) ?? knownMinutes ?? settings.intervalMinutes
  const minutes = knownMinutes ?? Math.max(fileMinutes, settings.intervalMinutes)
  if (minutes % fileMinutes !== 0) throw new PlanningInputError(lengthIssue(queueId, fileMinutes, minutes, settings))
  const midnight = DateTime.fromMillis(intervals[0]!.startMs, { zone: settings.zone }).startOf('day').toMillis()
  const [part, length] = [fileMinutes * MS_PER_MINUTE, minutes * MS_PER_MINUTE]
  const slots = new Map<number, Slot>()
  for (const interval of intervals) {
    const { row, startMs } = interval
    if ((startMs - midnight) % part !== 0) {
      const problem = `is off the grid of ${fileMinutes}-minute intervals that the other rows are on`
      const hint = 'Give every row the start of its interval.'
      rejects.push({ row, value: localStamp(startMs, settings.zone), problem, hint })
      continue
    }
    const slotStart = midnight + Math.floor((startMs - midnight) / length) * length
    const slot = slots.get(slotStart)
    if (slot) slot.parts.push(interval)
    else slots.set(slotStart, { queueId, startMs: slotStart, parts: [interval] })
  }
  return withoutCutEnds([...slots.values()], part, length, rejects, settings)
}

const lengthIssue = (
  queueId: string,
  fileMinutes: number,
  minutes: number,
  { historyFile }: PlanSettings,
): InputIssue => ({
  problem: `the rows of queue ${JSON.stringify(queueId)} are ${fileMinutes} minutes apart, and its rows in ${historyFile} ${minutes}`,
  hint: `Export by ${minutes} minutes or a part of it, or remove the queue's rows from ${historyFile}.`,
})

/** A file that begins or ends inside an interval of the history does not tell all about that one. */
function withoutCutEnds(
  slots: readonly Slot[],
  part: number,
  length: number,
  rejects: Omit<InputIssue, 'file'>[],
  { zone }: PlanSettings,
): Slot[] {
  const starts = slots.flatMap(({ parts }) => parts.map(({ startMs }) => startMs))
  const first = starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY)
  const last = starts.reduce((most, start) => Math.max(most, start), Number.NEGATIVE_INFINITY)
  return slots.filter(({ startMs, parts }) => {
    if (first <= startMs || first >= startMs + length) {
      if (last < startMs || last + part >= startMs + length) return true
    }
    for (const { row, startMs: value } of parts) {
      const problem = `is of an interval of ${length / MS_PER_MINUTE} minutes that the file has only a part of`
      rejects.push({ row, value: localStamp(value, zone), problem, hint: 'Export from and to a full hour.' })
    }
    return false
  })
}

function isCovered(
  { queueId, startMs, parts }: Slot,
  coverage: Coverage,
  { zone, intervalMinutes }: PlanSettings,
  rejects: Omit<InputIssue, 'file'>[],
): boolean {
  if (!coverage.covers(queueId, startMs, startMs + intervalMinutes * MS_PER_MINUTE)) return false
  for (const { row, startMs: start } of parts) {
    const problem = 'is an interval that is known from imported contacts'
    const hint = 'Nothing needs to be done: counts of contacts are the more exact ones.'
    rejects.push({ row, value: localStamp(start, zone), problem, hint })
  }
  return true
}

/** What is known of the interval with what the file says; the file's empty cells take nothing away. */
function joined(before: HistoryRow | undefined, { queueId, startMs, parts }: Slot): HistoryRow {
  const volume = parts.reduce((sum, part) => sum + part.volume, 0)
  const timed = parts.filter(({ ahtSeconds, volume }) => volume > 0 && !Number.isNaN(ahtSeconds))
  const handled = timed.reduce((sum, part) => sum + part.volume, 0)
  const ahtSeconds = timed.reduce((sum, part) => sum + part.volume * part.ahtSeconds, 0) / handled
  return {
    queueId,
    startMs,
    volume: rounded(Number.isNaN(volume) ? (before?.volume ?? volume) : volume),
    ahtSeconds: rounded(Number.isNaN(ahtSeconds) ? (before?.ahtSeconds ?? ahtSeconds) : ahtSeconds),
  }
}

/** As exact as the file is written, so that what is read again is the same. */
const rounded = (value: number): number => Number(value.toFixed(4))

const saysMore = (row: HistoryRow, before: HistoryRow): boolean =>
  !Object.is(row.volume, before.volume) || !Object.is(row.ahtSeconds, before.ahtSeconds)
