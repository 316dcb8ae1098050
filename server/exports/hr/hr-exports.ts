import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { ExportFormat } from '../../contracts/export.ts'
import type { PlanReportReply } from '../../contracts/plan-report.ts'
import { rosterWorkbook } from '../xlsx/roster-workbook.ts'
import { adpCsv, adpNotes } from './adp.ts'
import { bamboohrCsv, bamboohrNotes } from './bamboohr.ts'
import { datesOf, type ExportedFiles, type RosterToExport } from './export-parts.ts'
import { feishuFiles } from './feishu.ts'
import { icsFiles } from './ics.ts'
import { paidHours, payrollCsv } from './payroll.ts'
import { summaryHtml } from './summary.ts'

/** What some formats need besides the roster. */
export interface ExportFacts {
  /** Of the roster; the summary is made from it. */
  readonly report?: PlanReportReply | undefined
  /** When the roster stood so, epoch milliseconds; calendars carry it. */
  readonly stampMs: number
}

/**
 * The files of one format. None is that of a vendor's certified interface: columns and codes are those that their public
 * descriptions name, ids and codes come from the mapping.
 * @throws PlanningInputError when the hours cannot be told, no date of the roster lies in the month, or there is no report to
 * summarise
 */
export async function exportFiles(
  format: ExportFormat,
  given: RosterToExport,
  { report, stampMs }: ExportFacts,
): Promise<ExportedFiles<string | Uint8Array>> {
  switch (format) {
    case 'payroll': {
      const { rows, notes } = paidHours(given)
      return { files: new Map([['payroll.csv', payrollCsv(rows, given.mapping)]]), notes }
    }
    case 'adp': {
      const { rows } = paidHours(given)
      const text = adpCsv(rows, given.inputs.employees, datesOf(given.horizon)[0]!, given.mapping)
      return { files: new Map([['adp.csv', text]]), notes: adpNotes(rows, given.mapping) }
    }
    case 'bamboohr': {
      const { rows } = paidHours(given)
      const files = new Map([['bamboohr.csv', bamboohrCsv(rows, given.mapping)]])
      return { files, notes: bamboohrNotes(rows, given.mapping) }
    }
    case 'feishu':
      return feishuFiles(given)
    case 'ics':
      return icsFiles(given, stampMs)
    case 'xlsx':
      return { files: new Map([['roster.xlsx', await rosterWorkbook(given)]]), notes: [] }
    case 'summary': {
      if (report) return { files: new Map([['summary.html', summaryHtml(given, report)]]), notes: [] }
      const hint = 'Keep report.json beside the roster, or name it with --report.'
      throw new PlanningInputError({ value: 'summary', problem: 'is made from a report, and there is none', hint })
    }
  }
}
