import { DateTime } from 'luxon'
import { openIntervals } from '../../solver/domain/deadline-clock.ts'
import { intervalStart, localDate } from '../../solver/domain/horizon.ts'
import { REPORT_RULE } from '../auth/actor.ts'
import type { DayReport } from '../contracts/day-report.ts'
import { headline } from '../exports/day-report-headline.ts'
import { dayReportMail } from '../exports/day-report-mail.ts'
import { DAY_REPORT_WORDS } from '../exports/xlsx/day-report/day-report-words.ts'
import { dayReportWorkbook } from '../exports/xlsx/day-report/day-report-workbook.ts'
import { Wording } from '../exports/xlsx/words.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { recordAudit } from '../store/audit-log.ts'
import type { Database } from '../store/database.ts'
import type { DueMailDelivery } from '../store/delivery-store.ts'
import { claimEffect } from '../store/effect-store.ts'
import { insertMails } from '../store/ladder-store.ts'
import { findCurrentPublications } from '../store/publication-store.ts'
import { findWatchSetting, listPlansToReport, type PlanToReport } from '../store/watch-setting-store.ts'
import { ActualsPlans } from './actuals-plan.ts'
import type { DayReportService } from './day-report-service.ts'
import { dayGrid, plusDays } from './day-report-source.ts'
import type { MailToSend } from './send-mail.ts'

/** A day's report as a mail has it. */
export interface MailedReport extends Required<Pick<MailToSend, 'subject' | 'html' | 'attachment'>> {
  readonly summary: string
}

export interface DayReportMailsParts {
  readonly db: Database
  readonly reports: Pick<DayReportService, 'report'>
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Of a plan's local date; with it a report is on its way, or is not to be sent that day. */
export const reportEffectKey = (planId: string, date: string): string => `dayReport:${planId}:${date}`

/** Whether the time of day at which a report goes out has come. @param at `HH:mm` */
export const hasCome = (at: string, zone: string, nowMs: number): boolean =>
  DateTime.fromMillis(nowMs, { zone }).toFormat('HH:mm') >= at

/** Sends reports of days by mail, each plan's once a day whatever the number of processes. */
export class DayReportMails {
  readonly #db: Database
  readonly #reports: DayReportMailsParts['reports']
  readonly #plans: ActualsPlans

  constructor({ db, reports }: DayReportMailsParts) {
    this.#db = db
    this.#reports = reports
    this.#plans = new ActualsPlans(db)
  }

  /**
   * Puts reports on their way whose time of day has come, also when it came while no server ran; those of a day without a
   * published roster are left.
   * @returns plans of which one goes out
   */
  sendDue = (nowMs: number): Promise<string[]> =>
    withAccess(everythingAs(REPORT_RULE.id), async () => {
      const sent: string[] = []
      for (const plan of await listPlansToReport(this.#db)) {
        const { at } = plan.content.dailyReport!
        if (hasCome(at, plan.zone, nowMs) && (await this.#send(plan, nowMs))) sent.push(plan.plan_id)
      }
      return sent
    })

  async #send({ plan_id: planId, unit_id: unitId, zone, content }: PlanToReport, nowMs: number): Promise<boolean> {
    const today = localDate(nowMs, zone)
    const key = reportEffectKey(planId, today)
    const known = await this.#db.selectFrom('effect').select('key').where('key', '=', key).executeTakeFirst()
    if (known) return false
    const day = await this.#dayToTell(planId, today, nowMs)
    const published = await findCurrentPublications(this.#db, { plan_id: planId, week: day, weeks: 1 })
    if (!published.some(({ week }) => week <= day)) return false
    const { mails, language } = content.dailyReport!
    const actorId = REPORT_RULE.id
    return this.#db.transaction().execute(async (transaction) => {
      if (!(await claimEffect(transaction, { key, unitId, actorId }))) return false
      const message = { planId, unitId, actorId, event: 'report.daily' as const, entityId: day, step: 0 }
      await insertMails(transaction, { ...message, language, delaySeconds: 0 }, mails)
      await recordAudit(transaction, {
        ...{ unitId, actorId, action: 'plan.dayReportSent', entity: 'plan', entityId: planId },
        detail: { day, mails: mails.length },
      })
      return true
    })
  }

  /** Today once every queue has closed for the day, else the day before. */
  async #dayToTell(planId: string, today: string, nowMs: number): Promise<string> {
    const { queues, intervalMinutes, zone } = await this.#plans.get(planId)
    const grid = dayGrid(today, intervalMinutes, zone)
    const ends = queues.map((queue) => {
      const last = openIntervals(queue, grid).lastIndexOf(1)
      return last < 0 ? 0 : intervalStart(grid, last + 1)
    })
    const closesMs = Math.max(...ends)
    return closesMs > 0 && closesMs <= nowMs ? today : plusDays(today, -1)
  }

  /** As a mail has it: names no person, and tells wages where the plan's setting says so. */
  async report({ plan_id: planId, entity_id: day, language }: DueMailDelivery): Promise<MailedReport> {
    const { content } = await findWatchSetting(this.#db, planId)
    const withCosts = content.dailyReport?.withCosts ?? false
    const report = await this.#reports.report(planId, { day }, () => withCosts)
    return {
      subject: subjectOf(report, language),
      summary: headline(report, language),
      html: dayReportMail(report, language),
      attachment: {
        ...{ filename: `day-report-${report.day}.xlsx`, contentType: WORKBOOK },
        content: await dayReportWorkbook({ report, figures: null, language }),
      },
    }
  }
}

function subjectOf({ name, planId, day }: DayReport, language: DueMailDelivery['language']): string {
  const wording = new Wording(language)
  return `Tideline | ${wording.first(DAY_REPORT_WORDS.title)} ${day} · ${wording.name(name, planId)}`
}
