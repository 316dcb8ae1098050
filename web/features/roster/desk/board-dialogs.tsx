import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DraftRunRequest } from '../../../../server/contracts/roster-draft.ts'
import type { Run } from '../../../../server/contracts/run.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { startDraftRun } from '../../../lib/draft-queries.ts'
import { runQuery, runsQuery } from '../../../lib/queries.ts'
import { bulkReview } from '../edits/bulk-edit.ts'
import { applyReview } from '../edits/cell-review.ts'
import { type EditContext, type EditOutcome, employeeIdOf } from '../edits/edit-context.ts'
import { applyPaste, type PasteTarget, readPaste } from '../edits/read-paste.ts'
import type { CellPlace } from '../model/board-roster.ts'
import { BoardMenu } from '../panels/board-menu.tsx'
import { BulkEditDialog } from '../panels/bulk-edit-dialog.tsx'
import { CellEditor } from '../panels/cell-editor.tsx'
import { ConflictDialog } from '../panels/conflict-dialog.tsx'
import { KeysDialog } from '../panels/keys-dialog.tsx'
import type { MenuCommand } from '../panels/menu-items.ts'
import { PasteReviewDialog } from '../panels/paste-review-dialog.tsx'
import { ReplanDialog } from '../panels/replan-dialog.tsx'
import type { BoardScore } from '../score/use-score.ts'
import type { BoardDesk } from './board-desk.ts'
import type { DeskDialog } from './desk-dialog.ts'
import { useDraftStatus } from './use-desk.ts'

export interface BoardDialogsProps {
  readonly dialog: DeskDialog
  readonly run: Run
  readonly desk: BoardDesk
  readonly context: EditContext
  readonly score: BoardScore | undefined
  /** Of the selection, the active one first. */
  readonly places: readonly [CellPlace, ...CellPlace[]]
  readonly target: (blanks: PasteTarget['blanks']) => PasteTarget
  readonly carryOut: (outcome: EditOutcome) => boolean
  readonly onMenu: (command: MenuCommand) => void
  readonly onCandidates: (place: CellPlace, shift: Assignment) => void
  readonly onClose: () => void
}

/** The dialog that stands open over the board. */
export function BoardDialogs(props: BoardDialogsProps) {
  const { dialog, context, places, carryOut, onMenu, onClose } = props
  switch (dialog.kind) {
    case 'cell':
      return <Cell {...props} dialog={dialog} />
    case 'menu':
      return (
        <BoardMenu
          roster={context.roster}
          places={places}
          anchor={dialog.anchor}
          templates={context.templates}
          onCommand={onMenu}
          onClose={onClose}
        />
      )
    case 'paste':
      return <Paste {...props} text={dialog.text} />
    case 'bulk':
      return (
        <BulkEditDialog
          context={context}
          places={places}
          first={dialog.first}
          review={(change) => bulkReview(context, places, change)}
          onAccept={(review, accepted) => carryOut(applyReview(context, review, accepted)) && onClose()}
          onClose={onClose}
        />
      )
    case 'conflict':
      return <Conflict {...props} />
    case 'keys':
      return <KeysDialog onClose={onClose} />
    case 'run':
      return <StartRun {...props} mode={dialog.mode} />
  }
}

function Cell({
  dialog,
  context,
  score,
  carryOut,
  onCandidates,
  onClose,
}: BoardDialogsProps & { dialog: Extract<DeskDialog, { kind: 'cell' }> }) {
  const { place, anchor, startsWithNote = false } = dialog
  const key = `${employeeIdOf(context, place.person)} ${context.roster.days[place.day]}`
  return (
    <CellEditor
      roster={context.roster}
      place={place}
      anchor={anchor}
      templates={context.templates}
      violations={score?.violationsByCell.get(key) ?? []}
      startsWithNote={startsWithNote}
      onSave={(edit) => carryOut({ edit, leftOut: [] })}
      onCandidates={(shift) => {
        onClose()
        onCandidates(place, shift)
      }}
      onClose={onClose}
    />
  )
}

function Paste({ text, context, target, carryOut, onClose }: BoardDialogsProps & { text: string }) {
  const [blanks, setBlanks] = useState<'keep' | 'clear'>('keep')
  const review = readPaste(context, text, target(blanks))
  return (
    <PasteReviewDialog
      review={review}
      context={context}
      blanks={blanks}
      onBlanks={setBlanks}
      onAccept={(accepted) => carryOut(applyPaste(context, review, accepted)) && onClose()}
      onClose={onClose}
    />
  )
}

function Conflict({ desk, context, onClose }: BoardDialogsProps) {
  const { conflicts } = useDraftStatus(desk)
  return (
    <ConflictDialog
      conflicts={conflicts}
      context={context}
      onResolve={(conflict, mine) => {
        desk.resolve(conflict, mine)
        if (conflicts.length === 1) onClose()
      }}
      onClose={onClose}
    />
  )
}

function StartRun({
  run,
  desk,
  context,
  score,
  places,
  mode,
  onClose,
}: BoardDialogsProps & { mode: 'check' | 'replan' }) {
  const client = useQueryClient()
  const { state, revision } = useDraftStatus(desk)
  const start = useMutation({
    mutationFn: (request: DraftRunRequest) => startDraftRun(run.id, { ...request, expectedRevision: revision }),
    onSuccess: async (started) => {
      client.setQueryData(runQuery(started.id).queryKey, started)
      await client.invalidateQueries(runsQuery(run.planId))
      onClose()
    },
  })
  const { people, days } = context.roster
  // One cell is where the keyboard is; several are a choice.
  const selected = places.length > 1 ? places : []
  return (
    <ReplanDialog
      roster={context.roster}
      mode={mode}
      gap={run.gap}
      timeLimitSeconds={run.timeLimitSeconds}
      hard={score?.violations.filter(({ severity }) => severity === 'hard').length}
      selected={{
        people: [...new Set(selected.flatMap(({ person }) => people[person]?.id ?? []))],
        dates: [...new Set(selected.flatMap(({ day }) => days[day] ?? []))],
      }}
      isSaved={state === 'saved'}
      isPending={start.isPending}
      error={start.error}
      onStart={(request) => start.mutate(request)}
      onClose={onClose}
    />
  )
}
