import { createHmac } from 'node:crypto'
import { WEBHOOK_RULE } from '../auth/actor.ts'
import type { WebhookMessage } from '../contracts/webhook.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { type DueDelivery, endAttempt, takeDue } from '../store/webhook-store.ts'
import { type OutboundRules, postOutbound } from './outbound-request.ts'

/** Messages taken at once, and sent side by side. */
const AT_ONCE = 10
/** Longer than a message may take, so that no other process takes it meanwhile. */
const LEASE_SECONDS = 60
/** Waits before the second and later tries, seconds; after the last one it is given up. */
const WAITS = [30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600]

/**
 * Sends messages whose time has come. One that is not taken with a 2xx is sent again, later and later; the receiver knows
 * a message that comes twice by its id.
 * @returns how many were sent or tried
 */
export const deliverDue = (db: Database, rules: OutboundRules): Promise<number> =>
  withAccess(everythingAs(WEBHOOK_RULE.id), async () => {
    const due = await takeDue(db, AT_ONCE, LEASE_SECONDS)
    await Promise.all(
      due.map(async (delivery) => {
        const told = await send(delivery, rules)
        const isDelivered = /^2\d\d$/.test(told)
        const nextSeconds = isDelivered ? undefined : WAITS[delivery.attempt - 1]
        await endAttempt(db, delivery, { isDelivered, told, nextSeconds })
      }),
    )
    return due.length
  })

/** @returns the status, or in a few words why there is none */
async function send({ id, event, unit_id, entity_id, happened_at, url, secret }: DueDelivery, rules: OutboundRules) {
  const message: WebhookMessage = {
    ...{ id, event, unitId: unit_id, entityId: entity_id, happenedAt: happened_at.toISOString() },
  }
  const body = JSON.stringify(message)
  const at = Math.floor(Date.now() / 1000)
  const headers = {
    'user-agent': 'Tideline',
    'x-tideline-event': event,
    'x-tideline-delivery': id,
    'x-tideline-signature': `t=${at},v1=${signatureOf(secret, at, body)}`,
  }
  try {
    const { status } = await postOutbound(url, body, headers, rules)
    return status >= 300 && status < 400 ? `${status}: redirects are not followed` : String(status)
  } catch (error) {
    const { name, message: reason, code } = error as Error & { readonly code?: string }
    if (name === 'TimeoutError') return 'no answer in time'
    return (name === 'OutboundRefused' ? reason : (code ?? 'could not be reached')).slice(0, 200)
  }
}

/** HMAC-SHA-256 over the time and the body, hex: the receiver refuses what it did not sign, and what is old. */
const signatureOf = (secret: string, atSeconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${atSeconds}.${body}`).digest('hex')
