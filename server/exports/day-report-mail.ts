import type { DayReport } from '../contracts/day-report.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import { clockText, headline, shareText } from './day-report-headline.ts'
import { html, type Markup, Markup as MarkupText } from './hr/summary-page.ts'
import {
  DAY_REPORT_WORDS,
  GAP_WORDS,
  METHOD_NOTES,
  REASON_WORDS,
  VERDICT_WORDS,
} from './xlsx/day-report/day-report-words.ts'
import { type Bilingual, minorUnits, Wording } from './xlsx/words.ts'

/** Rows of each list: a mail is read on the way; the rest is in the workbook. */
const MOST_ROWS = 8
/** Mail clients keep no style sheet: every element has its own. */
const STYLE = {
  page: 'margin:0;padding:16px 8px;background:#f3f5f7;font-family:Arial,"Microsoft YaHei","PingFang SC",sans-serif;color:#14202b',
  frame: 'width:100%;max-width:600px;background:#ffffff;border:1px solid #d5dce2;border-collapse:collapse',
  body: 'padding:16px',
  head: 'margin:0 0 4px;font-size:18px;line-height:1.35;font-weight:bold',
  soft: 'margin:0 0 12px;font-size:12px;line-height:1.5;color:#3d4b57',
  section: 'margin:20px 0 6px;font-size:14px;font-weight:bold',
  table: 'width:100%;border-collapse:collapse;font-size:12px',
  th: 'padding:4px 6px;text-align:right;border-bottom:1px solid #7b8a97;color:#3d4b57;font-weight:bold',
  thFirst: 'padding:4px 6px;text-align:left;border-bottom:1px solid #7b8a97;color:#3d4b57;font-weight:bold',
  td: 'padding:4px 6px;text-align:right;border-bottom:1px solid #e3e8ec',
  tdFirst: 'padding:4px 6px;text-align:left;border-bottom:1px solid #e3e8ec',
} as const
const TONES = { kept: '#0b6b3a', missed: '#a3200d', unknown: '#3d4b57' } as const

