import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { type CsvRow, numberFrom, readCsv } from './csv-table.ts'
import { localTimeReader } from './local-time.ts'

/** One queue of a forecast that was made earlier; the arrays run alike, by start. */
export interface PastForecast {
  readonly queueId: string
  /** Epoch milliseconds. */
  readonly starts: readonly number[]
  /** Contacts. */
  readonly mean: readonly number[]
  readonly p2_5: readonly number[]
  readonly p10: readonly number[]
  readonly p90: readonly number[]
  readonly p97_5: readonly number[]
}

const NUMBERS = ['mean', 'p2_5', 'p10', 'p90', 'p97_5'] as const
const COLUMNS = { required: ['queue', 'start', ...NUMBERS], optional: ['p50', 'aht_seconds'] }

interface ForecastRow extends Readonly<Record<(typeof NUMBERS)[number], number>> {
  readonly startMs: number
  readonly row: CsvRow
}

/** Reads a `forecast.csv`, a queue each in the order of the file. */
export function parseForecastCsv(file: string, text: string, zone: string, issues: InputIssue[]): PastForecast[] {
  const table = readCsv(file, text, COLUMNS, issues)
  const readTime = localTimeReader(zone)
  const rowsByQueue = new Map<string, ForecastRow[]>()
  for (const row of table?.entries(issues) ?? []) {
    const start = readTime(row.text('start'))
    if ('problem' in start) row.report('start', start.problem, start.hint)
    const numbers = NUMBERS.map((name) => contactsFrom(row, name))
    if ('problem' in start || numbers.includes(undefined)) continue
    const [mean, p2_5, p10, p90, p97_5] = numbers as [number, number, number, number, number]
    const rows = rowsByQueue.get(row.text('queue')) ?? []
    rowsByQueue.set(row.text('queue'), rows)
    rows.push({ startMs: start.ms, row, mean, p2_5, p10, p90, p97_5 })
  }
  if (table && rowsByQueue.size === 0 && issues.length === 0) {
    issues.push({ file, problem: 'has no rows', hint: 'Name a forecast.csv that `forecast` or `plan` has written.' })
  }
  return [...rowsByQueue].map(([queueId, rows]) => pastForecast(queueId, rows))
}

function contactsFrom(row: CsvRow, column: (typeof NUMBERS)[number]): number | undefined {
  const value = numberFrom(row.text(column))
  if (value !== undefined && value >= 0) return value
  row.report(column, 'is not a number of contacts', 'Name a forecast.csv that `forecast` or `plan` has written.')
  return undefined
}

function pastForecast(queueId: string, rows: ForecastRow[]): PastForecast {
  const sorted = [...rows].sort((a, b) => a.startMs - b.startMs)
  sorted.forEach(({ startMs, row }, at) => {
    if (startMs === sorted[at - 1]?.startMs) {
      row.report('start', 'stands twice for its queue', 'Keep one of the two rows.')
    }
  })
  const column = (name: (typeof NUMBERS)[number]) => sorted.map((entry) => entry[name])
  return {
    queueId,
    starts: sorted.map(({ startMs }) => startMs),
    mean: column('mean'),
    p2_5: column('p2_5'),
    p10: column('p10'),
    p90: column('p90'),
    p97_5: column('p97_5'),
  }
}
