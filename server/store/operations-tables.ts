import type { Generated, JSONColumnType } from 'kysely'
import type { DELIVERY_STATES, DeliveryEvent } from '../contracts/watch-setting.ts'
import type { WebhookEvent, WebhookFormat, WebhookLanguage } from '../contracts/webhook.ts'
import type { NullableStamp, Stamp } from './column-types.ts'

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

/** A message to a webhook or a mail address. */
export interface DeliveryTable {
  id: string
  unit_id: string
  /** Null of mails. */
  webhook_id: string | null
  /** Of mails. */
  address: string | null
  language: WebhookLanguage | null
  /** Whose setting asked for it; null of what webhooks are told by themselves. */
  plan_id: string | null
  /** Of the ladder, from 0. */
  step: number | null
  event: DeliveryEvent
  entity_id: string
  happened_at: Stamp
  state: (typeof DELIVERY_STATES)[number]
  attempt: Generated<number>
  /** Of the next try while it waits. */
  next_at: Stamp
  /** When a mail was handed to the mail server. */
  sent_at: NullableStamp
  /** Of the last try, in a few words. */
  outcome: string | null
  created_at: Stamp
  created_by: string
}
