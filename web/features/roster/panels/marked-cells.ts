import { type BoardRoster, type Cell, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'

export const MARKS = ['note', 'color', 'locked'] as const
export type Mark = (typeof MARKS)[number]

export interface MarkedCell {
  readonly place: CellPlace
  readonly cell: Cell
}

/** Cells with a note, a colour, a lock; open shifts first, then by person and day. */
export function markedCells({ cells, open }: Pick<BoardRoster, 'cells' | 'open'>): Record<Mark, MarkedCell[]> {
  const found: Record<Mark, MarkedCell[]> = { note: [], color: [], locked: [] }
  const look = (cell: Cell, place: CellPlace) => {
    if (cell.note !== '') found.note.push({ place, cell })
    if (cell.color !== null) found.color.push({ place, cell })
    if (cell.locked) found.locked.push({ place, cell })
  }
  open.forEach((cell, day) => {
    look(cell, { person: OPEN_ROW, day })
  })
  cells.forEach((row, person) => {
    row.forEach((cell, day) => {
      look(cell, { person, day })
    })
  })
  return found
}
