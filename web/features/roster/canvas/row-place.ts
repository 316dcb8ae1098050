import { type BoardRow, OPEN_ROW } from '../model/board-roster.ts'

/** Whose cells a row shows: a person, `OPEN_ROW`, or undefined for the head of a group. */
export const placeOf = (row: BoardRow | undefined): number | undefined =>
  row?.kind === 'person' ? row.person : row?.kind === 'open' ? OPEN_ROW : undefined

/** First row with cells at or beyond `start` in a direction. */
export function cellRow(rows: readonly BoardRow[], start: number, step: 1 | -1): number | undefined {
  for (let row = start; row >= 0 && row < rows.length; row += step) if (rows[row]?.kind !== 'group') return row
  return undefined
}

/** The row so many cell rows further, stopping at the first and the last. */
export function cellRowFrom(rows: readonly BoardRow[], from: number, by: number): number {
  const step = by < 0 ? -1 : 1
  let row = from
  for (let left = Math.abs(by); left > 0; left--) {
    const next = cellRow(rows, row + step, step)
    if (next === undefined) break
    row = next
  }
  return row
}
