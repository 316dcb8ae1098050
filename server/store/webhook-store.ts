import { type Selectable, sql } from 'kysely'
import type { NewWebhook, WebhookFormat, WebhookLanguage } from '../contracts/webhook.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { isRowId } from './plan-store.ts'
import type { Tables } from './tables.ts'

export type WebhookRow = Selectable<Tables['webhook']>
export type DeliveryRow = Selectable<Tables['webhook_delivery']>

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

/** Newest first. */
export const listDeliveries = (db: Database, webhookId: string, limit: number): Promise<DeliveryRow[]> =>
  db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

export interface DueDelivery extends DeliveryRow {
  readonly url: string
  readonly secret: string
  readonly format: WebhookFormat
  readonly language: WebhookLanguage
}

/**
 * Takes messages whose time has come, each for one process: until `leaseSeconds` are over nobody else takes it, and a
 * process that dies with it leaves it to the next one.
 */
export async function takeDue(db: Database, limit: number, leaseSeconds: number): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    update webhook_delivery d
    set attempt = d.attempt + 1, next_at = now() + ${leaseSeconds} * interval '1 second'
    from webhook w
    where w.id = d.webhook_id and d.id in (
      select id from webhook_delivery where state = 'waiting' and next_at <= now()
      order by next_at, id limit ${limit} for update skip locked)
    returning d.*, w.url, w.secret, w.format, w.language`.execute(db)
  return rows
}

/** @param nextSeconds until the next try; undefined when there is none */
export async function endAttempt(
  db: Database,
  { id, attempt }: Pick<DeliveryRow, 'id' | 'attempt'>,
  outcome: { readonly isDelivered: boolean; readonly told: string; readonly nextSeconds?: number | undefined },
): Promise<void> {
  const { isDelivered, told, nextSeconds } = outcome
  await db
    .updateTable('webhook_delivery')
    .set({
      state: isDelivered ? 'delivered' : nextSeconds === undefined ? 'failed' : 'waiting',
      outcome: told,
      ...(nextSeconds === undefined ? {} : { next_at: sql`now() + ${nextSeconds} * interval '1 second'` }),
    })
    .where('id', '=', id)
    // A process that took longer than its lease comes too late.
    .where('attempt', '=', attempt)
    .where('state', '=', 'waiting')
    .execute()
}

export async function deleteOldDeliveries(db: Database, days: number): Promise<void> {
  await sql`delete from webhook_delivery where state <> 'waiting' and created_at < now() - ${days} * interval '1 day'`.execute(
    db,
  )
}
