import { type Selectable, sql, type Transaction } from 'kysely'
import type { Detection, FileImport, ImportReport } from '../contracts/import.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { recordEffect } from './effect-store.ts'
import { jsonText } from './json-text.ts'
import { isRowId } from './plan-store.ts'
import type { ImportReading, Tables } from './tables.ts'
import { removeUpload } from './upload-store.ts'

/** The rejects apart, which may be large and are asked for by themselves. */
export type FileImportRow = Omit<Selectable<Tables['file_import']>, 'rejects_gzip'>

type ImportError = NonNullable<FileImport['error']>

export interface NewFileImport {
  readonly id: string
  readonly unitId: string
  readonly planId: string
  readonly actorId: string
  readonly fileName: string
  readonly bytes: number
  readonly sha256: string
}

const COLUMNS = [
  ...['id', 'unit_id', 'plan_id', 'file_name', 'bytes', 'sha256', 'state', 'detection', 'report'],
  ...['request', 'progress', 'attempt', 'error', 'created_at', 'created_by', 'finished_at', 'updated_at', 'updated_by'],
] as (keyof FileImportRow)[]

/** @param also what else belongs to the transaction: the file itself, and the job that looks into it */
export async function insertFileImport(
  db: Database,
  item: NewFileImport,
  also: (transaction: Transaction<Tables>, row: FileImportRow) => Promise<void>,
): Promise<FileImportRow> {
  return db.transaction().execute(async (transaction) => {
    const { id, bytes, sha256, actorId } = item
    const row = await transaction
      .insertInto('file_import')
      .values({
        ...{ id, bytes, sha256, unit_id: item.unitId, plan_id: item.planId, file_name: item.fileName },
        ...{ state: 'detecting', created_by: actorId, updated_by: actorId },
      })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, auditOf(row, 'import.received', actorId, { bytes, sha256 }))
    await also(transaction, row)
    return row
  })
}

export async function findFileImport(db: Database, id: string): Promise<FileImportRow | undefined> {
  if (!isRowId(id)) return undefined
  return db.selectFrom('file_import').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

/** Newest first. */
export const listFileImports = (db: Database, planId: string, limit: number): Promise<FileImportRow[]> =>
  db
    .selectFrom('file_import')
    .select(COLUMNS)
    .where('plan_id', '=', planId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export async function findRejects(db: Database, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('file_import').select('rejects_gzip').where('id', '=', id).executeTakeFirst()
  return row?.rejects_gzip ?? undefined
}

const UNIQUE_VIOLATION = '23505'

/**
 * Asks for an open import to be read.
 * @param also what else belongs to the transaction: the job that reads it
 * @returns `busy` when another file is being read into the plan, undefined when the import is not open
 */
export async function askForReading(
  db: Database,
  id: string,
  { request, actorId }: ImportReading,
  also: (transaction: Transaction<Tables>, row: FileImportRow) => Promise<void>,
): Promise<FileImportRow | 'busy' | undefined> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable('file_import')
        .set({ state: 'reading', request: jsonText({ request, actorId }), progress: null, error: null })
        .set({ updated_at: sql`now()`, updated_by: actorId })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .returning(COLUMNS)
        .executeTakeFirst()
      if (row) await also(transaction, row)
      return row
    })
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return 'busy'
    throw error
  }
}

/**
 * Begins to look into a file or to read it, perhaps again.
 * @returns undefined when that is over, or was begun by a later attempt
 */
export const startImport = (db: Database, id: string, attempt: number): Promise<FileImportRow | undefined> =>
  db
    .updateTable('file_import')
    .set({ attempt, progress: null, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('state', 'in', ['detecting', 'reading'])
    .where('attempt', '<', attempt)
    .returning(COLUMNS)
    .executeTakeFirst()

/** @param progress share of the file that is read. @returns false when it is over or was begun again by another */
export async function storeImportProgress(
  db: Database,
  id: string,
  attempt: number,
  progress: number,
): Promise<boolean> {
  const row = await db
    .updateTable('file_import')
    .set({ progress, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('state', '=', 'reading')
    .where('attempt', '=', attempt)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What the import knows once a detection or a preview is done; it waits for a person again. */
export interface OpenImport {
  readonly detection?: Detection
  readonly report?: ImportReport | null
  readonly rejectsGzip?: Buffer | null
  readonly error?: ImportError
}

/** @returns undefined when the import was ended meanwhile, or begun again by another attempt */
export const openImport = (
  db: Database,
  id: string,
  attempt: number,
  now: OpenImport,
): Promise<FileImportRow | undefined> =>
  db
    .updateTable('file_import')
    .set({
      ...{ state: 'open', request: null, progress: null },
      ...(now.detection === undefined ? {} : { detection: jsonText(now.detection) }),
      ...(now.report === undefined ? {} : { report: now.report === null ? null : jsonText(now.report) }),
      ...(now.rejectsGzip === undefined ? {} : { rejects_gzip: now.rejectsGzip }),
      error: now.error === undefined ? null : jsonText(now.error),
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['detecting', 'reading'])
    .where('attempt', '=', attempt)
    .returning(COLUMNS)
    .executeTakeFirst()

/** How an import that is over ended. */
export type ImportEnding =
  | { readonly state: 'applied'; readonly report: ImportReport; readonly rejectsGzip: Buffer | null }
  | { readonly state: 'failed'; readonly error: ImportError }
  | { readonly state: 'discarded' }

/**
 * Ends an import, and the file goes. What was shown of its content goes with it: it may name people. The report stays.
 * @param attempt of a worker, whose ending counts only if nobody has begun again; absent for people
 * @returns undefined when it had ended already
 */
export async function endImport(
  transaction: Transaction<Tables>,
  id: string,
  actorId: string,
  ending: ImportEnding,
  attempt?: number,
): Promise<FileImportRow | undefined> {
  const isApplied = ending.state === 'applied'
  const row = await transaction
    .updateTable('file_import')
    .set({
      ...{ state: ending.state, detection: null, request: null, progress: null },
      report: isApplied ? jsonText({ ...ending.report, preview: [] }) : null,
      rejects_gzip: isApplied ? ending.rejectsGzip : null,
      error: ending.state === 'failed' ? jsonText(ending.error) : null,
      ...{ finished_at: sql`now()`, updated_at: sql`now()`, updated_by: actorId },
    })
    .where('id', '=', id)
    // One that failed can still be cleared away.
    .where('state', 'in', [
      'detecting',
      'open',
      'reading',
      ...(ending.state === 'discarded' ? ['failed' as const] : []),
    ])
    // An apply may be overtaken by somebody who discards the import; then nothing of it counts.
    .$if(isApplied, (query) => query.where('state', '=', 'reading'))
    .$if(attempt !== undefined, (query) => query.where('attempt', '=', attempt!))
    .returning(COLUMNS)
    .executeTakeFirst()
  if (!row) return undefined
  await removeUpload(transaction, id)
  if (isApplied) await recordEffect(transaction, { key: `import:${id}:applied`, unitId: row.unit_id, actorId })
  await recordAudit(transaction, auditOf(row, `import.${ending.state}`, actorId, {}))
  return row
}

const auditOf = (
  row: FileImportRow,
  action: AuditEntry['action'],
  actorId: string,
  detail: Record<string, unknown>,
): AuditEntry => ({ unitId: row.unit_id, actorId, action, entity: 'import', entityId: row.id, detail })
