import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { Run } from '../../../../server/contracts/run.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { navigate, type Route, useRoute } from '../../../lib/route.ts'
import type { BoardHandle } from '../canvas/board-canvas.tsx'
import type { EditContext } from '../edits/edit-context.ts'
import { BOARD_ZOOMS, type CellPlace, cellAt } from '../model/board-roster.ts'
import { type RosterScoring, useScore } from '../score/use-score.ts'
import { type AskedShift, DESK_PANELS, type DeskDialog, type DeskPanel } from './desk-dialog.ts'
import { useBoardCommands } from './use-board-commands.ts'
import { useBoardMarks } from './use-board-marks.ts'
import { useDesk } from './use-desk.ts'
import { useOutcomes } from './use-outcomes.ts'
import { useRows } from './use-rows.ts'
import { useSelection } from './use-selection.ts'

/** All that the board of a run shows and does, for the parts of its page. */
export type BoardView = ReturnType<typeof useBoardView>

export function useBoardView(run: Run) {
  const route = useRoute()
  const { desk, state } = useDesk(run.id)
  const { context } = state
  const { roster } = context
  const scoring = useScore(run.id, roster)
  const rows = useRows(context, desk.made, scoring.score)
  const { selection, setSelection } = useSelection(rows.rows)
  const [dialog, setDialog] = useState<DeskDialog>()
  const board = useRef<BoardHandle>(null)
  const findField = useRef<HTMLInputElement>(null)
  const outcomes = useOutcomes(desk, (text) => board.current?.say(text))
  const { asked, ask } = useAskedShift(scoring)
  const panel = DESK_PANELS.find((known) => known === route.panel && (known !== 'candidates' || asked))
  const openPanel = (panel: DeskPanel | undefined, item?: 'cell') => navigate({ panel, item }, { replace: true })
  const askWho = (place: CellPlace, shift = cellAt(roster, place).shifts[0]) => {
    if (!shift) return
    ask(place, shift)
    openPanel('candidates')
  }
  const { carryOut, tell, undo, redo } = outcomes
  const commands = useBoardCommands({
    ...{ context, rows: rows.rows, selection, findField, carryOut, tell, undo, redo, askWho, openPanel },
    open: setDialog,
  })
  useLinkedPerson(board, context, route)
  return {
    ...{ run, desk, state, context, roster, scoring, selection, setSelection, dialog, setDialog, board, findField },
    ...{ outcomes, asked, askWho, panel, openPanel, commands },
    ...rows,
    zoom: BOARD_ZOOMS.find((known) => known === route.zoom) ?? 'week',
    firstDay: Math.max(0, roster.days.indexOf(route.day ?? route.week ?? '')),
    /** Whether the panels are about one cell alone. */
    isAboutCell: route.item === 'cell',
    marks: useBoardMarks(desk, state, rows.found, panel === 'compare'),
    closeDialog: () => {
      setDialog(undefined)
      board.current?.focus()
    },
  }
}

/** The shift for which somebody is looked for, and who was found. */
function useAskedShift({ candidatesFor }: RosterScoring) {
  const [asked, setAsked] = useState<AskedShift>()
  const ask = (place: CellPlace, shift: Assignment) => {
    const question = { place, shift }
    setAsked(question)
    const answer = (part: Pick<AskedShift, 'found' | 'problem'>) =>
      setAsked((now) => (now?.shift === shift ? { ...question, ...part } : now))
    candidatesFor(shift).then(
      (found) => answer({ found }),
      (error: Error) => answer({ problem: error.message }),
    )
  }
  return { asked, ask }
}

/** A link to somebody's day goes there. */
function useLinkedPerson(board: RefObject<BoardHandle | null>, context: EditContext, { person, day }: Route) {
  const index = person === undefined ? undefined : context.personOf(person)
  const at = Math.max(0, context.roster.days.indexOf(day ?? ''))
  const place = useMemo(() => (index === undefined ? undefined : { person: index, day: at }), [index, at])
  useEffect(() => {
    if (place) board.current?.go(place)
  }, [board, place])
}
