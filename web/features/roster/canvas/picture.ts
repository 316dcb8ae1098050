import type { BoardSelection, CellMark } from '../model/board-gesture.ts'
import type { BoardRoster, BoardRow } from '../model/board-roster.ts'
import type { DayClocks } from '../model/day-clocks.ts'
import type { BoardGeometry, ScrollPlace } from './board-geometry.ts'
import type { Palette } from './board-palette.ts'
import type { BoardWords } from './board-words.ts'
import type { Carried } from './carried.ts'
import type { DrawnCells } from './drawn-cell.ts'
import type { GroupDays } from './group-days.ts'
import { TextWidths } from './text-fit.ts'

/** One size and weight of the page's font. */
export interface Face {
  readonly font: string
  /** Height, CSS pixels. */
  readonly size: number
  readonly widths: TextWidths
}

export interface Faces {
  readonly card: Face
  readonly cardStrong: Face
  readonly name: Face
  readonly strong: Face
  readonly small: Face
}

/** What is pointed out by the pointer; either may be missing over the heads and the names. */
export interface Pointed {
  readonly row: number | undefined
  readonly day: number | undefined
}

/** All that one frame of the board is drawn from. */
export interface Picture {
  readonly ctx: CanvasRenderingContext2D
  readonly geometry: BoardGeometry
  readonly scroll: ScrollPlace
  readonly palette: Palette
  readonly faces: Faces
  readonly words: BoardWords
  readonly roster: BoardRoster
  readonly rows: readonly BoardRow[]
  readonly drawn: DrawnCells
  readonly clockOf: DayClocks
  readonly groups: GroupDays
  /** By `placeNumber`. */
  readonly violations: ReadonlyMap<number, 'hard' | 'soft'>
  readonly marks: ReadonlyMap<number, CellMark>
  readonly selection: BoardSelection
  /** Row of the active cell, or -1 where a filter hides it. */
  readonly activeRow: number
  readonly pointed: Pointed
  readonly hasFocus: boolean
  readonly carried: Carried | undefined
}

/** One number for a place, so that drawing a cell makes no string. */
export const placeNumber = (person: number, day: number, days: number): number => (person + 1) * days + day

export function makeFaces(ctx: CanvasRenderingContext2D, family: string, rem: number): Faces {
  const face = (size: number, weight: number): Face => {
    const font = `${weight} ${size}px ${family}`
    const measure = (text: string) => {
      ctx.font = font
      return ctx.measureText(text).width
    }
    return { font, size, widths: new TextWidths(measure) }
  }
  return {
    card: face(rem * 0.6875, 500),
    cardStrong: face(rem * 0.75, 500),
    name: face(rem * 0.8125, 400),
    strong: face(rem * 0.8125, 600),
    small: face(rem * 0.6875, 400),
  }
}

/** Baseline of a text that stands in the middle of a height. */
export const baseline = (top: number, height: number, face: Face): number =>
  Math.round(top + height / 2 + face.size * 0.36)
