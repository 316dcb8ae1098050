import type { DraftCell } from '../../../../server/contracts/roster-draft.ts'
import { placeKey } from '../../../../web/features/roster/edits/clashing-cells.ts'
import { DraftSync } from '../../../../web/features/roster/edits/draft-sync.ts'
import { HeldTransport, MemoryDraft } from './memory-draft.ts'

export const PLACES = ['anna', 'ben', 'chloe', 'dan']
export const cellOf = (employeeId: string, note: string): DraftCell => ({
  employeeId,
  day: '2026-11-09',
  shifts: [],
  locked: false,
  color: null,
  note,
})
export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
export const OTHERS = uuid(999_999)

interface Made {
  readonly note: string
  readonly place: string
  /** What the board showed before. */
  readonly over: string
}

/** A planner's tab with its board of notes, beside somebody else's, over a line that loses what it is told to lose. */
export class Desk {
  readonly draft = new MemoryDraft()
  readonly storage = new Map<string, string>()
  readonly made: Made[] = []
  readonly conflicted: Made[] = []
  board = new Map<string, DraftCell>()
  transport!: HeldTransport
  sync!: DraftSync
  readonly #gone: HeldTransport[] = []
  #timer: (() => void) | undefined
  #ids = 0
  #notes = 0

  constructor() {
    this.load()
  }

  /** The page as a reload, or another tab after this one was closed, finds it. */
  load(editor = uuid(1)): void {
    this.sync?.stop()
    if (this.transport) this.#gone.push(this.transport)
    this.#timer = undefined
    this.board = this.draft.cells
    this.transport = new HeldTransport(this.draft)
    this.sync = new DraftSync({
      ...{ runId: 'run', editor, revision: this.draft.revision, transport: this.transport },
      storage: {
        getItem: (key) => this.storage.get(key) ?? null,
        setItem: (key, value) => void this.storage.set(key, value),
        removeItem: (key) => void this.storage.delete(key),
        keys: () => [...this.storage.keys()],
      },
      after: (_, then) => {
        this.#timer = then
        return () => {
          this.#timer = undefined
        }
      },
      newId: () => this.#newId(),
      onCells: (cells) => this.#show(cells),
    })
    this.sync.start()
  }

  #newId(): string {
    this.#ids += 1
    return uuid(this.#ids)
  }

  #newNote(whose: string): string {
    this.#notes += 1
    return `${whose} ${this.#notes}`
  }

  /** A request of a page that is gone reaches the server after all. */
  async late(): Promise<void> {
    await this.#gone.find(({ waiting }) => waiting > 0)?.settle('lostAfter')
  }

  #show(cells: readonly DraftCell[]): void {
    for (const cell of cells) this.board.set(placeKey(cell), cell)
  }

  noteAt(employeeId: string): string {
    return this.board.get(placeKey(cellOf(employeeId, '')))?.note ?? ''
  }

  edit(people: readonly string[], note = this.#newNote('mine')): void {
    const before = people.map((person) => cellOf(person, this.noteAt(person)))
    const after = people.map((person) => cellOf(person, note))
    for (const { employeeId } of after) this.made.push({ note, place: employeeId, over: this.noteAt(employeeId) })
    this.#show(after)
    this.sync.add({ kind: 'note', before, after })
  }

  others(people: readonly string[]): void {
    const cells = people.map((person) => cellOf(person, this.#newNote('theirs')))
    const id = uuid(500_000 + this.#notes)
    this.draft.post({ id, editor: OTHERS, kind: 'note', baseRevision: this.draft.revision, cells })
  }

  decide(again: boolean): void {
    const [conflict] = this.sync.status.conflicts
    if (!conflict) return
    if (!again) {
      this.sync.drop(conflict.id)
      return
    }
    const over = conflict.mine.map(({ employeeId, note }) => ({
      note,
      place: employeeId,
      over: this.noteAt(employeeId),
    }))
    this.sync.reapply(conflict.id)
    this.made.push(...over)
  }

  tick(): void {
    const then = this.#timer
    this.#timer = undefined
    then?.()
  }

  /** Keeps what was reported as a conflict, also of those that are settled since. */
  watch(): void {
    for (const { mine } of this.sync.status.conflicts)
      for (const { employeeId, note } of mine) this.conflicted.push({ note, place: employeeId, over: '' })
  }

  async calm(): Promise<void> {
    for (let turn = 0; turn < 200 && (this.transport.waiting > 0 || this.#timer); turn++) {
      this.tick()
      await this.transport.settle('answered')
      this.watch()
    }
  }
}
