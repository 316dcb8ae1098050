import { IANAZone } from 'luxon'
import type { CalendarEvent } from '../domain/calendar.ts'
import { MINUTES_PER_DAY, MS_PER_MINUTE } from '../domain/horizon.ts'
import { compareIds } from '../domain/roster.ts'
import { type DayMatrix, weekdayOf } from './day-matrix.ts'
import { type SparseRows, selectColumns, sparseRows } from './sparse-rows.ts'

/** What the calendar exposes a queue's days and slots to; sizes are relative to the kind's mean size in history. */
export interface EventExposure {
  readonly kinds: readonly EventKind[]
  /** Rows are days from the matrix's first day, history and horizon alike; columns are those of `dayEffects`. */
  readonly byDay: SparseRows
  readonly dayEffects: readonly DayEffect[]
  /** Rows are `day * slots + slot`; columns are hours around part-day events; values are hours of the slot times size. */
  readonly bySlot: SparseRows
  /** Kind of each column of `bySlot`. */
  readonly shapeKindOf: readonly number[]
  /** 1 for days of a kind on which history never has a single contact counted, twice or more: closed. */
  readonly isClosed: Uint8Array
}

/**
 * Events that act alike. A full-day kind (a holiday, a sale) multiplies everything of its days, part-day events of the
 * same day included; part-day kinds (livestreams) add to what would come without them.
 */
export interface EventKind {
  readonly name: string
  readonly isFullDay: boolean
  /** Runs of days in history that had it. */
  readonly occasions: number
}

/** How far an event reaches: not at all, to its own days (and the one before), a week on, four weeks on. */
export const REACHES = ['none', 'days', 'week', 'month'] as const
export type Reach = (typeof REACHES)[number]

/** A column of day exposure. */
export interface DayEffect {
  /** Index in `kinds`. */
  readonly kind: number
  /** The least reach that takes it in. */
  readonly reach: Reach
  /** Falls on the very day of a part-day event, whose time of day is known. */
  readonly isSameDay: boolean
  /** Standard deviation expected of it before any data, a fraction of the day's volume. */
  readonly priorDeviation: number
}

/** Days after an event at which its echo is learned; between them it is taken to run straight (hat functions). */
const ECHO_DAYS = [1, 2, 3, 5, 8, 12, 17, 23] as const
const LAST_ECHO_DAY = 28
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

/** How much planned sizes are taken to mean: an event counts as (size / mean size) ** power. */
export const SIZE_POWERS = [1, 0.5, 0] as const
export type SizePower = (typeof SIZE_POWERS)[number]
export type ExposureByPower = ReadonlyMap<SizePower, EventExposure>

/** The exposure under each power; under the first alone where sizes do not differ. */
export function exposureByPower(
  events: readonly CalendarEvent[],
  matrix: DayMatrix,
  days: number,
  zone: string,
): ExposureByPower {
  const placed = placeEvents(events, matrix.firstDay, zone)
  const sizeOf = new Map(placed.map(({ kind, size }) => [kind, size]))
  const differ = placed.some(({ kind, size }) => size !== sizeOf.get(kind))
  const powers = differ ? SIZE_POWERS : SIZE_POWERS.slice(0, 1)
  return new Map(powers.map((power) => [power, eventExposure(placed, matrix, days, power)]))
}

/** Events of kinds that history has seen, on the queue's days. `days` counts history and horizon. */
function eventExposure(
  placed: readonly PlacedEvent[],
  matrix: DayMatrix,
  days: number,
  power: SizePower,
): EventExposure {
  const known = Map.groupBy(placed, (event) => `${event.isFullDay ? 'day' : 'part'} ${event.kind}`)
  const dayRows: Row[] = new Array(days)
  const slotRows: Row[] = new Array(days * matrix.slots)
  const dayEffects: DayEffect[] = []
  const kinds: EventKind[] = []
  const isClosed = new Uint8Array(days)
  const shapeKindOf: number[] = []
  for (const key of [...known.keys()].sort(compareIds)) {
    const all = known.get(key)!
    const past = all.filter((event) => event.lastDay >= 0 && event.firstDay < matrix.days)
    if (past.length === 0) continue
    const meanSize = past.reduce((sum, event) => sum + event.size, 0) / past.length
    const column = dayEffects.length
    const isFullDay = all[0]!.isFullDay
    const sizeOf = ({ size }: PlacedEvent) => (size / meanSize) ** power
    if (isFullDay) addFullDays(all, sizeOf, dayRows, column)
    for (const event of isFullDay ? [] : all) {
      addPartDay(event, sizeOf(event), dayRows, column)
      addSlots(event, sizeOf(event), slotRows, shapeKindOf.length, matrix)
    }
    if (isFullDay) closeDays(all, past, matrix, isClosed)
    else for (let bin = 0; bin < SHAPE_BINS; bin++) shapeKindOf.push(kinds.length)
    for (const effect of isFullDay ? FULL_DAY_EFFECTS : PART_DAY_EFFECTS)
      dayEffects.push({ ...effect, kind: kinds.length })
    kinds.push({ name: all[0]!.kind, isFullDay, occasions: occasionsOf(past) })
  }
  return {
    kinds,
    byDay: sparseRows(dayRows, dayEffects.length),
    dayEffects,
    bySlot: sparseRows(slotRows, shapeKindOf.length),
    shapeKindOf,
    isClosed,
  }
}

