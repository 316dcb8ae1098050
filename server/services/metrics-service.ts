import { OPERATIONS_RULE } from '../auth/actor.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { type Database, type PoolUse, poolUse } from '../store/database.ts'
import { type QueueFigures, queueFigures, type StateFigures, stateFigures } from '../store/work-figures.ts'

export interface WorkFigures {
  readonly queue: readonly QueueFigures[]
  readonly states: readonly StateFigures[]
}

export interface MetricsService {
  /** Undefined while the database cannot be reached: what else is measured is told all the same. */
  work(): Promise<WorkFigures | undefined>
  pool(): PoolUse
}

export const metricsService = (db: Database): MetricsService => ({
  work: () =>
    withAccess(everythingAs(OPERATIONS_RULE.id), async () => {
      const [queue, states] = await Promise.all([queueFigures(db), stateFigures(db)])
      return { queue, states }
    }).catch(() => undefined),
  pool: () => poolUse(db),
})
