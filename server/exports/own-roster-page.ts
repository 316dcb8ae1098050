import { DateTime } from 'luxon'
import type { ExportLanguage } from '../contracts/export.ts'
import type { PublishedShift, PublishedWeeks } from '../contracts/team.ts'
import { nameIn } from './hr/export-parts.ts'
import { html, type Markup, page } from './hr/summary-page.ts'

const WORDS = {
  'zh-CN': {
    title: (name: string) => `${name}的排班`,
    published: (at: string) => `发布于 ${at}`,
    kept: '这一页不需要服务器即可阅读。以最新发布的排班为准。',
    none: '还没有发布的排班。',
    off: '休息',
    head: ['日期', '班次', '时间', '休息与活动', '服务'],
    meal: '用餐',
    rest: '休息',
    onCall: '备班',
  },
  en: {
    title: (name: string) => `Shifts of ${name}`,
    published: (at: string) => `Published ${at}`,
    kept: 'This page is read without any server. The roster published last holds.',
    none: 'No roster is published yet.',
    off: 'Off',
    head: ['Date', 'Shift', 'Time', 'Breaks and activities', 'Serves'],
    meal: 'Meal',
    rest: 'Break',
    onCall: 'On call',
  },
}

export interface OwnRoster {
  readonly name: string
  /** IANA. */
  readonly zone: string
  readonly published: readonly PublishedWeeks[]
  /** Ordered by start. */
  readonly shifts: readonly PublishedShift[]
}

/** Everything published for one person, in one file that is read without a server: no script, nothing loaded. */
export function ownRosterPage(people: readonly OwnRoster[], language: ExportLanguage): string {
  const words = WORDS[language]
  const title = words.title(people.map(({ name }) => name).join(', '))
  const parts = people.flatMap((own) => own.published.map((weeks) => weeksTable(own, weeks, language)))
  const body = parts.length > 0 ? parts : [html`<p>${words.none}</p>`]
  return page(language, title, [html`<h1>${title}</h1><p class="sub">${words.kept}</p>`, ...body])
}

function weeksTable({ shifts, zone }: OwnRoster, published: PublishedWeeks, language: ExportLanguage): Markup {
  const words = WORDS[language]
  const first = DateTime.fromISO(published.week, { zone: 'utc' })
  const dates = Array.from({ length: 7 * published.weeks }, (_, day) => first.plus({ days: day }))
  const own = Map.groupBy(
    shifts.filter(({ publicationId }) => publicationId === published.publicationId),
    ({ start }) => start.slice(0, 10),
  )
  // In a site whose dates are a day apart from the plan's, a shift may lie beside the plan's dates.
  const all = [...new Set([...dates.map((date) => date.toISODate()!), ...own.keys()])].sort()
  const publishedAt = DateTime.fromISO(published.publishedAt, { zone }).toFormat('yyyy-MM-dd HH:mm')
  return html`<h2>${all[0]!} – ${all.at(-1)!}</h2><p class="note">${words.published(publishedAt)} · ${zone}</p>
    <table class="facts"><thead><tr>${words.head.map((name) => html`<td>${name}</td>`)}</tr></thead><tbody>${all.flatMap(
      (date) => (own.get(date) ?? [undefined]).map((shift) => row(date, shift, language)),
    )}</tbody></table>`
}

function row(date: string, shift: PublishedShift | undefined, language: ExportLanguage): Markup {
  const words = WORDS[language]
  const day = DateTime.fromISO(date, { zone: 'utc', locale: language }).toFormat('yyyy-MM-dd ccc')
  if (!shift) return html`<tr><td>${day}</td><td>${words.off}</td><td></td><td></td><td></td></tr>`
  const title = nameIn(shift.templateName, language, shift.templateId)
  const within = [
    ...shift.breaks.map((item) => `${words[item.kind]} ${clock(item)}`),
    ...shift.activities.map((item) => `${nameIn(item.name, language, item.activityId)} ${clock(item)}`),
  ]
  const serves = shift.queues.map(({ id, name }) => nameIn(name, language, id))
  return html`<tr><td>${day}</td><td>${shift.onCall ? `${words.onCall}: ${title}` : title}</td><td>${clock(shift)}</td>
    <td>${within.join('; ')}</td><td>${serves.join(', ')}</td></tr>`
}

/** `2026-11-09T08:00+08:00` -> `08:00` */
const clock = ({ start, end }: { readonly start: string; readonly end: string }): string =>
  `${start.slice(11, 16)}–${end.slice(11, 16)}`
