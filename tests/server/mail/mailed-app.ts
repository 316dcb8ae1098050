import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, onTestFinished } from 'vitest'
import type { WatchDelivery, WatchSetting, WatchSettingContent } from '../../../server/contracts/watch-setting.ts'
import type { DayToWatch } from '../../../server/jobs/watch-day.ts'
import { DayReportMails } from '../../../server/services/day-report-mails.ts'
import { deliverDue } from '../../../server/services/deliver-due.ts'
import type { MailDelivery } from '../../../server/services/mail-delivery.ts'
import { DayWatcher } from '../../../server/work/day-watcher.ts'
import type { Risk } from '../../../solver/domain/day-risk.ts'
import { type ActualsApp, at, buildActualsApp, row } from '../actuals/actuals-app.ts'
import { publishKnownWeek } from '../day-report/reported-day.ts'
import { MAIL_FROM, mailServer, type TestMailServer } from './mail-server.ts'

export interface MailedApp extends ActualsApp {
  readonly mail: TestMailServer
  readonly reports: DayReportMails
  /** What stands against the day at the next looks. */
  risks: readonly Risk[]
  /** What the last look was given. */
  readonly lastWork: () => DayToWatch | undefined
  set(part: Partial<WatchSettingContent>): Promise<WatchSetting>
  look(): Promise<boolean>
  /** As a process does that looks at what is due. */
  deliverDue(): Promise<number>
  /** The same after an hour. */
  deliver(): Promise<void>
  deliveries(): Promise<WatchDelivery[]>
}

const AT_ONCE = { leaseSeconds: 60, newsSeconds: 0, quietSeconds: 0, forgottenHours: 24 * 366 * 50 }
const WEBHOOK_RULES = { allowedHosts: ['127.0.0.1'], timeoutMs: 2000 }

export const LATE: Risk = {
  ...{ kind: 'serviceAtRisk', queueId: 'chat', startMs: at('14:00'), endMs: at('15:00') },
  ...{ isGrave: true, value: 0.62, limit: 0.8 },
}

/** The small plan at noon of its Wednesday, with a mail server and a look that finds what the test says. */
export async function buildMailedApp(): Promise<MailedApp> {
  const mail = await mailServer()
  const app = await buildActualsApp({ mailFrom: MAIL_FROM, webhookHosts: ['127.0.0.1'] })
  const state: { risks: readonly Risk[]; work?: DayToWatch } = { risks: [LATE] }
  const log = pino({ level: 'silent' })
  const watchDay = async (work: DayToWatch) => {
    state.work = work
    const asOf = new Date(app.clock.ms).toISOString()
    return { content: { day: asOf.slice(0, 10), runId: work.runId, asOf, starts: [], queues: [] }, risks: state.risks }
  }
  const watcher = new DayWatcher({
    ...{ db: app.db, signals: app.services.signals, tasks: { watchDay }, now: () => app.clock.ms, log },
  })
  onTestFinished(() => watcher.close())
  const reports = new DayReportMails({ db: app.db, reports: app.services.dayReports.reports })
  const delivery: MailDelivery = {
    ...{ server: mail.server, publicUrl: 'https://plan.example.com', log },
    reportOf: (each) => reports.report(each),
  }
  const sendDue = () => deliverDue(app.db, WEBHOOK_RULES, delivery)
  const path = `/api/plans/${app.planId}/watch-setting`
  return {
    ...{ ...app, mail, reports, lastWork: () => state.work },
    get risks() {
      return state.risks
    },
    set risks(risks) {
      state.risks = risks
    },
    set: async (part) => {
      const { revision, content } = (await app.get(path)).json() as WatchSetting
      const body = { expectedRevision: revision, content: { ...content, ...part } }
      const reply = await app.put(path, body)
      expect(reply.statusCode, reply.body).toBe(200)
      return reply.json()
    },
    look: () => watcher.lookOnce(AT_ONCE),
    deliverDue: sendDue,
    deliver: async () => {
      const isDue = sql`state = 'waiting' and next_at < now() + interval '1 hour'`
      await sql`update delivery set next_at = now() where ${isDue}`.execute(app.db)
      await sendDue()
    },
    deliveries: async () => (await app.get(`${path}/deliveries`)).json().deliveries,
  }
}

/** A published run of the week, with all that a look reads of it, and something reported. */
export async function publishWatched(app: MailedApp): Promise<void> {
  await publishKnownWeek(app, new Map([['board.json', '{}']]))
  await app.send({ intervals: [row('11:00', { offered: 5 })] })
}

/** A ladder of so many addresses a step, after ten minutes each. */
export const ladderOf = (...steps: readonly (readonly string[])[]): WatchSettingContent['ladder'] =>
  steps.map((mails, step) => ({ waitMinutes: step === 0 ? 0 : 10, mails: [...mails], webhooks: [] }))
