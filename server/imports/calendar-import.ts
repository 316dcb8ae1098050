import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { ImportField, ImportMapping } from '../contracts/import.ts'
import { orderEvents } from './calendar-csv.ts'
import { type CalendarFile, readIcs } from './calendar-ics.ts'
import { eventKindOf } from './event-kind.ts'
import { expectedSizeOf } from './expected-size.ts'
import { type MappedColumn, mappedColumns, widthProblem } from './mapping/row-columns.ts'
import { cellText } from './mapping/text-values.ts'
import { type Session, sessionReader } from './sheet-session.ts'
import type { SourceTable } from './tables/source-table.ts'

export interface CalendarImportContext {
  /** The plan's zone. */
  readonly zone: string
  readonly fileName: string
  /** Repeating events are followed to here. */
  readonly untilMs: number
}

/**
 * Reads the events of a schedule sheet by a mapping, or of an iCalendar text. A row that cannot be read for sure is
 * rejected and costs none of the others.
 * @throws PlanningInputError when the sheet lacks a column of the mapping
 */
export async function importCalendar(
  source: SourceTable | { readonly icsText: string },
  mapping: ImportMapping,
  context: CalendarImportContext,
): Promise<CalendarFile> {
  if ('icsText' in source) return readIcs(context.fileName, source.icsText, mapping.zone, context.untilMs)
  const { queues: _, defaultQueue: __, ...rest } = mapping
  const columns = mappedColumns({ ...rest, queues: {} }, source.columns, [], { queueIds: [], nowMs: 0 })
  const readRow = rowReader(columns, mapping, source, context)
  const found: SheetEvent[] = []
  const rejects: InputIssue[] = []
  const readingWarnings: InputIssue[] = []
  let [rows, blank] = [0, 0]
  for await (const batch of source.rows()) {
    const { problems = [], warnings = [], blankRows = 0 } = batch
    rows += problems.length + blankRows
    blank += blankRows
    rejects.push(...problems)
    readingWarnings.push(...warnings)
    batch.rows.forEach((cells, at) => {
      rows++
      const row = batch.rowNumbers[at]!
      if (isNoEvent(cells, source.columns)) {
        blank++
        return
      }
      const read = widthProblem(cells, source.columns) ?? readRow(cells)
      if ('problem' in read) rejects.push({ file: context.fileName, row, ...read })
      else found.push(read)
    })
  }
  const { events, duplicates, differing } = distinctEvents(found)
  const warnings = [...readingWarnings, ...warningsOf(found, differing, context.fileName)]
  return { events: orderEvents(events), rejects, warnings, rows, blank, duplicates }
}

interface SheetEvent {
  readonly event: CalendarEvent
  readonly isSizeKnown: boolean
  readonly isOfDays: boolean
}

/** A row without anything in it, or the header once more. */
const isNoEvent = (cells: readonly string[], columns: readonly string[]): boolean =>
  cells.every((cell) => cellText(cell) === '') || cells.every((cell, at) => cell.trim() === '' || cell === columns[at])

type RowReader = (cells: readonly string[]) => SheetEvent | Omit<InputIssue, 'file' | 'row'>

function rowReader(
  columns: ReadonlyMap<ImportField, MappedColumn>,
  mapping: ImportMapping,
  { sheet, format }: SourceTable,
  { fileName }: CalendarImportContext,
): RowReader {
  const textOf =
    (...fields: readonly ImportField[]) =>
    (cells: readonly string[]) =>
      fields.map((field) => columns.get(field)?.text(cells) ?? '').find((text) => text !== '') ?? ''
  const columnOf = {
    date: columns.get('date') ?? columns.get('start') ?? columns.get('startTime'),
    start: columns.get('start') ?? columns.get('startTime') ?? columns.get('date'),
    end: columns.get('end') ?? columns.get('endTime') ?? columns.get('start') ?? columns.get('startTime'),
  }
  const [date, start, end] = [textOf('date'), textOf('start', 'startTime'), textOf('end', 'endTime')]
  const readSession = sessionReader(mapping.zone, yearIn(fileName, sheet), {
    date: columnOf.date?.timeFormat,
    start: columnOf.start?.timeFormat,
    end: columnOf.end?.timeFormat,
    isSpreadsheet: format === 'xlsx',
  })
  return (cells) => {
    const session = readSession({ date: date(cells), start: start(cells), end: end(cells) })
    if ('problem' in session) {
      const column = columnOf[session.cell]
      const value = { date, start, end }[session.cell](cells)
      return { ...(column ? { column: column.column } : {}), value, problem: session.problem, hint: session.hint }
    }
    const sizeText = textOf('expectedSize')(cells)
    const size = expectedSizeOf(sizeText)
    if (!size) {
      const hint = 'Write a number from 0 such as 12000, 1.2万 or 12k; leave it empty while it is not known.'
      return { column: columns.get('expectedSize')!.column, value: sizeText, problem: 'is not a size', hint }
    }
    return {
      event: eventOf((field) => textOf(field)(cells), session, size.value),
      isSizeKnown: size.isKnown,
      isOfDays: session.isOfDays,
    }
  }
}

