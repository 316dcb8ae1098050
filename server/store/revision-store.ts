import { type Selectable, sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

export type RevisionRow = Selectable<Tables['plan_revision']> & {
  /** Of whoever made it. */
  readonly name: string
  readonly paths: readonly string[]
}

/** A file of a plan at a revision. */
export interface KeptFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

/** A plan whose files are about to change, and who changes them. */
interface Changed {
  readonly unitId: string
  readonly planId: string
  readonly actorId: string
}

/**
 * Keeps what is about to be replaced or taken away, once for each content of the unit.
 * @param files path -> SHA-256 of what comes in its place, null for what goes
 * @returns paths whose content changes
 */
export async function keepReplaced(
  transaction: Transaction<Tables>,
  { unitId, planId, actorId }: Changed,
  files: ReadonlyMap<string, string | null>,
): Promise<string[]> {
  const now = await transaction
    .selectFrom('plan_file')
    .select(['path', 'sha256'])
    .where('plan_id', '=', planId)
    .where('path', 'in', ['', ...files.keys()])
    .execute()
  const hashes = new Map(now.map(({ path, sha256 }) => [path, sha256]))
  const changed = [...files].filter(([path, hash]) => (hashes.get(path) ?? null) !== hash).map(([path]) => path)
  // In one order for all, so that two who keep the same contents do not wait for each other.
  await sql`insert into plan_blob (unit_id, sha256, content, created_by)
    select unit_id, sha256, content, ${actorId} from plan_file
    where unit_id = ${unitId} and plan_id = ${planId} and path = any(${changed}::text[]) order by sha256
    on conflict do nothing`.execute(transaction)
  return changed
}

export interface NewRevision extends Changed {
  readonly revision: number
  readonly action: string
  readonly reason: string | null
  readonly restoredRevision: number | null
  readonly inputHash: string
  /** That it changed; undefined for all that the plan has. */
  readonly paths?: readonly string[]
}

/** Tells what the plan's files now are, after they were written. */
export async function insertRevision(transaction: Transaction<Tables>, item: NewRevision): Promise<void> {
  const { unitId, planId, actorId, revision, paths } = item
  await transaction
    .insertInto('plan_revision')
    .values({
      ...{ unit_id: unitId, plan_id: planId, revision, created_by: actorId, action: item.action },
      ...{ reason: item.reason, restored_revision: item.restoredRevision, input_hash: item.inputHash },
    })
    .execute()
  const all = sql`select path from plan_file where plan_id = ${planId}`
  const some = sql`select unnest(${paths ?? []}::text[]) as path`
  await sql`insert into plan_revision_file (unit_id, plan_id, revision, path, sha256, bytes, created_by)
    select ${unitId}, ${planId}::uuid, ${revision}::integer, changed.path, file.sha256, octet_length(file.content), ${actorId}
    from (${paths === undefined ? all : some}) changed
    left join plan_file file on file.plan_id = ${planId} and file.path = changed.path`.execute(transaction)
}

/** Puts a kept content back into a plan. @returns false when it was erased */
export async function putKeptFile(
  transaction: Transaction<Tables>,
  { unitId, planId, actorId }: Changed,
  { path, sha256 }: Pick<KeptFile, 'path' | 'sha256'>,
): Promise<boolean> {
  const { rows } = await sql`insert into plan_file (unit_id, plan_id, path, content, sha256, created_by)
    select unit_id, ${planId}::uuid, ${path}, content, sha256, ${actorId} from plan_blob
    where unit_id = ${unitId} and sha256 = ${sha256} and content is not null
    on conflict (plan_id, path) do update
      set content = excluded.content, sha256 = excluded.sha256, created_by = excluded.created_by
    returning path`.execute(transaction)
  return rows.length === 1
}

/** Files that tell nothing of single people: they outlive whoever is forgotten. */
const IMPERSONAL = ['plan.yaml', 'history.csv', 'calendar.csv', 'calendar.ics']

/**
 * Erases what is kept of a plan's files that may name people, for good; which revisions had them, and their hashes, stay.
 * What is the plan's now is left as it is.
 */
export async function forgetKeptFiles(transaction: Transaction<Tables>, unitId: string, planId: string): Promise<void> {
  await sql`update plan_blob set content = null, erased_at = now()
    where unit_id = ${unitId} and content is not null and sha256 in (
      select sha256 from plan_revision_file where plan_id = ${planId} and sha256 is not null
        and path <> all(${IMPERSONAL}::text[]) and path not like 'contacts/%' and path not like 'scenarios/%')`.execute(
    transaction,
  )
}

const PATHS_LISTED = 20

/** Newest first. @param before a revision that those wanted are older than */
export async function listRevisions(
  db: Database,
  planId: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<(RevisionRow & { readonly pathCount: number })[]> {
  const { rows } = await sql<RevisionRow & { pathCount: number }>`
    select r.*, coalesce(a.display_name, r.created_by) as name, f.paths[1:${sql.lit(PATHS_LISTED)}] as paths, coalesce(f.count, 0) as "pathCount"
    from plan_revision r
    left join actor a on a.id = r.created_by
    left join lateral (select array_agg(path order by path collate "C") as paths, count(*)::int as count
      from plan_revision_file f where f.plan_id = r.plan_id and f.revision = r.revision) f on true
    where r.plan_id = ${planId} and r.revision < ${before ?? 2_147_483_647}
    order by r.revision desc limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, paths: row.paths ?? [] }))
}

/** @returns undefined when the plan has no such revision, or none that was kept */
export async function findFilesAt(db: Database, planId: string, revision: number): Promise<KeptFile[] | undefined> {
  const known = await db
    .selectFrom('plan_revision')
    .select('revision')
    .where('plan_id', '=', planId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (!known) return undefined
  const { rows } = await sql<{ path: string; sha256: string | null; bytes: number }>`
    select distinct on (path collate "C") path, sha256, bytes from plan_revision_file
    where plan_id = ${planId} and revision <= ${revision} order by path collate "C", revision desc`.execute(db)
  return rows.flatMap(({ sha256, ...file }) => (sha256 === null ? [] : [{ ...file, sha256 }]))
}

/** Files as they are now, by path. */
export async function findHashes(db: Database, planId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('plan_file').select(['path', 'sha256']).where('plan_id', '=', planId).execute()
  return new Map(rows.map(({ path, sha256 }) => [path, sha256]))
}

/** Content of a file at a revision, wherever it lies now; undefined when it was erased. */
export async function findKeptContent(
  db: Database,
  planId: string,
  { path, sha256 }: Pick<KeptFile, 'path' | 'sha256'>,
): Promise<string | undefined> {
  const { rows } = await sql<{ content: string | null }>`
    select content from plan_file where plan_id = ${planId} and path = ${path} and sha256 = ${sha256}
    union all
    select b.content from plan_blob b join plan p on p.unit_id = b.unit_id
    where p.id = ${planId} and b.sha256 = ${sha256} limit 1`.execute(db)
  return rows[0]?.content ?? undefined
}
