import type { BoardInput } from './board-input.ts'

/** Names under which the browser's timeline shows them. */
const USABLE = 'board usable'
const REPAINTED = 'board edit'
const RESCORED = 'board rescored'

/** Times of what people wait for, for the browser's own tools: the first picture, an edit to its picture and to its score. */
export class EditTimes {
  #isUsable = false
  #askedAt: number | undefined
  #isEdited = false
  #isScored = false
  #before: BoardInput | undefined

  /** An edit has just been asked for. */
  ask(): void {
    this.#askedAt = performance.now()
    this.#isEdited = false
  }

  show(input: BoardInput): void {
    const before = this.#before
    this.#before = input
    if (this.#askedAt === undefined || !before) return
    if (before.roster !== input.roster) this.#isEdited = true
    else if (before.score !== input.score && input.score !== undefined) this.#isScored = true
  }

  /** What was shown is drawn. */
  drawn(): void {
    if (!this.#isUsable && this.#before) {
      this.#isUsable = true
      performance.mark(USABLE)
    }
    if (this.#askedAt === undefined) return
    if (this.#isEdited) performance.measure(REPAINTED, { start: this.#askedAt })
    if (this.#isScored) {
      performance.measure(RESCORED, { start: this.#askedAt })
      this.#askedAt = undefined
    }
    this.#isEdited = false
    this.#isScored = false
  }
}
