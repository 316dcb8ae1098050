import { IANAZone } from 'luxon'
import type { ImportField } from '../../contracts/import.ts'
import { type AssignedColumn, fieldType, type LookedAt, median } from './assign-columns.ts'
import { bestTimeFormat, type ColumnEvidence, type TableSample } from './column-evidence.ts'
import { headerMatches } from './column-synonyms.ts'
import { isDayAlone } from './daily-counts.ts'
import { headerKey, headerParts } from './header-key.ts'
import { timeReader } from './read-time.ts'

type Assigned = Map<ImportField, AssignedColumn>

/** A conversation that is usually open for longer is a ticket. */
const MAX_USUAL_SESSION_SECONDS = 2 * 3600
/** Dates that contradict the others are mistakes up to this share of them. */
const MISTAKEN_SHARE = 0.01

const timesOf = (assigned: Assigned): AssignedColumn[] =>
  [...assigned.values()].filter(({ field }) => fieldType(field) === 'time')

/**
 * Takes the best guess at the time of creation where no header told it: a column of dates with times of day.
 * @returns whether it was told, with its time of day in the same column or in one beside it
 */
export function settleCreation(assigned: Assigned, { columns, evidence }: LookedAt): boolean {
  const told = assigned.get('createdAt')
  const taken = new Set([...assigned.values()].map(({ position }) => position))
  if (told) {
    const { values, timeOfDay } = evidence[told.position]!
    if (values.length === 0) return true
    if (!values.every(isDayAlone(told.timeFormat))) return !isWritten(told) || timeOfDay >= 0.5
    const position = columns.findIndex(
      (column, index) => !taken.has(index) && evidence[index]!.clocks > 0.9 && isNamedTimeOfDay(column),
    )
    if (position >= 0) assigned.set('timeOfDay', { field: 'timeOfDay', position, confidence: 0.8 })
    return position >= 0
  }
  const position = evidence.findIndex((column, index) => !taken.has(index) && isTimestamps(column))
  if (position >= 0) {
    const timeFormat = bestTimeFormat(evidence[position]!).format
    assigned.set('createdAt', { field: 'createdAt', position, confidence: 0.3, timeFormat })
  }
  return false
}

const isNamedTimeOfDay = (column: string): boolean =>
  [...headerMatches('intervals', column), ...headerMatches('contacts', column)].some(
    ({ field }) => field === 'timeOfDay' || field === 'createdAt',
  )

const isTimestamps = ({ times, timeOfDay }: ColumnEvidence): boolean =>
  Math.max(times.iso, times.dayFirst, times.monthFirst) > 0.9 && timeOfDay >= 0.5

/** Whether a column's times are texts, and not counts of seconds or days. */
const isWritten = ({ timeFormat }: AssignedColumn): boolean =>
  timeFormat === 'iso' || timeFormat === 'dayFirst' || timeFormat === 'monthFirst'

/** Takes the end of what is usually open for hours for the closing of a ticket. */
export function settleTicketEnds(assigned: Assigned, { texts }: TableSample): void {
  const created = assigned.get('createdAt')
  const end = assigned.get('sessionEnd')
  if (!created || !end) return
  const readStart = timeReader(created.timeFormat ?? 'iso', 'UTC')
  const readEnd = timeReader(end.timeFormat ?? 'iso', 'UTC')
  const lengths = texts[created.position]!.flatMap((text, row) => {
    const start = readStart(text)
    const last = readEnd(texts[end.position]![row]!)
    return 'ms' in start && 'ms' in last ? [(last.ms - start.ms) / 1000] : []
  })
  if (!(median(lengths) > MAX_USUAL_SESSION_SECONDS)) return
  assigned.delete('sessionEnd')
  if (!assigned.has('closedAt')) assigned.set('closedAt', { ...end, field: 'closedAt' })
}

/**
 * Settles whether the day or the month comes first in all columns of a file together: one system wrote them.
 * @returns whether a person must tell, because every date can be read both ways or because they contradict each other
 */
export function settleDayAndMonth(assigned: Assigned, { evidence }: LookedAt): boolean {
  const columns = timesOf(assigned).filter(({ timeFormat }) => timeFormat === 'dayFirst' || timeFormat === 'monthFirst')
  if (columns.length === 0) return false
  const sum = (key: 'dayFirstOnly' | 'monthFirstOnly') =>
    columns.reduce((total, { position }) => total + evidence[position]![key], 0)
  const dayFirst = sum('dayFirstOnly')
  const monthFirst = sum('monthFirstOnly')
  for (const column of columns) {
    assigned.set(column.field, { ...column, timeFormat: monthFirst > dayFirst ? 'monthFirst' : 'dayFirst' })
  }
  return Math.min(dayFirst, monthFirst) >= MISTAKEN_SHARE * Math.max(dayFirst, monthFirst)
}

/** Zone of the file's wall clocks; undefined when it matters and nobody has said. */
export function zoneOf(
  assigned: Assigned,
  { columns, evidence }: LookedAt,
  planZone: string | undefined,
): string | undefined {
  const local = timesOf(assigned).filter(
    (column) => column.timeFormat === 'excelSerial' || (isWritten(column) && evidence[column.position]!.offset < 1),
  )
  for (const { position } of local) {
    const zone = headerParts(headerKey(columns[position]!)).zone
    if (zone !== undefined) return zone
  }
  if (planZone !== undefined && IANAZone.isValidZone(planZone)) return planZone
  return local.length === 0 ? 'UTC' : undefined
}
