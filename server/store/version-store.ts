import { gunzipSync, gzipSync } from 'node:zlib'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { VersionKind, VersionState } from '../contracts/version.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { isRowId, sha256 } from './plan-store.ts'
import type { Tables } from './tables.ts'

/** Work that stands or falls together. */
export type StoreTransaction = Transaction<Tables>

/** What a version holds is read apart. */
export type VersionRow = Omit<Selectable<Tables['version']>, 'content_gzip'>

export interface NewVersion {
  readonly id: string
  readonly unitId: string
  readonly planId: string
  readonly actorId: string
  readonly kind: VersionKind
  readonly name: string
  /** First and last day that it is about; null for a scenario. */
  readonly days: readonly [string, string] | null
  readonly runId: string | null
  readonly forecastId: string | null
  readonly fileName: string
  readonly content: Buffer
  readonly notes: string
}

const HIDDEN = 'content_gzip'
const COLUMNS = [
  ...['id', 'unit_id', 'plan_id', 'kind', 'name', 'number', 'first_day', 'last_day', 'run_id', 'forecast_id'],
  ...['file_name', 'sha256', 'bytes', 'notes', 'state', 'revision', 'submitted_at', 'submitted_by', 'returned_at'],
  ...['returned_by', 'returned_reason', 'withdrawn_at', 'withdrawn_by', 'published_at', 'published_by'],
  ...['publication_id', 'publish_key', 'superseded_at', 'superseded_by_id', 'created_at', 'created_by'],
  ...['updated_at', 'updated_by'],
] as Exclude<keyof Selectable<Tables['version']>, typeof HIDDEN>[]

/** Stores a draft, or what is proposed at once, under the next number of its kind and name. */
export async function insertVersion(
  transaction: Transaction<Tables>,
  item: NewVersion,
  isSubmitted: boolean,
): Promise<VersionRow> {
  // Two of one name at once would take one number.
  const name = `${item.planId} ${item.kind} ${item.name}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 11))`.execute(transaction)
  const row = await transaction
    .insertInto('version')
    .values({
      ...{ id: item.id, unit_id: item.unitId, plan_id: item.planId, kind: item.kind, name: item.name },
      number: sql<number>`(select coalesce(max(number), 0) + 1 from version
        where plan_id = ${item.planId} and kind = ${item.kind} and name = ${item.name})`,
      ...{ first_day: item.days?.[0] ?? null, last_day: item.days?.[1] ?? null },
      ...{ run_id: item.runId, forecast_id: item.forecastId, file_name: item.fileName, notes: item.notes },
      ...{ content_gzip: gzipSync(item.content), sha256: sha256(item.content), bytes: item.content.length },
      ...(isSubmitted
        ? { state: 'review' as const, submitted_at: sql<Date>`now()`, submitted_by: item.actorId }
        : { state: 'draft' as const }),
      ...{ created_by: item.actorId, updated_by: item.actorId },
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  const { runId, forecastId } = item
  await recordAudit(transaction, auditOf(row, 'version.proposed', item.actorId, { runId, forecastId, isSubmitted }))
  return row
}

/** A step of a version that nobody else took one of meanwhile. */
export interface VersionStep {
  readonly id: string
  readonly seenRevision: number
  readonly from: readonly VersionState[]
  readonly actorId: string
  readonly action: 'version.submitted' | 'version.returned' | 'version.withdrawn'
  readonly reason?: string
}

const STEP_COLUMNS = {
  'version.submitted': ({ actorId }: VersionStep) => ({
    ...{ state: 'review' as const, submitted_at: sql<Date>`now()`, submitted_by: actorId },
  }),
  'version.returned': ({ actorId, reason }: VersionStep) => ({
    ...{ state: 'draft' as const, returned_at: sql<Date>`now()`, returned_by: actorId },
    returned_reason: reason ?? null,
  }),
  'version.withdrawn': ({ actorId }: VersionStep) => ({
    ...{ state: 'withdrawn' as const, withdrawn_at: sql<Date>`now()`, withdrawn_by: actorId },
  }),
}

/** @returns undefined, with nothing changed, when the version is elsewhere by now */
export async function stepVersion(db: Database, step: VersionStep): Promise<VersionRow | undefined> {
  const { id, seenRevision, actorId, action, reason } = step
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('version')
      .set({ ...STEP_COLUMNS[action](step), revision: seenRevision + 1, updated_at: sql`now()`, updated_by: actorId })
      .where('id', '=', id)
      .where('revision', '=', seenRevision)
      .where('state', 'in', step.from)
      .returning(COLUMNS)
      .executeTakeFirst()
    if (row) await recordAudit(transaction, auditOf(row, action, actorId, reason === undefined ? {} : { reason }))
    return row
  })
}

