import { type Selectable, sql, type Transaction } from 'kysely'
import type { Detection, FileImport, ImportReport } from '../contracts/import.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import { isRowId } from './plan-store.ts'
import type { Tables } from './tables.ts'

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
  ...['error', 'created_at', 'created_by', 'finished_at', 'updated_at', 'updated_by'],
] as (keyof FileImportRow)[]

export async function insertFileImport(db: Database, item: NewFileImport): Promise<FileImportRow> {
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

/** Those of all plans that wait or are under way, oldest first. */
export const listUnfinishedImports = (db: Database): Promise<FileImportRow[]> =>
  db
    .selectFrom('file_import')
    .select(COLUMNS)
    .where('finished_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

export async function findRejects(db: Database, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('file_import').select('rejects_gzip').where('id', '=', id).executeTakeFirst()
  return row?.rejects_gzip ?? undefined
}

const UNIQUE_VIOLATION = '23505'

/**
 * Takes an open import in hand.
 * @returns `busy` when another file is being read into the plan, undefined when the import is not open
 */
export async function startReading(
  db: Database,
  id: string,
  actorId: string,
): Promise<FileImportRow | 'busy' | undefined> {
  try {
    return await db
      .updateTable('file_import')
      .set({ state: 'reading', error: null, updated_at: sql`now()`, updated_by: actorId })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .returning(COLUMNS)
      .executeTakeFirst()
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return 'busy'
    throw error
  }
}

/** What the import knows once a detection or a preview is done; it waits for a person again. */
export interface OpenImport {
  readonly detection?: Detection
  readonly report?: ImportReport | null
  readonly rejectsGzip?: Buffer | null
  readonly error?: ImportError
}

/** @returns undefined when the import was ended meanwhile */
export const openImport = (db: Database, id: string, now: OpenImport): Promise<FileImportRow | undefined> =>
  db
    .updateTable('file_import')
    .set({
      state: 'open',
      ...(now.detection === undefined ? {} : { detection: jsonText(now.detection) }),
      ...(now.report === undefined ? {} : { report: now.report === null ? null : jsonText(now.report) }),
      ...(now.rejectsGzip === undefined ? {} : { rejects_gzip: now.rejectsGzip }),
      error: now.error === undefined ? null : jsonText(now.error),
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['detecting', 'reading'])
    .returning(COLUMNS)
    .executeTakeFirst()

/** How an import that is over ended. */
export type ImportEnding =
  | { readonly state: 'applied'; readonly report: ImportReport; readonly rejectsGzip: Buffer | null }
  | { readonly state: 'failed'; readonly error: ImportError }
  | { readonly state: 'discarded' }

/**
 * Ends an import. What was shown of the file's content goes with the file: it may name people. The report stays.
 * @returns undefined when it had ended already
 */
export async function endImport(
  transaction: Transaction<Tables>,
  id: string,
  actorId: string,
  ending: ImportEnding,
): Promise<FileImportRow | undefined> {
  const isApplied = ending.state === 'applied'
  const row = await transaction
    .updateTable('file_import')
    .set({
      ...{ state: ending.state, detection: null },
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
    .returning(COLUMNS)
    .executeTakeFirst()
  if (row) await recordAudit(transaction, auditOf(row, `import.${ending.state}`, actorId, {}))
  return row
}

const auditOf = (
  row: FileImportRow,
  action: AuditEntry['action'],
  actorId: string,
  detail: Record<string, unknown>,
): AuditEntry => ({ unitId: row.unit_id, actorId, action, entity: 'import', entityId: row.id, detail })
