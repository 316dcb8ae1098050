import { sql, type Transaction } from 'kysely'
import type { AlertChange, RiskKind } from '../../solver/domain/day-risk.ts'
import type { DeliveryEvent, LadderStep } from '../contracts/watch-setting.ts'
import type { WebhookLanguage } from '../contracts/webhook.ts'
import type { Tables } from './tables.ts'

/** Whom a plan's warnings are told, and how soon. */
export interface Telling {
  readonly ladder: readonly LadderStep[]
  readonly language: WebhookLanguage
  /** Seconds until people may be told of a kind; 0 outside of quiet hours. */
  readonly quietSeconds: (kind: RiskKind) => number
}

interface Told {
  readonly planId: string
  readonly unitId: string
  readonly actorId: string
}

/** Writes what the ladder of a plan says of a warning, in the transaction that changed it. */
export async function tellLadder(
  transaction: Transaction<Tables>,
  told: Told,
  { ladder, language, quietSeconds }: Telling,
  { id, what, alert }: AlertChange & { readonly id: string },
): Promise<void> {
  const message = {
    ...{ ...told, event: `alert.${what}` as const, entityId: id, step: alert.step, language },
    delaySeconds: quietSeconds(alert.kind),
  }
  if (what === 'cleared') return tellThoseTold(transaction, message, ladder)
  const { mails = [], webhooks = [] } = ladder[alert.step] ?? {}
  await insertMails(transaction, message, mails)
  await insertToWebhooks(transaction, message, webhooks)
}

export interface PlanMessage extends Told {
  readonly event: DeliveryEvent
  readonly entityId: string
  readonly step: number
  readonly language: WebhookLanguage
  readonly delaySeconds: number
}

/** One mail to each address; whoever is to be told of it already is not told again. */
export async function insertMails(
  transaction: Transaction<Tables>,
  { planId, unitId, actorId, event, entityId, step, language, delaySeconds }: PlanMessage,
  mails: readonly string[],
): Promise<void> {
  if (mails.length === 0) return
  await sql`
    insert into delivery
      (id, unit_id, plan_id, event, entity_id, step, address, language, happened_at, state, next_at, created_by)
    select gen_random_uuid(), ${unitId}, ${planId}::uuid, ${event}, ${entityId}, ${step}::integer, address, ${language},
      now(), 'waiting', now() + ${delaySeconds} * interval '1 second', ${actorId}
    from unnest(${[...mails]}::text[]) as address
    on conflict do nothing`.execute(transaction)
}

/** Those that are there no more are left out. Our own format is for programs, which keep no quiet hours. */
async function insertToWebhooks(
  transaction: Transaction<Tables>,
  { planId, unitId, actorId, event, entityId, step, delaySeconds }: PlanMessage,
  webhooks: readonly string[],
): Promise<void> {
  if (webhooks.length === 0) return
  await sql`
    insert into delivery
      (id, unit_id, plan_id, event, entity_id, step, webhook_id, happened_at, state, next_at, created_by)
    select gen_random_uuid(), ${unitId}, ${planId}::uuid, ${event}, ${entityId}, ${step}::integer, w.id, now(), 'waiting',
      now() + case w.format when 'tideline' then 0 else ${delaySeconds}::float8 end * interval '1 second', ${actorId}
    from webhook w where w.unit_id = ${unitId} and w.id = any (${[...webhooks]}::uuid[])
    on conflict do nothing`.execute(transaction)
}

/** What nobody has begun to send is not sent any more; who was told, or may be being told, is told that it is over. */
async function tellThoseTold(
  transaction: Transaction<Tables>,
  message: PlanMessage,
  ladder: readonly LadderStep[],
): Promise<void> {
  const { planId, entityId } = message
  await sql`update delivery set state = 'withdrawn', outcome = 'overtaken'
    where plan_id = ${planId} and entity_id = ${entityId} and state = 'waiting' and attempt = 0`.execute(transaction)
  const { rows } = await sql<{ address: string | null; webhook_id: string | null }>`
    select distinct on (lower(address), webhook_id) address, webhook_id from delivery
    where plan_id = ${planId} and entity_id = ${entityId} and state in ('delivered', 'waiting')`.execute(transaction)
  await insertMails(
    transaction,
    message,
    rows.flatMap(({ address }) => address ?? []),
  )
  // One that the ladder names no more is told of it as every webhook of the unit is.
  const named = new Set(ladder.flatMap(({ webhooks }) => webhooks))
  await insertToWebhooks(
    transaction,
    message,
    rows.flatMap(({ webhook_id }) => (webhook_id !== null && named.has(webhook_id) ? webhook_id : [])),
  )
}
