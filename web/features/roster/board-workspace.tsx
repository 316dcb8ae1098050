import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { localName } from '../../lib/format.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { BoardCanvas } from './canvas/board-canvas.tsx'
import type { VisibleSpan } from './canvas/board-input.ts'
import { BoardDialogs } from './desk/board-dialogs.tsx'
import { BoardHead } from './desk/board-head.tsx'
import { BoardNotice } from './desk/board-notice.tsx'
import { BoardSide } from './desk/board-side.tsx'
import { type BoardView, useBoardView } from './desk/use-board-view.ts'
import { gestureEdit } from './edits/gesture-edit.ts'
import { PrintedBoard } from './panels/printed-board.tsx'

/** The board of a run's roster with all that is done on it. */
export function BoardWorkspace({ run }: { run: Run }) {
  const view = useBoardView(run)
  const [visible, setVisible] = useState<VisibleSpan>()
  const { outcomes } = view
  return (
    <>
      <BoardHead view={view} />
      <div className="board-desk" data-panel={view.panel}>
        <ShownBoard view={view} onVisible={setVisible} />
        <OpenPanel view={view} />
      </div>
      <BoardNotice notice={outcomes.notice} onGone={outcomes.dismiss} />
      <OpenDialog view={view} />
      <OnPaper view={view} visible={visible} />
    </>
  )
}

function ShownBoard({ view, onVisible }: { view: BoardView; onVisible: (span: VisibleSpan) => void }) {
  const { t } = useTranslation()
  const { queues } = usePlan()
  const { context, roster, outcomes, commands, setDialog } = view
  return (
    <BoardCanvas
      ref={view.board}
      label={t('boardDesk.label', { count: view.shown.length })}
      roster={roster}
      rows={view.rows}
      zoom={view.zoom}
      firstDay={view.firstDay}
      score={view.scoring.score}
      shownQueues={queues.map(({ id }) => id)}
      selection={view.selection}
      onSelect={view.setSelection}
      marks={view.marks}
      onOpen={(place, anchor) => setDialog({ kind: 'cell', place, anchor })}
      onMenu={(_place, anchor) => setDialog({ kind: 'menu', anchor })}
      onGesture={(gesture) => outcomes.carryOut(gestureEdit(context, gesture))}
      onCommand={commands.onCommand}
      onCopy={commands.copy}
      onVisible={onVisible}
      onDay={(day) => navigate({ zoom: 'hours', day: roster.days[day] })}
    />
  )
}

function OpenPanel({ view }: { view: BoardView }) {
  const { panel, desk, state, scoring, asked, outcomes, run, selection, board } = view
  if (!panel) return null
  return (
    <BoardSide
      {...{ panel, desk, state, asked }}
      score={scoring.score}
      carryOut={outcomes.carryOut}
      runId={run.id}
      before={run.report?.violations ?? []}
      cell={view.isAboutCell ? selection.active : undefined}
      onAllHistory={() => view.openPanel('history')}
      onGo={(place) => board.current?.go(place)}
      onClose={() => {
        view.openPanel(undefined)
        // What had the focus goes with the panel.
        board.current?.focus()
      }}
    />
  )
}

function OpenDialog({ view }: { view: BoardView }) {
  const { dialog, run, desk, context, scoring, outcomes, commands } = view
  if (!dialog) return null
  return (
    <BoardDialogs
      {...{ dialog, run, desk, context }}
      score={scoring.score}
      carryOut={outcomes.carryOut}
      places={commands.places}
      target={commands.target}
      onMenu={commands.onMenu}
      onCandidates={view.askWho}
      onClose={view.closeDialog}
    />
  )
}

/** Exactly the days and rows that are shown. */
function OnPaper({ view: { roster, rows, run }, visible }: { view: BoardView; visible: VisibleSpan | undefined }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const plan = usePlan()
  const { firstDay = 0, lastDay = roster.days.length - 1 } = visible ?? {}
  const days = roster.days.flatMap((_, day) => (day >= firstDay && day <= lastDay ? [day] : []))
  const title = t('boardDesk.paperTitle', {
    plan: localName({ id: plan.id, name: plan.name }, i18n.language),
    week: format.week(run.week, run.weeks),
  })
  return <PrintedBoard roster={roster} rows={rows} days={days} title={title} />
}
