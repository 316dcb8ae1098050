import {
  dayHorizon,
  dayStarts,
  type Horizon,
  INTERVAL_MINUTES,
  intervalMs,
  intervalStart,
  localDate,
} from '../../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../../solver/domain/plan-inputs.ts'
import { intervalLength } from '../history-grid.ts'
import { type ContactLedger, IS_BOT_ONLY, IS_REPEAT } from './contact-ledger.ts'
import type { Coverage } from './coverage.ts'
import type { HistoryRow } from './history-rows.ts'
import { effortOf } from './shared-effort.ts'

/**
 * Rows of a plan's history in which the contacts of the ledger are counted: volume is human contacts, repeats among
 * them counted apart; sessions of a bot alone are counted in `bot_resolved` and are no volume.
 * @param known rows of the history before
 * @param before what the ledger covered when they were written: those intervals were counted from it
 * @param rows every row of the ledger in order, repeats marked
 * @returns also how many rows that others had counted gave way
 */
export function contactHistory(
  known: readonly HistoryRow[],
  before: Coverage,
  ledger: ContactLedger,
  rows: Uint32Array,
  coverage: Coverage,
  settings: PlanSettings,
): { readonly rows: HistoryRow[]; readonly replaced: number } {
  const efforts = effortOf(ledger, rows)
  const others = notCounted(known, before, settings)
  const kept = notCounted(others, coverage, settings)
  const keptByQueue = Map.groupBy(kept, ({ queueId }) => queueId)
  const lengths = (queueId: string) => lengthOf(keptByQueue.get(queueId) ?? []) ?? settings.intervalMinutes
  const countsByQueue = countContacts(ledger, rows, efforts, lengths, settings.zone)
  const counted = settings.queues.flatMap(({ id }) => {
    const counts = countsByQueue.get(id)
    const starts = new Set(keptByQueue.get(id)?.map(({ startMs }) => startMs))
    return counts ? coveredRows(counts, id, coverage, starts) : []
  })
  return { rows: [...kept, ...counted], replaced: others.length - kept.length }
}

/** Rows that contacts do not tell about. */
function notCounted(rows: readonly HistoryRow[], coverage: Coverage, settings: PlanSettings): readonly HistoryRow[] {
  if (coverage.queueIds.size === 0) return rows
  const ms = new Map<string, number>()
  for (const queueId of coverage.queueIds) {
    const own = rows.filter((row) => row.queueId === queueId)
    ms.set(queueId, (lengthOf(own) ?? settings.intervalMinutes) * 60_000)
  }
  return rows.filter(({ queueId, startMs }) => !coverage.covers(queueId, startMs, startMs + (ms.get(queueId) ?? 0)))
}

/** Minutes between the rows of a queue; undefined where they are too few to tell. */
export function lengthOf(rows: readonly HistoryRow[]): number | undefined {
  const minutes = intervalLength(rows.map(({ startMs }) => startMs))
  return INTERVAL_MINUTES.find((known) => known === minutes)
}

interface ContactCounts {
  readonly horizon: Horizon
  /** `[interval]` */
  readonly human: Uint32Array
  readonly repeats: Uint32Array
  readonly botOnly: Uint32Array
  /** Sum of known efforts, tenths of a second, and how many they are, `[interval]`. */
  readonly effort: Float64Array
  readonly efforts: Uint32Array
}

/**
 * Counts the contacts of each queue on a grid of whole local days.
 * @param rows in order, since a sum of shared efforts depends on theirs in its last digits
 */
