import { randomUUID } from 'node:crypto'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { PlannedScenario } from '../../solver/domain/comparison.ts'
import type { ComparisonProgress, ComparisonRequest, ComparisonResult } from '../contracts/comparison.ts'
import type { RunProgress } from '../contracts/run.ts'
import type { Database } from './database.ts'
import { type JobRow, JobStore } from './job-store.ts'
import { jsonText } from './json-text.ts'
import type { Tables } from './tables.ts'

export type ComparisonRow = JobRow<ComparisonRequest, ComparisonProgress, ComparisonResult>
export type PartRow = Selectable<Tables['comparison_part']>

export const COMPARISONS = { table: 'comparison', entity: 'comparison' } as const
export const comparisonStore = (db: Database) =>
  new JobStore<ComparisonRequest, ComparisonProgress, ComparisonResult>(db, COMPARISONS)

/** Splits a comparison into parts, one for each scenario. @returns their ids, by place */
export async function insertParts(
  transaction: Transaction<Tables>,
  of: { readonly id: string; readonly unitId: string; readonly actorId: string },
  count: number,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  const rows = ids.map((id, place) => ({
    ...{ id, place, unit_id: of.unitId, comparison_id: of.id, state: 'queued' as const, created_by: of.actorId },
  }))
  await transaction.insertInto('comparison_part').values(rows).execute()
  return ids
}

/**
 * Begins a part, perhaps again; the first one begins its comparison.
 * @returns undefined when the comparison is over, or the part was begun by a later attempt or is done
 */
export const startPart = (
  db: Database,
  id: string,
  attempt: number,
): Promise<{ readonly part: PartRow; readonly comparison: ComparisonRow } | undefined> =>
  db.transaction().execute(async (transaction) => {
    const part = await transaction
      .updateTable('comparison_part')
      .set({ state: 'running', attempt, progress: null })
      .where('id', '=', id)
      .where('state', '<>', 'done')
      .where('attempt', '<', attempt)
      .returningAll()
      .executeTakeFirst()
    if (!part) return undefined
    const store = comparisonStore(transaction)
    const comparison = (await store.start(part.comparison_id)) ?? (await store.find(part.comparison_id))
    return comparison?.state === 'running' ? { part, comparison } : undefined
  })

/** @returns false when the part is done, gone, or was begun again by another */
export async function storePartProgress(
  db: Database,
  id: string,
  attempt: number,
  progress: RunProgress,
): Promise<boolean> {
  const row = await db
    .updateTable('comparison_part')
    .set({ progress: jsonText(progress) })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '=', attempt)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Keeps what came of a part. Whoever keeps the last one joins them all and ends the comparison, in the same transaction;
 * two who end at once wait for one another at the comparison's row.
 * @param join what the comparison is, of its parts by place
 */
export const finishPart = (
  db: Database,
  { id, comparison_id, attempt }: Pick<PartRow, 'id' | 'comparison_id' | 'attempt'>,
  result: PlannedScenario,
  join: (planned: readonly PlannedScenario[]) => ComparisonResult,
): Promise<'refused' | 'kept' | 'joined'> =>
  db.transaction().execute(async (transaction) => {
    await transaction
      .selectFrom('comparison')
      .select('id')
      .where('id', '=', comparison_id)
      .forUpdate()
      .executeTakeFirst()
    const done = await transaction
      .updateTable('comparison_part')
      .set({ state: 'done', progress: null, result: jsonText(result) })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('attempt', '=', attempt)
      .returning('created_by')
      .executeTakeFirst()
    if (!done) return 'refused'
    const parts = await transaction
      .selectFrom('comparison_part')
      .select(['place', 'result'])
      .where('comparison_id', '=', comparison_id)
      .orderBy('place')
      .execute()
    const planned = parts.flatMap((part) => part.result ?? [])
    if (planned.length < parts.length) return 'kept'
    const ending = { state: 'succeeded', result: join(planned) } as const
    await comparisonStore(transaction).finish(comparison_id, done.created_by, ending, {
      also: () => removeParts(transaction, comparison_id),
    })
    return 'joined'
  })

/** Lets a part wait again that its worker could not go on with. @returns whether it was this attempt's */
export async function queuePartAgain(transaction: Transaction<Tables>, id: string, attempt: number): Promise<boolean> {
  const row = await transaction
    .updateTable('comparison_part')
    .set({ state: 'queued', progress: null })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '=', attempt)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function removeParts(transaction: Transaction<Tables>, comparisonId: string): Promise<void> {
  await transaction.deleteFrom('comparison_part').where('comparison_id', '=', comparisonId).execute()
}

/** Whether a part that was begun is still to be gone on with. */
export async function isPartUnderWay(db: Database, id: string, attempt: number): Promise<boolean> {
  const row = await db
    .selectFrom('comparison_part')
    .innerJoin('comparison', 'comparison.id', 'comparison_part.comparison_id')
    .select('comparison_part.id')
    .where('comparison_part.id', '=', id)
    .where('comparison_part.state', '<>', 'done')
    .where('comparison_part.attempt', '<=', attempt)
    .where('comparison.finished_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** How far the parts of comparisons are, by comparison and in their order; results left out. */
export async function partsOf(
  db: Database,
  comparisonIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Pick<PartRow, 'place' | 'state' | 'progress'>[]>> {
  const parts = await db
    .selectFrom('comparison_part')
    .select(['comparison_id', 'place', 'state', 'progress'])
    .where('comparison_id', '=', sql<string>`any(${comparisonIds}::uuid[])`)
    .orderBy('place')
    .execute()
  return Map.groupBy(parts, ({ comparison_id }) => comparison_id)
}
