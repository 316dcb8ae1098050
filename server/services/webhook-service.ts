import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import type { MadeWebhook, NewWebhook, Webhook, WebhookDelivery, WebhookEvent } from '../contracts/webhook.ts'
import type { Database } from '../store/database.ts'
import { type DeliveryRow, listDeliveries } from '../store/delivery-store.ts'
import { deleteWebhook, findWebhook, insertWebhook, listWebhooks, type WebhookRow } from '../store/webhook-store.ts'
import { urlProblem } from './outbound-request.ts'
import { notFound, ServiceError } from './service-error.ts'
import { refuseUnseenUnit } from './whole-unit.ts'

export interface WebhookService {
  list(unitId: string): Promise<Webhook[]>
  make(unitId: string, hook: NewWebhook, actor: Actor): Promise<MadeWebhook>
  remove(id: string, actor: Actor): Promise<void>
  deliveries(id: string): Promise<WebhookDelivery[]>
}

const MOST_OF_A_UNIT = 20
const DELIVERIES_LISTED = 100

/** @param allowedHosts of the own network that may be told */
export const webhookService = (db: Database, allowedHosts: readonly string[]): WebhookService => ({
  list: async (unitId) => {
    await refuseUnseenUnit(db, unitId)
    return (await listWebhooks(db, unitId)).map(webhookFrom)
  },
  make: async (unitId, { url, events, format, language, secret: given }, actor) => {
    await refuseUnseenUnit(db, unitId)
    const problem = urlProblem(url, { allowedHosts })
    if (problem !== undefined) {
      const hint = 'Hosts of your own network are named in TIDELINE_WEBHOOK_HOSTS by whoever runs the server.'
      throw new ServiceError('invalidRequest', `The webhook's address ${problem}.`, [{ column: 'url', problem, hint }])
    }
    // Whoever reads messages of ours gets the secret from us; a chat's robot has its own.
    const secret = format === 'tideline' ? randomBytes(32).toString('base64url') : (given ?? '')
    const told = [...new Set(events)]
    const row = await insertWebhook(
      db,
      { id: randomUUID(), unitId, url, events: told, format, language, secret, actorId: actor.id },
      MOST_OF_A_UNIT,
    )
    if (!row) throw new ServiceError('conflict', `A unit has at most ${MOST_OF_A_UNIT} webhooks. Remove one first.`)
    return { ...webhookFrom(row), secret: format === 'tideline' ? secret : '' }
  },
  remove: async (id, actor) => {
    if (!(await deleteWebhook(db, id, actor.id))) throw notFound('webhook', id)
  },
  deliveries: async (id) => {
    const row = await findWebhook(db, id)
    if (!row) throw notFound('webhook', id)
    return (await listDeliveries(db, id, DELIVERIES_LISTED)).map(deliveryFrom)
  },
})

const webhookFrom = ({ id, url, events, format, language, created_at }: WebhookRow): Webhook => ({
  ...{ id, url, events, format, language, createdAt: created_at.toISOString() },
})

const deliveryFrom = ({ id, event, entity_id, state, attempt, ...row }: DeliveryRow): WebhookDelivery => ({
  ...{ id, event: event as WebhookEvent, entityId: entity_id, state, attempt, outcome: row.outcome },
  ...{ happenedAt: row.happened_at.toISOString(), nextAt: row.next_at.toISOString() },
})