function countContacts(
  ledger: ContactLedger,
  rows: Uint32Array,
  effortOfRow: (row: number) => number,
  lengthOfQueue: (queueId: string) => number,
  zone: string,
): Map<string, ContactCounts> {
  const { createdMs, queue, flags } = ledger.columns
  const counts: ContactCounts[] = []
  const countsByQueue = new Map<string, ContactCounts>()
  for (const [number, [firstMs, lastMs]] of spans(ledger, rows)) {
    const queueId = ledger.queues.words[number]!
    counts[number] = emptyCounts(horizonOf(firstMs, lastMs, lengthOfQueue(queueId), zone))
    countsByQueue.set(queueId, counts[number])
  }
  for (const row of rows) {
    const own = counts[queue[row]!]!
    const interval = Math.floor((createdMs[row]! - own.horizon.startsAt) / intervalMs(own.horizon))
    if (flags[row]! & IS_BOT_ONLY) {
      own.botOnly[interval]!++
      continue
    }
    own.human[interval]!++
    if (flags[row]! & IS_REPEAT) own.repeats[interval]!++
    const effort = effortOfRow(row)
    if (Number.isNaN(effort)) continue
    own.effort[interval]! += effort
    own.efforts[interval]!++
  }
  return countsByQueue
}

/** First and last creation of each queue's contacts, by the queue's number. */
function spans({ columns }: ContactLedger, rows: Uint32Array): Map<number, readonly [number, number]> {
  const spanByQueue = new Map<number, [number, number]>()
  for (const row of rows) {
    const span = spanByQueue.get(columns.queue[row]!)
    if (span) span[1] = columns.createdMs[row]!
    else spanByQueue.set(columns.queue[row]!, [columns.createdMs[row]!, columns.createdMs[row]!])
  }
  return spanByQueue
}

function horizonOf(firstMs: number, lastMs: number, intervalMinutes: number, zone: string): Horizon {
  const firstDay = localDate(firstMs, zone)
  // A day has 25 hours at most, and a day too many has no contacts.
  const days = Math.ceil((lastMs - firstMs) / (23 * 3_600_000)) + 1
  return dayHorizon(firstDay, days, intervalMinutes, zone)
}

const emptyCounts = (horizon: Horizon): ContactCounts => ({
  horizon,
  human: new Uint32Array(horizon.intervals),
  repeats: new Uint32Array(horizon.intervals),
  botOnly: new Uint32Array(horizon.intervals),
  effort: new Float64Array(horizon.intervals),
  efforts: new Uint32Array(horizon.intervals),
})

/**
 * A row for each covered interval. Between two of a day there may be some that no source tells about: these get rows
 * without a volume, since a history has no gaps within a day.
 * @param kept starts of the queue's rows that stay
 */
function coveredRows(
  counts: ContactCounts,
  queueId: string,
  coverage: Coverage,
  kept: ReadonlySet<number>,
): HistoryRow[] {
  const { horizon } = counts
  const rows: HistoryRow[] = []
  const starts = dayStarts(horizon)
  const length = intervalMs(horizon)
  let interval = 0
  for (let day = 0; day + 1 < starts.length; day++) {
    let blanks: HistoryRow[] = []
    let [hasRows, hasCounted] = [false, false]
    for (; interval < horizon.intervals && intervalStart(horizon, interval) < starts[day + 1]!; interval++) {
      const startMs = intervalStart(horizon, interval)
      const isCounted = !kept.has(startMs) && coverage.covers(queueId, startMs, startMs + length)
      if (!isCounted && !kept.has(startMs)) {
        if (hasRows) blanks.push({ queueId, startMs, volume: Number.NaN, ahtSeconds: Number.NaN })
        continue
      }
      hasCounted ||= isCounted
      if (hasCounted) rows.push(...blanks)
      if (isCounted) rows.push(rowOf(counts, queueId, interval))
      if (hasCounted) blanks = []
      hasRows = true
    }
  }
  return rows
}

function rowOf(counts: ContactCounts, queueId: string, interval: number): HistoryRow {
  const efforts = counts.efforts[interval]!
  return {
    queueId,
    startMs: intervalStart(counts.horizon, interval),
    volume: counts.human[interval]!,
    ahtSeconds: efforts === 0 ? Number.NaN : Math.max(1, Math.round(counts.effort[interval]! / efforts)) / 10,
    repeats: counts.repeats[interval]!,
    botResolved: counts.botOnly[interval]!,
  }
}
