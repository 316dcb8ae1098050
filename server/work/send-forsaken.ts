import { LEFTOVER_RULE } from '../auth/actor.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { type JobQueue, lockTurns } from '../store/job-queue.ts'
import { jobsUnderWay } from '../store/jobs-under-way.ts'

/**
 * Sends the jobs of rows that are under way without one: of a database that was restored from a backup, which holds no
 * queue, or of a version that kept its queue in memory.
 * @returns how many there were
 */
export const sendForsaken = (db: Database, queue: JobQueue): Promise<number> =>
  withAccess(everythingAs(LEFTOVER_RULE.id), () =>
    db.transaction().execute(async (transaction) => {
      // Nobody sends meanwhile, so that a row without a job has none.
      await lockTurns(transaction)
      const jobs = await jobsUnderWay(transaction)
      const forsaken = await queue.withoutJob(
        transaction,
        jobs.map(({ id }) => id),
      )
      const sent = jobs.filter(({ id }) => forsaken.has(id))
      if (sent.length > 0) await queue.send(transaction, sent)
      return sent.length
    }),
  )
