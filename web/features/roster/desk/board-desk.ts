import type { DraftCell, RosterDraft } from '../../../../server/contracts/roster-draft.ts'
import { draftChanges, fromDraftCell, withDraftCells } from '../edits/draft-cells.ts'
import { type CellsReason, type DraftConflict, DraftSync, type DraftSyncOptions } from '../edits/draft-sync.ts'
import { type EditContext, withRoster } from '../edits/edit-context.ts'
import {
  type EditHistory,
  EMPTY_HISTORY,
  type HistoryMove,
  rebuiltHistory,
  recorded,
  redo,
  undo,
  withoutCells,
} from '../edits/history.ts'
import { type BoardEdit, type BoardRoster, type CellPlace, OPEN_ROW, withCells } from '../model/board-roster.ts'

/** A roster on the desk; the same object until something of it changes. */
export interface DeskState {
  /** With the roster as it is now. */
  readonly context: EditContext
  readonly history: EditHistory
  /** Cells that somebody else changed while the page was open. */
  readonly theirs: readonly CellPlace[]
}

type Transport = Omit<DraftSyncOptions, 'onCells' | 'revision'>

/**
 * One run's roster while it is edited: every edit shows at once, can be undone, and goes to the server in its own time.
 * What others change meanwhile appears by itself.
 */
export class BoardDesk {
  readonly sync: DraftSync
  /** The run's roster as it was made. */
  readonly made: BoardRoster
  readonly #options: Transport
  readonly #listeners = new Set<() => void>()
  #state: DeskState

  /** @param made context with the run's own roster */
  constructor(made: EditContext, draft: RosterDraft, options: Transport) {
    this.made = made.roster
    this.#options = options
    const context = withRoster(made, withDraftCells(made, draft.cells))
    this.#state = { context, history: EMPTY_HISTORY, theirs: [] }
    this.sync = new DraftSync({
      ...options,
      revision: draft.revision,
      onCells: (cells, why) => this.#take(cells, why),
    })
    this.#hasOwnEdits = draft.edits.some(({ editor }) => editor === options.editor)
  }

  readonly #hasOwnEdits: boolean

  get state(): DeskState {
    return this.#state
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Sends what an earlier visit left unsent, and remembers what this tab can still undo. */
  start(): void {
    this.sync.start()
    if (this.#hasOwnEdits) void this.#rememberHistory()
  }

  stop(): void {
    this.sync.stop()
  }

  perform(edit: BoardEdit): void {
    const id = this.#send(edit)
    this.#set({ history: recorded(this.#state.history, { id, edit }) })
  }

  /** @returns what was taken back; undefined when there is nothing to undo */
  undo(): HistoryMove | undefined {
    return this.#step(undo(this.#state.history, this.#state.context.roster))
  }

  redo(): HistoryMove | undefined {
    return this.#step(redo(this.#state.history, this.#state.context.roster))
  }

  /** Ends a conflict: so many of one's own cells are put over those of somebody else who was first. */
  resolve({ id, kind }: DraftConflict, mine: readonly DraftCell[]): void {
    const own = this.sync.reapply(id, mine)
    if (!own) return
    const { context, history } = this.#state
    const changes = own.after.flatMap((cell, index) => {
      const after = fromDraftCell(context, cell)
      const before = own.before[index] && fromDraftCell(context, own.before[index])
      return after && before ? [{ ...after, before: before.after }] : []
    })
    this.#set({ history: recorded(history, { id: own.id, edit: { kind, changes } }) })
  }

  #step(move: HistoryMove | undefined): HistoryMove | undefined {
    if (!move) return undefined
    if (move.edit) this.#send(move.edit)
    this.#set({ history: move.history })
    return move
  }

  #send(edit: BoardEdit): string {
    const { context } = this.#state
    const { id } = this.sync.add({ kind: edit.kind, ...draftChanges(context, edit) })
    this.#set({ context: withRoster(context, withCells(context.roster, edit.changes)) })
    return id
  }

  #take(cells: readonly DraftCell[], why: CellsReason): void {
    const { context, history, theirs } = this.#state
    const places = cells.flatMap(({ employeeId, day }) => this.#placeOf(employeeId, day))
    this.#set({
      context: withRoster(context, withDraftCells(context, cells)),
      ...(why === 'takenBack' && { history: withoutCells(history, places) }),
      ...(why === 'others' && { theirs: [...theirs, ...places] }),
    })
  }

  #placeOf(employeeId: string, date: string): CellPlace[] {
    const { context } = this.#state
    const person = employeeId === '' ? OPEN_ROW : context.personOf(employeeId)
    const day = context.roster.days.indexOf(date)
    return person === undefined || day < 0 ? [] : [{ person, day }]
  }

  async #rememberHistory(): Promise<void> {
    const { transport, editor } = this.#options
    try {
      const { edits } = await transport.editsAfter(0)
      // Edits made meanwhile are the newer ones, and would be in the reply only if they were stored by then.
      if (this.#state.history !== EMPTY_HISTORY) return
      this.#set({ history: rebuiltHistory(withRoster(this.#state.context, this.made), edits, editor) })
    } catch {
      // Without a connection there is nothing to undo yet; all else goes on.
    }
  }

  #set(part: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }
}
