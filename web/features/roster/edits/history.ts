import type { DraftEdit } from '../../../../server/contracts/roster-draft.ts'
import {
  type BoardEdit,
  type BoardRoster,
  type CellChange,
  type CellPlace,
  cellAt,
  EDIT_KINDS,
  type EditKind,
  withCells,
} from '../model/board-roster.ts'
import { fromDraftCell } from './draft-cells.ts'
import type { EditContext } from './edit-context.ts'
import { sameCell } from './same-cell.ts'

/** An own edit that can be undone. */
export interface HistoryStep {
  /** Of the edit. */
  readonly id: string
  readonly edit: BoardEdit
}

/** Own edits of one browser tab, oldest first; plain data that each function makes anew. */
export interface EditHistory {
  readonly done: readonly HistoryStep[]
  readonly undone: readonly HistoryStep[]
}

export const EMPTY_HISTORY: EditHistory = { done: [], undone: [] }

/** One step back or forth. */
export interface HistoryMove {
  readonly history: EditHistory
  /** The step that is taken back or done again. */
  readonly of: HistoryStep
  /** To be made like any other edit; undefined when somebody else has changed all of its cells since. */
  readonly edit: BoardEdit | undefined
  /** Cells that somebody else has changed since, and that stay as they are. */
  readonly leftOut: readonly CellPlace[]
}

/** After an own edit that is neither undo nor redo: what was undone before it is gone. */
export const recorded = ({ done }: EditHistory, step: HistoryStep): EditHistory => ({
  done: [...done, step],
  undone: [],
})

export function undo({ done, undone }: EditHistory, roster: BoardRoster): HistoryMove | undefined {
  const of = done.at(-1)
  if (!of) return undefined
  const { step, edit, leftOut } = moveOf(of, roster, 'undo')
  const history = { done: done.slice(0, -1), undone: step ? [...undone, step] : undone }
  return { history, of, edit, leftOut }
}

export function redo({ done, undone }: EditHistory, roster: BoardRoster): HistoryMove | undefined {
  const of = undone.at(-1)
  if (!of) return undefined
  const { step, edit, leftOut } = moveOf(of, roster, 'redo')
  const history = { done: step ? [...done, step] : done, undone: undone.slice(0, -1) }
  return { history, of, edit, leftOut }
}

/** The part of a step whose cells are still as the step, or its undoing, left them. */
function moveOf({ id, edit: { kind, changes } }: HistoryStep, roster: BoardRoster, way: 'undo' | 'redo') {
  const isFree = ({ place, before, after }: CellChange) =>
    sameCell(cellAt(roster, place), way === 'undo' ? after : before)
  const free = changes.filter(isFree)
  const leftOut = changes.filter((change) => !isFree(change)).map(({ place }) => place)
  if (free.length === 0) return { step: undefined, edit: undefined, leftOut }
  const made = way === 'undo' ? free.map(({ place, before, after }) => ({ place, before: after, after: before })) : free
  return { step: { id, edit: { kind, changes: free } }, edit: { kind: way, changes: made }, leftOut }
}

/** Without cells that were taken back because somebody else had changed them first. */
export function withoutCells({ done, undone }: EditHistory, places: readonly CellPlace[]): EditHistory {
  const gone = new Set(places.map(keyOf))
  const without = (steps: readonly HistoryStep[]) =>
    steps.flatMap(({ id, edit }) => {
      const changes = edit.changes.filter(({ place }) => !gone.has(keyOf(place)))
      return changes.length > 0 ? [{ id, edit: { ...edit, changes } }] : []
    })
  return { done: without(done), undone: without(undone) }
}

const keyOf = ({ person, day }: CellPlace): string => `${person} ${day}`

/**
 * The history of a tab after a reload, played again from the draft.
 * @param base of the run's roster as it was made
 * @param edits all of the draft, oldest first
 */
export function rebuiltHistory(base: EditContext, edits: readonly DraftEdit[], editor: string): EditHistory {
  let history = EMPTY_HISTORY
  let { roster } = base
  for (const { id, editor: by, kind, cells } of edits) {
    const changes = cells
      .flatMap((cell) => fromDraftCell(base, cell) ?? [])
      .map(({ place, after }) => ({ place, before: cellAt(roster, place), after }))
    roster = withCells(roster, changes)
    if (by === editor && isKind(kind)) history = replayed(history, { id, edit: { kind, changes } })
  }
  return history
}

const isKind = (kind: string): kind is EditKind => EDIT_KINDS.some((known) => known === kind)

function replayed(history: EditHistory, step: HistoryStep): EditHistory {
  const { done, undone } = history
  if (step.edit.kind === 'undo') {
    const at = done.findLastIndex((earlier) => turnsBack(step, earlier))
    return { done: done.slice(0, Math.max(0, at)), undone: at < 0 ? undone : [...undone, partOf(done[at]!, step)] }
  }
  if (step.edit.kind === 'redo') {
    const at = undone.findLastIndex((earlier) => repeats(step, earlier))
    return { done: at < 0 ? done : [...done, partOf(undone[at]!, step)], undone: undone.slice(0, Math.max(0, at)) }
  }
  return recorded(history, step)
}

/** Steps that could not be undone left no edit, and are passed over as they were then. */
const turnsBack = (undoing: HistoryStep, earlier: HistoryStep): boolean =>
  undoing.edit.changes.every(({ place, after }) =>
    earlier.edit.changes.some((change) => keyOf(change.place) === keyOf(place) && sameCell(change.before, after)),
  )

const repeats = (redoing: HistoryStep, earlier: HistoryStep): boolean =>
  redoing.edit.changes.every(({ place, after }) =>
    earlier.edit.changes.some((change) => keyOf(change.place) === keyOf(place) && sameCell(change.after, after)),
  )

/** The changes of a step at the cells of another. */
function partOf({ id, edit }: HistoryStep, { edit: { changes } }: HistoryStep): HistoryStep {
  const keys = new Set(changes.map(({ place }) => keyOf(place)))
  return { id, edit: { ...edit, changes: edit.changes.filter(({ place }) => keys.has(keyOf(place))) } }
}
