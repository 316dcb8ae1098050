import type { DayReport, TeamFigures } from '../../../contracts/day-report.ts'
import { headline } from '../../day-report-headline.ts'
import { FORMATS, RED, STYLES } from '../cell-style.ts'
import { minus, ratio, sum } from '../expression.ts'
import { putList } from '../headcount/list-table.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { type Language, minorUnits, Wording } from '../words.ts'
import { writeWorkbook } from '../write-workbook.ts'
import {
  DAY_REPORT_SHEETS,
  GAP_WORDS,
  METHOD_NOTES,
  VERDICT_WORDS,
  DAY_REPORT_WORDS as WORDS,
} from './day-report-words.ts'
import { missedSheet, tomorrowSheet, trendSheet } from './further-sheets.ts'
import { peopleSheet } from './people-sheet.ts'

/** A day's report to be written as a workbook. */
export interface DayReportToWrite {
  readonly report: DayReport
  /** Null for those who may not see people. */
  readonly figures: TeamFigures | null
  readonly language: Language
}

/** The report as an .xlsx workbook: sums, differences and shares are formulas. The same report gives the same bytes. */
export async function dayReportWorkbook({ report, figures, language }: DayReportToWrite): Promise<Uint8Array> {
  const wording = new Wording(language)
  const sheets = [
    daySheet(report, wording, headline(report, language)),
    intervalsSheet(report, wording),
    missedSheet(report, wording),
    tomorrowSheet(report, wording),
    trendSheet(report, wording),
    ...(figures ? [peopleSheet(figures, wording)] : []),
  ]
  return writeWorkbook(sheets)
}

const PEOPLE = { ...STYLES.cell, format: FORMATS.people }
const HOURS = { ...STYLES.cell, format: FORMATS.fte }
const SHARE = { ...STYLES.cell, format: FORMATS.share }

function daySheet(report: DayReport, wording: Wording, first: string): Sheet {
  const sheet = new Sheet(wording.first(DAY_REPORT_SHEETS.day), { frozenColumns: 1, widths: [30, 12] })
  sheet.put(0, 0, first, STYLES.title)
  const asOf = report.asOf?.slice(0, 16).replace('T', ' ') ?? wording.first(WORDS.noReports)
  const name = wording.name(report.name, report.planId)
  sheet.put(1, 0, `${name} · ${report.day} · ${wording.first(WORDS.asOf)}: ${asOf}`, STYLES.subtitle)
  putVolumes(sheet, report, wording)
  putStaffing(sheet, report, wording)
  putCost(sheet, report, wording)
  putNotes(sheet, report, wording)
  return sheet
}

type QueueDay = DayReport['queues'][number]
const queueColumn = (wording: Wording) => ({
  ...{ head: WORDS.queue, style: STYLES.label },
  cell: ({ name, queueId }: QueueDay) => wording.name(name, queueId),
})

/** Contacts and service of each queue, with the totals and shares as formulas. */
function putVolumes(sheet: Sheet, { queues }: DayReport, wording: Wording): void {
  const cells = putList(
    sheet,
    wording,
    WORDS.came,
    [
      queueColumn(wording),
      { head: WORDS.planned, cell: ({ volume }) => volume.planned, style: PEOPLE },
      { head: WORDS.plannedOfKnown, cell: ({ volume }) => volume.plannedOfKnown, style: PEOPLE },
      { head: WORDS.came, cell: ({ volume }) => volume.came, style: PEOPLE },
      { head: WORDS.difference, cell: () => null },
      { head: WORDS.wape, cell: ({ volume }) => volume.wape, style: SHARE },
      { head: WORDS.bias, cell: () => null },
      { head: WORDS.plannedAht, cell: ({ aht }) => aht.planned, style: PEOPLE },
      { head: WORDS.aht, cell: ({ aht }) => aht.actual, style: PEOPLE },
      { head: WORDS.contacts, cell: ({ service }) => service.contacts, style: PEOPLE },
      { head: WORDS.inTime, cell: ({ service }) => service.inTime, style: PEOPLE },
      { head: WORDS.reached, cell: () => null },
      { head: WORDS.target, cell: ({ service }) => service.target, style: SHARE },
      { head: WORDS.simulated, cell: ({ service }) => service.simulated, style: SHARE },
      { head: WORDS.abandoned, cell: ({ abandoned }) => abandoned, style: SHARE },
      { head: WORDS.backlog, cell: ({ backlog }) => backlog?.contacts ?? null, style: PEOPLE },
      { head: WORDS.verdict, cell: ({ verdict }) => wording.first(VERDICT_WORDS[verdict]) },
    ],
    queues,
  )
  const numeric = cells as CellRef<number>[][]
  numeric.forEach((row) => {
    putDerived(sheet, row)
  })
  if (numeric.length > 0) putTotals(sheet, wording, numeric, [1, 2, 3, 9, 10])
}

/** Difference, bias and service of a row of contacts. */
function putDerived(sheet: Sheet, row: readonly CellRef<number>[]): void {
  const [known, came, contacts, inTime] = [row[2]!, row[3]!, row[9]!, row[10]!]
  const at = row[0]!.row
  sheet.put(at, 4, minus(came, known), { ...STYLES.cell, format: FORMATS.moneyDifference })
  sheet.put(at, 6, ratio(minus(known, came), came), SHARE)
  // Without a report there is no share, which is not 0.
  if (contacts.value > 0) sheet.put(at, 11, ratio(inTime, contacts), SHARE)
}

