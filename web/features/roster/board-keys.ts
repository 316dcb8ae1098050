import type { BoardRow } from './board-rows.ts'

/** A cell of the board: index among its rows, and column (a day, or 0 on the day board). */
export interface CellPlace {
  readonly row: number
  readonly column: number
}

const PAGE_ROWS = 10

/** Cell that a key moves to, stepping over group heads; undefined for keys that are not the board's. */
export function movedCell(
  key: { readonly key: string; readonly ctrlKey: boolean },
  from: CellPlace,
  rows: readonly BoardRow[],
  columns: number,
): CellPlace | undefined {
  const lastColumn = columns - 1
  switch (key.key) {
    case 'ArrowDown':
      return { ...from, row: personFrom(rows, from.row + 1, 1) ?? from.row }
    case 'ArrowUp':
      return { ...from, row: personFrom(rows, from.row - 1, -1) ?? from.row }
    case 'PageDown':
      return { ...from, row: personFrom(rows, Math.min(rows.length - 1, from.row + PAGE_ROWS), 1) ?? from.row }
    case 'PageUp':
      return { ...from, row: personFrom(rows, Math.max(1, from.row - PAGE_ROWS), -1) ?? from.row }
    case 'ArrowLeft':
      return { ...from, column: Math.max(0, from.column - 1) }
    case 'ArrowRight':
      return { ...from, column: Math.min(lastColumn, from.column + 1) }
    case 'Home':
      return { row: key.ctrlKey ? (personFrom(rows, 0, 1) ?? from.row) : from.row, column: 0 }
    case 'End':
      return { row: key.ctrlKey ? rows.length - 1 : from.row, column: lastColumn }
    default:
      return undefined
  }
}

/** First row of a person at or beyond `start` in a direction. */
export function personFrom(rows: readonly BoardRow[], start: number, step: 1 | -1): number | undefined {
  for (let row = start; row >= 0 && row < rows.length; row += step) if (rows[row]?.kind === 'person') return row
  return undefined
}
