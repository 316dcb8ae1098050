import type { LocalDays } from '../../../../solver/check/local-days.ts'
import { MINUTES_PER_DAY } from '../../../../solver/domain/horizon.ts'
import { type Assignment, assignmentPaidMinutes } from '../../../../solver/domain/roster.ts'
import type { Cell } from '../model/board-roster.ts'

/** A stretch on the wall clock, minutes after midnight of the day that it is drawn on; past 1440 is the next day. */
export interface DrawnSpan {
  readonly from: number
  readonly to: number
}

export interface DrawnShift extends DrawnSpan {
  readonly assignment: Assignment
  readonly breaks: readonly DrawnSpan[]
  readonly activities: readonly DrawnSpan[]
  /** Place of the template in the plan, by which it is coloured. */
  readonly template: number
  /** Its times, longest first. */
  readonly texts: readonly string[]
}

/** All of a cell that drawing needs, worked out once for each cell that comes into sight. */
export interface DrawnCell {
  readonly shifts: readonly DrawnShift[]
  readonly paidMinutes: number
}

const NOTHING: DrawnCell = { shifts: [], paidMinutes: 0 }

/** Cells as they are drawn. An edit makes new cells, so that what is kept of a cell never goes stale. */
export class DrawnCells {
  readonly #known = new WeakMap<Cell, DrawnCell>()
  readonly #templateAt: (templateId: string) => number

  constructor(templateAt: (templateId: string) => number) {
    this.#templateAt = templateAt
  }

  /** @param clock of the person's zone */
  of(cell: Cell, clock: LocalDays, day: number): DrawnCell {
    if (cell.shifts.length === 0) return NOTHING
    let drawn = this.#known.get(cell)
    if (!drawn) {
      drawn = {
        shifts: cell.shifts.map((shift) => drawnShift(shift, clock, day, this.#templateAt(shift.templateId))),
        paidMinutes: cell.shifts.reduce((sum, shift) => sum + assignmentPaidMinutes(shift), 0),
      }
      this.#known.set(cell, drawn)
    }
    return drawn
  }
}

function drawnShift(assignment: Assignment, clock: LocalDays, day: number, template: number): DrawnShift {
  const at = (instant: number) => wallMinute(clock, day, instant)
  const span = ({ startMs, endMs }: { startMs: number; endMs: number }) => ordered(at(startMs), at(endMs))
  const shift = span(assignment)
  return {
    ...shift,
    assignment,
    breaks: assignment.breaks.map(span),
    activities: (assignment.activities ?? []).map(span),
    template,
    texts: timeTexts(at(assignment.startMs), at(assignment.endMs)),
  }
}

/** Wall-clock minutes of an instant after midnight of a day. */
export const wallMinute = (clock: LocalDays, day: number, instant: number): number =>
  (clock.dayOf(instant) - day) * MINUTES_PER_DAY + clock.minuteOf(instant)

/** In the hour that the autumn clock repeats, an end can read earlier than its start: it is drawn as a line there. */
const ordered = (from: number, to: number): DrawnSpan => ({ from, to: Math.max(from, to) })

/** `09:00–18:00`, `09–18` (minutes only where there are any), `09`. */
export function timeTexts(from: number, to: number): string[] {
  const clock = (minute: number) => {
    const [hour, rest] = [Math.floor(minute / 60) % 24, minute % 60]
    return { long: `${two(hour)}:${two(rest)}`, short: rest === 0 ? two(hour) : two(hour) + two(rest) }
  }
  const [start, end] = [clock(from), clock(to)]
  return [`${start.long}–${end.long}`, `${start.short}–${end.short}`, start.short]
}

const two = (value: number): string => String(value).padStart(2, '0')
