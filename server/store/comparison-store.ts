import { type Selectable, sql } from 'kysely'
import type {
  ComparisonProgress,
  ComparisonReply,
  ComparisonRequest,
  ComparisonResult,
} from '../contracts/comparison.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import { isRowId } from './plan-store.ts'
import type { Tables } from './tables.ts'

export type ComparisonRow = Selectable<Tables['comparison']>

export interface NewComparison {
  readonly id: string
  readonly unitId: string
  readonly planId: string
  readonly actorId: string
  readonly week: string
  readonly request: ComparisonRequest
}

/** How a comparison that is over ended. */
export type ComparisonEnding =
  | { readonly state: 'succeeded'; readonly result: ComparisonResult }
  | { readonly state: 'failed' | 'interrupted'; readonly error: NonNullable<ComparisonReply['error']> }
  | { readonly state: 'cancelled' }

export async function insertComparison(db: Database, made: NewComparison): Promise<ComparisonRow> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .insertInto('comparison')
      .values({
        id: made.id,
        unit_id: made.unitId,
        plan_id: made.planId,
        week: made.week,
        request: jsonText(made.request),
        state: 'queued',
        created_by: made.actorId,
        updated_by: made.actorId,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, auditOf(row, 'comparison.queued', made.actorId, { ...made.request }))
    return row
  })
}

/** Takes a queued comparison in hand. @returns undefined when it was cancelled meanwhile */
export async function startComparison(db: Database, id: string): Promise<ComparisonRow | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('comparison')
      .set({ state: 'running', started_at: sql`now()`, updated_at: sql`now()` })
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .returningAll()
      .executeTakeFirst()
    if (row) await recordAudit(transaction, auditOf(row, 'comparison.started', row.created_by, {}))
    return row
  })
}

/** Latest progress. No audit entry: nobody decided anything. @returns whether it is still under way */
export async function storeComparisonProgress(
  db: Database,
  id: string,
  progress: ComparisonProgress,
): Promise<boolean> {
  const row = await db
    .updateTable('comparison')
    .set({ progress: jsonText(progress), updated_at: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Ends a comparison: its state, its result and the audit entry together.
 * @returns undefined when it had ended already; the first ending stands
 */
export async function finishComparison(
  db: Database,
  id: string,
  actorId: string,
  ending: ComparisonEnding,
): Promise<ComparisonRow | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('comparison')
      .set({
        state: ending.state,
        result: ending.state === 'succeeded' ? jsonText(ending.result) : null,
        error: 'error' in ending ? jsonText(ending.error) : null,
        ...{ finished_at: sql`now()`, updated_at: sql`now()`, updated_by: actorId },
      })
      .where('id', '=', id)
      .where('finished_at', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (!row) return undefined
    const detail = 'error' in ending ? { code: ending.error.code } : {}
    await recordAudit(transaction, auditOf(row, `comparison.${ending.state}`, actorId, detail))
    return row
  })
}

export async function findComparison(db: Database, id: string): Promise<ComparisonRow | undefined> {
  return isRowId(id) ? db.selectFrom('comparison').selectAll().where('id', '=', id).executeTakeFirst() : undefined
}

/** Newest first; results, which may be large, are left out. */
export async function listComparisons(db: Database, planId: string, limit: number): Promise<ComparisonRow[]> {
  const rows = await db
    .selectFrom('comparison')
    .select(['id', 'unit_id', 'plan_id', 'week', 'request', 'state', 'progress', 'error'])
    .select(['created_at', 'created_by', 'started_at', 'finished_at', 'updated_at', 'updated_by'])
    .where('plan_id', '=', planId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, result: null }))
}

/** Oldest first. */
export const listUnfinishedComparisons = (db: Database): Promise<{ id: string }[]> =>
  db
    .selectFrom('comparison')
    .select('id')
    .where('finished_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

const auditOf = (
  { id, unit_id }: ComparisonRow,
  action: AuditEntry['action'],
  actorId: string,
  detail: Record<string, unknown>,
): AuditEntry => ({ unitId: unit_id, actorId, action, entity: 'comparison', entityId: id, detail })
