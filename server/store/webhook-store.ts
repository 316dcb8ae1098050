import { type Selectable, sql } from 'kysely'
import type { NewWebhook } from '../contracts/webhook.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { isRowId } from './plan-store.ts'
import type { Tables } from './tables.ts'

export type WebhookRow = Selectable<Tables['webhook']>

export interface WebhookToStore extends NewWebhook {
  readonly id: string
  readonly unitId: string
  readonly secret: string
  readonly actorId: string
}

/** @returns undefined when the unit has `most` already */
export const insertWebhook = (db: Database, hook: WebhookToStore, most: number): Promise<WebhookRow | undefined> =>
  db.transaction().execute(async (transaction) => {
    const { id, unitId, url, events, format, language, secret, actorId } = hook
    // Those who add one at the same moment wait for each other.
    await sql`select pg_advisory_xact_lock(hashtext(${`webhooks of ${unitId}`}))`.execute(transaction)
    const { count } = await transaction
      .selectFrom('webhook')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('unit_id', '=', unitId)
      .executeTakeFirstOrThrow()
    if (count >= most) return undefined
    const row = await transaction
      .insertInto('webhook')
      .values({
        id,
        unit_id: unitId,
        url,
        events: JSON.stringify(events),
        format,
        language,
        secret,
        created_by: actorId,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, {
      ...{ unitId, actorId, action: 'webhook.made', entity: 'webhook', entityId: id },
      detail: { events, format, host: new URL(url).hostname },
    })
    return row
  })

export const listWebhooks = (db: Database, unitId: string): Promise<WebhookRow[]> =>
  db.selectFrom('webhook').selectAll().where('unit_id', '=', unitId).orderBy('created_at').orderBy('id').execute()

export async function findWebhook(db: Database, id: string): Promise<WebhookRow | undefined> {
  if (!isRowId(id)) return undefined
  return db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst()
}

/** With what it was told and what still waits. @returns whether there was one */
export async function deleteWebhook(db: Database, id: string, actorId: string): Promise<boolean> {
  if (!isRowId(id)) return false
  return db.transaction().execute(async (transaction) => {
    const row = await transaction.deleteFrom('webhook').where('id', '=', id).returning('unit_id').executeTakeFirst()
    if (!row) return false
    await recordAudit(transaction, {
      ...{ unitId: row.unit_id, actorId, action: 'webhook.removed', entity: 'webhook', entityId: id, detail: {} },
    })
    return true
  })
}
