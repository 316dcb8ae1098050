import { DateTime } from 'luxon'
import type { CalendarEvent } from '../domain/calendar.ts'
import { MINUTES_PER_DAY } from '../domain/horizon.ts'
import { compareIds } from '../domain/roster.ts'
import { type DayMatrix, dayNumber, weekdayOf } from './day-matrix.ts'
import { type SparseRows, sparseRows } from './sparse-rows.ts'

/** What the calendar exposes a queue's days and slots to; sizes are relative to the kind's mean size in history. */
export interface EventExposure {
  /** Rows are days from the matrix's first day, history and horizon alike; columns are day effects. */
  readonly byDay: SparseRows
  /** Standard deviation expected of each day effect before any data, a fraction of the day's volume. */
  readonly priorDeviation: Float64Array
  /** 1 for day effects that fall on the very day of a part-day event, whose time of day is known. */
  readonly isSameDay: Uint8Array
  /** Rows are `day * slots + slot`; columns are hours around part-day events; values are hours of the slot times size. */
  readonly bySlot: SparseRows
  /** 1 for days of a kind on which history never has a single contact counted, twice or more: closed. */
  readonly isClosed: Uint8Array
}

/** A full-day event acts on the day before, on its days and for some days after. */
const DAYS_AFTER = 6
const HOURS_AFTER = [0, 0.5, 1, 2, 4, 8] as const
const HOURS_DURING = [0, 0.5, 1, 2, 3] as const
const SHAPE_BINS = 1 + HOURS_DURING.length + HOURS_AFTER.length - 1

interface PlacedEvent {
  readonly kind: string
  readonly size: number
  /** Whole local days `[firstDay, lastDay]`, from the matrix's first day. */
  readonly firstDay: number
  readonly lastDay: number
  /** Minutes from the first day's midnight on the wall clock. */
  readonly startMinute: number
  readonly endMinute: number
  readonly isFullDay: boolean
}

/** Events of kinds that history has seen, placed on the queue's days. `days` counts history and horizon. */
export function eventExposure(
  events: readonly CalendarEvent[],
  matrix: DayMatrix,
  days: number,
  zone: string,
): EventExposure {
  const placed = events.map((event) => placeEvent(event, matrix.firstDay, zone)).filter((event) => event.size > 0)
  const known = Map.groupBy(placed, (event) => `${event.isFullDay ? 'day' : 'part'} ${event.kind}`)
  const dayRows: Row[] = new Array(days)
  const slotRows: Row[] = new Array(days * matrix.slots)
  const priors: number[] = []
  const sameDay: number[] = []
  const isClosed = new Uint8Array(days)
  let shapes = 0
  for (const key of [...known.keys()].sort(compareIds)) {
    const all = known.get(key)!
    const past = all.filter((event) => event.lastDay >= 0 && event.firstDay < matrix.days)
    if (past.length === 0) continue
    const meanSize = past.reduce((sum, event) => sum + event.size, 0) / past.length
    const column = priors.length
    const isFullDay = all[0]!.isFullDay
    if (isFullDay) addFullDays(all, meanSize, dayRows, column)
    for (const event of isFullDay ? [] : all) {
      addPartDay(event, event.size / meanSize, dayRows, column)
      addSlots(event, event.size / meanSize, slotRows, shapes, matrix)
    }
    if (isFullDay) closeDays(all, past, matrix, isClosed)
    else shapes += SHAPE_BINS
    for (const [deviation, same] of isFullDay ? FULL_DAY_EFFECTS : PART_DAY_EFFECTS) {
      priors.push(deviation)
      sameDay.push(same)
    }
  }
  return {
    byDay: sparseRows(dayRows, priors.length),
    priorDeviation: Float64Array.from(priors),
    isSameDay: Uint8Array.from(sameDay),
    bySlot: sparseRows(slotRows, shapes),
    isClosed,
  }
}

const afterEffects = (deviation: number): [number, number][] =>
  Array.from({ length: DAYS_AFTER }, (_, lag) => [deviation * 0.75 ** lag, 0])
/** Day before, every day of it, first day on top, days after: prior deviation and whether it is the day itself. */
const FULL_DAY_EFFECTS: [number, number][] = [[0.05, 0], [0.4, 0], [0.2, 0], ...afterEffects(0.15)]
/** The day itself, days after. */
const PART_DAY_EFFECTS: [number, number][] = [[0.2, 1], ...afterEffects(0.12)]

