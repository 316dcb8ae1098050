import { DateTime } from 'luxon'
import { Document, isMap, isSeq, visit } from 'yaml'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { LocalName } from '../../../solver/domain/queue.ts'
import { knownWordsHint } from '../suggestion.ts'
import { newYearsDay } from './chinese-new-year.ts'

/** What a template may be told; all of it may be left out. */
export interface TemplateChoices {
  /** Day of the sale, the outage, New Year's Day ...: local date. */
  readonly date?: string | undefined
  /** How many times the usual volume. */
  readonly factor?: number | undefined
  /** Title of the livestream that it is about. */
  readonly event?: string | undefined
  /** Orders of that livestream. */
  readonly orders?: number | undefined
  /** Id of the scenario; the template's own when absent. */
  readonly id?: string | undefined
}
export type TemplateChoice = Exclude<keyof TemplateChoices, 'id'>

export interface ScenarioTemplate {
  readonly id: string
  readonly name: LocalName
  readonly purpose: LocalName
  readonly choices: readonly TemplateChoice[]
}

interface Recipe extends ScenarioTemplate {
  /** Where its figures come from. */
  readonly source: string
  readonly make: (context: Context) => Readonly<Record<string, unknown>>
}

interface Context {
  readonly inputs: Pick<PlanInputs, 'settings' | 'calendar'>
  /** First day of the week that would be planned next. */
  readonly week: string
  readonly choices: TemplateChoices
  readonly instant: readonly string[]
  readonly tickets: readonly string[]
  readonly chats: readonly string[]
}

const EDIT = 'All figures are to be edited.'

const RECIPES: readonly Recipe[] = [
  {
    id: 'double-11',
    name: { 'zh-CN': '双 11', en: 'Double 11' },
    purpose: { 'zh-CN': '预热、爆发与返场三个阶段的咨询量', en: 'Warm-up, peak and encore of the sale of 11 November' },
    choices: ['date', 'factor'],
    source: `Twice the usual day is the peak of a service resource plan; vendors tell of 4 to 8 times. How it spreads is assumed. ${EDIT}`,
    make: (context) => sale(context, '11-11'),
  },
  {
    id: '618',
    name: { 'zh-CN': '618', en: '618' },
    purpose: { 'zh-CN': '618 的预热、爆发与返场', en: 'Warm-up, peak and encore of the sale of 18 June' },
    choices: ['date', 'factor'],
    source: `Twice the usual day is the peak of a service resource plan; vendors tell of 4 to 8 times. How it spreads is assumed. ${EDIT}`,
    make: (context) => sale(context, '06-18'),
  },
  {
    id: 'flash-sale',
    name: { 'zh-CN': '限时秒杀', en: 'Flash sale' },
    purpose: { 'zh-CN': '半小时的尖峰，次日有余波', en: 'Half an hour of rush, and what follows the day after' },
    choices: ['date', 'factor'],
    source: `Vendors tell of 5 to 8 times the usual volume in the first half hour of a sale; the day after is assumed. ${EDIT}`,
    make: flashSale,
  },
  {
    id: 'wrong-shade',
    name: { 'zh-CN': '色号发错', en: 'Wrong shade' },
    purpose: { 'zh-CN': '一场直播三成订单色号不符', en: 'Three in ten orders of one livestream have the wrong shade' },
    choices: ['event', 'date', 'orders'],
    source: `More than 30 % of the orders of one livestream had another shade than shown, a livestream seller's team reports. ${EDIT}`,
    make: wrongShade,
  },
  {
    id: 'bot-down',
    name: { 'zh-CN': '机器人停用', en: 'Bot down' },
    purpose: { 'zh-CN': '机器人接待的会话全部转人工', en: 'All that the bot answers comes to people' },
    choices: [],
    source: `A first bot takes a tenth of all chats, a livestream seller's team reports, and the easy ones: half as long is assumed. ${EDIT}`,
    make: ({ chats }) => ({
      levers: chats.map((queue) => ({
        ...{ kind: 'botDeflection', name: 'Bot down', queue, share: 0, historyShare: 0.1, relativeAht: 0.5 },
      })),
    }),
  },
  {
    id: 'system-down',
    name: { 'zh-CN': '系统故障后积压', en: 'System down, then backlog' },
    purpose: {
      'zh-CN': '两小时无法接待，随后顾客回来',
      en: 'Two hours in which nobody can be served, and customers who come back',
    },
    choices: ['date'],
    source: `That four in five come back within four hours is assumed. ${EDIT}`,
    make: ({ week, choices: { date = week } }) => ({
      outages: [{ name: 'System down', from: `${date}T20:00`, to: `${date}T22:00`, returning: 0.8, withinHours: 4 }],
    }),
  },
  {
    id: 'absence-15',
    name: { 'zh-CN': '缺勤 15%', en: '15 % absent' },
    purpose: { 'zh-CN': '临时缺勤占带薪时间的 15%', en: '15 % of paid time lost at short notice' },
    choices: [],
    source: `15 % is the absence that the risk plans of service teams try. ${EDIT}`,
    make: () => ({ unplannedShrinkage: 0.15 }),
  },
  {
    id: 'spring-festival',
    name: { 'zh-CN': '春节', en: 'Spring Festival' },
    purpose: { 'zh-CN': '来量减少、多人休假、节日加薪', en: 'Fewer contacts, many on leave, holiday pay' },
    choices: ['date', 'factor'],
    source: `Three days of statutory holiday after New Year's Day and New Year's Eve itself; volume, leave and surcharge are assumed. ${EDIT}`,
    make: springFestival,
  },
]

