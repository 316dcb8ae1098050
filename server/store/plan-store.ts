import { createHash } from 'node:crypto'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { PlanDescription, PlanFile } from '../contracts/plan.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { forgetKeptFiles, insertRevision, keepReplaced, putKeptFile } from './revision-store.ts'
import type { Tables } from './tables.ts'
import { syncTeam } from './team-store.ts'

/** The description may be an earlier version's; it is checked where it is used. */
export type PlanRow = Omit<Selectable<Tables['plan']>, 'description'> & { readonly description: unknown }

/** What is read out of a plan's files and stored beside them. */
export interface PlanFacts {
  readonly inputHash: string
  readonly forecastHash: string
  readonly description: PlanDescription
}

export interface NewPlan extends PlanFacts {
  readonly id: string
  readonly unitId: string
  readonly actorId: string
  readonly files: readonly PlanFile[]
}

/** A change of a plan's files by somebody who has seen a certain revision of it. */
export interface PlanChange extends PlanFacts {
  readonly planId: string
  readonly seenRevision: number
  readonly actorId: string
  /** Path -> text, or the hash of a text that was the plan's before; null takes the file away. */
  readonly files: ReadonlyMap<string, string | KeptText | null>
  readonly action: AuditEntry['action']
  /** Why, where a reason is asked. */
  readonly reason?: string
  /** The revision whose files these are. */
  readonly restoredRevision?: number
  /** Whether what is replaced, and what was before, is to be kept nowhere: of files that name people. */
  readonly forgets?: boolean
  /** Facts for the audit log beside the paths. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** A text that was the plan's at an earlier revision, by its SHA-256: it need not be read to be put back. */
export interface KeptText {
  readonly sha256: string
}

export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

/** Stores a plan with all its files, or nothing. */
export async function insertPlan(db: Database, plan: NewPlan): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const owned = { unit_id: plan.unitId, created_by: plan.actorId }
    await transaction
      .insertInto('plan')
      .values({ ...owned, id: plan.id, ...factColumns(plan), updated_by: plan.actorId })
      .execute()
    // One statement a file: together a folder may exceed what one message to the database can hold.
    for (const { path, content } of plan.files) {
      await putFile(transaction, { ...owned, plan_id: plan.id, path, content })
    }
    const { unitId, actorId, description } = plan
    await insertRevision(transaction, {
      ...{ unitId, planId: plan.id, actorId, revision: 1, action: 'plan.imported', inputHash: plan.inputHash },
      ...{ reason: null, restoredRevision: null },
    })
    await syncTeam(transaction, { unitId, planId: plan.id, actorId, description, mode: 'takeOver' })
    await recordAudit(transaction, {
      unitId: plan.unitId,
      actorId: plan.actorId,
      action: 'plan.imported',
      entity: 'plan',
      entityId: plan.id,
      detail: { inputHash: plan.inputHash, files: plan.files.length },
    })
  })
}

const factColumns = ({ inputHash, forecastHash, description }: PlanFacts) => ({
  input_hash: inputHash,
  forecast_hash: forecastHash,
  description: JSON.stringify(description),
})

async function putFile(
  transaction: Transaction<Tables>,
  file: Omit<Selectable<Tables['plan_file']>, 'sha256'>,
): Promise<void> {
  await transaction
    .insertInto('plan_file')
    .values({ ...file, sha256: sha256(file.content) })
    .onConflict((conflict) =>
      conflict.columns(['plan_id', 'path']).doUpdateSet((excluded) => ({
        content: excluded.ref('excluded.content'),
        sha256: excluded.ref('excluded.sha256'),
        created_by: excluded.ref('excluded.created_by'),
      })),
    )
    .execute()
}

/**
 * Changes a plan's files with everything that is stored of them. The transaction is the caller's, who may have more
 * that must stand or fall with the change.
 * @returns undefined, with nothing changed, when the plan has another revision than the one that was seen
 */
export async function changePlan(transaction: Transaction<Tables>, change: PlanChange): Promise<PlanRow | undefined> {
  const { planId, seenRevision, actorId, files, reason } = change
  const row = await transaction
    .updateTable('plan')
    .set({ ...factColumns(change), revision: seenRevision + 1, updated_at: sql`now()`, updated_by: actorId })
    .where('id', '=', planId)
    .where('revision', '=', seenRevision)
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await writeChange(transaction, row, change)
  const { description } = change
  await syncTeam(transaction, { unitId: row.unit_id, planId, actorId, description, mode: 'own' })
  await recordAudit(transaction, {
    ...{ unitId: row.unit_id, actorId, action: change.action, entity: 'plan', entityId: planId },
    detail: {
      revision: row.revision,
      inputHash: row.input_hash,
      paths: [...files.keys()],
      ...change.detail,
      ...(reason !== undefined && { reason }),
    },
  })
  return row
}

