import type { HeadcountPlan } from '../../solver/domain/headcount-plan.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { LEFTOVER_RULE } from '../auth/actor.ts'
import type { HeadcountProgress, HeadcountRequest } from '../contracts/headcount.ts'
import { type HeadcountPlanReply, headcountPlanSchema } from '../contracts/headcount-plan.ts'
import type { RunError } from '../contracts/run.ts'
import type { PlanFiles } from '../jobs/worker-task.ts'
import { HEADCOUNT_PLANS } from '../services/headcount-service.ts'
import { failureFrom } from '../services/run-ending.ts'
import type { ServiceLog } from '../services/service-log.ts'
import type { Database } from '../store/database.ts'
import { type JobEnding, type JobRow, JobStore } from '../store/job-store.ts'
import { listPlanFiles } from '../store/plan-store.ts'
import { topicOf } from '../store/signals.ts'
import { givenUp, type JobInHand, type JobWork } from './job-work.ts'
import { ProgressWriter } from './progress-writer.ts'

/** Makes a headcount plan, away from this process. The signal ends it; nothing is kept. */
export type PlanHeadcount = (
  request: HeadcountRequest,
  files: PlanFiles,
  talk: { readonly onProgress: (progress: HeadcountProgress) => void; readonly signal: AbortSignal },
) => Promise<HeadcountPlan>

/** How headcount plans are made. */
export function headcountWork(db: Database, planHeadcount: PlanHeadcount, log: ServiceLog): JobWork {
  const store = new JobStore<HeadcountRequest, HeadcountProgress, HeadcountPlanReply>(db, HEADCOUNT_PLANS)
  /** @returns undefined when it is not to be gone on with */
  const plan = async (
    row: JobRow<HeadcountRequest, HeadcountProgress, HeadcountPlanReply>,
    { job, signal }: JobInHand,
  ): Promise<JobEnding<HeadcountPlanReply> | undefined> => {
    const files = new Map((await listPlanFiles(db, row.plan_id)).map(({ path, content }) => [path, content]))
    const progress = new ProgressWriter<HeadcountProgress>(
      (said) => store.storeProgress(row.id, job.attempt, said),
      (error) => log.error({ jobId: row.id, err: error }, 'progress could not be stored'),
    )
    try {
      const planned = await planHeadcount(row.request, files, { onProgress: progress.say, signal })
      // What the solver gives may not be changed; what the contract asks for may.
      return signal.aborted ? undefined : { state: 'succeeded', result: headcountPlanSchema.parse(planned) }
    } catch (error) {
      if (signal.aborted) return undefined
      if (!(error instanceof PlanningInputError)) log.error({ jobId: row.id, err: error }, 'solver failed')
      return failureFrom(error)
    } finally {
      await progress.end()
    }
  }
  return {
    topicOf: ({ id }) => topicOf('headcountPlan', id),
    standing: async ({ id, attempt }) => {
      const row = await store.find(id)
      return !row || row.finished_at || row.attempt > attempt ? 'over' : 'goOn'
    },
    perform: async (inHand) => {
      const { id, attempt } = inHand.job
      const row = await store.start(id, attempt)
      const ending = row && (await plan(row, inHand))
      if (!ending) return
      const finished = await store.finish(id, row.created_by, ending, { attempt })
      log.info({ jobId: id, attempt, state: finished?.state ?? 'refused' }, 'headcount plan ended')
    },
    putBack: async (transaction, { id, attempt }) => {
      await store.queueAgain(transaction, id, attempt)
    },
    giveUp: async ({ id, attempt }) => {
      if (!(await store.start(id, attempt))) return
      const error: RunError = { code: 'crashed', message: givenUp('headcount plan'), issues: [] }
      await store.finish(id, LEFTOVER_RULE.id, { state: 'failed', error }, { attempt })
    },
  }
}
