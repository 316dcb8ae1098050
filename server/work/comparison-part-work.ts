import { compareScenarios } from '../../solver/compare/compare-scenarios.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { LEFTOVER_RULE } from '../auth/actor.ts'
import { comparisonResultSchema } from '../contracts/comparison.ts'
import type { RunError, RunProgress } from '../contracts/run.ts'
import type { CompareWork } from '../jobs/compare-task.ts'
import type { ScenarioPlanner } from '../jobs/scenario-planner.ts'
import { compareWork } from '../services/comparison-service.ts'
import { failureFrom } from '../services/run-ending.ts'
import type { ServiceLog } from '../services/service-log.ts'
import type { Database } from '../store/database.ts'
import type { JobQueue } from '../store/job-queue.ts'
import {
  type ComparisonRow,
  comparisonStore,
  finishPart,
  isPartUnderWay,
  queuePartAgain,
  removeParts,
  startPart,
  storePartProgress,
} from '../store/part-store.ts'
import { listPlanFiles } from '../store/plan-store.ts'
import { topicOf } from '../store/signals.ts'
import { givenUp, type JobInHand, type JobWork } from './job-work.ts'
import { ProgressWriter } from './progress-writer.ts'

/** Starts what plans the scenarios of a comparison, away from this process. */
export type OpenPlanner = (work: CompareWork) => ScenarioPlanner

/** How the scenarios of comparisons are planned; whoever plans the last one joins them. */
export function comparisonPartWork(
  db: Database,
  { queue, openPlanner, log }: { queue: JobQueue; openPlanner: OpenPlanner; log: ServiceLog },
): JobWork {
  const store = comparisonStore(db)
  const workOf = async ({ plan_id, request }: ComparisonRow): Promise<CompareWork> =>
    compareWork(request, new Map((await listPlanFiles(db, plan_id)).map(({ path, content }) => [path, content])))

  /** Without one of its scenarios there is nothing to compare. */
  const fail = async (id: string, actorId: string, error: RunError): Promise<void> => {
    const also = async (transaction: Parameters<typeof removeParts>[0]) => {
      await queue.remove(transaction, [id])
      await removeParts(transaction, id)
    }
    const finished = await store.finish(id, actorId, { state: 'failed', error }, { also })
    log.info({ jobId: id, state: finished?.state ?? 'refused' }, 'comparison ended')
  }

  const plan = async (comparison: ComparisonRow, place: number, { job, lane, signal }: JobInHand) => {
    const progress = new ProgressWriter<RunProgress>(
      (said) => storePartProgress(db, job.id, job.attempt, said),
      (error) => log.error({ jobId: comparison.id, err: error }, 'progress could not be stored'),
    )
    try {
      const planner = await lane.plannerOf(comparison.id, () => workOf(comparison), openPlanner)
      return await planner.plan(place, { onProgress: progress.say, signal })
    } catch (error) {
      await lane.release()
      if (signal.aborted) return undefined
      if (!(error instanceof PlanningInputError)) log.error({ jobId: comparison.id, err: error }, 'solver failed')
      await fail(comparison.id, comparison.created_by, failureFrom(error).error)
      return undefined
    } finally {
      await progress.end()
    }
  }

  return {
    topicOf: ({ partOf }) => topicOf('comparison', partOf!),
    standing: async ({ id, attempt }) => ((await isPartUnderWay(db, id, attempt)) ? 'goOn' : 'over'),
    perform: async (inHand) => {
      const { id, attempt } = inHand.job
      const begun = await startPart(db, id, attempt)
      const planned = begun && (await plan(begun.comparison, begun.part.place, inHand))
      if (!planned || inHand.signal.aborted) return
      const kept = await finishPart(db, begun.part, planned, (all) =>
        // What the solver gives may not be changed; what the contract asks for may.
        comparisonResultSchema.parse(compareScenarios(all)),
      )
      log.info({ jobId: begun.comparison.id, place: begun.part.place, attempt, outcome: kept }, 'scenario planned')
    },
    putBack: async (transaction, { id, attempt }) => {
      await queuePartAgain(transaction, id, attempt)
    },
    giveUp: async ({ id, attempt, partOf }) => {
      if (!(await startPart(db, id, attempt))) return
      await fail(partOf!, LEFTOVER_RULE.id, { code: 'crashed', message: givenUp('comparison'), issues: [] })
    },
  }
}
