import { isUtf8 } from 'node:buffer'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { IntervalActual } from '../contracts/actuals.ts'
import { type CsvRow, numberFrom, readCsv } from './csv-table.ts'

/** A row of a file of actuals that could be read; what it says is not checked yet. */
export interface FileActual {
  readonly interval: IntervalActual
}

export interface ReadActual extends FileActual {
  /** Line as a spreadsheet counts, the header being 1. */
  readonly row: number
}

export interface ReadActuals {
  readonly rows: readonly ReadActual[]
  readonly issues: InputIssue[]
  /** Rows that could not be read. */
  readonly refused: number
}

export const ACTUALS_COLUMNS = {
  required: ['queue', 'start', 'volume'],
  optional: ['handled', 'abandoned', 'aht_seconds', 'answered_within', 'backlog', 'bot_handled', 'revision'],
}
/** What problems name the file by. */
const FILE = 'actuals.csv'
/** A cell is told as far as it helps. */
const CELL_CHARACTERS = 64

const FIGURES = [
  ['offered', 'volume'],
  ['handled', 'handled'],
  ['abandoned', 'abandoned'],
  ['ahtSeconds', 'aht_seconds'],
  ['answeredWithin', 'answered_within'],
  ['backlog', 'backlog'],
] as const

/**
 * Reads `queue,start,volume[,handled,abandoned,aht_seconds,answered_within,backlog,bot_handled,revision]`: the shape of a plan's
 * history with what else is known of an interval. An empty cell is not known, which is not zero.
 */
export function parseActuals(bytes: Uint8Array): ReadActuals {
  const issues: InputIssue[] = []
  const rows: ReadActual[] = []
  const text = textOf(bytes, issues)
  const table = text === undefined ? undefined : readCsv(FILE, text, ACTUALS_COLUMNS, issues)
  // Rows that are wider than the header are told already, and come as blank ones.
  let refused = table ? issues.length : 0
  for (const row of table?.entries(issues) ?? []) {
    const interval = intervalFrom(row)
    if (interval) rows.push({ row: row.row, interval })
    else refused++
  }
  return { rows, issues: issues.map(({ file: _, ...issue }) => issue), refused }
}

function textOf(bytes: Uint8Array, issues: InputIssue[]): string | undefined {
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  } catch {
    const problem = 'is neither UTF-8 nor GB18030 text'
    issues.push({ file: FILE, problem, hint: 'Save the file again as "CSV UTF-8" and send that.' })
    return undefined
  }
}

/** @returns undefined for a row with a cell that is no number; every one is told */
export function intervalFrom(row: CsvRow): IntervalActual | undefined {
  let isRead = true
  const numberOf = (column: string): number | null => {
    const text = row.text(column)
    if (text === '') return null
    const value = numberFrom(text)
    if (value !== undefined) return value
    isRead = false
    row.report(
      column,
      'is not a number',
      'Write a number with a decimal point, or leave it empty when it is not known.',
    )
    return null
  }
  const figures = Object.fromEntries(FIGURES.map(([field, column]) => [field, numberOf(column)]))
  const botHandled = numberOf('bot_handled')
  const revision = numberOf('revision') ?? 0
  if (!Number.isInteger(revision) || revision < 0 || revision > 2_000_000_000) {
    isRead = false
    row.report('revision', 'is not a count of corrections', 'Write a whole number from 0, or leave it empty.')
  }
  const queueId = row.text('queue').slice(0, CELL_CHARACTERS)
  const start = row.text('start').slice(0, CELL_CHARACTERS)
  // Where it is empty it is left out: servers that do not know it yet would refuse it, and a batch sent again be another.
  return isRead ? { queueId, start, ...figures, ...(botHandled !== null && { botHandled }), revision } : undefined
}
