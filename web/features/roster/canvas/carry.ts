import { MINUTES_PER_DAY } from '../../../../solver/domain/horizon.ts'
import type { BoardGesture } from '../model/board-gesture.ts'
import { type BoardRow, cellAt, OPEN_ROW } from '../model/board-roster.ts'
import type { Carried } from './carried.ts'
import { carriedPlaces } from './carried-places.ts'
import type { CellHit, HitPicture } from './hit-test.ts'
import type { Picture } from './picture.ts'
import { placeOf } from './row-place.ts'
import { selectedPlaces } from './selected-cells.ts'

export interface Modifiers {
  readonly copies: boolean
  readonly swaps: boolean
}

type Shifts = Extract<Carried, { kind: 'shifts' }>

/** What a drag from a cell takes hold of: an edge, the shift or the selected cells that it is one of, or a new shift. */
export function takeHold(picture: Pick<Picture, 'selection'> & HitPicture, hit: CellHit): Carried | undefined {
  const { geometry, roster, rows, selection } = picture
  const { person, day, shift, edge } = hit
  if (person === undefined) return undefined
  const place = { person, day }
  if (!shift) {
    if (geometry.zoom !== 'hours') return undefined
    const at = snapped(hit.minute, roster.horizon.intervalMinutes, Math.floor)
    return { kind: 'drawn', place, fromMinute: at, toMinute: at + roster.horizon.intervalMinutes }
  }
  if (edge) {
    const toMinute = edge === 'start' ? shift.from : shift.to
    return { kind: 'edge', place, shift: shift.assignment, edge, toMinute }
  }
  const selected = selectedPlaces(selection, rows)
  const isSelected = selected.some((one) => one.person === person && one.day === day)
  const others = selected.filter((one) => one.person !== person || one.day !== day)
  const from = [place, ...(isSelected ? others.filter((one) => cellAt(roster, one).shifts.length > 0) : [])]
  const isOneOfSeveral = from.length === 1 && cellAt(roster, place).shifts.length > 1
  return {
    kind: 'shifts',
    from,
    shift: isOneOfSeveral ? shift.assignment : undefined,
    how: 'move',
    toRow: hit.row,
    dayOffset: 0,
    minuteOffset: 0,
  }
}

/** Where the pointer is and where it was when it took hold, in minutes of the columns. */
export interface Pull {
  readonly hold: CellHit
  readonly row: number
  /** Day under the pointer. */
  readonly day: number
  /** Wall-clock minute after midnight of `day`. */
  readonly minute: number
  readonly modifiers: Modifiers
}

/** What is carried when the pointer is elsewhere, snapped to the intervals of the plan. */
export function pulled(picture: HitPicture, carried: Carried, pull: Pull): Carried {
  const step = picture.roster.horizon.intervalMinutes
  const minuteOfPlace = (place: { day: number }) => (pull.day - place.day) * MINUTES_PER_DAY + pull.minute
  switch (carried.kind) {
    case 'edge':
      return { ...carried, toMinute: snapped(minuteOfPlace(carried.place), step, Math.round) }
    case 'drawn': {
      const start = snapped(pull.hold.minute, step, Math.floor)
      const at = minuteOfPlace(carried.place)
      const fromMinute = at < start ? snapped(at, step, Math.floor) : start
      const toMinute = at < start ? start + step : Math.max(start + step, snapped(at, step, Math.ceil))
      return { ...carried, fromMinute, toMinute }
    }
    case 'shifts':
      return pulledShifts(picture, carried, pull, step)
  }
}

function pulledShifts(picture: HitPicture, carried: Shifts, pull: Pull, step: number): Carried {
  const { hold, modifiers } = pull
  const placed = { ...carried, toRow: pull.row }
  if (picture.geometry.zoom === 'hours') {
    const minutes = (pull.day - hold.day) * MINUTES_PER_DAY + pull.minute - hold.minute
    const by = snapped(minutes, step, Math.round)
    // The day that the shift would start on is the one it would belong to.
    const dayOffset = Math.floor(((hold.shift?.from ?? 0) + by) / MINUTES_PER_DAY)
    Object.assign(placed, { dayOffset, minuteOffset: by - dayOffset * MINUTES_PER_DAY })
  } else Object.assign(placed, { dayOffset: pull.day - hold.day })
  return { ...placed, how: howOf(picture, placed, modifiers) }
}

/** A swap needs another's shift to swap with; where there is none, it is a move. */
export function howOf({ rows, roster }: HitPicture, carried: Shifts, { copies, swaps }: Modifiers): Shifts['how'] {
  if (copies) return 'copy'
  const first = carried.from[0]
  const person = placeOf(rows[carried.toRow])
  if (!swaps || !first || person === undefined || person === OPEN_ROW || carried.from.length > 1) return 'move'
  const target = { person, day: first.day + carried.dayOffset }
  const isOther = target.person !== first.person || target.day !== first.day
  return isOther && cellAt(roster, target).shifts.length > 0 ? 'swap' : 'move'
}

const snapped = (minute: number, step: number, round: (value: number) => number): number => round(minute / step) * step

/** What is asked for when what is carried is let go; undefined where nothing would change. */
export function gestureOf(
  carried: Carried,
  { rows, roster, clockOf }: Pick<Picture, 'rows' | 'roster' | 'clockOf'>,
): BoardGesture | undefined {
  if (carried.kind === 'shifts') return shiftsGesture(carried, rows, roster.days.length)
  const { place } = carried
  const clock = clockOf(roster.people[place.person]?.zone ?? roster.horizon.zone)
  const instantOf = (minute: number) => instantAt(clock, place.day, minute)
  if (carried.kind === 'drawn') {
    return { kind: 'draw', place, fromMs: instantOf(carried.fromMinute), toMs: instantOf(carried.toMinute) }
  }
  const { shift, edge } = carried
  const toMs = instantOf(carried.toMinute)
  if (toMs === (edge === 'start' ? shift.startMs : shift.endMs)) return undefined
  return { kind: 'stretch', place, shift, edge, toMs }
}

/** Instant of a wall-clock minute before, on or after a day. */
const instantAt = (clock: { instantOf(day: number, minute: number): number }, day: number, minute: number): number => {
  const days = Math.floor(minute / MINUTES_PER_DAY)
  return clock.instantOf(day + days, minute - days * MINUTES_PER_DAY)
}

function shiftsGesture(carried: Shifts, rows: readonly BoardRow[], days: number): BoardGesture | undefined {
  const { from, shift, how, dayOffset, minuteOffset } = carried
  const places = carriedPlaces(carried, rows)
  const toPeople = places.map(({ toRow }) => (toRow === undefined ? undefined : placeOf(rows[toRow])))
  const [first, firstPlace] = [from[0], places[0]]
  const toPerson = toPeople[0]
  if (!first || !firstPlace || toPerson === undefined || toPeople.includes(undefined)) return undefined
  if (places.some(({ toDay }) => toDay < 0 || toDay >= days)) return undefined
  if (how === 'swap') return { kind: 'swap', a: first, b: { person: toPerson, day: firstPlace.toDay } }
  const isSame = toPerson === first.person && dayOffset === 0 && minuteOffset === 0
  if (isSame) return undefined
  return {
    kind: how,
    from,
    ...(shift && { shift }),
    dayOffset,
    toPerson,
    minuteOffset,
    toPeople: toPeople as readonly number[],
  }
}
