import type { DayReportQuery } from '../contracts/day-report.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import { dayReportMail } from '../exports/day-report-mail.ts'
import { dayReportWorkbook } from '../exports/xlsx/day-report/day-report-workbook.ts'
import type { DayReportService } from './day-report-service.ts'
import type { TeamFiguresService } from './day-report-team.ts'

/** What the sender may see of a unit. */
export interface ReportRights {
  readonly withCosts: (unitId: string) => boolean
  readonly withPeople: (unitId: string) => boolean
}

export interface DayReportFiles {
  workbook(
    planId: string,
    query: DayReportQuery,
    language: ExportLanguage,
    rights: ReportRights,
  ): Promise<{ readonly day: string; readonly content: Uint8Array }>
  /** One HTML text, for a mail's body. */
  mail(
    planId: string,
    query: DayReportQuery,
    language: ExportLanguage,
    withCosts: ReportRights['withCosts'],
  ): Promise<string>
}

/** Reports of days as files. */
export const dayReportFiles = (
  reports: Pick<DayReportService, 'report'>,
  team: TeamFiguresService,
): DayReportFiles => ({
  workbook: async (planId, query, language, { withCosts, withPeople }) => {
    const report = await reports.report(planId, query, withCosts)
    const figures = withPeople(report.unitId) ? await team.figures(report.unitId, report.day) : null
    return { day: report.day, content: await dayReportWorkbook({ report, figures, language }) }
  },
  mail: async (planId, query, language, withCosts) =>
    dayReportMail(await reports.report(planId, query, withCosts), language),
})