/** A day's report as the body of a mail, of its own: no script, no picture, nothing fetched, 600 pixels wide at most. */
export function dayReportMail(report: DayReport, language: ExportLanguage): string {
  const words = new MailWords(report, language)
  const title = `${words.name(report.name, report.planId)} · ${words.of('title')} ${report.day}`
  const body = [
    html`<p style="${STYLE.head};color:${TONES[report.total.verdict]}">${headline(report, language)}</p>
<p style="${STYLE.soft}">${words.name(report.name, report.planId)} · ${words.of('asOf')}: ${words.asOf()}</p>`,
    queueTable(report, words),
    factsLine(report, words),
    section(words.of('why'), missedTable(report, words)),
    section(`${words.of('tomorrow')} ${report.risks.day}`, risksList(report, words)),
    section(words.of('trend'), trendTable(report, words)),
    gapsList(report, words),
    html`<p style="${STYLE.soft};margin-top:16px">${words.say(METHOD_NOTES[0]!)}</p>`,
  ]
  const markup = html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body style="${STYLE.page}"><table role="presentation" align="center" cellpadding="0" cellspacing="0" style="${STYLE.frame}"><tr><td style="${STYLE.body}">${body}</td></tr></table></body></html>`
  return `<!doctype html>\n${markup.text}\n`
}

/** Words and figures of one report in one language. */
class MailWords {
  readonly #report: DayReport
  readonly #wording: Wording
  readonly #language: ExportLanguage

  constructor(report: DayReport, language: ExportLanguage) {
    this.#report = report
    this.#language = language
    this.#wording = new Wording(language)
  }

  of = (key: keyof typeof DAY_REPORT_WORDS): string => this.#wording.first(DAY_REPORT_WORDS[key])
  say = (words: Bilingual): string => this.#wording.first(words)
  name = (name: DayReport['name'], id: string): string => this.#wording.name(name, id)
  queue = (queueId: string): string =>
    this.name(this.#report.queues.find((queue) => queue.queueId === queueId)?.name ?? queueId, queueId)
  number = (value: number | null, digits = 0): string =>
    value === null ? '–' : new Intl.NumberFormat(this.#language, { maximumFractionDigits: digits }).format(value)
  asOf = (): string => this.#report.asOf?.slice(0, 16).replace('T', ' ') ?? this.of('noReports')
  money(minor: number): string {
    const { currency } = this.#report
    const format = new Intl.NumberFormat(this.#language, { style: 'currency', currency, maximumFractionDigits: 0 })
    return format.format(minor / minorUnits(currency))
  }
}

const section = (heading: string, content: Markup): Markup => html`<p style="${STYLE.section}">${heading}</p>${content}`

const note = (text: string): Markup => html`<p style="${STYLE.soft}">${text}</p>`

function list(head: readonly string[], rows: readonly (readonly string[])[], words: MailWords): Markup {
  if (rows.length === 0) return note(words.of('nothing'))
  const left = rows.length - MOST_ROWS
  const cell = (tag: 'th' | 'td', text: string, column: number) => {
    const style = STYLE[column === 0 ? (`${tag}First` as const) : tag]
    const scope = tag === 'th' ? new MarkupText(' scope="col"') : ''
    return html`${new MarkupText(`<${tag}`)}${scope} style="${style}">${text}${new MarkupText(`</${tag}>`)}`
  }
  return html`<table cellpadding="0" cellspacing="0" style="${STYLE.table}"><tr>${head.map((text, column) => cell('th', text, column))}</tr>
${rows.slice(0, MOST_ROWS).map((row) => html`<tr>${row.map((text, column) => cell('td', text, column))}</tr>`)}</table>
${left > 0 ? note(`+ ${left}`) : ''}`
}

function queueTable({ queues, total }: DayReport, words: MailWords): Markup {
  const head = (['queue', 'planned', 'came', 'target', 'reached', 'abandoned', 'verdict'] as const).map(words.of)
  const rows = queues.map(({ queueId, volume, service, abandoned, verdict }) => [
    ...[words.queue(queueId), words.number(volume.planned), words.number(volume.known === 0 ? null : volume.came)],
    ...[shareText(service.target), shareText(service.reached), shareText(abandoned), words.say(VERDICT_WORDS[verdict])],
  ])
  const { volume, service, abandoned } = total
  const sums = [
    ...[words.of('total'), words.number(volume.planned), words.number(volume.known === 0 ? null : volume.came)],
    ...['', shareText(service.reached), shareText(abandoned), ''],
  ]
  return list(head, queues.length < MOST_ROWS ? [...rows, sums] : [sums, ...rows], words)
}

/** Agent-hours, adherence and cost in a line. */
function factsLine({ total, presence, cost }: DayReport, words: MailWords): Markup {
  const { staffing, volume } = total
  const facts = [
    `${words.of('wape')} ${shareText(volume.wape)}`,
    `${words.of('needed')} ${words.number(staffing.needed, 1)}`,
    `${words.of('neededForWhatCame')} ${words.number(staffing.neededForWhatCame, 1)}`,
    `${words.of('scheduled')} ${words.number(staffing.scheduled, 1)}`,
    `${words.of('present')} ${words.number(staffing.present, 1)}`,
    ...(presence ? [`${words.of('adherence')} ${shareText(presence.adherence)}`] : []),
    ...(presence ? [`${words.of('occupancy')} ${shareText(presence.occupancy)}`] : []),
    ...(cost ? [`${words.of('cost')} ${words.money(cost.wages)} (${words.number(cost.paidHours, 1)} h)`] : []),
  ]
  return html`<p style="${STYLE.soft};margin-top:8px">${facts.join(' · ')}</p>`
}

function missedTable({ queues }: DayReport, words: MailWords): Markup {
  const head = (['queue', 'when', 'came', 'late', 'mainReason'] as const).map(words.of)
  const spans = queues.flatMap(({ missed }) => missed).sort((a, b) => b.beyond - a.beyond)
  const rows = spans.map((span) => [
    ...[words.queue(span.queueId), `${clockText(span.start)}–${clockText(span.end)}`],
    ...[`${words.number(span.came)} / ${words.number(span.planned)}`, words.number(span.late)],
    span.mainReason === null ? '–' : words.say(REASON_WORDS[span.mainReason]),
  ])
  return list(head, rows, words)
}

function risksList({ risks }: DayReport, words: MailWords): Markup {
  const span = ({ start, end }: { start: string; end: string }) => `${clockText(start)}–${clockText(end)}`
  const rows = [
    ...risks.understaffed.map((one) => [
      ...[words.of('understaffed'), words.queue(one.queueId), span(one), `−${words.number(one.worst, 1)}`],
    ]),
    ...risks.lowService.map((one) => [
      ...[words.of('lowService'), words.queue(one.queueId), span(one), shareText(one.least)],
    ]),
    ...risks.events.map((one) => [words.of('events'), one.title, span(one), '']),
  ]
  return risks.runId === null
    ? note(words.say(GAP_WORDS.noPlan))
    : list((['risk', 'queue', 'when', 'atWorst'] as const).map(words.of), rows, words)
}

function trendTable({ trend }: DayReport, words: MailWords): Markup {
  const head = (['week', 'came', 'reached', 'satisfaction'] as const).map(words.of)
  const since = trend.weeks.findIndex(({ days }) => days > 0)
  const rows = trend.weeks
    .slice(since < 0 ? trend.weeks.length : since)
    .map(({ week, came, reached, satisfaction, days }) => [
      ...[week, days === 0 ? '–' : words.number(came), shareText(reached), shareText(satisfaction)],
    ])
  return list(head, rows, words)
}

const gapsList = ({ missing }: DayReport, words: MailWords): Markup =>
  missing.length === 0
    ? html``
    : section(
        words.of('missing'),
        html`<ul style="${STYLE.soft};padding-left:18px">${missing.map((gap) => html`<li>${words.say(GAP_WORDS[gap])}</li>`)}</ul>`,
      )
