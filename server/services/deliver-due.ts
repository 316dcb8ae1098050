import { WEBHOOK_RULE } from '../auth/actor.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { type DeliveryOutcome, type DueDelivery, endAttempt, standingOf, takeDue } from '../store/delivery-store.ts'
import { deliverMail, type MailDelivery } from './mail-delivery.ts'
import type { OutboundRules } from './outbound-request.ts'
import { sendToWebhook } from './webhook-delivery.ts'

/** Messages taken at once, and sent side by side. */
const AT_ONCE = 10
/** Longer than a message may take, so that no other process takes it meanwhile. */
const LEASE_SECONDS = 60
/** Waits before the second and later tries, seconds; after the last one it is given up. */
const WAITS = [30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600]
/** Until somebody who is being told of a warning has been told, or has not. */
const EARLY_SECONDS = 30

/**
 * Sends messages whose time has come. One that is not taken is sent again, later and later; the receiver knows a message
 * that comes twice by its id.
 * @param mail left out, mails are left to processes that can send them
 * @returns how many were sent or tried
 */
export const deliverDue = (db: Database, rules: OutboundRules, mail?: MailDelivery): Promise<number> =>
  withAccess(everythingAs(WEBHOOK_RULE.id), async () => {
    const due = await takeDue(db, AT_ONCE, LEASE_SECONDS, mail !== undefined)
    await Promise.all(due.map(async (delivery) => endAttempt(db, delivery, await deliver(db, delivery, rules, mail))))
    return due.length
  })

async function deliver(
  db: Database,
  delivery: DueDelivery,
  rules: OutboundRules,
  mail: MailDelivery | undefined,
): Promise<DeliveryOutcome> {
  const standing = await standingOf(db, delivery)
  if (standing === 'overtaken') return { state: 'withdrawn', told: 'overtaken' }
  if (standing === 'early') return { state: 'waiting', told: '', nextSeconds: EARLY_SECONDS, isUntried: true }
  const nextSeconds = WAITS[delivery.attempt - 1]
  if (delivery.address !== null) return deliverMail(db, delivery, mail!, nextSeconds)
  const told = await sendToWebhook(db, delivery, rules)
  if (/^2\d\d$/.test(told)) return { state: 'delivered', told }
  return nextSeconds === undefined ? { state: 'failed', told } : { state: 'waiting', told, nextSeconds }
}
