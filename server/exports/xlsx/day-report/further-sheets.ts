import type { DayReport, MissedSpanReply } from '../../../contracts/day-report.ts'
import { FORMATS, STYLES } from '../cell-style.ts'
import { sum } from '../expression.ts'
import { putList } from '../headcount/list-table.ts'
import { type CellRef, Sheet } from '../sheet.ts'
import { dateCell, type Wording } from '../words.ts'
import { DAY_REPORT_SHEETS, REASON_WORDS, DAY_REPORT_WORDS as WORDS } from './day-report-words.ts'

const COUNT = { ...STYLES.cell, format: FORMATS.fte }
const SHARE = { ...STYLES.cell, format: FORMATS.share }
const DATE = { ...STYLES.cell, format: FORMATS.date, align: 'center' } as const

const nameOf = ({ queues }: DayReport, wording: Wording, queueId: string): string =>
  wording.name(queues.find((queue) => queue.queueId === queueId)?.name, queueId)

/** Where contacts were late and why; the parts sum to the late contacts, which a formula shows. */
export function missedSheet(report: DayReport, wording: Wording): Sheet {
  const sheet = new Sheet(wording.first(DAY_REPORT_SHEETS.missed), { widths: [28, 9, 9, 11] })
  sheet.put(0, 0, wording.first(WORDS.why), STYLES.title)
  const part = (key: keyof NonNullable<MissedSpanReply['parts']>) => ({
    ...{ head: key === 'asPlanned' ? WORDS.asPlanned : REASON_WORDS[key], style: COUNT },
    cell: ({ parts }: MissedSpanReply) => parts?.[key] ?? null,
  })
  const spans = report.queues.flatMap(({ missed }) => missed)
  const cells = putList(
    sheet,
    wording,
    WORDS.why,
    [
      { head: WORDS.queue, cell: ({ queueId }) => nameOf(report, wording, queueId), style: STYLES.label },
      { head: WORDS.start, cell: ({ start }) => start.slice(11, 16) },
      { head: WORDS.end, cell: ({ end }) => end.slice(11, 16) },
      { head: WORDS.planned, cell: ({ planned }) => planned, style: COUNT },
      { head: WORDS.came, cell: ({ came }) => came, style: COUNT },
      { head: WORDS.late, cell: ({ late }) => late, style: COUNT },
      { head: WORDS.beyond, cell: ({ beyond }) => beyond, style: COUNT },
      part('asPlanned'),
      ...(['planShort', 'fewerPeople', 'moreContacts', 'longerContacts', 'unexplained'] as const).map(part),
      { head: WORDS.sumOfParts, cell: () => null },
      {
        head: WORDS.mainReason,
        cell: ({ mainReason }) => (mainReason === null ? null : wording.first(REASON_WORDS[mainReason])),
      },
    ],
    spans,
  ) as CellRef<number>[][]
  cells.forEach((row, at) => {
    const known = row.slice(FIRST_PART, FIRST_PART + 6).filter(({ value }) => typeof value === 'number')
    if (spans[at]!.parts) sheet.put(row[0]!.row, FIRST_PART + 6, sum(known), COUNT)
  })
  return sheet
}
const FIRST_PART = 7

export function tomorrowSheet(report: DayReport, wording: Wording): Sheet {
  const { risks } = report
  const sheet = new Sheet(wording.first(DAY_REPORT_SHEETS.tomorrow), { widths: [28, 9, 9, 13] })
  sheet.put(0, 0, `${wording.first(WORDS.tomorrow)} ${risks.day}`, STYLES.title)
  const span = [
    { head: WORDS.start, cell: ({ start }: { start: string }) => start.slice(11, 16) },
    { head: WORDS.end, cell: ({ end }: { end: string }) => end.slice(11, 16) },
  ]
  const queue = {
    ...{ head: WORDS.queue, style: STYLES.label },
    cell: ({ queueId }: { queueId: string }) => nameOf(report, wording, queueId),
  }
  putList(
    sheet,
    wording,
    WORDS.understaffed,
    [
      ...[queue, ...span],
      { head: WORDS.worst, cell: ({ worst }) => worst, style: COUNT },
      { head: WORDS.agentHours, cell: ({ agentHours }) => agentHours, style: COUNT },
    ],
    risks.understaffed,
  )
  putList(
    sheet,
    wording,
    WORDS.lowService,
    [
      ...[queue, ...span],
      { head: WORDS.least, cell: ({ least }) => least, style: SHARE },
      { head: WORDS.target, cell: ({ target }) => target, style: SHARE },
      { head: WORDS.planned, cell: ({ contacts }) => contacts, style: COUNT },
    ],
    risks.lowService,
  )
  putList(
    sheet,
    wording,
    WORDS.events,
    [{ head: WORDS.name, cell: ({ title }) => title, style: STYLES.label }, ...span],
    risks.events,
  )
  return sheet
}

export function trendSheet({ trend }: DayReport, wording: Wording): Sheet {
  const sheet = new Sheet(wording.first(DAY_REPORT_SHEETS.trend), { widths: [14, 12, 12, 12, 14] })
  sheet.put(0, 0, wording.first(WORDS.trend), STYLES.title)
  type Point = Omit<DayReport['trend']['weeks'][number], 'week'>
  const figures = [
    { head: WORDS.days, cell: ({ days }: Point) => days, style: { ...STYLES.cell, format: FORMATS.people } },
    { head: WORDS.came, cell: ({ came }: Point) => came, style: { ...STYLES.cell, format: FORMATS.people } },
    { head: WORDS.reached, cell: ({ reached }: Point) => reached, style: SHARE },
    { head: WORDS.satisfaction, cell: ({ satisfaction }: Point) => satisfaction, style: SHARE },
  ]
  putList(
    sheet,
    wording,
    WORDS.week,
    [{ head: WORDS.week, cell: ({ week }) => dateCell(week), style: DATE }, ...figures],
    trend.weeks,
  )
  putList(
    sheet,
    wording,
    WORDS.day,
    [{ head: WORDS.day, cell: ({ day }) => dateCell(day), style: DATE }, ...figures],
    trend.days,
  )
  return sheet
}
