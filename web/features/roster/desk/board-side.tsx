import { useQuery } from '@tanstack/react-query'
import type { PlanReportReply } from '../../../../server/contracts/plan-report.ts'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import type { ShiftCandidate } from '../../../../solver/rescore/shift-candidates.ts'
import { draftEditsAfter } from '../../../lib/draft-queries.ts'
import { fromDraftCell } from '../edits/draft-cells.ts'
import type { EditOutcome } from '../edits/edit-context.ts'
import { restoreCells } from '../edits/fill-cells.ts'
import { assignOpen } from '../edits/open-shifts.ts'
import { sameCell } from '../edits/same-cell.ts'
import { type BoardRoster, type CellPlace, cellAt, OPEN_ROW } from '../model/board-roster.ts'
import { CandidatesPanel } from '../panels/candidates-panel.tsx'
import { ComparePanel } from '../panels/compare-panel.tsx'
import { type HistoryEdit, historyEdits } from '../panels/edit-history.ts'
import { HistoryPanel } from '../panels/history-panel.tsx'
import { NotesPanel } from '../panels/notes-panel.tsx'
import { useCellWords } from '../panels/use-cell-words.ts'
import { ViolationsPanel } from '../panels/violations-panel.tsx'
import type { BoardScore } from '../score/use-score.ts'
import type { BoardDesk, DeskState } from './board-desk.ts'
import type { AskedShift, DeskPanel } from './desk-dialog.ts'
import { tabId } from './tab-id.ts'
import { useDraftStatus } from './use-desk.ts'
import { usePublishedRoster } from './use-published-roster.ts'

export interface BoardSideProps {
  readonly panel: DeskPanel
  readonly desk: BoardDesk
  readonly state: DeskState
  readonly runId: string
  readonly score: BoardScore | undefined
  /** Of the run as it was made. */
  readonly before: PlanReportReply['violations']
  readonly asked: AskedShift | undefined
  /** The cell whose history is wanted; undefined for all. */
  readonly cell: CellPlace | undefined
  readonly onAllHistory: () => void
  readonly onGo: (place: CellPlace) => void
  readonly carryOut: (outcome: EditOutcome) => boolean
  readonly onClose: () => void
}

/** The panel that is open beside the board. */
export function BoardSide(props: BoardSideProps) {
  const { panel, state, score, before, asked, onGo, onClose } = props
  const { roster } = state.context
  switch (panel) {
    case 'violations':
      return (
        <ViolationsPanel
          roster={roster}
          violations={score?.violations}
          before={before as readonly Violation[]}
          onGo={onGo}
          onClose={onClose}
        />
      )
    case 'candidates':
      return asked ? <Candidates {...props} asked={asked} /> : null
    case 'compare':
      return <Compare {...props} />
    case 'history':
      return <History {...props} />
    case 'notes':
      return <NotesPanel roster={roster} onGo={onGo} onClose={onClose} />
  }
}

function Candidates({ asked, state: { context }, carryOut, onGo, onClose }: BoardSideProps & { asked: AskedShift }) {
  const give = ({ employeeId, assignment }: ShiftCandidate) => {
    const person = context.personOf(employeeId)
    if (person !== undefined && carryOut(assignOpen(context, asked.place, asked.shift, person, assignment))) onClose()
  }
  return (
    <CandidatesPanel
      roster={context.roster}
      place={asked.place}
      shift={asked.shift}
      found={asked.found}
      problem={asked.problem}
      onGive={give}
      onGo={onGo}
      onClose={onClose}
    />
  )
}

function Compare({ desk, state, onGo, onClose }: BoardSideProps) {
  const { published, isLoading } = usePublishedRoster(desk.made)
  return (
    <ComparePanel
      draft={state.context.roster}
      run={desk.made}
      published={published}
      isLoading={isLoading}
      onGo={onGo}
      onClose={onClose}
    />
  )
}

function History({ desk, state, runId, cell, onAllHistory, carryOut, onGo, onClose }: BoardSideProps) {
  const { context } = state
  const { roster } = context
  const words = useCellWords(roster)
  const { revision } = useDraftStatus(desk)
  const { data } = useQuery({
    queryKey: ['runs', runId, 'draft', 'edits', revision],
    queryFn: () => draftEditsAfter(runId, 0),
    placeholderData: (before) => before,
  })
  const employeeId = cell && (cell.person === OPEN_ROW ? '' : roster.people[cell.person]?.id)
  const day = cell && roster.days[cell.day]
  const edits = historyEdits(
    [],
    data?.edits ?? [],
    tabId(),
    employeeId === undefined || day === undefined ? undefined : { employeeId, day },
  )
  const step = ({ id }: HistoryEdit) => state.history.done.find((done) => done.id === id)
  const takeBack = (edit: HistoryEdit) => {
    const changes = step(edit)?.edit.changes ?? []
    carryOut({
      edit: {
        kind: 'undo',
        changes: changes.map(({ place, before, after }) => ({ place, before: after, after: before })),
      },
      leftOut: [],
    })
  }
  return (
    <HistoryPanel
      edits={edits}
      revision={revision}
      cell={cell && words.place(cell)}
      onAll={onAllHistory}
      onGo={({ first }) => {
        const place = first && placeOf(roster, first)
        if (place) onGo(place)
      }}
      canTakeBack={(edit) =>
        step(edit)?.edit.changes.every(({ place, after }) => sameCell(cellAt(roster, place), after)) ?? false
      }
      onTakeBack={takeBack}
      onRestore={() => carryOut(restored(state, desk.made))}
      onClose={onClose}
    />
  )

  function placeOf(of: BoardRoster, first: { employeeId: string; day: string }): CellPlace | undefined {
    const blank = { ...first, shifts: [], locked: false, color: null, note: '' }
    return fromDraftCell({ ...context, roster: of }, blank)?.place
  }
}

/** Everything that differs from the run, back as it was made. */
function restored({ context }: DeskState, made: BoardRoster): EditOutcome {
  const { roster } = context
  const changed = (row: readonly unknown[] | undefined, old: readonly unknown[] | undefined, person: number) =>
    row === old ? [] : (row ?? []).flatMap((cell, day) => (cell === old?.[day] ? [] : [{ person, day }]))
  const places = [
    ...changed(roster.open, made.open, OPEN_ROW),
    ...roster.cells.flatMap((row, person) => changed(row, made.cells[person], person)),
  ]
  return restoreCells(context, places, made)
}
