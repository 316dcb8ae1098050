import { NIGHT } from '../../../solver/check/pay-code-hours.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { assignmentPaidMinutes, compareIds } from '../../../solver/domain/roster.ts'
import type { PlanReportReply } from '../../contracts/plan-report.ts'
import { nameIn, type RosterToExport } from './export-parts.ts'
import { paidHours } from './payroll.ts'
import { html, type Markup, page, table } from './summary-page.ts'
import { SUMMARY_WORDS } from './summary-words.ts'

type Words = (typeof SUMMARY_WORDS)[keyof typeof SUMMARY_WORDS]

/** Rows of each table that fit one page together; what is left out is counted on it. */
const MOST = { service: 8, unmet: 5, groups: 6, codes: 8, versions: 4 }

/** A week's plan on one page of A4 to print: a file of its own, without scripts and with nothing to be fetched. */
export function summaryHtml(given: RosterToExport, report: PlanReportReply): string {
  const { inputs, language } = given
  const words = SUMMARY_WORDS[language]
  const title = nameIn(inputs.settings.name, language, '')
  const weeks = report.weeks > 1 ? ` · ${words.weeks} ${report.weeks}` : ''
  const gate = report.gate === undefined ? 'unknown' : report.gate.publishable ? 'open' : 'closed'
  return page(language, `${title} ${report.week}`, [
    html`<h1>${title}</h1>
      <p class="sub">${words.title} · ${words.week} ${report.week}${weeks} · ${words.scenario} ${report.scenario}
      · <b class="${gate}">${words.gate[gate]}</b></p>`,
    tiles(given, report, words),
    html`<h2>${words.service}</h2>${serviceTable(given, report, words)}`,
    html`<div class="columns"><section><h2>${words.unmet}</h2>${unmetTable(given, report, words)}</section>
      <section><h2>${words.headcount}</h2>${groupTable(given, words)}</section></div>`,
    html`<div class="columns"><section><h2>${words.codes}</h2>${codeTable(given, words)}</section>
      <section><h2>${words.provenance}</h2>${provenance(given, report, words)}</section></div>`,
  ])
}