/** Events on days that touch are one occasion. */
function occasionsOf(events: readonly PlacedEvent[]): number {
  const spans = events.map(({ firstDay, lastDay }) => [firstDay, lastDay] as const).sort((a, b) => a[0] - b[0])
  let [occasions, reachedDay] = [0, Number.NEGATIVE_INFINITY]
  for (const [first, last] of spans) {
    if (first > reachedDay + 1) occasions++
    reachedDay = Math.max(reachedDay, last)
  }
  return occasions
}

/** The exposure with only those day effects that each kind's reach takes in, `[kind]`. */
export function withReach(exposure: EventExposure, reaches: readonly Reach[]): EventExposure {
  const newColumn = new Map<number, number>()
  const dayEffects = exposure.dayEffects.filter(({ kind, reach }, column) => {
    const isKept = REACHES.indexOf(reach) <= REACHES.indexOf(reaches[kind]!)
    if (isKept) newColumn.set(column, newColumn.size)
    return isKept
  })
  return { ...exposure, dayEffects, byDay: selectColumns(exposure.byDay, newColumn) }
}

/** Shares of the echo's parameters on a day after, `[parameter, share]`. */
function echoShares(lag: number): [number, number][] {
  const shares: [number, number][] = []
  ECHO_DAYS.forEach((day, i) => {
    const [before, after] = [ECHO_DAYS[i - 1] ?? 0, ECHO_DAYS[i + 1] ?? LAST_ECHO_DAY + 1]
    const share = lag <= day ? (lag - before) / (day - before) : (after - lag) / (after - day)
    if (share > 0) shares.push([i, Math.min(1, share)])
  })
  return shares
}

type EffectShape = Omit<DayEffect, 'kind'>
const ownDay = (priorDeviation: number, isSameDay = false): EffectShape => ({
  priorDeviation,
  isSameDay,
  reach: 'days',
})
const echo = (deviation: number): EffectShape[] =>
  ECHO_DAYS.map((day) => ({
    priorDeviation: deviation * 0.93 ** day,
    isSameDay: false,
    reach: day <= 5 ? 'week' : 'month',
  }))
/** Day before, every day of it, first day on top, days after. */
const FULL_DAY_EFFECTS: readonly EffectShape[] = [ownDay(0.05), ownDay(0.4), ownDay(0.2), ...echo(0.15)]
/** The day itself, days after. */
const PART_DAY_EFFECTS: readonly EffectShape[] = [ownDay(0.2, true), ...echo(0.12)]

function placeEvents(events: readonly CalendarEvent[], firstDay: number, zoneName: string): PlacedEvent[] {
  const zone = IANAZone.create(zoneName)
  /** Minutes on the wall clock since the first day's midnight. */
  const wallMinute = (ms: number) => Math.floor(ms / MS_PER_MINUTE) + zone.offset(ms) - firstDay * MINUTES_PER_DAY
  return events.flatMap((event) => {
    const size = Number.isFinite(event.expectedSize) ? event.expectedSize : 1
    if (!(size > 0)) return []
    const [start, end] = [wallMinute(event.startMs), wallMinute(event.endMs)]
    const day = Math.floor(start / MINUTES_PER_DAY)
    const [startMinute, endMinute] = [start - day * MINUTES_PER_DAY, end - day * MINUTES_PER_DAY]
    const lastDay = day + Math.max(0, Math.ceil(endMinute / MINUTES_PER_DAY) - 1)
    const isFullDay = endMinute - startMinute >= 18 * 60
    return [{ kind: event.kind, size, firstDay: day, lastDay, startMinute, endMinute, isFullDay }]
  })
}

/**
 * Full days of one kind that touch are one run: only its first day is a first day, and what comes after begins when
 * the run ends, with the size of its last day. On a day of two events the larger counts.
 */
function addFullDays(
  events: readonly PlacedEvent[],
  sizeOf: (event: PlacedEvent) => number,
  rows: Row[],
  column: number,
): void {
  const sizeByDay = new Map<number, number>()
  for (const event of events)
    for (let day = event.firstDay; day <= event.lastDay; day++)
      sizeByDay.set(day, Math.max(sizeByDay.get(day) ?? 0, sizeOf(event)))
  for (const [day, size] of sizeByDay) {
    addTo(rows, day, column + 1, size)
    if (!sizeByDay.has(day - 1)) {
      addTo(rows, day - 1, column, size)
      addTo(rows, day, column + 2, size)
    }
    for (let lag = 1; lag <= LAST_ECHO_DAY && !sizeByDay.has(day + lag); lag++)
      for (const [i, share] of echoShares(lag)) addTo(rows, day + lag, column + 3 + i, size * share)
  }
}

function addPartDay(event: PlacedEvent, size: number, rows: Row[], column: number): void {
  addTo(rows, event.firstDay, column, size)
  for (let lag = 1; lag <= LAST_ECHO_DAY; lag++)
    for (const [i, share] of echoShares(lag)) addTo(rows, event.firstDay + lag, column + 1 + i, size * share)
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
