import { type Selectable, sql, type Transaction } from 'kysely'
import type { PlanReportReply } from '../contracts/plan-report.ts'
import type { RunError, RunProgress, RunRequest, RunSource } from '../contracts/run.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { recordEffect } from './effect-store.ts'
import { insertRunForecast, type MadeForecast } from './forecast-store.ts'
import { isRowId, sha256 } from './plan-store.ts'
import { removeRunParts } from './run-part-store.ts'
import type { GivenRequest, Tables } from './tables.ts'

export type RunRow = Selectable<Tables['run']>

/** A roster that a run is given, to check as it is or to go on from. */
export interface GivenRoster {
  readonly source: RunSource
  readonly request: GivenRequest
  /** As `roster.csv`. */
  readonly text: string
}

export interface NewRun {
  readonly id: string
  readonly unitId: string
  readonly planId: string
  readonly actorId: string
  readonly request: RunRequest & { readonly week: string }
  readonly given?: GivenRoster | undefined
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

/** @param also what else belongs to the transaction */
export async function insertRun(
  db: Database,
  run: NewRun,
  also: (transaction: Transaction<Tables>, row: RunRow) => Promise<void> = async () => undefined,
): Promise<RunRow> {
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
        source: run.given ? JSON.stringify(run.given.source) : null,
        state: 'queued',
        created_by: run.actorId,
        updated_by: run.actorId,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    if (run.given) await insertGivenRoster(transaction, row, run.given)
    const source = run.given && { source: run.given.source }
    await recordAudit(transaction, auditOf(row, 'run.queued', run.actorId, { ...run.request, ...source }))
    await also(transaction, row)
    return row
  })
}

async function insertGivenRoster(
  transaction: Transaction<Tables>,
  run: RunRow,
  { request, text }: GivenRoster,
): Promise<void> {
  const owned = { unit_id: run.unit_id, run_id: run.id, created_by: run.created_by }
  const row = { ...owned, request: JSON.stringify(request), content: text }
  await transaction.insertInto('given_roster').values(row).execute()
}

/** The roster that a run was given, with what to do with it. */
export const findGivenRoster = (db: Database, runId: string) =>
  db.selectFrom('given_roster').select(['request', 'content']).where('run_id', '=', runId).executeTakeFirst()

/**
 * Begins a run, or begins it again when who had begun it is gone.
 * @returns undefined when it is over, or was begun by a later attempt
 */
export async function startRun(db: Database, id: string, attempt = 1): Promise<RunRow | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('run')
      .set({ state: 'running', attempt, progress: null, started_at: sql`now()`, updated_at: sql`now()` })
      .where('id', '=', id)
      .where('finished_at', 'is', null)
      .where('attempt', '<', attempt)
      .returningAll()
      .executeTakeFirst()
    if (!row) return undefined
    // Of an attempt before, whose worker is gone.
    await removeRunParts(transaction, id)
    await recordAudit(transaction, auditOf(row, 'run.started', row.created_by, { attempt }))
    return row
  })
}

/** Lets a run wait again that its worker could not go on with. @returns whether it was this attempt's */
export async function queueRunAgain(transaction: Transaction<Tables>, id: string, attempt: number): Promise<boolean> {
  const row = await transaction
    .updateTable('run')
    .set({ state: 'queued', progress: null, started_at: null, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '=', attempt)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
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
 * Latest progress. No audit entry: nobody decided anything.
 * @returns false when the run is over or was begun again by another
 */
export async function storeProgress(
  db: Database,
  id: string,
  attempt: number,
  progress: RunProgress,
): Promise<boolean> {
  const row = await db
    .updateTable('run')
    .set({ progress: JSON.stringify(progress), updated_at: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '=', attempt)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Ends a run: its state, its results and the audit entry together.
 * @param attempt of a worker, whose ending counts only if nobody has begun the run again; absent for people
 * @param also what else belongs to the transaction
 * @returns undefined when it had ended already; the first ending stands, so that a cancelled run never succeeds late
 */
export async function finishRun(
  db: Database,
  id: string,
  actorId: string,
  ending: RunEnding,
  attempt?: number,
  also: (transaction: Transaction<Tables>) => Promise<void> = async () => undefined,
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
      .$if(attempt !== undefined, (query) => query.where('attempt', '=', attempt!))
      .returningAll()
      .executeTakeFirst()
    if (!row) return undefined
    await recordEffect(transaction, { key: `run:${id}:ended`, unitId: row.unit_id, actorId })
    await removeRunParts(transaction, id)
    if (ending.state === 'succeeded') await insertResults(transaction, row, ending.contents)
    if (ending.state === 'succeeded' && ending.forecast) await insertRunForecast(transaction, row, ending.forecast)
    const detail = 'error' in ending ? { code: ending.error.code } : {}
    await recordAudit(transaction, auditOf(row, `run.${ending.state}`, actorId, detail))
    await also(transaction)
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

/** The newest run of the very same inputs that made its roster and kept what one is scored against. */
export async function findRunOfSameInputs(
  db: Database,
  of: {
    readonly planId: string
    readonly inputHash: string
    readonly week: string
    readonly weeks: number
    readonly scenario: string
  },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('run')
    .innerJoin('run_result', 'run_result.run_id', 'run.id')
    .select('run.id')
    .where('run.plan_id', '=', of.planId)
    .where('run.week', '=', of.week)
    .where('run.weeks', '=', of.weeks)
    .where('run.scenario', '=', of.scenario)
    .where('run.source', 'is', null)
    .where('run_result.name', '=', 'score-basis.json')
    .where(sql<boolean>`run.report ->> 'inputHash' = ${of.inputHash}`)
    .orderBy('run.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Whose a run is, and what its results may be kept by: hashes of their contents by name. */
export interface RunKeys {
  readonly id: string
  readonly unit_id: string
  readonly hashes: ReadonlyMap<string, string>
}

/** @returns undefined for a run that there is not */
export async function findRunKeys(db: Database, id: string, names: readonly string[]): Promise<RunKeys | undefined> {
  if (!isRowId(id)) return undefined
  const rows = await db
    .selectFrom('run')
    .leftJoin('run_result', (join) => join.onRef('run_result.run_id', '=', 'run.id').on('name', 'in', names))
    .select(['run.id', 'run.unit_id', 'name', 'sha256'])
    .where('run.id', '=', id)
    .execute()
  const hashes = new Map(rows.flatMap(({ name, sha256 }) => (name && sha256 ? [[name, sha256]] : [])))
  return rows[0] && { id: rows[0].id, unit_id: rows[0].unit_id, hashes }
}

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