function putTotals(
  sheet: Sheet,
  wording: Wording,
  rows: readonly (readonly CellRef<number>[])[],
  summed: readonly number[],
): void {
  const at = sheet.height
  const totals = rows[0]!.map((_, column) => {
    if (column === 0) return sheet.put(at, 0, wording.first(WORDS.total), STYLES.total) as unknown as CellRef<number>
    const cells = rows.map((row) => row[column]!)
    const content = summed.includes(column) ? sum(sheet.range(cells)) : null
    return sheet.put(at, column, content, { ...STYLES.total, format: FORMATS.people }) as CellRef<number>
  })
  if (summed.includes(10)) putDerived(sheet, totals)
}

function putStaffing(sheet: Sheet, { queues }: DayReport, wording: Wording): void {
  const cells = putList(
    sheet,
    wording,
    WORDS.needed,
    [
      queueColumn(wording),
      { head: WORDS.needed, cell: ({ staffing }) => staffing.needed, style: HOURS },
      { head: WORDS.scheduled, cell: ({ staffing }) => staffing.scheduled, style: HOURS },
      { head: WORDS.expected, cell: ({ staffing }) => staffing.expected, style: HOURS },
      { head: WORDS.neededForWhatCame, cell: ({ staffing }) => staffing.neededForWhatCame, style: HOURS },
      { head: WORDS.present, cell: ({ staffing }) => staffing.present, style: HOURS },
    ],
    queues,
  ) as CellRef<number>[][]
  if (cells.length > 0) putTotals(sheet, wording, cells, [1, 2, 3])
}

function putCost(sheet: Sheet, { cost, presence, currency }: DayReport, wording: Wording): void {
  const scale = minorUnits(currency)
  const facts = [
    ...(presence
      ? ([
          [WORDS.adherence, presence.adherence, FORMATS.share],
          [WORDS.occupancy, presence.occupancy, FORMATS.share],
          [WORDS.onPositionHours, presence.presentHours, FORMATS.hours],
        ] as const)
      : []),
    ...(cost
      ? ([
          [WORDS.paidHours, cost.paidHours, FORMATS.hours],
          [
            { zh: `${WORDS.cost.zh} ${currency}`, en: `${WORDS.cost.en}, ${currency}` },
            cost.wages / scale,
            FORMATS.money,
          ],
          [WORDS.overtime, (cost.overtime + cost.premiums) / scale, FORMATS.money],
        ] as const)
      : []),
  ]
  const top = sheet.height + 1
  facts.forEach(([words, value, format], at) => {
    sheet.put(top + at, 0, wording.first(words), STYLES.label)
    sheet.put(top + at, 1, value, { ...STYLES.cell, format })
    sheet.put(top + at, 2, wording.second(words), STYLES.secondLabel)
  })
}

function putNotes(sheet: Sheet, { missing, trend }: DayReport, wording: Wording): void {
  const lines = [
    ...missing.map((gap) => wording.first(GAP_WORDS[gap])),
    ...METHOD_NOTES.map((words) => wording.first(words)),
    ...(trend.satisfactionSource ? [trend.satisfactionSource] : []),
  ]
  const top = sheet.height + 1
  lines.forEach((line, at) => {
    sheet.put(top + at, 0, line, STYLES.note)
  })
}

/** Every interval of every queue in which anything was planned or came. */
function intervalsSheet({ queues, starts }: DayReport, wording: Wording): Sheet {
  const sheet = new Sheet(wording.first(DAY_REPORT_SHEETS.intervals), { frozenRows: 4, widths: [28, 9, 11] })
  sheet.put(0, 0, wording.first(DAY_REPORT_SHEETS.intervals), STYLES.title)
  const rows = queues.flatMap((queue) =>
    starts.flatMap((start, at) => {
      const { planned, came, scheduled } = queue.byInterval
      return planned[at]! > 0 || came[at] !== null || scheduled[at]! > 0 ? [{ queue, start, at }] : []
    }),
  )
  const cells = putList(
    sheet,
    wording,
    DAY_REPORT_SHEETS.intervals,
    [
      { head: WORDS.queue, cell: ({ queue }) => wording.name(queue.name, queue.queueId), style: STYLES.label },
      { head: WORDS.start, cell: ({ start }) => start.slice(11, 16) },
      { head: WORDS.planned, cell: ({ queue, at }) => queue.byInterval.planned[at]!, style: HOURS },
      { head: WORDS.came, cell: ({ queue, at }) => queue.byInterval.came[at] ?? null, style: PEOPLE },
      { head: WORDS.difference, cell: () => null },
      { head: WORDS.needed, cell: ({ queue, at }) => queue.byInterval.needed[at]!, style: HOURS },
      { head: WORDS.scheduled, cell: ({ queue, at }) => queue.byInterval.scheduled[at]!, style: HOURS },
      { head: WORDS.present, cell: ({ queue, at }) => queue.byInterval.present[at] ?? null, style: HOURS },
      { head: WORDS.reached, cell: ({ queue, at }) => queue.byInterval.reached[at] ?? null, style: SHARE },
    ],
    rows,
  ) as CellRef<number>[][]
  cells.forEach((row, at) => {
    if (rows[at]!.queue.byInterval.came[rows[at]!.at] === null) return
    sheet.put(row[0]!.row, 4, minus(row[3]!, row[2]!), { ...STYLES.cell, format: FORMATS.difference })
  })
  const [first, last] = [cells[0]?.[4], cells.at(-1)?.[4]]
  if (first && last) sheet.highlights.push({ first, last, operator: '>', value: 0, style: RED })
  return sheet
}
