import type { PartWork } from '../jobs/worker-task.ts'
import { workOfRun } from '../services/given-work.ts'
import type { ServiceLog } from '../services/service-log.ts'
import type { Database } from '../store/database.ts'
import { finishRunPart, queueRunPartAgain, runOfPart, startRunPart } from '../store/run-part-store.ts'
import { topicOf } from '../store/signals.ts'
import type { JobWork } from './job-work.ts'

/** Makes a part of a roster, away from this process. `signal` throws it away; `stop` ends its search. */
export type MakePart = (work: PartWork, signal: AbortSignal, stop: AbortSignal) => Promise<Uint8Array>

/** How parts of rosters are made whose run is another worker's. What cannot be made here that worker makes by itself. */
export function runPartWork(db: Database, { makePart, log }: { makePart: MakePart; log: ServiceLog }): JobWork {
  return {
    topicOf: ({ partOf }) => topicOf('run', partOf!),
    standing: async ({ id, attempt }) => {
      const run = await runOfPart(db, id, attempt)
      if (!run) return 'over'
      return run.stop_requested_at ? 'stop' : 'goOn'
    },
    perform: async ({ job: { id, attempt }, signal, stop }) => {
      const begun = await startRunPart(db, id, attempt)
      if (!begun) return
      const { part, run } = begun
      const work = { ...(await workOfRun(db, run)), given: part.given }
      const made = await makePart(work, signal, stop).catch((error: unknown) => {
        if (!signal.aborted) log.error({ runId: run.id, place: part.place, err: error }, 'part could not be made')
        return undefined
      })
      if (signal.aborted) return
      await finishRunPart(db, part, made)
      log.info({ runId: run.id, place: part.place, attempt, state: made ? 'made' : 'failed' }, 'part of a run ended')
    },
    putBack: (transaction, { id, attempt }) => queueRunPartAgain(transaction, id, attempt),
    giveUp: async ({ id, attempt }) => {
      const begun = await startRunPart(db, id, attempt)
      if (begun) await finishRunPart(db, begun.part, undefined)
    },
  }
}
