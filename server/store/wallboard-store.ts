import { type Selectable, sql } from 'kysely'
import type { NewWallboard } from '../contracts/wallboard.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { isRowId } from './plan-store.ts'
import { signal, topicOf } from './signals.ts'
import type { Tables } from './tables.ts'

export type WallboardRow = Selectable<Tables['wallboard']>

export interface WallboardToStore extends Pick<NewWallboard, 'name' | 'language'> {
  readonly id: string
  readonly unitId: string
  readonly planId: string
  readonly secretSha256: string
  readonly expiresAt: Date
  readonly actorId: string
}

/** @returns undefined when the plan has `most` already */
export const insertWallboard = (
  db: Database,
  { id, unitId, planId, actorId, name, language, secretSha256, expiresAt }: WallboardToStore,
  most: number,
): Promise<WallboardRow | undefined> =>
  db.transaction().execute(async (transaction) => {
    // Those who make one at the same moment wait for each other.
    await sql`select pg_advisory_xact_lock(hashtext(${`wallboards of ${planId}`}))`.execute(transaction)
    const { count } = await transaction
      .selectFrom('wallboard')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('plan_id', '=', planId)
      .executeTakeFirstOrThrow()
    if (count >= most) return undefined
    const row = await transaction
      .insertInto('wallboard')
      .values({
        ...{ id, unit_id: unitId, plan_id: planId, name, language, created_by: actorId },
        ...{ secret_sha256: secretSha256, expires_at: expiresAt },
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, {
      ...{ unitId, actorId, action: 'wallboard.made', entity: 'wallboard', entityId: id },
      detail: { planId, expiresAt: expiresAt.toISOString() },
    })
    return row
  })

export type NamedWallboardRow = WallboardRow & {
  /** What whoever made it is called; null of one who may not be seen. */
  readonly maker: string | null
}

/** Newest first. */
export const listWallboards = (db: Database, planId: string): Promise<NamedWallboardRow[]> =>
  db
    .selectFrom('wallboard')
    .leftJoin('actor', 'actor.id', 'wallboard.created_by')
    .selectAll('wallboard')
    .select('actor.display_name as maker')
    .where('wallboard.plan_id', '=', planId)
    .orderBy('wallboard.created_at', 'desc')
    .orderBy('wallboard.id')
    .execute()

/** Screens that show it hear of it. @returns false when the plan has no such link */
export const deleteWallboard = async (db: Database, planId: string, id: string, actorId: string): Promise<boolean> => {
  if (!isRowId(id)) return false
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .deleteFrom('wallboard')
      .where('plan_id', '=', planId)
      .where('id', '=', id)
      .returning(['id', 'unit_id'])
      .executeTakeFirst()
    if (!row) return false
    await recordAudit(transaction, {
      ...{ unitId: row.unit_id, actorId, action: 'wallboard.ended', entity: 'wallboard', entityId: row.id },
      detail: { planId },
    })
    await signal(transaction, topicOf('wallboard', row.id))
    return true
  })
}

/** The link of a secret, if it is good at an instant. */
export const findWallboard = (db: Database, secretSha256: string, now: Date): Promise<WallboardRow | undefined> =>
  db
    .selectFrom('wallboard')
    .selectAll()
    .where('secret_sha256', '=', secretSha256)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** Notes that a screen shows it. */
export const noteOpened = async (db: Database, id: string, now: Date): Promise<void> => {
  await db.updateTable('wallboard').set({ opened_at: now }).where('id', '=', id).execute()
}
