import type { Scenario, ScenarioFactor, ScenarioWho } from '../../../../solver/domain/scenario.ts'
import { type Bilingual, bothNames } from '../words.ts'
import type { ComparedNames } from './compared-figures.ts'
import { partWords } from './comparison-words.ts'

/** One thing that a scenario changes: what kind it is of, and what exactly. */
export interface ScenarioChange {
  readonly part: Bilingual
  readonly text: Bilingual
}

type Piece = Bilingual | string | undefined | false

/** Pieces side by side; those that there are not are left out. */
function joined(pieces: readonly Piece[]): Bilingual {
  const said = pieces.flatMap((piece) => {
    if (!piece) return []
    return [typeof piece === 'string' ? { zh: piece, en: piece } : piece]
  })
  return { zh: said.map(({ zh }) => zh).join(' · '), en: said.map(({ en }) => en).join(' · ') }
}

const share = (value: number): string => `${Number((100 * value).toFixed(2))} %`
const signedNumber = (value: number): string => (value > 0 ? `+${value}` : String(value))
const worded = (zh: string, en: string, value: string | number): Bilingual => ({
  zh: `${zh} ${value}`,
  en: `${en} ${value}`,
})

/** What a scenario changes of a plan, in words, in the order in which its parts act. */
export function scenarioChanges(scenario: Scenario, names: ComparedNames): ScenarioChange[] {
  const of = (kind: string, items: readonly Bilingual[]) =>
    items.map((text): ScenarioChange => ({ part: partWords(kind, ''), text }))
  const factors = (list: readonly ScenarioFactor[]) => list.map((factor) => factorText(factor, names))
  return [
    ...of('volume', factors(scenario.volume)),
    ...of('aht', factors(scenario.aht)),
    ...of('events', eventTexts(scenario.events)),
    ...of('shock', shockTexts(scenario, names)),
    ...of('outage', outageTexts(scenario, names)),
    ...leverChanges(scenario, names),
    ...of('settings', settingsTexts(scenario)),
    ...of('absence', absenceTexts(scenario)),
    ...of('people', peopleTexts(scenario, names)),
    ...of('wages', wageTexts(scenario, names)),
    ...of('target', targetTexts(scenario)),
  ]
}

