import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { CellRange } from '../model/board-gesture.ts'
import { type BoardRow, type Cell, type CellPlace, cellAt } from '../model/board-roster.ts'
import { blockOf } from './board-block.ts'
import { guard } from './cell-changes.ts'
import { applyReview, type PasteAdvice, type PasteReview, type ReviewCell, withoutClashes } from './cell-review.ts'
import type { CopiedRange } from './copy-range.ts'
import { type EditContext, type EditOutcome, type EditRefusal, refusal } from './edit-context.ts'
import { readCellText, type TemplateWords, templateWords } from './read-cell-text.ts'
import { readTable } from './read-table.ts'
import { sameCell } from './same-cell.ts'
import { isRefusal, shiftsFor } from './shift-times.ts'
import { shiftWritten } from './shift-written.ts'

export interface PasteTarget {
  /** As shown. */
  readonly rows: readonly BoardRow[]
  readonly range: CellRange
  /** What a blank pasted cell does to its day; 'keep' when absent, as a part of a week is often pasted over a whole one. */
  readonly blanks?: 'keep' | 'clear'
  /** What was last copied from the board: pasted as it was, blanks included, where the clipboard still has its text. */
  readonly copied?: CopiedRange | undefined
}

/** A pasted cell before it is placed. */
interface Clipped {
  readonly text: string
  /** Of the board itself. */
  readonly own?: { readonly place: CellPlace; readonly cell: Cell } | undefined
}

/**
 * What a paste would do, cell by cell, and what is wrong with it. A block goes to the range's first cell and may reach
 * beyond the range; a range that the block fits into several times is filled with it, as spreadsheets do.
 */
export function readPaste(context: EditContext, text: string, target: PasteTarget): PasteReview {
  const clip = clipped(context, text, target.copied)
  const { placed, outside } = laidOut(context, clip, target)
  const words = templateWords(context.templates)
  const cells = placed.map(({ place, item }) => {
    const before = cellAt(context.roster, place)
    const { after, advice = [] } = pastedCell(context, place, item, words, target.blanks ?? 'keep')
    const refused = isRefusal(after) ? after : sameCell(before, after) ? undefined : guard(context, place)
    const cell: ReviewCell = {
      ...{ place, text: item.text, before, after: refused || isRefusal(after) ? before : after },
      ...{ refusals: refused ? [refused] : [], advice },
    }
    return cell
  })
  return { ...withoutClashes(context, 'paste', cells), outside }
}

/** One edit of the cells accepted, all that can be done when absent. */
export const applyPaste = (context: EditContext, review: PasteReview, accepted?: readonly CellPlace[]): EditOutcome =>
  applyReview(context, review, accepted)

function clipped({ roster }: EditContext, text: string, copied: CopiedRange | undefined): Clipped[][] {
  // Of another week or run the text alone says what is meant.
  if (copied?.days === roster.days && linesOf(copied.text) === linesOf(text))
    return copied.cells.map((row) => row.map((own) => ({ text: '', own })))
  return readTable(text).map((row) => row.map((cell) => ({ text: cell.trim() })))
}

/** Clipboards change line breaks, and some end the last line. */
const linesOf = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\n$/, '')

function laidOut({ roster }: EditContext, clip: readonly (readonly Clipped[])[], { rows, range }: PasteTarget) {
  const toEnd = { ...range, toRow: rows.length - 1, toDay: roster.days.length - 1 }
  const free = blockOf(rows, toEnd)
  const height = clip.length
  const width = Math.max(0, ...clip.map((row) => row.length))
  const chosen = { height: blockOf(rows, range).length, width: range.toDay - range.fromDay + 1 }
  const repeats = chosen.height % height === 0 && chosen.width % width === 0
  const size = repeats ? chosen : { height, width }
  const placed: { readonly place: CellPlace; readonly item: Clipped }[] = []
  const outside: { readonly row: number; readonly column: number; readonly text: string }[] = []
  for (let row = 0; row < size.height; row++)
    for (let column = 0; column < size.width; column++) {
      const item = clip[row % height]?.[column % width]
      const place = free[row]?.[column]
      if (item && place) placed.push({ place, item })
      else if (item && (item.text !== '' || item.own)) outside.push({ row, column, text: item.text })
    }
  return { placed, outside }
}

interface Pasted {
  readonly after: Cell | EditRefusal
  readonly advice?: readonly PasteAdvice[]
}

function pastedCell(
  context: EditContext,
  place: CellPlace,
  { text, own }: Clipped,
  words: TemplateWords,
  blanks: 'keep' | 'clear',
): Pasted {
  const before = cellAt(context.roster, place)
  const withShifts = (shifts: readonly Assignment[] | EditRefusal): Cell | EditRefusal =>
    isRefusal(shifts) ? shifts : { ...before, shifts }
  if (own) {
    const isItself = own.place.person === place.person && own.place.day === place.day
    return { after: withShifts(isItself ? own.cell.shifts : shiftsFor(context, own.cell.shifts, own.place, place)) }
  }
  const reading = readCellText(text, words)
  switch (reading.kind) {
    case 'unknown':
      return { after: refusal('unknownWord', place, { word: reading.word }) }
    case 'off':
      return { after: withShifts([]) }
    case 'blank': {
      if (blanks === 'clear') return { after: withShifts([]) }
      return { after: before, advice: before.shifts.length > 0 ? [{ reason: 'blankKept', figures: {} }] : [] }
    }
    case 'shifts': {
      const written = reading.shifts.map((shift) => shiftWritten(context, place, shift))
      const refused = written.find(isRefusal)
      const shifts = written.flatMap((result) => (isRefusal(result) ? [] : result.shift))
      const advice = written.flatMap((result) => (isRefusal(result) ? [] : (result.advice ?? [])))
      return { after: withShifts(refused ?? shifts.toSorted((a, b) => a.startMs - b.startMs)), advice }
    }
  }
}
