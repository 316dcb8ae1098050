import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { type CsvRow, numberFrom, readCsv } from './csv-table.ts'
import { localTimeReader } from './local-time.ts'
import { timeSpanFrom } from './time-span.ts'

export const CALENDAR_COLUMNS = { required: ['kind', 'title', 'start', 'end'], optional: ['expected_size', 'category'] }

/** More than the people or the money of the world; squares of it are still exact enough to fit a model to. */
export const MAX_EXPECTED_SIZE = 1e12

/** Reads `kind,title,start,end,expected_size[,category]`, ordered by start. Further columns are the user's own. */
export function parseCalendarCsv(file: string, text: string, zone: string, issues: InputIssue[]): CalendarEvent[] {
  const table = readCsv(file, text, CALENDAR_COLUMNS, issues)
  const readTime = localTimeReader(zone)
  const events: CalendarEvent[] = []
  for (const row of table?.entries(issues) ?? []) {
    const kind = row.text('kind')
    if (kind === '') row.report('kind', 'is empty', 'Name what it is, such as livestream, sale or holiday.')
    const span = timeSpanFrom(row, readTime)
    const expectedSize = expectedSizeFrom(row)
    const category = row.text('category')
    if (!span) continue
    events.push({
      kind,
      title: row.text('title') || kind,
      ...span,
      expectedSize,
      ...(category === '' ? {} : { category }),
    })
  }
  return orderEvents(events)
}

function expectedSizeFrom(row: CsvRow): number {
  const text = row.text('expected_size')
  const size = text === '' ? 1 : numberFrom(text)
  if (size !== undefined && size >= 0 && size <= MAX_EXPECTED_SIZE) return size
  const hint = 'Write how big you expect it to be, in one unit for all events of its kind; empty means 1.'
  row.report('expected_size', size === undefined ? 'is not a number' : size < 0 ? 'is negative' : 'is too large', hint)
  return 1
}

export const orderEvents = (events: CalendarEvent[]): CalendarEvent[] =>
  events.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs || compareIds(a.title, b.title))