export interface VersionPublishing {
  readonly id: string
  /** Undefined for one that was made for being published. */
  readonly seenRevision?: number
  readonly actorId: string
  readonly publicationId: string | null
  /** The sender's own id of the request. */
  readonly publishKey: string | null
}

/**
 * Publishes an open version in the place of those of its kind for any of its days, or of its scenario.
 * @returns undefined when it is not open any more, or was changed; the transaction is then to be rolled back
 */
export async function publishVersion(
  transaction: Transaction<Tables>,
  { id, seenRevision, actorId, publicationId, publishKey }: VersionPublishing,
): Promise<VersionRow | undefined> {
  const open = await transaction
    .selectFrom('version')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('state', 'in', ['draft', 'review'])
    .forUpdate()
    .executeTakeFirst()
  if (!open || (seenRevision !== undefined && open.revision !== seenRevision)) return undefined
  await supersedeFor(transaction, open, actorId)
  const row = await transaction
    .updateTable('version')
    .set({
      ...{ state: 'published', revision: open.revision + 1, published_at: sql`now()`, published_by: actorId },
      ...{ publication_id: publicationId, publish_key: publishKey, updated_at: sql`now()`, updated_by: actorId },
    })
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  await recordAudit(transaction, auditOf(row, 'version.published', actorId, { publicationId }))
  return row
}

async function supersedeFor(transaction: Transaction<Tables>, next: VersionRow, actorId: string): Promise<void> {
  const { id, plan_id, kind, name, first_day, last_day } = next
  const before = await transaction
    .selectFrom('version')
    .select('id')
    .where('plan_id', '=', plan_id)
    .where('kind', '=', kind)
    .where('state', '=', 'published')
    .where(sql<boolean>`(name = ${name} or (first_day <= ${last_day}::date and last_day >= ${first_day}::date))`)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const { id: beforeId } of before) {
    const row = await transaction
      .updateTable('version')
      .set({
        ...{ state: 'superseded', superseded_at: sql`now()`, superseded_by_id: id, updated_at: sql`now()` },
        ...{ updated_by: actorId, revision: sql`revision + 1` },
      })
      .where('id', '=', beforeId)
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, auditOf(row, 'version.superseded', actorId, { byVersionId: id }))
  }
}

/** An open version that holds the very same. */
export const findOpenTwin = (
  transaction: Transaction<Tables>,
  item: Pick<NewVersion, 'planId' | 'kind' | 'name' | 'content'>,
): Promise<{ id: string } | undefined> => findTwin(transaction, item, ['review', 'draft'])

/** Whether the very same is published already. */
export const isPublishedAlready = async (
  transaction: Transaction<Tables>,
  item: Pick<NewVersion, 'planId' | 'kind' | 'name' | 'content'>,
): Promise<boolean> => (await findTwin(transaction, item, ['published'])) !== undefined

const findTwin = (
  transaction: Transaction<Tables>,
  { planId, kind, name, content }: Pick<NewVersion, 'planId' | 'kind' | 'name' | 'content'>,
  states: readonly VersionState[],
): Promise<{ id: string } | undefined> =>
  transaction
    .selectFrom('version')
    .select('id')
    .where('plan_id', '=', planId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('sha256', '=', sha256(content))
    .where('state', 'in', states)
    .orderBy('state', 'desc')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()

export async function findVersion(db: Database, id: string): Promise<VersionRow | undefined> {
  if (!isRowId(id)) return undefined
  return db.selectFrom('version').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

/** Newest first. */
export const listVersions = (db: Database, planId: string, limit: number): Promise<VersionRow[]> =>
  db
    .selectFrom('version')
    .select(COLUMNS)
    .where('plan_id', '=', planId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export async function findVersionContent(db: Database, id: string): Promise<Buffer> {
  const row = await db.selectFrom('version').select('content_gzip').where('id', '=', id).executeTakeFirstOrThrow()
  return gunzipSync(row.content_gzip)
}

const auditOf = (
  row: VersionRow,
  action: AuditEntry['action'],
  actorId: string,
  detail: Record<string, unknown>,
): AuditEntry => ({
  ...{ unitId: row.unit_id, actorId, action, entity: 'version', entityId: row.id },
  detail: { planId: row.plan_id, kind: row.kind, name: row.name, number: row.number, sha256: row.sha256, ...detail },
})

export const recordRestored = (
  transaction: Transaction<Tables>,
  row: VersionRow,
  actorId: string,
  detail: Record<string, unknown>,
): Promise<void> => recordAudit(transaction, auditOf(row, 'version.restored', actorId, detail))
