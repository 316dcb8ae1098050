import { type Selectable, sql, type Transaction } from 'kysely'
import type { PlanReportReply } from '../contracts/plan-report.ts'
import type { RunError, RunProgress, RunRequest } from '../contracts/run.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { insertRunForecast, type MadeForecast } from './forecast-store.ts'
import { isRowId, sha256 } from './plan-store.ts'
import type { Tables } from './tables.ts'

export type RunRow = Selectable<Tables['run']>

export interface NewRun {
  readonly id: string
  readonly unitId: string
  readonly planId: string
  readonly actorId: string
  readonly request: RunRequest & { readonly week: string }
}

/** How a run that is over ended. */
export type RunEnding =
  | {
      readonly state: 'succeeded'
      readonly report: PlanReportReply
      readonly contents: ReadonlyMap<string, string>
      /** The model's forecast that the week was planned from. */
      readonly forecast?: MadeForecast
    }
  | { readonly state: 'failed' | 'interrupted'; readonly error: RunError }
  | { readonly state: 'cancelled' }

export async function insertRun(db: Database, run: NewRun): Promise<RunRow> {
  return db.transaction().execute(async (transaction) => {
    const { week, weeks, seed, scenario, gap, timeLimitSeconds, replications } = run.request
    const row = await transaction
      .insertInto('run')
      .values({
        id: run.id,
        unit_id: run.unitId,
        plan_id: run.planId,
        ...{ week, weeks, seed, scenario, gap, replications },
        time_limit_seconds: timeLimitSeconds,
        state: 'queued',
        created_by: run.actorId,
        updated_by: run.actorId,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, auditOf(row, 'run.queued', run.actorId, { ...run.request }))
    return row
  })
}

/** Takes a queued run in hand. @returns undefined when it was cancelled meanwhile */
export async function startRun(db: Database, id: string): Promise<RunRow | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('run')
      .set({ state: 'running', started_at: sql`now()`, updated_at: sql`now()` })
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .returningAll()
      .executeTakeFirst()
    if (row) await recordAudit(transaction, auditOf(row, 'run.started', row.created_by, {}))
    return row
  })
}

/**
 * Asks for the best roster that a run in hand, here or elsewhere, has found. Asked again, the first time stands.
 * @returns undefined when it is not running
 */
export async function requestStop(db: Database, id: string, actorId: string): Promise<RunRow | undefined> {
  return db.transaction().execute(async (transaction) => {
    const running = await transaction
      .selectFrom('run')
      .selectAll()
      .where('id', '=', id)
      .where('state', '=', 'running')
      .forUpdate()
      .executeTakeFirst()
    if (!running || running.stop_requested_at) return running
    const row = await transaction
      .updateTable('run')
      .set({ stop_requested_at: sql`now()`, updated_at: sql`now()`, updated_by: actorId })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, auditOf(row, 'run.stopRequested', actorId, {}))
    return row
  })
}

/**
 * Latest progress, for readers that come later. No audit entry: nobody decided anything.
 * @returns the row, which tells what was asked of the run meanwhile; undefined when it is over
 */
export async function storeProgress(db: Database, id: string, progress: RunProgress): Promise<RunRow | undefined> {
  return db
    .updateTable('run')
    .set({ progress: JSON.stringify(progress), updated_at: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .returningAll()
    .executeTakeFirst()
}

/**
 * Ends a run: its state, its results and the audit entry together.
 * @returns undefined when it had ended already; the first ending stands, so that a cancelled run never succeeds late
 */
export async function finishRun(
  db: Database,
  id: string,
  actorId: string,
  ending: RunEnding,
): Promise<RunRow | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('run')
      .set({
        state: ending.state,
        report: ending.state === 'succeeded' ? JSON.stringify(ending.report) : null,
        error: 'error' in ending ? JSON.stringify(ending.error) : null,
        ...{ finished_at: sql`now()`, updated_at: sql`now()`, updated_by: actorId },
      })
      .where('id', '=', id)
      .where('finished_at', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (!row) return undefined
    if (ending.state === 'succeeded') await insertResults(transaction, row, ending.contents)
    if (ending.state === 'succeeded' && ending.forecast) await insertRunForecast(transaction, row, ending.forecast)
    const detail = 'error' in ending ? { code: ending.error.code } : {}
    await recordAudit(transaction, auditOf(row, `run.${ending.state}`, actorId, detail))
    return row
  })
}

async function insertResults(
  transaction: Transaction<Tables>,
  run: RunRow,
  contents: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [name, text] of contents) {
    const content = Buffer.from(text, 'utf8')
    await transaction
      .insertInto('run_result')
      .values({
        unit_id: run.unit_id,
        run_id: run.id,
        ...{ name, content, sha256: sha256(content), created_by: run.updated_by },
      })
      .execute()
  }
}

export async function findRun(db: Database, id: string): Promise<RunRow | undefined> {
  return isRowId(id) ? db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst() : undefined
}

/** Newest first. */
export const listRuns = (db: Database, planId: string, limit: number): Promise<RunRow[]> =>
  db
    .selectFrom('run')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

/** Oldest first. */
export const listUnfinishedRuns = (db: Database): Promise<RunRow[]> =>
  db.selectFrom('run').selectAll().where('finished_at', 'is', null).orderBy('created_at').orderBy('id').execute()

export async function findResult(db: Database, runId: string, name: string): Promise<Buffer | undefined> {
  if (!isRowId(runId)) return undefined
  const row = await db
    .selectFrom('run_result')
    .select('content')
    .where('run_id', '=', runId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.content
}

const auditOf = (
  run: RunRow,
  action: AuditEntry['action'],
  actorId: string,
  detail: Record<string, unknown>,
): AuditEntry => ({ unitId: run.unit_id, actorId, action, entity: 'run', entityId: run.id, detail })
