import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import { localStamp } from '../../solver/domain/horizon.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { CALENDAR_COLUMNS } from './calendar-csv.ts'
import { delimiterOf, isBlank, readCsv } from './csv-table.ts'
import { type LocalTimeReader, localTimeReader } from './local-time.ts'

const CALENDAR_FILE = 'calendar.csv'
const HEADER = ['kind', 'title', 'start', 'end', 'expected_size', 'category']
/** Beginnings that make a spreadsheet run a cell as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * `calendar.csv` with events put in: one that it has already, by start and title, gets the event's kind, end, size and
 * category in its place, others are added at the end, by start. All other rows, columns, their order and the way the
 * file is written stay, and merging the same events again changes nothing. A size that the file has is kept where the
 * event's is 1, which is what events without a size have.
 * @param existingText undefined where there is no file yet
 * @throws PlanningInputError when the present file is not a calendar
 */
export function mergeCalendar(
  existingText: string | undefined,
  events: readonly CalendarEvent[],
  zone: string,
): string {
  const text = existingText === undefined || existingText.trim() === '' ? `${HEADER.join(',')}\n` : existingText
  const issues: InputIssue[] = []
  if (!readCsv(CALENDAR_FILE, text, CALENDAR_COLUMNS, issues)) throw new PlanningInputError(issues)
  const delimiter = delimiterOf(text)
  const [first = [], ...rest] = parse(text, { bom: true, delimiter, relax_column_count: true }) as string[][]
  const header = [...first]
  const names = header.map((name) => name.trim().toLowerCase())
  const positionOf = (name: string, isNeeded: boolean): number => {
    if (!names.includes(name) && isNeeded) {
      names.push(name)
      header.push(name)
    }
    return names.indexOf(name)
  }
  const positions = {
    kind: positionOf('kind', true),
    title: positionOf('title', true),
    start: positionOf('start', true),
    end: positionOf('end', true),
    size: positionOf(
      'expected_size',
      events.some(({ expectedSize }) => expectedSize !== 1),
    ),
    category: positionOf(
      'category',
      events.some(({ category }) => category !== undefined),
    ),
  }
  const rows = mergeRows(rest, events, { positions, width: header.length, readTime: localTimeReader(zone), zone })
  const recordDelimiter = /\r\n/.test(text) ? '\r\n' : '\n'
  const lines = stringify([header, ...rows], { delimiter, record_delimiter: recordDelimiter })
  return text.startsWith('\uFEFF') ? `\uFEFF${lines}` : lines
}

interface Layout {
  readonly positions: Readonly<Record<'kind' | 'title' | 'start' | 'end' | 'size' | 'category', number>>
  readonly width: number
  readonly readTime: LocalTimeReader
  readonly zone: string
}

function mergeRows(rows: readonly string[][], events: readonly CalendarEvent[], layout: Layout): string[][] {
  const { positions, readTime } = layout
  const merged = rows.map((cells) => [...cells])
  const rowByName = new Map<string, string[]>()
  for (const cells of merged) {
    if (isBlank(cells)) continue
    const start = readTime((cells[positions.start] ?? '').trim())
    const title = (cells[positions.title] ?? '').trim() || (cells[positions.kind] ?? '').trim()
    if (!('problem' in start)) rowByName.set(nameOf(start.ms, title), cells)
  }
  for (const event of events) {
    const name = nameOf(event.startMs, guarded(event.title))
    const known = rowByName.get(name)
    const row = known ?? []
    if (!known) {
      rowByName.set(name, row)
      merged.push(row)
    }
    writeEvent(row, event, layout, known === undefined)
  }
  return merged
}

const nameOf = (startMs: number, title: string): string => `${startMs} ${title}`

function writeEvent(
  row: string[],
  event: CalendarEvent,
  { positions, width, readTime, zone }: Layout,
  isNew: boolean,
): void {
  while (row.length < width) row.push('')
  const write = (position: number, text: string) => {
    if (position >= 0) row[position] = text
  }
  if (isNew) {
    write(positions.title, guarded(event.title))
    write(positions.start, stampOf(event.startMs, readTime, zone))
  }
  write(positions.kind, guarded(event.kind))
  const end = readTime((row[positions.end] ?? '').trim())
  // An end written in another way stays as it is written.
  if ('problem' in end || end.ms !== event.endMs) write(positions.end, stampOf(event.endMs, readTime, zone))
  if (isNew || event.expectedSize !== 1) write(positions.size, String(event.expectedSize))
  if (isNew || event.category !== undefined) write(positions.category, guarded(event.category ?? ''))
}

const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Local time, with its offset where the wall clock comes twice. */
function stampOf(ms: number, readTime: LocalTimeReader, zone: string): string {
  const stamp = localStamp(ms, zone)
  const local = stamp.slice(0, 16)
  const plain = ms % 60_000 === 0 ? local : `${local}:${String((ms / 1000) % 60).padStart(2, '0')}`
  const read = readTime(plain)
  return 'ms' in read && read.ms === ms && read.laterMs === undefined ? plain : `${plain}${stamp.slice(16)}`
}
