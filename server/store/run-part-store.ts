import { randomUUID } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import type { Database, StoreTransaction } from './database.ts'
import type { JobQueue } from './job-queue.ts'
import type { Tables } from './tables.ts'

type RunRow = Selectable<Tables['run']>
export type RunPartRow = Selectable<Tables['run_part']>

/**
 * Lets others make parts of a run's roster.
 * @param given by part
 * @returns their ids in the same order; undefined when the run is no longer this attempt's
 */
export const offerParts = (
  db: Database,
  queue: JobQueue,
  run: RunRow,
  given: readonly Uint8Array[],
): Promise<string[] | undefined> =>
  db.transaction().execute(async (transaction) => {
    const mine = await transaction
      .selectFrom('run')
      .select('id')
      .where('id', '=', run.id)
      .where('state', '=', 'running')
      .where('attempt', '=', run.attempt)
      .forUpdate()
      .executeTakeFirst()
    if (!mine) return undefined
    const owned = { unit_id: run.unit_id, run_id: run.id, created_by: run.created_by }
    const { next } = await transaction
      .selectFrom('run_part')
      .select(({ fn }) => fn.coalesce(fn.max('place'), sql<number>`-1`).as('next'))
      .where('run_id', '=', run.id)
      .executeTakeFirstOrThrow()
    const rows = given.map((bytes, index) => ({
      ...{ ...owned, id: randomUUID(), place: next + 1 + index, state: 'queued' as const, given: Buffer.from(bytes) },
    }))
    await transaction.insertInto('run_part').values(rows).execute()
    const job = { kind: 'runPart', unitId: run.unit_id, actorId: run.created_by, urgency: 'solve', attempt: 1 } as const
    await queue.send(
      transaction,
      rows.map(({ id, place }) => ({ ...job, id, place, partOf: run.id })),
    )
    return rows.map(({ id }) => id)
  })

/** Takes a part back that nobody has in hand, also one whose worker is gone. @returns whether it was taken back */
export const takePartBack = (db: Database, queue: JobQueue, id: string): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const part = await transaction
      .selectFrom('run_part')
      .select('state')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!part || part.state === 'done' || part.state === 'failed') return false
    const waited = await queue.remove(transaction, [id])
    if (waited === 0 && part.state !== 'queued') return false
    await transaction.deleteFrom('run_part').where('id', '=', id).execute()
    return true
  })

/** How a part stands, with what came of it. */
export const findPartMade = (db: Database, id: string): Promise<Pick<RunPartRow, 'state' | 'made'> | undefined> =>
  db.selectFrom('run_part').select(['state', 'made']).where('id', '=', id).executeTakeFirst()

/** Begins a part, perhaps again. @returns undefined when nobody waits for it any more */
export const startRunPart = (
  db: Database,
  id: string,
  attempt: number,
): Promise<{ readonly part: RunPartRow; readonly run: RunRow } | undefined> =>
  db.transaction().execute(async (transaction) => {
    const part = await transaction
      .updateTable('run_part')
      .set({ state: 'running', attempt })
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'running'])
      .where('attempt', '<', attempt)
      .returningAll()
      .executeTakeFirst()
    if (!part) return undefined
    const run = await transaction.selectFrom('run').selectAll().where('id', '=', part.run_id).executeTakeFirst()
    return run?.state === 'running' ? { part, run } : undefined
  })

/** Ends a part that this attempt has in hand. @param made undefined when it could not be made @returns whether it had it */
export async function finishRunPart(
  db: Database,
  { id, attempt }: Pick<RunPartRow, 'id' | 'attempt'>,
  made: Uint8Array | undefined,
): Promise<boolean> {
  const row = await db
    .updateTable('run_part')
    .set(made ? { state: 'done', made: Buffer.from(made) } : { state: 'failed' })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '=', attempt)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Lets a part wait again that its worker could not go on with. */
export async function queueRunPartAgain(transaction: StoreTransaction, id: string, attempt: number): Promise<void> {
  await transaction
    .updateTable('run_part')
    .set({ state: 'queued' })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '=', attempt)
    .execute()
}

/** The run that a part is of, while somebody waits for the part. */
export const runOfPart = (
  db: Database,
  id: string,
  attempt: number,
): Promise<{ readonly stop_requested_at: Date | null } | undefined> =>
  db
    .selectFrom('run_part')
    .innerJoin('run', 'run.id', 'run_part.run_id')
    .select('run.stop_requested_at')
    .where('run_part.id', '=', id)
    .where('run_part.state', 'in', ['queued', 'running'])
    .where('run_part.attempt', '<=', attempt)
    .where('run.finished_at', 'is', null)
    .executeTakeFirst()

/** Whoever has one in hand finds that nobody waits for it. */
export async function removeRunParts(transaction: StoreTransaction, runId: string): Promise<void> {
  await transaction.deleteFrom('run_part').where('run_id', '=', runId).execute()
}
