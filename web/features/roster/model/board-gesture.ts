import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { CellPlace } from './board-roster.ts'

/** A block of cells by index in the rows shown and by day, both ends included. */
export interface CellRange {
  readonly fromRow: number
  readonly toRow: number
  readonly fromDay: number
  readonly toDay: number
}

/** What is selected; `active` is the cell that keys act from and is within one of the ranges. */
export interface BoardSelection {
  readonly active: CellPlace
  readonly ranges: readonly CellRange[]
}

/** What a drag, or its equal by keys, asks for when it ends. */
export type BoardGesture =
  | {
      readonly kind: 'move' | 'copy'
      /** The first is the one that was taken hold of. */
      readonly from: readonly CellPlace[]
      /** The one shift meant, of a cell that has several; absent means all shifts of the cells. */
      readonly shift?: Assignment
      readonly dayOffset: number
      /** Where the first goes: an index in `people`, or `OPEN_ROW`. */
      readonly toPerson: number
      /** How far the shifts move along the wall clock beside `dayOffset`, minutes; 0 but in the zoom of hours. */
      readonly minuteOffset: number
      /** Where each of `from` goes, as people are shown one below the other; absent means all go to `toPerson`. */
      readonly toPeople?: readonly number[]
    }
  | {
      readonly kind: 'stretch'
      readonly place: CellPlace
      readonly shift: Assignment
      readonly edge: 'start' | 'end'
      /** Where the edge shall be, epoch milliseconds. */
      readonly toMs: number
    }
  | { readonly kind: 'swap'; readonly a: CellPlace; readonly b: CellPlace }
  | {
      readonly kind: 'draw'
      readonly place: CellPlace
      /** Epoch milliseconds, half-open. */
      readonly fromMs: number
      readonly toMs: number
    }

/** What keys of the board ask of those around it; each acts on the selection. */
export const PLAIN_COMMANDS = [
  'delete',
  'copy',
  'cut',
  'undo',
  'redo',
  'lock',
  'find',
  'fillRight',
  'fillDown',
  'note',
  'keys',
] as const
export type PlainCommand = (typeof PLAIN_COMMANDS)[number]

export type BoardCommand =
  | { readonly kind: PlainCommand }
  /** `text` as the clipboard gave it: cells of a spreadsheet, tab-separated. */
  | { readonly kind: 'paste'; readonly text: string }

/** What a cell is pointed out for. `theirs`: changed by somebody else a moment ago. */
export type CellMark = 'found' | 'conflict' | 'differs' | 'theirs'

/** By `cellKey`. */
export type BoardMarks = ReadonlyMap<string, CellMark>

/** Key of a place in `BoardMarks`: `person day`, both by index, the person `OPEN_ROW` for open shifts. */
export const cellKey = ({ person, day }: CellPlace): string => `${person} ${day}`
