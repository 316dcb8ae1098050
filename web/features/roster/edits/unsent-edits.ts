import type { DraftCell } from '../../../../server/contracts/roster-draft.ts'
import type { EditKind } from '../model/board-roster.ts'

/** What is needed of `localStorage`. */
export interface DraftStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
  keys(): readonly string[]
}

/** An own edit that the server has not confirmed. */
export interface UnsentEdit {
  readonly id: string
  /** Tab that it was made in, which may be gone. */
  readonly editor: string
  readonly kind: EditKind
  /** That the planner saw when making it. */
  readonly baseRevision: number
  /** Place in the order in which edits were made. */
  readonly order: number
  readonly before: readonly DraftCell[]
  readonly after: readonly DraftCell[]
}

/** Cells of mine that were taken back because somebody else changed them first, or because the server refused them. */
export interface DraftConflict {
  readonly id: string
  readonly kind: EditKind
  readonly mine: readonly DraftCell[]
  /** The same cells as they are now. */
  readonly theirs: readonly DraftCell[]
  /** Who changed them; empty when the server refused the edit. */
  readonly by: readonly string[]
  /** What the server answered when it refused the edit; not kept over a reload. */
  readonly problem: unknown
}

/**
 * A run's unsent edits and unsettled conflicts, each an item of its own in the browser's storage, so that neither a closed
 * tab nor two tabs at work lose one of them. They are memory first: a full or forbidden storage stops nobody's work.
 */
export class UnsentEdits {
  readonly #storage: DraftStorage
  readonly #prefixes: { readonly edit: string; readonly conflict: string }
  readonly #unkept = new Set<string>()

  constructor(storage: DraftStorage, runId: string) {
    this.#storage = storage
    this.#prefixes = { edit: `tideline.unsent.${runId}.`, conflict: `tideline.conflict.${runId}.` }
  }

  /** Whether all would survive a reload. */
  get isKept(): boolean {
    return this.#unkept.size === 0
  }

  edits(): UnsentEdit[] {
    const isEdit = (value: unknown): value is UnsentEdit =>
      hasFields(value, ['id', 'editor', 'kind', 'baseRevision', 'order', 'before', 'after'])
    return this.#read(this.#prefixes.edit, isEdit).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  }

  conflicts(): DraftConflict[] {
    const isConflict = (value: unknown): value is DraftConflict =>
      hasFields(value, ['id', 'kind', 'mine', 'theirs', 'by'])
    return this.#read(this.#prefixes.conflict, isConflict)
  }

  keep(edit: UnsentEdit): void {
    this.#write(this.#prefixes.edit + edit.id, edit)
  }

  keepConflict(conflict: DraftConflict): void {
    this.#write(this.#prefixes.conflict + conflict.id, conflict)
  }

  forget(id: string): void {
    this.#remove(this.#prefixes.edit + id)
  }

  forgetConflict(id: string): void {
    this.#remove(this.#prefixes.conflict + id)
  }

  #read<Item>(prefix: string, isItem: (value: unknown) => value is Item): Item[] {
    return this.#storage
      .keys()
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const item = parsed(this.#storage.getItem(key))
        return isItem(item) ? [item] : []
      })
  }

  #write(key: string, value: object): void {
    try {
      this.#storage.setItem(key, JSON.stringify(value))
      this.#unkept.delete(key)
    } catch {
      this.#unkept.add(key)
    }
  }

  #remove(key: string): void {
    this.#unkept.delete(key)
    this.#storage.removeItem(key)
  }
}

const hasFields = (value: unknown, fields: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && fields.every((field) => field in value)

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
