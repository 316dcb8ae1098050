import type { CompareWork } from '../jobs/compare-task.ts'
import type { ScenarioPlanner } from '../jobs/scenario-planner.ts'

/**
 * A place at which a worker does one job after the other. Between parts of one comparison it keeps the process that plans
 * them, which has read the plan and made its forecast already.
 */
export class Lane {
  #kept: { readonly comparisonId: string; readonly planner: ScenarioPlanner } | undefined

  /** The planner of a comparison: the one that is kept, or a new one. */
  async plannerOf(
    comparisonId: string,
    work: () => Promise<CompareWork>,
    open: (work: CompareWork) => ScenarioPlanner,
  ): Promise<ScenarioPlanner> {
    await this.release(comparisonId)
    this.#kept ??= { comparisonId, planner: open(await work()) }
    return this.#kept.planner
  }

  /** Ends the process that is kept, unless it is one for this comparison. */
  async release(exceptFor?: string): Promise<void> {
    const kept = this.#kept
    if (!kept || kept.comparisonId === exceptFor) return
    this.#kept = undefined
    await kept.planner.close()
  }
}
