import type { BoardSelection } from '../model/board-gesture.ts'
import type { BoardRow } from '../model/board-roster.ts'
import type { KeyAction } from './key-action.ts'
import { cellRow, cellRowFrom, placeOf } from './row-place.ts'
import { rangeOf } from './selected-cells.ts'

type Movement = Extract<KeyAction, { kind: 'step' | 'page' | 'end' }>

/** A selection moved or extended by a key, and the cell that shall be seen. */
export interface MovedSelection {
  readonly selection: BoardSelection
  readonly row: number
  readonly day: number
}

export interface MoveContext {
  readonly rows: readonly BoardRow[]
  readonly days: number
  /** Row of the active cell; -1 where a filter hides it, and the first cell is taken for it. */
  readonly activeRow: number
  /** Rows that the window holds. */
  readonly pageRows: number
}

/** Undefined where no row takes shifts. */
export function movedSelection(
  selection: BoardSelection,
  move: Movement,
  context: MoveContext,
): MovedSelection | undefined {
  const { rows } = context
  const first = cellRow(rows, 0, 1)
  if (first === undefined) return undefined
  const activeRow = context.activeRow < 0 ? first : context.activeRow
  const { active } = selection
  const from = move.extends ? farCorner(selection, activeRow) : { row: activeRow, day: active.day }
  const [row, day] = target(move, from, context, first)
  if (move.extends) {
    return { selection: { active, ranges: [rangeOf(activeRow, active.day, row, day)] }, row, day }
  }
  const person = placeOf(rows[row])!
  return { selection: { active: { person, day }, ranges: [rangeOf(row, day)] }, row, day }
}

/** The corner of the last range that lies across from the active cell: the one that an extension moves. */
function farCorner({ active, ranges }: BoardSelection, activeRow: number): { row: number; day: number } {
  const range = ranges.at(-1)
  if (!range) return { row: activeRow, day: active.day }
  return {
    row: activeRow === range.fromRow ? range.toRow : range.fromRow,
    day: active.day === range.fromDay ? range.toDay : range.fromDay,
  }
}

function target(
  move: Movement,
  { row, day }: { readonly row: number; readonly day: number },
  { rows, days, pageRows }: MoveContext,
  first: number,
): readonly [row: number, day: number] {
  const last = cellRow(rows, rows.length - 1, -1) ?? first
  switch (move.kind) {
    case 'step':
      return [cellRowFrom(rows, row, move.rows), Math.max(0, Math.min(days - 1, day + move.days))]
    case 'page':
      return [cellRowFrom(rows, row, move.pages * Math.max(1, pageRows - 1)), day]
    case 'end': {
      const endRow = move.of === 'row' ? row : move.to < 0 ? first : last
      return [endRow, move.of === 'column' ? day : move.to < 0 ? 0 : days - 1]
    }
  }
}
