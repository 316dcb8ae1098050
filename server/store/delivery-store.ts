import { type Selectable, sql } from 'kysely'
import type { WebhookFormat, WebhookLanguage } from '../contracts/webhook.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

export type DeliveryRow = Selectable<Tables['delivery']>

/** Newest first. */
export const listDeliveries = (db: Database, webhookId: string, limit: number): Promise<DeliveryRow[]> =>
  db
    .selectFrom('delivery')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

/** What a plan's setting asked for, newest first. @returns with the webhook's address, where it goes to one */
export const listPlanDeliveries = (
  db: Database,
  planId: string,
  limit: number,
): Promise<(DeliveryRow & { readonly url: string | null })[]> =>
  db
    .selectFrom('delivery')
    .leftJoin('webhook', 'webhook.id', 'delivery.webhook_id')
    .selectAll('delivery')
    .select('webhook.url')
    .where('delivery.plan_id', '=', planId)
    .orderBy('delivery.created_at', 'desc')
    .orderBy('delivery.id')
    .limit(limit)
    .execute()

export interface DueWebhookDelivery extends DeliveryRow {
  readonly address: null
  readonly url: string
  readonly secret: string
  readonly format: WebhookFormat
  readonly language: WebhookLanguage
}

export interface DueMailDelivery extends DeliveryRow {
  readonly address: string
  readonly language: WebhookLanguage
  readonly plan_id: string
}

export type DueDelivery = DueWebhookDelivery | DueMailDelivery

/**
 * Takes messages whose time has come, each for one process: until `leaseSeconds` are over nobody else takes it, and a
 * process that dies with it leaves it to the next one.
 * @param withMails whether the process can send them
 */
export async function takeDue(
  db: Database,
  limit: number,
  leaseSeconds: number,
  withMails: boolean,
): Promise<DueDelivery[]> {
  type Row = DeliveryRow & Pick<DueWebhookDelivery, 'url' | 'secret' | 'format'> & { hook_language: WebhookLanguage }
  const { rows } = await sql<Row>`
    update delivery d
    set attempt = d.attempt + 1, next_at = now() + ${leaseSeconds} * interval '1 second'
    from (
      select id, webhook_id from delivery
      where state = 'waiting' and next_at <= now() and (webhook_id is not null or ${withMails}::boolean)
      order by next_at, id limit ${limit} for update skip locked
    ) due left join webhook w on w.id = due.webhook_id
    where d.id = due.id
    returning d.*, w.url, w.secret, w.format, w.language as hook_language`.execute(db)
  return rows.map(({ hook_language, ...row }) => ({ ...row, language: row.language ?? hook_language }) as DueDelivery)
}

/** How a try ended. */
export interface DeliveryOutcome {
  readonly state: DeliveryRow['state']
  /** In a few words. */
  readonly told: string
  /** Of what waits: until the next try. */
  readonly nextSeconds?: number
  /** The message was not tried at all: this was none of its tries. */
  readonly isUntried?: boolean
}

export async function endAttempt(
  db: Database,
  { id, attempt }: Pick<DeliveryRow, 'id' | 'attempt'>,
  { state, told, nextSeconds, isUntried = false }: DeliveryOutcome,
): Promise<void> {
  await db
    .updateTable('delivery')
    .set({
      ...{ state, outcome: told },
      ...(nextSeconds === undefined ? {} : { next_at: sql`now() + ${nextSeconds} * interval '1 second'` }),
      ...(isUntried && { attempt: attempt - 1 }),
      // What did not reach the mail server is none of the hour's mails.
      ...(state === 'delivered' ? {} : { sent_at: null }),
    })
    .where('id', '=', id)
    // A process that took longer than its lease comes too late.
    .where('attempt', '=', attempt)
    .where('state', '=', 'waiting')
    .execute()
}

/**
 * What a message that a ladder asked for is still good for: a warning that somebody takes care of or that is over is told
 * to nobody more, and only who was told of it is told that it is over.
 * @returns `early` where somebody is being told of the warning at this moment
 */
export async function standingOf(
  db: Database,
  { event, plan_id, entity_id, webhook_id, address }: DueDelivery,
): Promise<'needed' | 'overtaken' | 'early'> {
  if (plan_id === null || !event.startsWith('alert.')) return 'needed'
  if (event !== 'alert.cleared') {
    const { rows } = await sql`select 1 from alert
      where id::text = ${entity_id} and cleared_at is null and acknowledged_at is null`.execute(db)
    return rows.length > 0 ? 'needed' : 'overtaken'
  }
  const { rows } = await sql<{ state: DeliveryRow['state'] }>`
    select distinct state from delivery where plan_id = ${plan_id} and entity_id = ${entity_id}
      and event in ('alert.raised', 'alert.escalated')
      and (webhook_id = ${webhook_id} or lower(address) = lower(${address}))`.execute(db)
  const states = rows.map(({ state }) => state)
  if (states.includes('delivered')) return 'needed'
  return states.includes('waiting') ? 'early' : 'overtaken'
}

/**
 * Counts a mail among those of its plan's last hour, before it is sent: of processes that send at once each waits for the
 * other's count.
 * @returns false when the hour has had its `most`
 */
export const countMail = (db: Database, { id, plan_id }: DueMailDelivery, most: number): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`mails of ${plan_id}`}))`.execute(transaction)
    const { numAffectedRows = 0n } = await sql`update delivery set sent_at = now() where id = ${id} and ${most} > (
      select count(*) from delivery
      where plan_id = ${plan_id} and address is not null and sent_at > now() - interval '1 hour')`.execute(transaction)
    return numAffectedRows > 0n
  })

export async function deleteOldDeliveries(db: Database, days: number): Promise<void> {
  await sql`delete from delivery where state <> 'waiting' and created_at < now() - ${days} * interval '1 day'`.execute(
    db,
  )
}