interface Span {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

function spanText({ from, to }: Span): Piece {
  if (from !== undefined && to !== undefined) return `${from} – ${to}`
  if (from !== undefined) return { zh: `自 ${from} 起`, en: `from ${from} on` }
  return to === undefined ? undefined : { zh: `至 ${to}`, en: `until ${to}` }
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const factorText = (
  { queue, category, ofContacts, phase, window, factor, ...span }: ScenarioFactor,
  names: ComparedNames,
): Bilingual =>
  joined([
    queue === undefined ? { zh: '全部队列', en: 'all queues' } : names.queue(queue),
    `× ${factor}`,
    category,
    ofContacts < 1 && worded('占来量', 'share of contacts', share(ofContacts)),
    phase,
    spanText(span),
    window?.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', '),
  ])

const eventTexts = ({ add, cancel, resize }: Scenario['events']): Bilingual[] => [
  ...add.map(({ kind, title, start, end, expectedSize }) =>
    joined([{ zh: '新增', en: 'added' }, title, kind, `${start} – ${end}`, worded('规模', 'size', expectedSize)]),
  ),
  ...resize.map(({ title, date, factor }) => joined([{ zh: '调整规模', en: 'resized' }, title, date, `× ${factor}`])),
  ...cancel.map(({ title, date }) => joined([{ zh: '取消', en: 'cancelled' }, title, date])),
]

const shockTexts = ({ shocks }: Scenario, names: ComparedNames): Bilingual[] =>
  shocks.map(({ name, event, date, orders, share: part, contactsPerOrder, queue, afterDays, days }) =>
    joined([
      ...[name, event, date, names.queue(queue)],
      orders !== undefined && worded('订单', 'orders', orders),
      worded('占订单', 'share of orders', share(part)),
      worded('每单咨询', 'contacts an order', contactsPerOrder),
      { zh: `${afterDays} 天后起 ${days} 天`, en: `from ${afterDays} days after, over ${days} days` },
    ]),
  )

const outageTexts = ({ outages }: Scenario, names: ComparedNames): Bilingual[] =>
  outages.map(({ name, queues, from, to, returning, withinHours }) =>
    joined([
      ...[name, ...(queues ?? []).map(names.queue), `${from} – ${to}`],
      {
        zh: `${share(returning)} 在 ${withinHours} 小时内再来`,
        en: `${share(returning)} return within ${withinHours} h`,
      },
    ]),
  )

function leverChanges({ levers }: Scenario, names: ComparedNames): ScenarioChange[] {
  return levers.map((lever) => {
    const { kind, name, from, to, queue, category, ofContacts } = lever
    const effect =
      kind === 'handlingTime'
        ? joined([`${signedNumber(lever.seconds)} s`, lever.share < 1 && share(lever.share)])
        : joined([
            share(lever.share),
            lever.historyShare > 0 && worded('历史中已有', 'in the history', share(lever.historyShare)),
          ])
    const about = [
      queue === undefined ? { zh: '全部队列', en: 'all queues' } : names.queue(queue),
      category,
      ofContacts < 1 && worded('占来量', 'share of contacts', share(ofContacts)),
    ]
    return { part: partWords('lever', name ?? kind), text: joined([effect, ...about, spanText({ from, to })]) }
  })
}

/** As the file has them: paths of the plan's settings are the same in every language. */
const settingsTexts = ({ settings }: Scenario): Bilingual[] =>
  settings.flatMap(({ set, add, remove, ...span }) =>
    Object.entries({ set, add, remove }).flatMap(([verb, entries]) =>
      Object.entries(entries).map(([path, value]) =>
        joined([`${verb} ${path} = ${JSON.stringify(value)}`, spanText(span)]),
      ),
    ),
  )

const absenceTexts = ({ unplannedShrinkage, shrinkage, absentEmployees }: Scenario): Bilingual[] => [
  ...(unplannedShrinkage === undefined ? [] : [worded('计划外损耗', 'unplanned shrinkage', share(unplannedShrinkage))]),
  ...shrinkage.map(({ name, kind, share: lost, ...span }) =>
    joined([
      name,
      kind === 'planned' ? { zh: '计划内', en: 'planned' } : { zh: '计划外', en: 'unplanned' },
      share(lost),
      spanText(span),
    ]),
  ),
  ...(absentEmployees.length === 0 ? [] : [worded('缺席', 'absent', absentEmployees.join(', '))]),
]

const whoText = ({ employees, group, count }: ScenarioWho, names: ComparedNames): Piece =>
  employees ? employees.join(', ') : joined([group === undefined ? undefined : names.group(group), `${count ?? 0}`])

const peopleTexts = ({ hires, transfers, leavers }: Scenario, names: ComparedNames): Bilingual[] => [
  ...hires.map(({ count, like, group, startsOn }) =>
    joined([
      { zh: `新增 ${count} 人`, en: `${count} more people` },
      worded('参照', 'like', like),
      group === undefined ? undefined : names.group(group),
      startsOn !== undefined && spanText({ from: startsOn }),
    ]),
  ),
  ...transfers.map(({ from, toGroup, addSkills, dropSkills, ...who }) =>
    joined([
      { zh: '转岗或培训', en: 'moved or trained' },
      whoText(who, names),
      toGroup === undefined ? undefined : joined(['→', names.group(toGroup)]),
      addSkills && worded('新增技能', 'new skills', Object.keys(addSkills).join(', ')),
      dropSkills && { zh: '放下原技能', en: 'former skills dropped' },
      spanText({ from }),
    ]),
  ),
  ...leavers.map(({ from, ...who }) => joined([{ zh: '离开', en: 'leave' }, whoText(who, names), spanText({ from })])),
]

const wageTexts = ({ wages }: Scenario, names: ComparedNames): Bilingual[] =>
  wages.map(({ group, factor }) =>
    joined([group === undefined ? { zh: '全部人员', en: 'everybody' } : names.group(group), `× ${factor}`]),
  )

const targetTexts = ({ planFor, assurance }: Scenario): Bilingual[] => [
  ...(planFor === undefined ? [] : [worded('按此来量配人', 'staffed for', planFor)]),
  ...(assurance === undefined ? [] : [worded('保证概率', 'assurance', share(assurance))]),
]

/** What it is about and where its figures come from, as its author has it. */
export const aboutTexts = ({ description, source }: Scenario): Bilingual[] => [
  ...(description === undefined ? [] : [bothNames(description)]),
  ...(source === undefined ? [] : [worded('来源：', 'Source:', source)]),
]
