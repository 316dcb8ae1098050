import { type Selectable, sql, type Transaction } from 'kysely'
import { compareIds } from '../../solver/domain/roster.ts'
import type { PublishBlockerReply } from '../contracts/plan-report.ts'
import { creatorName } from './actor-names.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import { isRowId } from './plan-store.ts'
import { type RosterToShow, storePublishedRoster } from './roster-shift-store.ts'
import type { RunRow } from './run-store.ts'
import type { Tables } from './tables.ts'

export type PublicationRow = Selectable<Tables['publication']> & {
  /** What they are called. */ readonly creator: string
}

const CREATOR = creatorName('publication')

export interface NewPublication {
  readonly id: string
  readonly run: Pick<RunRow, 'id' | 'unit_id' | 'plan_id' | 'week' | 'weeks'>
  readonly rosterSha256: string
  /** Blockers that the override names, and its reason; none and null without one. */
  readonly overridden: readonly PublishBlockerReply[]
  readonly reason: string | null
  /** The publications of these weeks as they were seen. */
  readonly replaced: readonly PublicationRow[]
  /** Its shifts, which people see. */
  readonly roster: RosterToShow
  /**
   * More that stands or falls with the publication.
   * @returns false when it was overtaken, which leaves nothing of the publication
   */
  readonly alongside?: (transaction: Transaction<Tables>) => Promise<boolean>
  readonly actorId: string
}

/**
 * Publishes a roster in the place of those of its weeks before.
 * @returns undefined when somebody else's publication came first; nothing is changed then
 */
export async function insertPublication(db: Database, item: NewPublication): Promise<PublicationRow | undefined> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const { run, replaced, actorId } = item
      // In one order for all, so that two who replace the same ones do not wait for each other.
      for (const { id } of replaced.toSorted((a, b) => compareIds(a.id, b.id))) {
        const superseded = await supersede(transaction, id, run.id)
        if (!superseded) throw new Overtaken()
        await recordAudit(transaction, auditOf(superseded, 'publication.superseded', actorId, { byRunId: run.id }))
      }
      const row = await transaction
        .insertInto('publication')
        .values({
          ...{ id: item.id, unit_id: run.unit_id, plan_id: run.plan_id, run_id: run.id },
          ...{ week: run.week, weeks: run.weeks },
          ...{ roster_sha256: item.rosterSha256, overridden: jsonText(item.overridden), reason: item.reason },
          created_by: actorId,
        })
        .returningAll()
        .returning(CREATOR)
        .executeTakeFirstOrThrow()
      const replacedIds = replaced.map(({ id }) => id)
      await storePublishedRoster(transaction, row, replacedIds, item.roster)
      if ((await item.alongside?.(transaction)) === false) throw new Overtaken()
      const facts = { runId: run.id, week: run.week, weeks: run.weeks, rosterSha256: item.rosterSha256 }
      const overridden = item.overridden.map(({ id }) => id)
      await recordAudit(
        transaction,
        auditOf(row, 'publication.made', actorId, {
          ...facts,
          overridden,
          ...(item.reason !== null && { reason: item.reason }),
        }),
      )
      return row
    })
  } catch (error) {
    if (error instanceof Overtaken) return undefined
    if (OVERTAKING.has((error as { constraint?: string }).constraint ?? '')) return undefined
    throw error
  }
}

/** Somebody else's publication of the weeks, or the very same request, came first. */
const OVERTAKING = new Set([
  'publication_one_current',
  'publication_pkey',
  'version_one_published',
  'version_publish_key_key',
])

/** Those that stand and whose shifts are no rows yet, the oldest first. */
export const findUnshownPublications = (db: Database): Promise<PublicationRow[]> =>
  db
    .selectFrom('publication')
    .selectAll()
    .select(CREATOR)
    .where('superseded_at', 'is', null)
    .where(sql<boolean>`not exists (select 1 from published_roster r where r.publication_id = publication.id)`)
    .orderBy('created_at')
    .execute()

/** @returns false when another process was first, or the publication was superseded meanwhile */
export const showPublication = (db: Database, { id }: PublicationRow, roster: RosterToShow): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('publication')
      .selectAll()
      .select(CREATOR)
      .where('id', '=', id)
      .where('superseded_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    const shown = transaction.selectFrom('published_roster').select('unit_id').where('publication_id', '=', id)
    if (!row || (await shown.executeTakeFirst())) return false
    await storePublishedRoster(transaction, row, [], roster)
    return true
  })

/** One of several that were to be replaced was replaced already: none of them is. */
class Overtaken extends Error {}

const supersede = (transaction: Transaction<Tables>, id: string, byRunId: string) =>
  transaction
    .updateTable('publication')
    .set({ superseded_at: sql`now()`, superseded_by_run_id: byRunId })
    .where('id', '=', id)
    .where('superseded_at', 'is', null)
    .returningAll()
    .returning(CREATOR)
    .executeTakeFirst()

/** Those that stand for any of the weeks from one on, ordered by week. */
export const findCurrentPublications = (
  db: Database,
  { plan_id, week, weeks }: Pick<RunRow, 'plan_id' | 'week' | 'weeks'>,
): Promise<PublicationRow[]> =>
  db
    .selectFrom('publication')
    .selectAll()
    .select(CREATOR)
    .where('plan_id', '=', plan_id)
    .where('superseded_at', 'is', null)
    .where(sql<boolean>`week < ${week}::date + 7 * ${weeks}::int and ${week}::date < week + 7 * weeks`)
    .orderBy('week')
    .execute()

export async function findPublication(db: Database, id: string): Promise<PublicationRow | undefined> {
  return db.selectFrom('publication').selectAll().select(CREATOR).where('id', '=', id).executeTakeFirst()
}

/** The latest of a run: one that was superseded may have been published again. */
export async function findPublicationOf(db: Database, runId: string): Promise<PublicationRow | undefined> {
  if (!isRowId(runId)) return undefined
  return publications(db).where('run_id', '=', runId).limit(1).executeTakeFirst()
}

/** The latest of each run of a plan, by the run's id. */
export async function latestPublications(db: Database, planId: string): Promise<Map<string, PublicationRow>> {
  const rows = await publications(db).where('plan_id', '=', planId).execute()
  return new Map(rows.reverse().map((row) => [row.run_id, row]))
}

/** Newest first. */
export const listPublications = (db: Database, planId: string, limit: number): Promise<PublicationRow[]> =>
  publications(db).where('plan_id', '=', planId).limit(limit).execute()

const publications = (db: Database) =>
  db.selectFrom('publication').selectAll().select(CREATOR).orderBy('created_at', 'desc').orderBy('id')

const auditOf = (
  row: PublicationRow,
  action: AuditEntry['action'],
  actorId: string,
  detail: Record<string, unknown>,
): AuditEntry => ({ unitId: row.unit_id, actorId, action, entity: 'publication', entityId: row.id, detail })
