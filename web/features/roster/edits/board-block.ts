import type { CellRange } from '../model/board-gesture.ts'
import { type BoardRow, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'

/** Person of a row, `OPEN_ROW` for open shifts; undefined for the head of a group. */
const personOfRow = (row: BoardRow | undefined): number | undefined =>
  row?.kind === 'person' ? row.person : row?.kind === 'open' ? OPEN_ROW : undefined

/** Places of a range as shown, `[row][column]`; heads of groups have none and are passed over. */
export const blockOf = (rows: readonly BoardRow[], { fromRow, toRow, fromDay, toDay }: CellRange): CellPlace[][] =>
  rows.slice(fromRow, toRow + 1).flatMap((row) => {
    const person = personOfRow(row)
    if (person === undefined) return []
    return [Array.from({ length: toDay - fromDay + 1 }, (_, index) => ({ person, day: fromDay + index }))]
  })
