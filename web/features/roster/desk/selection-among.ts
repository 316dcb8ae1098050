import type { BoardSelection } from '../model/board-gesture.ts'
import { type BoardRow, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'

/**
 * The selection when other rows are shown. Its ranges were of the rows before and would now be other people; the active
 * cell stays where its person is shown, and else goes to the first who is.
 */
export function selectionAmong(rows: readonly BoardRow[], { person, day }: CellPlace): BoardSelection {
  const people = rows.flatMap((row) => (row.kind === 'person' ? [row.person] : row.kind === 'open' ? [OPEN_ROW] : []))
  const next = people.includes(person) ? person : (people.find((shown) => shown !== OPEN_ROW) ?? OPEN_ROW)
  return { active: { person: next, day }, ranges: [] }
}
