import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import { localDate, localStamp } from '../../solver/domain/horizon.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { parseCalendarCsv } from './calendar-csv.ts'
import { importCalendar } from './calendar-import.ts'
import type { ImportFileRequest, ImportOutcome } from './import-request.ts'
import { mergeCalendar } from './merge-calendar.ts'
import { readPlanText } from './plan-reader.ts'
import type { RowTally } from './row-tally.ts'
import type { SourceTable } from './tables/source-table.ts'

const CALENDAR_FILE = 'calendar.csv'
/** How far ahead a repeating event is followed. */
const REACH_MS = 550 * 86_400_000

/** Puts the events of a schedule sheet or an iCalendar text into the plan's calendar. */
export async function importEvents(
  { plan, mapping, fileName, nowMs }: ImportFileRequest,
  source: SourceTable | { readonly icsText: string },
  tally: RowTally,
): Promise<ImportOutcome> {
  const { zone } = plan.settings
  const read = await importCalendar(source, mapping, { zone, fileName, untilMs: nowMs + REACH_MS })
  for (const { file: _, row, ...problem } of read.rejects) tally.reject(row ?? 1, problem)
  tally.rows = Math.max(read.rows, read.blank + read.rejects.length)
  tally.blank = read.blank
  for (const event of read.events) tally.showRow(() => shown(event, zone))

  const existing = await readPlanText(plan, CALENDAR_FILE)
  const before = eventsByName(existing, zone)
  const text = read.events.length === 0 ? undefined : mergeCalendar(existing, read.events, zone)
  const after = eventsByName(text ?? existing, zone)
  const changed = [...after].filter(([name, event]) => JSON.stringify(event) !== JSON.stringify(before.get(name)))
  const added = changed.filter(([name]) => !before.has(name)).length
  const good = tally.rows - tally.blank - tally.rejected - read.duplicates
  // An event of an .ics that repeats is one row of the file and many of the calendar.
  const accepted = read.events.length === good ? changed.length : changed.length > 0 ? good : 0
  const events = changed.map(([, event]) => event).sort((a, b) => a.startMs - b.startMs)
  return {
    counts: {
      accepted,
      duplicates: read.duplicates + good - accepted,
      added,
      updated: changed.length - added,
      repeats: 0,
      botOnly: 0,
      firstDate: events.length === 0 ? null : localDate(events[0]!.startMs, zone),
      lastDate: events.length === 0 ? null : localDate(events.at(-1)!.startMs, zone),
      queues: [],
      days: [],
      ahtBasis: 'none',
    },
    warnings: read.warnings,
    files: new Map(text === undefined || text === existing ? [] : [[CALENDAR_FILE, text]]),
  }
}

function eventsByName(text: string | undefined, zone: string): Map<string, CalendarEvent> {
  const issues: InputIssue[] = []
  const events = text === undefined || text.trim() === '' ? [] : parseCalendarCsv(CALENDAR_FILE, text, zone, issues)
  if (issues.length > 0) throw new PlanningInputError(issues)
  return new Map(events.map((event) => [`${event.startMs} ${event.title}`, event]))
}

const shown = ({ kind, title, startMs, endMs, expectedSize, category }: CalendarEvent, zone: string) => ({
  kind,
  title,
  start: localStamp(startMs, zone),
  end: localStamp(endMs, zone),
  expectedSize: String(expectedSize),
  ...(category === undefined ? {} : { category }),
})
