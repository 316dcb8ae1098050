import type { DraftCell } from '../../../../server/contracts/roster-draft.ts'
import { placeKey } from './clashing-cells.ts'
import type { DraftConflict, UnsentEdits } from './unsent-edits.ts'

/** Conflicts that a planner has not decided yet; they outlive a reload. */
export class DraftConflicts {
  readonly #kept: UnsentEdits
  readonly #newId: () => string
  #all: readonly DraftConflict[] = []

  constructor(kept: UnsentEdits, newId: () => string) {
    this.#kept = kept
    this.#newId = newId
  }

  get all(): readonly DraftConflict[] {
    return this.#all
  }

  load(): void {
    this.#all = this.#kept.conflicts()
  }

  add(conflicts: readonly Omit<DraftConflict, 'id'>[]): void {
    const named = conflicts.map((conflict) => ({ ...conflict, id: this.#newId() }))
    for (const conflict of named) this.#kept.keepConflict(conflict)
    this.#all = [...this.#all, ...named]
  }

  /** @returns the one taken out */
  take(id: string): DraftConflict | undefined {
    const taken = this.#all.find((conflict) => conflict.id === id)
    this.#all = this.#all.filter((conflict) => conflict !== taken)
    this.#kept.forgetConflict(id)
    return taken
  }

  /** Cells have changed: conflicts show theirs as they are by now. */
  nowTheirs(cells: readonly DraftCell[]): void {
    if (this.#all.length === 0) return
    const byKey = new Map(cells.map((cell) => [placeKey(cell), cell]))
    this.#all = this.#all.map((conflict) => {
      if (!conflict.theirs.some((cell) => byKey.has(placeKey(cell)))) return conflict
      const updated = { ...conflict, theirs: conflict.theirs.map((cell) => byKey.get(placeKey(cell)) ?? cell) }
      this.#kept.keepConflict(updated)
      return updated
    })
  }
}