function tiles({ roster, language }: RosterToExport, report: PlanReportReply, words: Words): Markup {
  const money = moneyIn(report.currency, language)
  const minutes = roster.assignments.reduce((sum, shift) => sum + assignmentPaidMinutes(shift), 0)
  const facts = [
    [words.cost, money(report.cost)],
    [words.objective, money(report.objective)],
    [words.bound, money(report.objectiveBound)],
    [words.gap, share(report.relativeGap)],
    [words.overtime, money(report.costs.overtime + report.costs.premiums)],
    [words.rostered, String(new Set(roster.assignments.map(({ employeeId }) => employeeId)).size)],
    [words.shifts, String(roster.assignments.length)],
    [words.paidHours, inHours(minutes)],
  ] as const
  return html`<dl class="tiles">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function serviceTable({ inputs, language }: RosterToExport, report: PlanReportReply, words: Words): Markup {
  const queueName = queueNames(inputs.settings.queues, language)
  const rows = report.serviceLevels.map((level) => {
    const verdicts = report.targets.filter(({ queue }) => queue === level.queue).map(({ verdict }) => verdict)
    const verdict = (['missed', 'unproven', 'met'] as const).find((word) => verdicts.includes(word))
    return [
      queueName(level.queue),
      promiseOf(level, report, words),
      share(level.mean),
      level.lower95 === null ? '–' : `${share(level.lower95)} – ${share(level.upper95)}`,
      level.worstInterval ? `${share(level.worstInterval.mean)} (${clock(level.worstInterval.start)})` : '–',
      verdict ? words.verdicts[verdict] : '–',
    ]
  })
  const head = [words.queue, words.target, words.mean, words.interval, words.worst, words.verdict]
  return table(head, rows, MOST.service, words, [18, 20, 10, 18, 24, 10])
}

type Level = PlanReportReply['serviceLevels'][number]

/** `95.0 % in 4 h` */
function promiseOf({ queue, targetShare }: Level, { targets }: PlanReportReply, words: Words): string {
  const kinds = ['answeredWithin', 'finishedWithin']
  const main = targets.find((target) => target.queue === queue && kinds.includes(target.kind) && target.within !== null)
  if (!main) return `≥ ${share(targetShare)}`
  const within = main.kind === 'answeredWithin' ? words.seconds(main.within!) : words.inHours(main.within!)
  return words.promised(within, share(targetShare))
}

function unmetTable({ inputs, language }: RosterToExport, { unmet }: PlanReportReply, words: Words): Markup {
  const queueName = queueNames(inputs.settings.queues, language)
  const rows = [...unmet]
    .sort((a, b) => b.hours - a.hours || compareIds(a.start, b.start))
    .map(({ queue, kind, start, hours }) => [
      queueName(queue),
      `${words.unmetKinds[kind]} ${clock(start)}`,
      hours.toFixed(1),
    ])
  return table([words.queue, words.unmet, words.hours], rows, MOST.unmet, words, [31, 55, 14])
}

function groupTable({ inputs, roster, language }: RosterToExport, words: Words): Markup {
  const groupOf = new Map(inputs.employees.map(({ id, group }) => [id, group]))
  const shiftsOf = Map.groupBy(roster.assignments, ({ employeeId }) => groupOf.get(employeeId) ?? '')
  const rows = inputs.settings.groups.map(({ id, name }) => {
    const shifts = shiftsOf.get(id) ?? []
    return [
      nameIn(name, language, id),
      String(new Set(shifts.map(({ employeeId }) => employeeId)).size),
      String(shifts.length),
      inHours(shifts.reduce((sum, shift) => sum + assignmentPaidMinutes(shift), 0)),
    ]
  })
  return table([words.group, words.people, words.shifts, words.paidHours], rows, MOST.groups, words)
}

/** Hours that cannot be told are said to be so; the rest of the page stands without them. */
function codeTable(given: RosterToExport, words: Words): Markup {
  try {
    const { rows } = paidHours(given)
    const byCode = [...Map.groupBy(rows, ({ code }) => code)].sort(([a], [b]) => compareIds(a, b))
    const lines = byCode.map(([code, own]) => [
      code,
      own.reduce((sum, { hours }) => sum + hours, 0).toFixed(2),
      String(new Set(own.map(({ employeeId }) => employeeId)).size),
    ])
    const night = byCode.some(([code]) => code === NIGHT) ? html`<p class="note">${words.night}</p>` : ''
    return html`${table([words.code, words.hours, words.people], lines, MOST.codes, words)}${night}`
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    return html`<p class="note">${words.noCodes}${error.issues[0]?.problem ?? error.message}</p>`
  }
}

function provenance({ inputs }: RosterToExport, report: PlanReportReply, words: Words): Markup {
  const hard = report.violations.filter(({ severity }) => severity === 'hard').length
  const changed = report.inputHash === inputs.inputHash ? '' : ` (${words.changed})`
  const facts = [
    [words.hard, String(hard)],
    [words.soft, String(report.violations.length - hard)],
    [words.termination, `${report.termination}${report.limit ? ` (${report.limit})` : ''}`],
    [words.seed, String(report.seed)],
    [words.inputHash, `${report.inputHash.slice(0, 16)}…${changed}`],
    [
      words.versions,
      Object.entries(report.versions)
        .slice(0, MOST.versions)
        .map(([name, version]) => `${name} ${version}`.slice(0, 40))
        .join(', '),
    ],
  ] as const
  return html`<table class="facts">${facts.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}</table>`
}

const queueNames =
  (queues: RosterToExport['inputs']['settings']['queues'], language: RosterToExport['language']) =>
  (queueId: string): string =>
    nameIn(queues.find(({ id }) => id === queueId)?.name, language, queueId)

const share = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`)
const inHours = (minutes: number): string => (minutes / 60).toFixed(2)
/** `11-09 20:00` */
const clock = (stamp: string): string => stamp.slice(5, 16).replace('T', ' ')

function moneyIn(currency: string, language: RosterToExport['language']): (minor: number) => string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return (minor) => format.format(minor / 10 ** digits)
}
