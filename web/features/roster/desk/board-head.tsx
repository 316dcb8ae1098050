import { useMemo } from 'react'
import { saveFile } from '../../../lib/csv-file.ts'
import { navigate } from '../../../lib/route.ts'
import type { HistoryStep } from '../edits/history.ts'
import { routeOfFilter } from '../panels/board-filter.ts'
import { BoardToolbar, type NamedEdit } from '../panels/board-toolbar.tsx'
import { ScoreBar } from '../panels/score-bar.tsx'
import { reportFigures, scoreFigures } from '../panels/score-figures.ts'
import { DeskActions } from './desk-actions.tsx'
import { draftedRosterCsv } from './drafted-roster-csv.ts'
import { RosterAnswer } from './roster-answer.tsx'
import type { BoardView } from './use-board-view.ts'

/** What stands above the board: its answer, how the draft stands, what is shown of it, and what it comes to. */
export function BoardHead({ view }: { view: BoardView }) {
  const { run, desk, roster, context, scoring, outcomes, filter, found, shown, selection, board } = view
  const { done, undone } = view.state.history
  const { score } = scoring
  const { active } = selection
  const foundAt = found.findIndex(({ person, day }) => person === active.person && day === active.day)
  const goFound = (step: 1 | -1) => {
    const next = found[(foundAt + step + found.length) % found.length]
    if (next) board.current?.go(next)
  }
  const figures = useMemo(() => score && scoreFigures(score), [score])
  const before = useMemo(() => (run.report ? reportFigures(run.report) : undefined), [run.report])
  return (
    <>
      <RosterAnswer roster={roster} score={score} />
      <DeskActions
        desk={desk}
        roster={roster}
        onConflict={() => view.setDialog({ kind: 'conflict' })}
        onRun={(mode) => view.setDialog({ kind: 'run', mode })}
        panel={view.panel}
        onPanel={view.openPanel}
      />
      <BoardToolbar
        roster={roster}
        zoom={view.zoom}
        onZoom={(zoom) => navigate({ zoom }, { replace: true })}
        firstDay={view.firstDay}
        onFirstDay={(day) => navigate({ day: roster.days[day], week: undefined }, { replace: true })}
        filter={filter}
        onFilter={(part) => navigate(routeOfFilter(part), { replace: true })}
        shown={shown.length}
        undoable={namedEdit(done.at(-1))}
        redoable={namedEdit(undone.at(-1))}
        onUndo={outcomes.undo}
        onRedo={outcomes.redo}
        findField={view.findField}
        found={filter.find === '' ? undefined : { cells: found.length, at: foundAt + 1 }}
        onFindStep={goFound}
        onPrint={() => window.print()}
        onDownload={() => saveFile('roster.csv', draftedRosterCsv(context))}
        onKeys={() => view.setDialog({ kind: 'keys' })}
      />
      <ScoreBar
        figures={figures}
        before={before}
        isBehind={scoring.isBehind}
        problem={scoring.problem}
        milliseconds={scoring.milliseconds}
        onViolations={() => view.openPanel('violations')}
      />
    </>
  )
}

const namedEdit = (step: HistoryStep | undefined): NamedEdit | undefined =>
  step && { kind: step.edit.kind, cells: step.edit.changes.length }
