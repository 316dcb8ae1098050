import type { Generated, JSONColumnType } from 'kysely'
import type { WebhookDelivery, WebhookEvent, WebhookFormat, WebhookLanguage } from '../contracts/webhook.ts'
import type { Stamp } from './column-types.ts'

export interface RetentionTable {
  unit_id: string
  /** Days; null keeps for ever. */
  request_note_days: number | null
  reject_days: number | null
  result_days: number | null
  actual_days: Generated<number | null>
  revision: Generated<number>
  created_at: Stamp
  created_by: string
  updated_at: Stamp
  updated_by: string
}

export interface WebhookTable {
  id: string
  unit_id: string
  url: string
  events: JSONColumnType<WebhookEvent[]>
  /** Signs what is sent; known to the receiver. Empty where a chat asks for no signature. */
  secret: string
  format: Generated<WebhookFormat>
  /** Of texts for people. */
  language: Generated<WebhookLanguage>
  created_at: Stamp
  created_by: string
}

export interface WebhookDeliveryTable {
  id: string
  unit_id: string
  webhook_id: string
  event: WebhookEvent
  entity_id: string
  happened_at: Stamp
  state: WebhookDelivery['state']
  attempt: Generated<number>
  /** Of the next try while it waits. */
  next_at: Stamp
  /** Of the last try, in a few words. */
  outcome: string | null
  created_at: Stamp
  created_by: string
}
