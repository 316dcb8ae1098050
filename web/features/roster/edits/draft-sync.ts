import type { DraftCell, DraftEditRequest, DraftEdits } from '../../../../server/contracts/roster-draft.ts'
import type { EditKind } from '../model/board-roster.ts'
import { conflictsOf, placeKey, takenIn, withoutPlaces } from './clashing-cells.ts'
import { DraftConflicts } from './draft-conflicts.ts'
import { type DraftConflict, type DraftStorage, type UnsentEdit, UnsentEdits } from './unsent-edits.ts'

export type { DraftConflict, DraftStorage } from './unsent-edits.ts'

/** Rejects with an error whose `code` is one of the API's, or `offline`. */
export interface DraftTransport {
  post(body: DraftEditRequest): Promise<DraftEdits>
  editsAfter(revision: number): Promise<DraftEdits>
}

export type CellsReason = 'others' | 'takenBack' | 'left' | 'reapplied'

export interface DraftSyncOptions {
  readonly runId: string
  /** UUID of the tab. */
  readonly editor: string
  /** Of the draft as the page loaded it. */
  readonly revision: number
  readonly transport: DraftTransport
  readonly storage: DraftStorage
  /** Calls back once, some milliseconds later; returns how to call it off. */
  readonly after: (milliseconds: number, then: () => void) => () => void
  /** A new UUID. */
  readonly newId: () => string
  /** Cells that the board is to show: others', own ones taken back, own ones left from before a reload or applied again. */
  readonly onCells: (cells: readonly DraftCell[], why: CellsReason) => void
}

export type DraftState = 'saved' | 'saving' | 'offline' | 'conflict'

export interface DraftStatus {
  /** The most pressing: a conflict before being offline before saving. */
  readonly state: DraftState
  /** Own edits that are not stored yet. */
  readonly waiting: number
  /** Of the draft as the board shows it, own unsent edits aside. */
  readonly revision: number
  readonly conflicts: readonly DraftConflict[]
  /** Why the last request failed; undefined when it did not. */
  readonly problem: unknown
  /** Whether all that waits would survive a reload; false when the browser has no room for it. */
  readonly isKept: boolean
}

/** An edit as the draft stores it, for the history. */
interface OwnEdit {
  readonly id: string
  readonly kind: EditKind
  readonly before: readonly DraftCell[]
  readonly after: readonly DraftCell[]
}

/** Cells of one request at most, well within what the server takes. */
export const MOST_CELLS = 10_000
const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 30_000

/** Errors that the same request will meet again. */
const FINAL_CODES: readonly unknown[] = ['invalidRequest', 'invalidPlan', 'forbidden', 'notFound', 'tooLarge']

/**
 * Keeps the board and the server's draft in step. Own edits are kept in the browser before they are sent, go out in order
 * one at a time, and are sent again until the server confirms them; an id counts once however often it is sent. Others'
 * edits are shown as they come. A cell that somebody else was first with becomes theirs, and mine a conflict to be decided.
 */
export class DraftSync {
  readonly #options: DraftSyncOptions
  readonly #kept: UnsentEdits
  readonly #conflicts: DraftConflicts
  readonly #listeners = new Set<() => void>()
  #unsent: readonly UnsentEdit[] = []
  #revision: number
  /** Revision that the server is known to have reached. */
  #told: number
  #order = 0
  /** Asks for edits before anything is sent: what was left must not pass over what others did since. */
  #mustAsk = true
  /** The edit that the server just refused as a conflict. */
  #contested: { readonly edit: UnsentEdit; readonly problem: unknown } | undefined
  /** Whether it was asked since the start. */
  #isCaughtUp = false
  #problem: unknown
  #failures = 0
  #isAtWork = false
  #isStopped = true
  #callOff: (() => void) | undefined
  #status: DraftStatus

  constructor(options: DraftSyncOptions) {
    this.#options = options
    this.#kept = new UnsentEdits(options.storage, options.runId)
    this.#conflicts = new DraftConflicts(this.#kept, options.newId)
    this.#revision = options.revision
    this.#told = options.revision
    this.#status = this.#newStatus()
  }

