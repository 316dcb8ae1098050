import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { CellMark } from '../model/board-gesture.ts'
import type { Cell } from '../model/board-roster.ts'

/** The words that are drawn on the board or read from it, in the reader's language; made by `useBoardWords`. */
export interface BoardWords {
  /** Short name of a day's weekday. */
  weekday(day: number): string
  /** Day and month, longest first; the last is the day of the month alone. */
  dates(day: number): readonly string[]
  /** Weekday and date. */
  day(day: number): string
  isWeekend(day: number): boolean
  hours(minutes: number): string
  people(count: number): string
  group(groupId: string): string
  queue(queueId: string): string
  template(templateId: string): string
  /** Head of the names. */
  readonly person: string
  readonly openShifts: string
  count(value: number): string
  shift(shift: Assignment, zone: string): string
  /** What is carried and to where, with the keys that make something else of it. */
  carrying(how: 'move' | 'copy' | 'swap', to: string, day: number): string
  /** What was picked up by keys, and which keys go on. */
  grabbed(cells: number, from: string, day: number): string
  /** Where it is held now; minutes are how far it has moved along the day. */
  carriedTo(to: string, day: number, minutes: number): string
  readonly letGo: string
  readonly nothingToGrab: string
  /** An empty cell. */
  readonly off: string
  /** People of a group at work, and whether a queue of theirs is short. */
  working(count: number, isShort: boolean): string
  /** A sentence of the checker. */
  message(violation: Pick<Violation, 'message' | 'employeeId'>): string
  changed(cells: number): string
  cellIs(whose: string, day: number, holds: string): string
  /** Agents missing, as a figure. */
  short(agents: number): string
  hoursShort(hours: number): string
  /** A queue of the coverage strip. */
  lane(queueId: string, hoursShort: number): string
  /** What an interval asks for and gets. */
  reading(queueId: string, interval: number, required: number, covered: number): string
  /** What a cell holds: shifts, whether it is locked, its colour, its note and the rules that it breaks. */
  cell(cell: Cell, zone: string, violations: readonly string[], mark: CellMark | undefined): string
}
