import { localStamp } from '../../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import { type CsvRow, type CsvTable, numberFrom, readCsv } from '../csv-table.ts'
import { HISTORY_COLUMNS } from '../history-csv.ts'
import { localTimeReader } from '../local-time.ts'

/** What a history row says of its interval; NaN where unknown. */
export interface HistoryRow {
  readonly queueId: string
  readonly startMs: number
  readonly volume: number
  readonly ahtSeconds: number
  /** Of the volume. Absent where contacts were counted elsewhere. */
  readonly repeats?: number
  /** Apart from the volume. */
  readonly botResolved?: number
  /** The row as it stands in the file, which it is kept as. */
  readonly asRead?: { readonly line: string; readonly cells: number }
}

/** A history file with its rows apart, so that an import changes those that it is about and no other. */
export interface HistoryTable {
  /** Header as written; empty where there is no file yet. */
  readonly header: readonly string[]
  readonly separator: string
  readonly rows: readonly HistoryRow[]
}

/**
 * Reads the rows of a plan's history file.
 * @param text undefined where the plan has none yet
 * @throws PlanningInputError naming the rows that cannot be read: they cannot be told from those to be replaced
 */
export function readHistoryRows(text: string | undefined, settings: PlanSettings): HistoryTable {
  if (text === undefined || text.trim() === '') return { header: [], separator: ',', rows: [] }
  const issues: InputIssue[] = []
  const table = readCsv(settings.historyFile, text, HISTORY_COLUMNS, issues)
  const rows = table ? rowsOf(table, text, settings, issues) : []
  if (issues.length > 0) throw new PlanningInputError(issues)
  const [header = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)
  const separator = /[,;\t]/.exec(header)?.[0] ?? ','
  return { header: header.split(separator), separator, rows }
}

function rowsOf(table: CsvTable, text: string, settings: PlanSettings, issues: InputIssue[]): HistoryRow[] {
  const readTime = localTimeReader(settings.zone)
  // A quoted cell may run over lines, so that rows are no longer lines; such a file is written anew.
  const lines = text.includes('"') ? undefined : text.split(/\r?\n/)
  const taken = new Set<string>()
  const rows: HistoryRow[] = []
  for (const row of table.entries(issues)) {
    const time = readTime(row.text('start'))
    const queueId = table.position('queue') < 0 ? settings.historyQueue : row.text('queue')
    if ('problem' in time) row.report('start', time.problem, time.hint)
    else if (queueId === undefined || queueId === '')
      row.report('queue', 'names no queue', 'Write the queue of every row.')
    else {
      // A wall clock that the autumn change repeats means its first occurrence, unless a row has taken that already.
      const isSecond = time.laterMs !== undefined && taken.has(`${queueId} ${time.ms}`)
      if (time.laterMs !== undefined) taken.add(`${queueId} ${time.ms}`)
      const startMs = isSecond ? time.laterMs! : time.ms
      const line = lines?.[row.row - 1]
      const asRead = line === undefined ? {} : { asRead: { line, cells: table.rows[row.row - 2]!.length } }
      rows.push({ queueId, startMs, ...numbersOf(row), ...asRead })
    }
  }
  return rows
}

function numbersOf(row: CsvRow) {
  const number = (column: string) => numberFrom(row.text(column)) ?? Number.NaN
  const optional = (column: string) => (row.text(column) === '' ? undefined : number(column))
  const [repeats, botResolved] = [optional('repeats'), optional('bot_resolved')]
  return {
    volume: number('volume'),
    ahtSeconds: number('aht_seconds'),
    ...(repeats === undefined ? {} : { repeats }),
    ...(botResolved === undefined ? {} : { botResolved }),
  }
}

/** Text of a history file with these rows, ordered by queue and start; the columns are those of `table` and what the rows need. */
export function historyText(table: HistoryTable, rows: readonly HistoryRow[], settings: PlanSettings): string {
  const header = headerFor(table, rows, settings)
  const names = header.map((name) => name.trim().toLowerCase())
  const stamps = new Map<number, string>()
  const stampOf = (ms: number): string => {
    const stamp = stamps.get(ms) ?? localStamp(ms, settings.zone)
    stamps.set(ms, stamp)
    return stamp
  }
  const hasQueueAdded = table.header.length > 0 && !hasColumn(table.header, 'queue') && names.includes('queue')
  const line = (row: HistoryRow): string => {
    if (row.asRead && !hasQueueAdded) {
      return row.asRead.line + table.separator.repeat(Math.max(0, names.length - row.asRead.cells))
    }
    return names.map((name) => cellOf(row, name, stampOf)).join(table.separator)
  }
  return `${[header.join(table.separator), ...inOrder(rows, settings).map(line)].join('\n')}\n`
}

function headerFor(table: HistoryTable, rows: readonly HistoryRow[], { historyQueue }: PlanSettings): string[] {
  const has = (key: 'repeats' | 'botResolved') => rows.some((row) => row[key] !== undefined)
  const isOneQueue = table.header.length > 0 && rows.every(({ queueId }) => queueId === historyQueue)
  const needed = [
    ...(isOneQueue ? [] : ['queue']),
    'start',
    'volume',
    'aht_seconds',
    ...(has('repeats') ? ['repeats'] : []),
    ...(has('botResolved') ? ['bot_resolved'] : []),
  ]
  return [...table.header, ...needed.filter((name) => !hasColumn(table.header, name))]
}

const hasColumn = (header: readonly string[], column: string): boolean =>
  header.some((name) => name.trim().toLowerCase() === column)

function cellOf(row: HistoryRow, column: string, stampOf: (ms: number) => string): string {
  if (column === 'queue') return row.queueId
  if (column === 'start') return stampOf(row.startMs)
  if (column === 'volume') return numberText(row.volume)
  if (column === 'aht_seconds') return numberText(row.ahtSeconds)
  if (column === 'repeats') return numberText(row.repeats)
  return column === 'bot_resolved' ? numberText(row.botResolved) : ''
}

const numberText = (value = Number.NaN): string => (Number.isNaN(value) ? '' : String(Number(value.toFixed(4))))

/** By queue, in the plan's order and others after them, then by start. */
function inOrder(rows: readonly HistoryRow[], { queues }: PlanSettings): HistoryRow[] {
  const rank = new Map(queues.map(({ id }, position) => [id, position]))
  const rankOf = (queueId: string) => rank.get(queueId) ?? queues.length
  return [...rows].sort(
    (a, b) => rankOf(a.queueId) - rankOf(b.queueId) || compareIds(a.queueId, b.queueId) || a.startMs - b.startMs,
  )
}