/** The title names platform and host too: several rooms may be live at once with one theme. */
function eventOf(text: (field: ImportField) => string, session: Session, expectedSize: number): CalendarEvent {
  const parts = [...new Set([text('title'), text('platform'), text('host')])].filter((part) => part !== '')
  const isLive = !session.isOfDays || text('host') !== ''
  const kind = eventKindOf(text('kind')) || (isLive ? 'livestream' : 'event')
  const category = text('category')
  return {
    kind,
    title: parts.join(' · ').replaceAll(/\s+/g, ' ') || kind,
    startMs: session.startMs,
    endMs: session.endMs,
    expectedSize,
    ...(category === '' ? {} : { category }),
  }
}

/** The one year that the names of the file and its sheet tell, if they do. */
function yearIn(fileName: string, sheet: string | undefined): number | undefined {
  const years = [sheet ?? '', fileName].map((name) => [
    ...new Set([...name.matchAll(/(?<!\d)(20\d\d)(?!\d{1,3}(?!\d))/g)].map(([, year]) => Number(year))),
  ])
  return years.find((list) => list.length === 1)?.[0]
}

/** Events told twice count once; where two differ in what is not their name, the later end and the larger size win. */
function distinctEvents(found: readonly SheetEvent[]): {
  events: CalendarEvent[]
  duplicates: number
  differing: number
} {
  const byName = Map.groupBy(found, ({ event }) => `${event.startMs} ${event.title}`)
  const groups = [...byName.values()].map((group) => group.map(({ event }) => event))
  const rank = (event: CalendarEvent) => [event.endMs, event.expectedSize, event.kind, event.category ?? '']
  const compare = (a: CalendarEvent, b: CalendarEvent) => {
    const [left, right] = [rank(a), rank(b)]
    const at = left.findIndex((value, index) => value !== right[index])
    return at < 0 ? 0 : left[at]! > right[at]! ? -1 : 1
  }
  return {
    events: groups.map((group) => [...group].sort(compare)[0]!),
    duplicates: found.length - groups.length,
    differing: groups.filter((group) => group.some((event) => compare(event, group[0]!) !== 0)).length,
  }
}

function warningsOf(found: readonly SheetEvent[], differing: number, file: string): InputIssue[] {
  const warnings: InputIssue[] = []
  const warn = (count: number, problem: string, hint: string) => {
    if (count > 0) warnings.push({ file, value: String(count), problem, hint })
  }
  const sized = new Set(found.filter(({ isSizeKnown }) => isSizeKnown).map(({ event }) => event.kind))
  const unsized = found.filter(({ event, isSizeKnown }) => !isSizeKnown && sized.has(event.kind)).length
  warn(
    unsized,
    'events have no expected size though others of their kind have, and count as 1',
    'Fill in their expected_size in calendar.csv; it is kept when the file is imported again.',
  )
  const severalDays = found.filter(({ event, isOfDays }) => isOfDays && event.endMs - event.startMs > 90_000_000).length
  warn(severalDays, 'events are of whole days, the last one included', 'Check that their ends are meant so.')
  warn(differing, 'events stand in the file twice, differently', 'The later end and the larger size were taken.')
  return warnings
}
