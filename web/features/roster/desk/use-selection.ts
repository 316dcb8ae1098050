import { useCallback, useMemo, useState } from 'react'
import type { BoardSelection } from '../model/board-gesture.ts'
import type { BoardRow } from '../model/board-roster.ts'
import { selectionAmong } from './selection-among.ts'

/** What is selected on the board, which never is what a filter has since put out of sight. */
export function useSelection(rows: readonly BoardRow[]) {
  const [made, setMade] = useState({ rows, selection: FIRST_CELL })
  const selection = useMemo(
    () => (made.rows === rows ? made.selection : selectionAmong(rows, made.selection.active)),
    [made, rows],
  )
  const setSelection = useCallback((selection: BoardSelection) => setMade({ rows, selection }), [rows])
  return { selection, setSelection }
}

const FIRST_CELL: BoardSelection = { active: { person: 0, day: 0 }, ranges: [] }
