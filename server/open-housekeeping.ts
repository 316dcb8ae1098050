import { WEBHOOK_RULE } from './auth/actor.ts'
import { planTasks } from './jobs/plan-tasks.ts'
import { DayReportMails } from './services/day-report-mails.ts'
import { dayReportServices } from './services/day-report-services.ts'
import { deliverDue } from './services/deliver-due.ts'
import type { MailDelivery } from './services/mail-delivery.ts'
import type { OutboundRules } from './services/outbound-request.ts'
import { planService } from './services/plan-service.ts'
import { retentionService } from './services/retention-service.ts'
import { RunResults } from './services/run-results.ts'
import type { MailServer } from './services/send-mail.ts'
import type { ServiceLog } from './services/service-log.ts'
import { everythingAs, withAccess } from './store/access.ts'
import type { Database } from './store/database.ts'
import { deleteOldDeliveries } from './store/delivery-store.ts'

export interface HousekeepingParts {
  readonly db: Database
  readonly log: ServiceLog
  readonly outbound: OutboundRules
  /** Left out, no mail is sent. */
  readonly mail?: MailServer | undefined
  readonly publicUrl?: string | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
}

const DELIVER_EVERY_MS = 5000
const REPORT_EVERY_MS = 60_000
const SWEEP_EVERY_MS = 24 * 3_600_000
/** After a start there is other work to do first. */
const FIRST_SWEEP_MS = 10 * 60_000
const KEEP_DELIVERIES_DAYS = 30

/**
 * What is done by the clock: webhooks are told and mails sent, daily reports among them, and what is kept no longer is
 * taken away. Every process may do it; each piece is done by one of them.
 */
export function openHousekeeping(parts: HousekeepingParts): { close(): Promise<void> } {
  const { db, log, outbound, now } = parts
  const mail = mailsOf(parts)
  const retention = retentionService(db, now)
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
    while ((await deliverDue(db, outbound, mail?.delivery)) > 0);
  }, 'messages could not be delivered')
  const report = every(async () => {
    const sent = (await mail?.reports.sendDue(now())) ?? []
    if (sent.length > 0) log.info({ plans: sent }, 'sends daily reports')
  }, 'daily reports could not be sent')
  const sweep = every(async () => {
    const swept = await retention.sweep()
    await withAccess(everythingAs(WEBHOOK_RULE.id), () => deleteOldDeliveries(db, KEEP_DELIVERIES_DAYS))
    if (Object.keys(swept).length > 0) log.info({ swept }, 'took away what is kept no longer')
  }, 'what is kept no longer could not be taken away')
  const timers = [
    setInterval(deliver, DELIVER_EVERY_MS),
    setInterval(report, REPORT_EVERY_MS),
    setInterval(sweep, SWEEP_EVERY_MS),
  ]
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

/** Reports of days and how mails are sent, where a mail server is set up. */
function mailsOf({ db, log, mail: server, publicUrl, now }: HousekeepingParts) {
  if (!server) return undefined
  const plans = planService(db, planTasks().describe)
  const { reports: service } = dayReportServices({ db, plans, results: new RunResults(db), now })
  const reports = new DayReportMails({ db, reports: service })
  const delivery: MailDelivery = { server, publicUrl, log, reportOf: (each) => reports.report(each) }
  return { reports, delivery }
}