  /** The same object until something changes. */
  get status(): DraftStatus {
    return this.#status
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Shows what was left unsent by a reload or a closed tab, asks what happened since, and sends it. */
  start(): void {
    this.#isStopped = false
    const kept = this.#kept.edits()
    const keptIds = new Set(kept.map(({ id }) => id))
    this.#unsent = [...kept, ...this.#unsent.filter(({ id }) => !keptIds.has(id))]
    this.#conflicts.load()
    this.#order = Math.max(0, ...this.#unsent.map(({ order }) => order))
    this.#revision = Math.min(this.#revision, ...this.#unsent.map(({ baseRevision }) => baseRevision))
    const left = new Map(this.#unsent.flatMap(({ after }) => after).map((cell) => [placeKey(cell), cell]))
    this.#show([...left.values()], 'left')
    this.#changed()
    void this.#work()
  }

  stop(): void {
    this.#isStopped = true
    this.#callOff?.()
    this.#callOff = undefined
  }

  /** Keeps and sends an edit that the board already shows. */
  add({ kind, before, after }: Omit<OwnEdit, 'id'>): OwnEdit {
    const id = this.#options.newId()
    const baseRevision = this.#seenOf(after)
    for (let from = 0; from < after.length; from += MOST_CELLS) {
      this.#order += 1
      const part = { before: before.slice(from, from + MOST_CELLS), after: after.slice(from, from + MOST_CELLS) }
      const { editor, newId } = this.#options
      const edit = {
        id: from === 0 ? id : newId(),
        editor,
        kind,
        baseRevision,
        order: this.#order,
        ...part,
      }
      this.#unsent = [...this.#unsent, edit]
      this.#kept.keep(edit)
    }
    this.#conflicts.nowTheirs(after)
    this.#changed()
    // While a retry is due, edits wait for it.
    if (!this.#callOff) void this.#work()
    return { id, kind, before, after }
  }

  /**
   * There may be something new: an event told of a revision, or the browser is online again, which is tried at once.
   * @param revision absent means that it is not known
   */
  noticed(revision?: number): void {
    if (revision === undefined) this.#mustAsk = true
    else this.#told = Math.max(this.#told, revision)
    void this.#work()
  }

  /**
   * Puts my cells of a conflict over theirs, as a new edit.
   * @param cells those of `mine` that are to stand, the others are left as they are; all when absent
   */
  reapply(conflictId: string, cells?: readonly DraftCell[]): OwnEdit | undefined {
    const conflict = this.#conflicts.take(conflictId)
    const chosen = cells && new Set(cells.map(placeKey))
    const stands = (cell: DraftCell) => chosen?.has(placeKey(cell)) ?? true
    const after = conflict?.mine.filter(stands) ?? []
    if (!conflict || after.length === 0) {
      this.#changed()
      return undefined
    }
    this.#show(after, 'reapplied')
    return this.add({ kind: conflict.kind, before: conflict.theirs.filter(stands), after })
  }

  /** Leaves the cells of a conflict as they are. */
  drop(conflictId: string): void {
    this.#conflicts.take(conflictId)
    this.#changed()
  }

  /**
   * What the maker of an edit has seen of its cells. A board that has just been loaded shows edits that were left over what
   * others may have done since: whoever edits on top of them has seen no more than they did.
   */
  #seenOf(cells: readonly DraftCell[]): number {
    if (this.#isCaughtUp) return this.#revision
    const keys = new Set(cells.map(placeKey))
    const under = this.#unsent.filter(({ after }) => after.some((cell) => keys.has(placeKey(cell))))
    return Math.min(this.#options.revision, ...under.map(({ baseRevision }) => baseRevision))
  }

  async #work(): Promise<void> {
    if (this.#isAtWork || this.#isStopped) return
    this.#isAtWork = true
    this.#callOff?.()
    this.#callOff = undefined
    try {
      while (!this.#isStopped && this.#hasWork()) await this.#oneRequest()
    } catch (error) {
      this.#problem = error
      this.#retryLater()
    }
    this.#isAtWork = false
    this.#changed()
  }

  #hasWork(): boolean {
    return this.#mustAsk || this.#told > this.#revision || this.#unsent.length > 0
  }

  async #oneRequest(): Promise<void> {
    const [first] = this.#unsent
    if (this.#mustAsk || this.#told > this.#revision || !first) await this.#ask()
    else await this.#send(first)
    this.#problem = undefined
    this.#failures = 0
    this.#changed()
  }

  async #ask(): Promise<void> {
    const told = this.#told
    const reply = await this.#options.transport.editsAfter(this.#revision)
    if (this.#isStopped) return
    this.#mustAsk = false
    this.#take(reply)
    this.#isCaughtUp = true
    // What was told of is here now, unless the server has gone back to an earlier state.
    if (this.#told === told) this.#told = Math.min(told, this.#revision)
    // Refused as a conflict, though nobody changed its cells: sending it again would be refused again.
    const contested = this.#contested
    this.#contested = undefined
    if (contested && this.#unsent.includes(contested.edit)) this.#refused(contested.edit, contested.problem)
  }

  async #send(edit: UnsentEdit): Promise<void> {
    const { id, editor, kind, after } = edit
    const body = { id, editor, kind, baseRevision: this.#revision, cells: [...after] }
    try {
      const reply = await this.#options.transport.post(body)
      // Nobody is shown what a stopped board takes in; the next one asks for it, and finds the edit stored.
      if (this.#isStopped) return
      this.#take(reply)
      this.#settle((other) => (other.id === id ? [] : [other]))
    } catch (error) {
      if (this.#isStopped) return
      const code = codeOf(error)
      if (code === 'conflict') {
        this.#mustAsk = true
        this.#contested = { edit, problem: error }
      } else if (FINAL_CODES.includes(code)) this.#refused(edit, error)
      else throw error
    }
  }

  #take({ revision, edits }: DraftEdits): void {
    const fresh = edits.filter((edit) => edit.revision > this.#revision)
    const { unsent, changed, conflicts } = takenIn(this.#unsent, fresh)
    const stays = new Map(unsent.map((edit) => [edit.id, edit]))
    // Kept as a conflict before it is forgotten as an edit: the tab may be closed in between.
    this.#conflicts.nowTheirs(changed)
    this.#conflicts.add(conflicts)
    this.#settle(({ id }) => stays.get(id) ?? [])
    this.#revision = Math.max(this.#revision, revision)
    const isTakenBack = new Set(conflicts.flatMap(({ theirs }) => theirs.map(placeKey)))
    this.#show(
      changed.filter((cell) => isTakenBack.has(placeKey(cell))),
      'takenBack',
    )
    this.#show(
      changed.filter((cell) => !isTakenBack.has(placeKey(cell))),
      'others',
    )
  }

  /** Takes an edit back, and with it what was done later to its cells. */
  #refused(edit: UnsentEdit, problem: unknown): void {
    const beforeOf = new Map(edit.before.map((cell) => [placeKey(cell), cell]))
    const takers = new Map(edit.after.map((cell) => [placeKey(cell), new Set<string>()]))
    const conflicts = conflictsOf(this.#unsent, takers, (cell) => beforeOf.get(placeKey(cell)) ?? cell)
    this.#conflicts.add(conflicts.map((conflict) => ({ ...conflict, problem })))
    this.#settle((other) => withoutPlaces(other, takers))
    this.#show(edit.before, 'takenBack')
  }

  /** Each unsent edit becomes what is left of it, in memory and in storage. */
  #settle(left: (edit: UnsentEdit) => UnsentEdit | readonly UnsentEdit[]): void {
    this.#unsent = this.#unsent.flatMap((edit) => {
      const rest = [left(edit)].flat()
      for (const part of rest) if (part !== edit) this.#kept.keep(part)
      if (rest.length === 0) this.#kept.forget(edit.id)
      return rest
    })
  }

  #retryLater(): void {
    if (this.#isStopped) return
    const milliseconds = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures)
    this.#failures += 1
    this.#callOff = this.#options.after(milliseconds, () => {
      this.#callOff = undefined
      void this.#work()
    })
  }

  #show(cells: readonly DraftCell[], why: CellsReason): void {
    if (cells.length > 0 && !this.#isStopped) this.#options.onCells(cells, why)
  }

  #changed(): void {
    this.#status = this.#newStatus()
    for (const listener of this.#listeners) listener()
  }

  #newStatus(): DraftStatus {
    const waiting = this.#unsent.length
    const conflicts = this.#conflicts.all
    const state =
      conflicts.length > 0 ? 'conflict' : this.#problem !== undefined ? 'offline' : waiting > 0 ? 'saving' : 'saved'
    return {
      ...{ state, waiting, revision: this.#revision, conflicts, problem: this.#problem },
      isKept: this.#kept.isKept,
    }
  }
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
