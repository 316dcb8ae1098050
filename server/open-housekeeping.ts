import { WEBHOOK_RULE } from './auth/actor.ts'
import type { OutboundRules } from './services/outbound-request.ts'
import { retentionService } from './services/retention-service.ts'
import type { ServiceLog } from './services/service-log.ts'
import { deliverDue } from './services/webhook-delivery.ts'
import { everythingAs, withAccess } from './store/access.ts'
import type { Database } from './store/database.ts'
import { deleteOldDeliveries } from './store/webhook-store.ts'

export interface HousekeepingParts {
  readonly db: Database
  readonly log: ServiceLog
  readonly outbound: OutboundRules
}

const DELIVER_EVERY_MS = 5000
const SWEEP_EVERY_MS = 24 * 3_600_000
/** After a start there is other work to do first. */
const FIRST_SWEEP_MS = 10 * 60_000
const KEEP_DELIVERIES_DAYS = 30

/**
 * What is done by the clock: webhooks are delivered and what is kept no longer is taken away. Every process may do it;
 * each piece is done by one of them.
 */
export function openHousekeeping({ db, log, outbound }: HousekeepingParts): { close(): Promise<void> } {
  const retention = retentionService(db, Date.now)
  const atWork = new Set<Promise<void>>()
  const every = (work: () => Promise<void>, failed: string) => {
    let isBusy = false
    return () => {
      if (isBusy) return
      isBusy = true
      const done = work()
        .catch((error) => log.error({ err: error }, failed))
        .finally(() => {
          isBusy = false
          atWork.delete(done)
        })
      atWork.add(done)
    }
  }
  const deliver = every(async () => {
    while ((await deliverDue(db, outbound)) > 0);
  }, 'webhooks could not be delivered')
  const sweep = every(async () => {
    const swept = await retention.sweep()
    await withAccess(everythingAs(WEBHOOK_RULE.id), () => deleteOldDeliveries(db, KEEP_DELIVERIES_DAYS))
    if (Object.keys(swept).length > 0) log.info({ swept }, 'took away what is kept no longer')
  }, 'what is kept no longer could not be taken away')
  const timers = [setInterval(deliver, DELIVER_EVERY_MS), setInterval(sweep, SWEEP_EVERY_MS)]
  const first = setTimeout(sweep, FIRST_SWEEP_MS)
  for (const timer of [...timers, first]) timer.unref()
  return {
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      clearTimeout(first)
      await Promise.all(atWork)
    },
  }
}
