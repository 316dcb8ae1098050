import { randomUUID } from 'node:crypto'
import type { Selectable, Transaction } from 'kysely'
import type { ForecastSnapshot } from '../contracts/forecast.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { recordEffect } from './effect-store.ts'
import { isRowId } from './plan-store.ts'
import type { Tables } from './tables.ts'

/** The contents apart, which are large. */
export type ForecastRow = Omit<Selectable<Tables['forecast']>, 'content_gzip' | 'csv_gzip'>

/** What decides a forecast: asked for again, it is found rather than made. */
export interface ForecastKey {
  readonly planId: string
  readonly inputHash: string
  /** Version of Tideline. */
  readonly madeWith: string
  /** First day, `YYYY-MM-DD`. */
  readonly from: string
  readonly days: number
}

export interface NewForecast extends ForecastKey {
  readonly id: string
  readonly unitId: string
  readonly actorId: string
}

/** A forecast as it goes out: JSON of its content, and a table; both gzipped. */
export interface ForecastTexts {
  readonly contentGzip: Uint8Array
  readonly csvGzip: Uint8Array
}

export interface MadeForecast extends ForecastTexts {
  /** Of the files that it was made from. */
  readonly forecastHash: string
  /** Version of Tideline. */
  readonly madeWith: string
}

export type ForecastEnding =
  | ({ readonly state: 'succeeded' } & ForecastTexts)
  | { readonly state: 'failed'; readonly error: NonNullable<ForecastSnapshot['error']> }

const COLUMNS = [
  ...['id', 'unit_id', 'plan_id', 'from_date', 'days', 'input_hash', 'made_with', 'run_id', 'state'],
  ...['attempt', 'error', 'created_at', 'created_by'],
] as (keyof ForecastRow)[]

const keyColumns = (key: ForecastKey) => ({
  plan_id: key.planId,
  input_hash: key.inputHash,
  made_with: key.madeWith,
  from_date: key.from,
  days: key.days,
})

/** The forecast of these inputs, made or being made; one that failed may be tried again. */
export const findForecastOf = (db: Database, key: ForecastKey): Promise<ForecastRow | undefined> =>
  db
    .selectFrom('forecast')
    .select(COLUMNS)
    .where((where) => where.and(keyColumns(key)))
    .where('state', '<>', 'failed')
    .executeTakeFirst()

/**
 * @param also what else belongs to the transaction
 * @returns undefined when one of the same key is there
 */
export async function insertForecast(
  db: Database,
  item: NewForecast,
  also: (transaction: Transaction<Tables>) => Promise<void> = async () => undefined,
): Promise<ForecastRow | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .insertInto('forecast')
      .values({ id: item.id, unit_id: item.unitId, ...keyColumns(item), state: 'running', created_by: item.actorId })
      .onConflict((conflict) => conflict.doNothing())
      .returning(COLUMNS)
      .executeTakeFirst()
    const detail = { from: item.from, days: item.days, inputHash: item.inputHash }
    if (!row) return undefined
    await recordAudit(transaction, auditOf(row, 'forecast.started', item.actorId, detail))
    await also(transaction)
    return row
  })
}

/** Begins to make a forecast, perhaps again. @returns undefined when it is over, or was begun by a later attempt */
export const startForecast = (db: Database, id: string, attempt: number): Promise<ForecastRow | undefined> =>
  db
    .updateTable('forecast')
    .set({ attempt })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('attempt', '<', attempt)
    .returning(COLUMNS)
    .executeTakeFirst()

/** @returns undefined when it had ended already, or was begun again by another attempt */
export async function finishForecast(
  db: Database,
  id: string,
  actorId: string,
  ending: ForecastEnding,
  attempt: number,
): Promise<ForecastRow | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('forecast')
      .set({
        state: ending.state,
        ...(ending.state === 'failed' ? { error: JSON.stringify(ending.error) } : textColumns(ending)),
      })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('attempt', '=', attempt)
      .returning(COLUMNS)
      .executeTakeFirst()
    if (!row) return undefined
    await recordEffect(transaction, { key: `forecast:${id}:ended`, unitId: row.unit_id, actorId })
    await recordAudit(transaction, auditOf(row, `forecast.${ending.state}`, actorId, {}))
    return row
  })
}

/** Keeps the forecast of the week that a run planned, unless the same one is kept already. */
export async function insertRunForecast(
  transaction: Transaction<Tables>,
  run: Selectable<Tables['run']>,
  made: MadeForecast,
): Promise<void> {
  const key = { planId: run.plan_id, inputHash: made.forecastHash, madeWith: made.madeWith, from: run.week, days: 7 }
  const row = await transaction
    .insertInto('forecast')
    .values({
      ...{ id: randomUUID(), unit_id: run.unit_id, ...keyColumns(key), run_id: run.id },
      ...{ state: 'succeeded', ...textColumns(made), created_by: run.created_by },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst()
  if (row) await recordAudit(transaction, auditOf(row, 'forecast.succeeded', run.created_by, { runId: run.id }))
}

const textColumns = ({ contentGzip, csvGzip }: ForecastTexts) => ({
  content_gzip: Buffer.from(contentGzip),
  csv_gzip: Buffer.from(csvGzip),
})

export async function findForecast(db: Database, id: string): Promise<ForecastRow | undefined> {
  if (!isRowId(id)) return undefined
  return db.selectFrom('forecast').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

/** Gzipped; undefined unless the forecast has succeeded. */
export async function findForecastText(
  db: Database,
  id: string,
  column: 'content_gzip' | 'csv_gzip',
): Promise<Buffer | undefined> {
  const row = await db.selectFrom('forecast').select(column).where('id', '=', id).executeTakeFirst()
  return row?.[column] ?? undefined
}

/** Newest first. */
export const listForecasts = (db: Database, planId: string, limit: number): Promise<ForecastRow[]> =>
  forecastsOf(db, planId).limit(limit).execute()

/** Newest first. */
export const listSucceededForecasts = (db: Database, planId: string, limit: number): Promise<ForecastRow[]> =>
  forecastsOf(db, planId).where('state', '=', 'succeeded').limit(limit).execute()

const forecastsOf = (db: Database, planId: string) =>
  db.selectFrom('forecast').select(COLUMNS).where('plan_id', '=', planId).orderBy('created_at', 'desc').orderBy('id')

const auditOf = (
  row: ForecastRow,
  action: AuditEntry['action'],
  actorId: string,
  detail: Record<string, unknown>,
): AuditEntry => ({ unitId: row.unit_id, actorId, action, entity: 'forecast', entityId: row.id, detail })
