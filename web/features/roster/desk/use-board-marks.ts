import { useMemo } from 'react'
import { sameCell } from '../edits/same-cell.ts'
import { type BoardMarks, type CellMark, cellKey } from '../model/board-gesture.ts'
import { type BoardRoster, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'
import type { BoardDesk, DeskState } from './board-desk.ts'
import { useDraftStatus } from './use-desk.ts'

/** What is pointed out on the board: cells in conflict before those found, others' before those that differ. */
export function useBoardMarks(
  desk: BoardDesk,
  { context, theirs }: DeskState,
  found: readonly CellPlace[],
  showsDifferences: boolean,
): BoardMarks {
  const { conflicts } = useDraftStatus(desk)
  const { roster } = context
  const differing = useMemo(
    () => (showsDifferences ? differences(roster, desk.made) : NOTHING),
    [showsDifferences, roster, desk.made],
  )
  return useMemo(() => {
    const marks = new Map<string, CellMark>()
    const mark = (places: readonly CellPlace[], as: CellMark) => {
      for (const place of places) marks.set(cellKey(place), as)
    }
    mark(differing, 'differs')
    mark(theirs, 'theirs')
    mark(found, 'found')
    for (const { mine } of conflicts) {
      for (const { employeeId, day } of mine) {
        const person = employeeId === '' ? OPEN_ROW : context.personOf(employeeId)
        if (person !== undefined) marks.set(cellKey({ person, day: roster.days.indexOf(day) }), 'conflict')
      }
    }
    return marks
  }, [differing, theirs, found, conflicts, context.personOf, roster.days])
}

const NOTHING: readonly CellPlace[] = []

function differences(roster: BoardRoster, made: BoardRoster): CellPlace[] {
  return roster.cells.flatMap((row, person) => {
    const old = made.cells[person]
    if (row === old) return []
    return row.flatMap((cell, day) => (old?.[day] && sameCell(cell, old[day]) ? [] : [{ person, day }]))
  })
}
