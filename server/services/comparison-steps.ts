import type { ComparisonProgress } from '../contracts/comparison.ts'
import type { CompareProgress } from '../jobs/compare-task.ts'

/** How far scenarios are that are planned side by side. */
export class ComparisonSteps {
  readonly #ids: readonly string[]
  readonly #inHand = new Map<number, ComparisonProgress['inHand'][number]>()
  #done = 0

  constructor(ids: readonly string[]) {
    this.#ids = ids
  }

  after(told: CompareProgress): ComparisonProgress {
    if (told.kind === 'planned') {
      this.#inHand.delete(told.place)
      this.#done++
    } else {
      const { stage, round } = told.progress
      const scenario = this.#ids[told.place]!
      this.#inHand.set(told.place, { scenario, stage, ...(round !== undefined && { round }) })
    }
    return { done: this.#done, of: this.#ids.length, inHand: [...this.#inHand.values()] }
  }
}
