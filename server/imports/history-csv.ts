import type { QueueHistory } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { type CsvRow, type CsvTable, numberFrom, readCsv } from './csv-table.ts'
import { type QueueRows, toHistory } from './history-grid.ts'
import { type LocalTimeReader, localTimeReader } from './local-time.ts'
import { knownWordsHint } from './suggestion.ts'

export interface HistoryOptions {
  readonly zone: string
  /** Queues that rows may name; absent means any. */
  readonly queueIds?: readonly string[]
  /** Queue of all rows of a file without a queue column. */
  readonly defaultQueue?: string
  /** Taken where a queue has one row only, from which no interval length can be seen. */
  readonly intervalMinutes: number
}

export const HISTORY_COLUMNS = {
  required: ['start', 'volume'],
  optional: ['queue', 'aht_seconds', 'repeats', 'bot_resolved'],
}
const MAX_VOLUME = 1e7
const MAX_AHT_SECONDS = 86_400

/**
 * Reads `queue,start,volume[,aht_seconds,repeats,bot_resolved]` into one dense series a queue, in the order of `queueIds` (else of the
 * file). The interval length is the most frequent distance between rows and may differ from the plan's. Repeats, which
 * are part of the volume, and contacts that a bot resolved alone, which are not, are checked and bear on no plan.
 */
export function parseHistory(
  file: string,
  text: string,
  options: HistoryOptions,
  issues: InputIssue[],
): QueueHistory[] {
  const table = readCsv(file, text, HISTORY_COLUMNS, issues)
  if (!table) return []
  const before = issues.length
  const rowsByQueue = readRows(table, options, issues)
  // Rows that could not be read would show up again as gaps, so the grid is built only from a file without such rows.
  if (!rowsByQueue || issues.length > before) return []
  if (rowsByQueue.size === 0) {
    issues.push({ file, problem: 'has no rows', hint: 'Add at least some weeks of contacts an interval.' })
  }
  const queueIds = options.queueIds?.filter((id) => rowsByQueue.has(id)) ?? [...rowsByQueue.keys()]
  return queueIds.flatMap((id) => toHistory(file, id, rowsByQueue.get(id)!, options, issues) ?? [])
}

function readRows(table: CsvTable, options: HistoryOptions, issues: InputIssue[]): Map<string, QueueRows> | undefined {
  if (table.position('queue') < 0 && options.defaultQueue === undefined) {
    const hint = 'Add it, or name the queue of all rows in plan.yaml: historyQueue.'
    issues.push({ file: table.file, row: 1, column: 'queue', problem: 'the column is missing', hint })
    return undefined
  }
  const readTime = rememberingReader(localTimeReader(options.zone))
  const rowsByQueue = new Map<string, QueueRows>()
  for (const row of table.entries(issues)) {
    const queueId = queueFrom(row, table, options)
    if (queueId === undefined) continue
    let series = rowsByQueue.get(queueId)
    if (!series) {
      series = { starts: [], laterStarts: new Map(), rows: [], volumes: [], ahtSeconds: [] }
      rowsByQueue.set(queueId, series)
    }
    addRow(series, row, readTime)
  }
  return rowsByQueue
}

const STAMPS_REMEMBERED = 200_000

/** Every queue of a file has the same stamps, so each is read once. */
function rememberingReader(readTime: LocalTimeReader): LocalTimeReader {
  const known = new Map<string, ReturnType<LocalTimeReader>>()
  return (text) => {
    let time = known.get(text)
    if (time) return time
    time = readTime(text)
    if (known.size < STAMPS_REMEMBERED) known.set(text, time)
    return time
  }
}

function queueFrom(row: CsvRow, table: CsvTable, { queueIds, defaultQueue }: HistoryOptions): string | undefined {
  if (table.position('queue') < 0) return defaultQueue
  const id = row.text('queue')
  if (queueIds) {
    if (queueIds.includes(id)) return id
    row.report('queue', 'is not a queue of plan.yaml', knownWordsHint(id, queueIds))
    return undefined
  }
  if (id !== '') return id
  row.report('queue', 'names no queue', 'Write the queue of every row, or leave the column out.')
  return undefined
}

function addRow(series: QueueRows, row: CsvRow, readTime: LocalTimeReader): void {
  const start = readTime(row.text('start'))
  if ('problem' in start) row.report('start', start.problem, start.hint)
  const volume = volumeFrom(row)
  const ahtSeconds = ahtFrom(row, volume)
  checkCount(row, 'repeats')
  checkCount(row, 'bot_resolved')
  if ('problem' in start || volume === undefined || ahtSeconds === undefined) return
  if (start.laterMs !== undefined) series.laterStarts.set(series.starts.length, start.laterMs)
  series.starts.push(start.ms)
  series.rows.push(row.row)
  series.volumes.push(volume)
  series.ahtSeconds.push(ahtSeconds)
}

/** Contacts; NaN where the cell is empty, undefined where it is wrong. */
function volumeFrom(row: CsvRow): number | undefined {
  const text = row.text('volume')
  if (text === '') return Number.NaN
  const volume = numberFrom(text)
  if (volume !== undefined && volume >= 0 && volume <= MAX_VOLUME) return volume
  const problem =
    volume === undefined
      ? 'is not a number'
      : volume < 0
        ? 'is negative'
        : 'is more than 10 million contacts in an interval'
  row.report('volume', problem, 'Use 0 when nobody contacted, an empty volume when there are no data.')
  return undefined
}

function checkCount(row: CsvRow, column: 'repeats' | 'bot_resolved'): void {
  const count = numberFrom(row.text(column) || '0')
  if (count !== undefined && count >= 0 && count <= MAX_VOLUME) return
  row.report(column, 'is not a number of contacts', 'Write a number from 0, or leave it empty when it is not known.')
}

/** Seconds; NaN where not known, undefined where the cell is wrong. */
function ahtFrom(row: CsvRow, volume: number | undefined): number | undefined {
  const text = row.text('aht_seconds')
  // Systems write a mean of 0 where there was nothing to take a mean of.
  if (text === '' || (Number(text) === 0 && !(volume !== undefined && volume > 0))) return Number.NaN
  const seconds = numberFrom(text)
  if (seconds !== undefined && seconds > 0 && seconds <= MAX_AHT_SECONDS) return seconds
  const problem =
    seconds === undefined
      ? 'is not a number'
      : seconds < 0
        ? 'is negative'
        : seconds === 0
          ? 'is a handling time of nothing'
          : 'is more than a day'
  row.report('aht_seconds', problem, 'Write seconds above 0, or leave it empty when it is not known.')
  return undefined
}
