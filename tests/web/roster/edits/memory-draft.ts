import type { DraftCell, DraftEdit, DraftEditRequest, DraftEdits } from '../../../../server/contracts/roster-draft.ts'
import { placeKey } from '../../../../web/features/roster/edits/clashing-cells.ts'
import type { DraftTransport } from '../../../../web/features/roster/edits/draft-sync.ts'

export class Refusal extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** A draft by the server's rules: an id counts once, and a cell changed by another editor since is a conflict. */
export class MemoryDraft {
  readonly edits: DraftEdit[] = []

  get revision(): number {
    return this.edits.length
  }

  post({ baseRevision, ...edit }: DraftEditRequest): DraftEdits {
    const known = this.edits.find(({ id }) => id === edit.id)
    if (!known) {
      if (baseRevision > this.revision) throw new Refusal('conflict')
      const places = new Set(edit.cells.map(placeKey))
      const since = this.edits.filter(({ revision, editor }) => revision > baseRevision && editor !== edit.editor)
      if (since.some(({ cells }) => cells.some((cell) => places.has(placeKey(cell))))) throw new Refusal('conflict')
      if (edit.cells.some(({ note }) => note === 'bad')) throw new Refusal('invalidRequest')
      const facts = { revision: this.revision + 1, at: '2026-11-09T00:00:00Z', by: edit.editor, name: edit.editor }
      this.edits.push({ ...edit, ...facts, cellCount: edit.cells.length })
    }
    const upTo = known?.revision ?? this.revision
    return { revision: upTo, edits: this.edits.filter(({ revision }) => revision > baseRevision && revision <= upTo) }
  }

  after(revision: number): DraftEdits {
    return { revision: this.revision, edits: this.edits.filter((edit) => edit.revision > revision) }
  }

  /** The latest of each cell. */
  get cells(): Map<string, DraftCell> {
    return new Map(this.edits.flatMap(({ cells }) => cells.map((cell) => [placeKey(cell), cell] as const)))
  }
}

/** What becomes of a request: it is lost before or after the server has done it, or answered. */
export type Fate = 'answered' | 'lostBefore' | 'lostAfter'

/** Requests that wait until the test decides what becomes of each. */
export class HeldTransport implements DraftTransport {
  readonly #draft: MemoryDraft
  readonly #held: { readonly run: () => DraftEdits; readonly settle: (fate: Fate) => void }[] = []
  posts = 0

  constructor(draft: MemoryDraft) {
    this.#draft = draft
  }

  post(body: DraftEditRequest): Promise<DraftEdits> {
    this.posts += 1
    return this.#hold(() => this.#draft.post(structuredClone(body)))
  }

  editsAfter(revision: number): Promise<DraftEdits> {
    return this.#hold(() => this.#draft.after(revision))
  }

  get waiting(): number {
    return this.#held.length
  }

  async settle(fate: Fate): Promise<void> {
    this.#held.shift()?.settle(fate)
    // Everything that follows from an answer happens in promises' turns.
    await new Promise((done) => setImmediate(done))
  }

  #hold(run: () => DraftEdits): Promise<DraftEdits> {
    return new Promise((resolve, reject) => {
      const settle = (fate: Fate) => {
        if (fate === 'lostBefore') return reject(new Refusal('offline'))
        try {
          const reply = structuredClone(run())
          if (fate === 'lostAfter') reject(new Refusal('offline'))
          else resolve(reply)
        } catch (error) {
          reject(fate === 'lostAfter' ? new Refusal('offline') : error)
        }
      }
      this.#held.push({ run, settle })
    })
  }
}