/** Templates in the order in which people are shown them. */
export const SCENARIO_TEMPLATES: readonly ScenarioTemplate[] = RECIPES.map(
  ({ make: _, source: __, ...template }) => template,
)

/**
 * The text of a scenario made after a template for a plan: its queues, its calendar, its next sale.
 * @param week first day of the week that would be planned next
 * @throws PlanningInputError for an unknown template, a choice that it does not have, or a plan that it does not fit
 */
export function scenarioFromTemplate(
  templateId: string,
  choices: TemplateChoices,
  inputs: Pick<PlanInputs, 'settings' | 'calendar'>,
  week: string,
): { readonly id: string; readonly text: string } {
  const recipe = RECIPES.find(({ id }) => id === templateId)
  if (!recipe) {
    const hint = knownWordsHint(
      templateId,
      RECIPES.map(({ id }) => id),
    )
    throw new PlanningInputError({ value: templateId, problem: 'is not a template of scenarios', hint })
  }
  refuseForeignChoices(recipe, choices)
  const { queues } = inputs.settings
  const idsOf = (channels: readonly string[]) =>
    queues.filter(({ channel }) => channels.includes(channel)).map(({ id }) => id)
  const context = {
    ...{ inputs, week, choices },
    ...{ instant: idsOf(['chat', 'phone']), tickets: idsOf(['ticket']), chats: idsOf(['chat']) },
  }
  const id = choices.id ?? recipe.id
  const body = { id, name: recipe.name, description: recipe.purpose, source: recipe.source, ...recipe.make(context) }
  return { id, text: yamlText(body) }
}

/** One line for each item of a list and each name, as people write such files. */
function yamlText(body: unknown): string {
  const document = new Document(body, { aliasDuplicateObjects: false, compat: 'yaml-1.1' })
  visit(document, {
    Map: (_, node, path) => {
      const isPlain = node.items.every(({ value }) => !isMap(value) && !isSeq(value))
      if (path.length > 1 && (isPlain || isSeq(path.at(-1)))) node.flow = true
    },
  })
  return document.toString({ lineWidth: 0 })
}

