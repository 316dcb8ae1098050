import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { INTERRUPT_RULE } from '../auth/actor.ts'
import type { RunError, RunProgress } from '../contracts/run.ts'
import type { Answer, PlannedWeek, PlanWork } from '../jobs/worker-task.ts'
import { givenWork, workOfRun } from '../services/given-work.ts'
import { endingFrom } from '../services/run-ending.ts'
import type { ServiceLog } from '../services/service-log.ts'
import type { Database } from '../store/database.ts'
import type { JobQueue } from '../store/job-queue.ts'
import {
  findRun,
  finishRun,
  queueRunAgain,
  type RunEnding,
  type RunRow,
  startRun,
  storeProgress,
} from '../store/run-store.ts'
import { topicOf } from '../store/signals.ts'
import { givenUp, type JobInHand, type JobWork } from './job-work.ts'
import { ProgressWriter } from './progress-writer.ts'
import { SharedParts } from './shared-parts.ts'

/**
 * Makes a plan, away from this process. `signal` throws it away; `stop` ends the search and keeps the best roster;
 * `answer` lets others make parts of it.
 */
export type MakePlan = (
  work: PlanWork,
  onProgress: (progress: RunProgress) => void,
  signal: AbortSignal,
  stop: AbortSignal,
  answer?: Answer,
) => Promise<PlannedWeek>

/** How runs of plans are made. */
export function runWork(
  db: Database,
  { queue, makePlan, log }: { queue: JobQueue; makePlan: MakePlan; log: ServiceLog },
): JobWork {
  /** @returns undefined when it is not to be gone on with, which whoever decided so has recorded */
  const solve = async (row: RunRow, { job, signal, stop }: JobInHand): Promise<RunEnding | undefined> => {
    const work = { ...(await workOfRun(db, row)), ...(await givenWork(db, row)) }
    const progress = new ProgressWriter<RunProgress>(
      (said) => storeProgress(db, row.id, job.attempt, said),
      (error) => log.error({ runId: row.id, err: error }, 'progress could not be stored'),
    )
    try {
      const parts = new SharedParts({ db, queue, run: row, signal })
      const planned = await makePlan(work, progress.say, signal, stop, parts.answer)
      return signal.aborted ? undefined : endingFrom(planned, row.source)
    } catch (error) {
      if (signal.aborted) return undefined
      // What is wrong with the inputs may name people; it is stored with the run and kept out of the log.
      if (!(error instanceof PlanningInputError)) log.error({ runId: row.id, err: error }, 'solver failed')
      return endingFrom(error)
    } finally {
      await progress.end()
    }
  }
  return {
    topicOf: ({ id }) => topicOf('run', id),
    standing: async ({ id, attempt }) => {
      const row = await findRun(db, id)
      if (!row || row.finished_at || row.attempt > attempt) return 'over'
      return row.stop_requested_at ? 'stop' : 'goOn'
    },
    perform: async (inHand) => {
      const { id, attempt } = inHand.job
      const row = await startRun(db, id, attempt)
      const ending = row && (await solve(row, inHand))
      if (!ending) return
      const finished = await finishRun(db, id, row.created_by, ending, attempt)
      log.info({ runId: id, attempt, state: finished?.state ?? 'refused' }, 'run ended')
    },
    putBack: async (transaction, { id, attempt }) => {
      await queueRunAgain(transaction, id, attempt)
    },
    giveUp: async ({ id, attempt }) => {
      if (!(await startRun(db, id, attempt))) return
      const error: RunError = { code: 'crashed', message: givenUp('run'), issues: [] }
      await finishRun(db, id, INTERRUPT_RULE.id, { state: 'failed', error }, attempt)
    },
  }
}