function placeEvent(event: CalendarEvent, firstDay: number, zone: string): PlacedEvent {
  const start = DateTime.fromMillis(event.startMs, { zone })
  const end = DateTime.fromMillis(event.endMs, { zone })
  const day = dayNumber(start.toFormat('yyyy-MM-dd')) - firstDay
  const startMinute = start.hour * 60 + start.minute
  const endMinute =
    (dayNumber(end.toFormat('yyyy-MM-dd')) - firstDay - day) * MINUTES_PER_DAY + end.hour * 60 + end.minute
  return {
    kind: event.kind,
    size: Number.isFinite(event.expectedSize) ? event.expectedSize : 1,
    firstDay: day,
    lastDay: day + Math.max(0, Math.ceil(endMinute / MINUTES_PER_DAY) - 1),
    startMinute,
    endMinute,
    isFullDay: endMinute - startMinute >= 18 * 60,
  }
}

/**
 * Full days of one kind that touch are one run: only its first day is a first day, and what comes after begins when
 * the run ends, with the size of its last day. On a day of two events the larger counts.
 */
function addFullDays(events: readonly PlacedEvent[], meanSize: number, rows: Row[], column: number): void {
  const sizeByDay = new Map<number, number>()
  for (const event of events)
    for (let day = event.firstDay; day <= event.lastDay; day++)
      sizeByDay.set(day, Math.max(sizeByDay.get(day) ?? 0, event.size / meanSize))
  for (const [day, size] of sizeByDay) {
    addTo(rows, day, column + 1, size)
    if (!sizeByDay.has(day - 1)) {
      addTo(rows, day - 1, column, size)
      addTo(rows, day, column + 2, size)
    }
    for (let lag = 1; lag <= DAYS_AFTER && !sizeByDay.has(day + lag); lag++)
      addTo(rows, day + lag, column + 2 + lag, size)
  }
}

function addPartDay(event: PlacedEvent, size: number, rows: Row[], column: number): void {
  for (let lag = 0; lag <= DAYS_AFTER; lag++) addTo(rows, event.firstDay + lag, column + lag, size)
}

type Row = Map<number, number>

/** Adds to a cell of a row; days and slots outside history and horizon are nobody's concern. */
function addTo(rows: Row[], at: number, column: number, size: number): void {
  if (at < 0 || at >= rows.length) return
  const row = rows[at] ?? new Map<number, number>()
  row.set(column, (row.get(column) ?? 0) + size)
  rows[at] = row
}

/** Adds hours of exposure to each slot: the hour before, the hours during, the hours after, of one event. */
function addSlots(event: PlacedEvent, size: number, rows: Row[], column: number, matrix: DayMatrix): void {
  const bins: [number, number][] = [[event.startMinute - 60, event.startMinute]]
  HOURS_DURING.forEach((hour, i) => {
    const from = event.startMinute + hour * 60
    const to = i + 1 < HOURS_DURING.length ? event.startMinute + HOURS_DURING[i + 1]! * 60 : event.endMinute
    bins.push([Math.min(from, event.endMinute), Math.min(to, event.endMinute)])
  })
  for (let i = 0; i + 1 < HOURS_AFTER.length; i++)
    bins.push([event.endMinute + HOURS_AFTER[i]! * 60, event.endMinute + HOURS_AFTER[i + 1]! * 60])
  const firstSlot = event.firstDay * matrix.slots
  bins.forEach(([from, to], bin) => {
    for (let slot = Math.floor(from / matrix.slotMinutes); slot * matrix.slotMinutes < to; slot++) {
      const start = slot * matrix.slotMinutes
      const hours = (Math.min(to, start + matrix.slotMinutes) - Math.max(from, start)) / 60
      if (hours > 0) addTo(rows, firstSlot + slot, column + bin, hours * size)
    }
  })
}

/** A kind whose days in history were, twice or more, all without data on open weekdays closes the queue. */
function closeDays(all: PlacedEvent[], past: PlacedEvent[], matrix: DayMatrix, isClosed: Uint8Array): void {
  const daysOf = (events: PlacedEvent[]) =>
    events.flatMap((event) => Array.from({ length: event.lastDay - event.firstDay + 1 }, (_, i) => event.firstDay + i))
  const openWeekdays = new Set<number>()
  for (let day = 0; day < matrix.days; day++)
    if (hasData(matrix, day)) openWeekdays.add(weekdayOf(day + matrix.firstDay))
  const seen = daysOf(past).filter(
    (day) => day >= 0 && day < matrix.days && openWeekdays.has(weekdayOf(day + matrix.firstDay)),
  )
  if (seen.length < 2 || seen.some((day) => hasData(matrix, day))) return
  for (const day of daysOf(all)) if (day >= 0 && day < isClosed.length) isClosed[day] = 1
}

function hasData(matrix: DayMatrix, day: number): boolean {
  for (let cell = day * matrix.slots; cell < (day + 1) * matrix.slots; cell++)
    if (!Number.isNaN(matrix.volume[cell]!)) return true
  return false
}
