import { createHmac } from 'node:crypto'
import type { ChatFormat, WebhookEvent, WebhookMessage } from '../contracts/webhook.ts'
import type { Database } from '../store/database.ts'
import type { DueWebhookDelivery } from '../store/delivery-store.ts'
import { chatMessage, chatRefusal, chatText } from './chat-message.ts'
import { factsOf } from './delivery-facts.ts'
import { type OutboundRules, postOutbound } from './outbound-request.ts'

/** Tells a webhook what happened. @returns the status, or in a few words why there is none */
export async function sendToWebhook(db: Database, delivery: DueWebhookDelivery, rules: OutboundRules): Promise<string> {
  try {
    return delivery.format === 'tideline' ? await sendIds(delivery, rules) : await sendText(db, delivery, rules)
  } catch (error) {
    const { name, message: reason, code } = error as Error & { readonly code?: string }
    if (name === 'TimeoutError') return 'no answer in time'
    return (name === 'OutboundRefused' ? reason : (code ?? 'could not be reached')).slice(0, 200)
  }
}

async function sendIds(
  { id, event, unit_id, entity_id, happened_at, url, secret }: DueWebhookDelivery,
  rules: OutboundRules,
) {
  const message: WebhookMessage = {
    ...{
      id,
      event: event as WebhookEvent,
      unitId: unit_id,
      entityId: entity_id,
      happenedAt: happened_at.toISOString(),
    },
  }
  const body = JSON.stringify(message)
  const at = Math.floor(Date.now() / 1000)
  const headers = {
    'user-agent': 'Tideline',
    'x-tideline-event': event,
    'x-tideline-delivery': id,
    'x-tideline-signature': `t=${at},v1=${signatureOf(secret, at, body)}`,
  }
  const { status } = await postOutbound(url, body, headers, rules)
  return toldOf(status)
}

/** What happened in words, to the robot of a group chat, which may refuse with a 200. */
async function sendText(db: Database, delivery: DueWebhookDelivery, rules: OutboundRules): Promise<string> {
  const format = delivery.format as ChatFormat
  const text = chatText(await factsOf(db, delivery), delivery.language)
  const { url, body } = chatMessage({ ...delivery, format }, text, Date.now())
  const { status, text: answer } = await postOutbound(url, body, { 'user-agent': 'Tideline' }, rules)
  return (status === 200 && chatRefusal(answer)) || toldOf(status)
}

const toldOf = (status: number): string =>
  status >= 300 && status < 400 ? `${status}: redirects are not followed` : String(status)

/** HMAC-SHA-256 over the time and the body, hex: the receiver refuses what it did not sign, and what is old. */
const signatureOf = (secret: string, atSeconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex')