/** Writes the files and keeps what they replace. @throws Error when a text that is to be put back was erased */
async function writeChange(transaction: Transaction<Tables>, row: PlanRow, change: PlanChange): Promise<void> {
  const { planId, actorId, action, files } = change
  const changed = { unitId: row.unit_id, planId, actorId }
  const hashes = new Map(Array.from(files, ([path, content]) => [path, hashOf(content)]))
  const paths = await keepReplaced(transaction, changed, hashes)
  for (const [path, content] of files) {
    if (content === null) {
      await transaction.deleteFrom('plan_file').where('plan_id', '=', planId).where('path', '=', path).execute()
    } else if (typeof content === 'string') {
      await putFile(transaction, { unit_id: row.unit_id, created_by: actorId, plan_id: planId, path, content })
    } else if (!(await putKeptFile(transaction, changed, { path, ...content }))) {
      throw new Error(`${path} was erased`)
    }
  }
  const { reason = null, restoredRevision = null } = change
  await insertRevision(transaction, {
    ...{ ...changed, revision: row.revision, action, inputHash: row.input_hash, paths },
    ...{ reason, restoredRevision },
  })
  if (change.forgets) await forgetKeptFiles(transaction, row.unit_id, planId)
}

const hashOf = (content: string | KeptText | null): string | null =>
  typeof content === 'string' ? sha256(content) : (content?.sha256 ?? null)

/** Files of a plan that this version cannot read, and so not describe: as they are, whatever the plan says of itself. */
export async function writePlanFiles(
  transaction: Transaction<Tables>,
  { id, unit_id }: Pick<PlanRow, 'id' | 'unit_id'>,
  files: ReadonlyMap<string, string>,
  actorId: string,
): Promise<void> {
  for (const [path, content] of files) {
    await putFile(transaction, { unit_id, plan_id: id, path, content, created_by: actorId })
  }
  await forgetKeptFiles(transaction, unit_id, id)
}

/** Puts today's description in the place of an earlier version's. No audit entry: the plan says what it said. */
export const storeFacts = (
  db: Database,
  id: string,
  revision: number,
  facts: PlanFacts,
): Promise<PlanRow | undefined> =>
  db
    .updateTable('plan')
    .set(factColumns(facts))
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst()

/** Newest first. */
export const listPlans = (db: Database, limit: number): Promise<PlanRow[]> =>
  db.selectFrom('plan').selectAll().orderBy('created_at', 'desc').orderBy('id').limit(limit).execute()

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text can be an id at all; PostgreSQL answers other texts with an error instead of no row. */
export const isRowId = (id: string): boolean => UUID.test(id)

export async function findPlan(db: Database, id: string): Promise<PlanRow | undefined> {
  return isRowId(id) ? db.selectFrom('plan').selectAll().where('id', '=', id).executeTakeFirst() : undefined
}

/** Whether there is a plan, without its description, which is large. */
export async function isPlan(db: Database, id: string): Promise<boolean> {
  if (!isRowId(id)) return false
  return (await db.selectFrom('plan').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** The ledger of contacts: large, and needed by imports alone. */
const LEDGER = 'contacts/%'

/** Everything but, unless it is asked for, the ledger of contacts; ordered by path. */
export const listPlanFiles = (db: Database, planId: string, withContacts = false): Promise<PlanFile[]> =>
  db
    .selectFrom('plan_file')
    .select(['path', 'content'])
    .where('plan_id', '=', planId)
    .$if(!withContacts, (query) => query.where('path', 'not like', LEDGER))
    .orderBy('path')
    .execute()

export const listPlanPaths = async (db: Database, planId: string): Promise<string[]> => {
  const rows = await db.selectFrom('plan_file').select('path').where('plan_id', '=', planId).orderBy('path').execute()
  return rows.map(({ path }) => path)
}

export const findPlanFile = async (db: Database, planId: string, path: string): Promise<string | undefined> => {
  const files = db.selectFrom('plan_file').select('content').where('plan_id', '=', planId)
  return (await files.where('path', '=', path).executeTakeFirst())?.content
}

/** A plan and the files that it is planned from, path -> text, of one moment. */
export async function findPlanWithFiles(
  db: Database,
  id: string,
): Promise<{ row: PlanRow; files: Map<string, string> } | undefined> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      const row = await findPlan(transaction, id)
      if (!row) return undefined
      const files = await listPlanFiles(transaction, id)
      return { row, files: new Map(files.map(({ path, content }) => [path, content])) }
    })
}

export const listUnits = (db: Database): Promise<{ id: string; name: string }[]> =>
  db.selectFrom('planning_unit').select(['id', 'name']).orderBy('id').execute()

export const findUnit = (db: Database, id: string): Promise<{ id: string } | undefined> =>
  db.selectFrom('planning_unit').select('id').where('id', '=', id).executeTakeFirst()