function refuseForeignChoices({ id, choices: known }: Recipe, choices: TemplateChoices): void {
  const foreign = Object.entries(choices).find(
    ([key, value]) => key !== 'id' && value !== undefined && !known.some((each) => each === key),
  )
  if (!foreign) return
  const hint = known.length === 0 ? 'Leave it out.' : `It takes: ${known.join(', ')}.`
  throw new PlanningInputError({
    value: String(foreign[1]),
    problem: `is a ${foreign[0]}, which template ${id} has no use for`,
    hint,
  })
}

const day = (date: string, offset: number): string =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days: offset }).toISODate()!

/** The next day of the year that is so written, in or after a week. */
const nextDay = (monthAndDay: string, week: string): string => {
  const year = Number(week.slice(0, 4))
  return [year, year + 1].map((each) => `${each}-${monthAndDay}`).find((date) => date >= week)!
}

const EVENING = [{ from: '20:00', to: '24:00' }]
const round = (factor: number): number => Math.round(factor * 100) / 100

function sale({ week, choices, instant, tickets }: Context, monthAndDay: string) {
  const { date = nextDay(monthAndDay, week), factor = 2 } = choices
  const part = (share: number) => round(1 + share * (factor - 1))
  return {
    phases: {
      'warm-up': { from: day(date, -3), to: day(date, -1) },
      peak: { from: date, to: date },
      encore: { from: day(date, 1), to: day(date, 4) },
    },
    volume: [
      ...instant.flatMap((queue) => [
        { queue, phase: 'warm-up', factor: part(0.3) },
        { queue, phase: 'peak', factor },
        { queue, phase: 'peak', window: EVENING, factor: 1.2 },
        { queue, phase: 'encore', factor: part(0.4) },
      ]),
      ...tickets.flatMap((queue) => [
        { queue, phase: 'peak', factor: part(0.3) },
        { queue, phase: 'encore', factor: part(0.6) },
      ]),
    ],
  }
}

function flashSale({ week, choices: { date = day(week, 4), factor = 6 }, instant, tickets }: Context) {
  return {
    volume: [
      ...instant.map((queue) => ({ queue, from: date, to: date, window: [{ from: '20:00', to: '20:30' }], factor })),
      ...[...instant, ...tickets].map((queue) => ({ queue, from: day(date, 1), to: day(date, 1), factor: 1.2 })),
    ],
  }
}

function wrongShade({ inputs: { calendar, settings }, week, choices, chats, tickets, instant }: Context) {
  const dateOf = (ms: number) => DateTime.fromMillis(ms, { zone: settings.zone }).toISODate()!
  const next = calendar.find(
    ({ kind, title, startMs }) =>
      kind === 'livestream' &&
      (choices.event === undefined || title === choices.event) &&
      dateOf(startMs) >= (choices.date ?? week),
  )
  const title = choices.event ?? next?.title
  const date = choices.date ?? (next && dateOf(next.startMs))
  if (title === undefined || date === undefined) {
    const hint = 'Add the livestream to calendar.csv, or name one with its date.'
    throw new PlanningInputError({ value: 'wrong-shade', problem: `finds no livestream from ${week} on`, hint })
  }
  const shock = { name: 'Wrong shade', event: title, date, orders: choices.orders ?? 1000, share: 0.3 }
  const queues = [(chats.at(-1) ?? instant.at(-1))!, tickets[0]].filter((queue) => queue !== undefined)
  const contactsPerOrder = queues.length > 1 ? [0.7, 0.3] : [1]
  return {
    shocks: queues.map((queue, index) => ({ ...shock, contactsPerOrder: contactsPerOrder[index], queue, days: 4 })),
  }
}

function springFestival({ week, choices: { date = newYearsDay(week), factor = 0.6 }, inputs: { settings } }: Context) {
  const span = { from: day(date, -1), to: day(date, 5) }
  return {
    volume: settings.queues.map(({ id }) => ({ queue: id, ...span, factor })),
    shrinkage: [{ name: 'Spring Festival leave', kind: 'planned', share: 0.35, ...span }],
    wages: [{ factor: 1.5 }],
  }
}
