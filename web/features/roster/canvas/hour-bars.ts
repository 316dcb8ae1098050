import { cellAt, OPEN_ROW } from '../model/board-roster.ts'
import { minuteLeft, rowHeightOf, rowTop } from './board-geometry.ts'
import type { DrawnShift } from './drawn-cell.ts'
import type { Part } from './paint-board.ts'
import type { Picture } from './picture.ts'
import { placeOf } from './row-place.ts'

/** A shift lying along the hours. CSS pixels. */
export interface Bar {
  readonly shift: DrawnShift
  readonly row: number
  /** That the shift belongs to; the bar may reach into the next. */
  readonly day: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly height: number
  readonly isLocked: boolean
}

/** Open shifts that lie over each other are drawn side by side, in so many lanes. */
const OPEN_LANES = 3

/** Bars of a part of the board; those of the day before its first reach in from the left. */
export function eachBar(
  picture: Pick<Picture, 'geometry' | 'scroll' | 'rows' | 'roster' | 'drawn' | 'clockOf'>,
  { rows, days }: Part,
  visit: (bar: Bar) => void,
): void {
  for (let row = rows.first; row <= rows.last; row++) {
    if (placeOf(picture.rows[row]) === undefined) continue
    for (let day = Math.max(0, days.first - 1); day <= days.last; day++) barsOf(picture, row, day).forEach(visit)
  }
}

export function barsOf(
  picture: Pick<Picture, 'geometry' | 'scroll' | 'rows' | 'roster' | 'drawn' | 'clockOf'>,
  row: number,
  day: number,
): Bar[] {
  const { geometry, scroll, roster, drawn, clockOf } = picture
  const person = placeOf(picture.rows[row])
  if (person === undefined) return []
  const cell = cellAt(roster, { person, day })
  if (cell.shifts.length === 0) return []
  const clock = clockOf(roster.people[person]?.zone ?? roster.horizon.zone)
  const { shifts } = drawn.of(cell, clock, day)
  const lanes = person === OPEN_ROW ? lanesOf(shifts, OPEN_LANES) : shifts.map(() => 0)
  const height = (rowHeightOf(geometry, row) - 5) / (person === OPEN_ROW ? OPEN_LANES : 1)
  return shifts.map((shift, index) => ({
    shift,
    row,
    day,
    left: minuteLeft(geometry, scroll, day, shift.from),
    right: minuteLeft(geometry, scroll, day, shift.to),
    top: rowTop(geometry, scroll, row) + 2 + Math.round(lanes[index]! * height),
    height: Math.round(height) - (person === OPEN_ROW ? 1 : 0),
    isLocked: cell.locked || shift.assignment.pinned,
  }))
}

/** Lane of each shift, ordered by start: the first that is free then, else the one that is free soonest. */
export function lanesOf(shifts: readonly { readonly from: number; readonly to: number }[], lanes: number): number[] {
  const freeFrom = new Array<number>(lanes).fill(Number.NEGATIVE_INFINITY)
  return shifts.map(({ from, to }) => {
    const free = freeFrom.findIndex((minute) => minute <= from)
    const lane = free >= 0 ? free : freeFrom.indexOf(Math.min(...freeFrom))
    freeFrom[lane] = Math.max(freeFrom[lane]!, to)
    return lane
  })
}
