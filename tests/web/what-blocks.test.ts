import { createInstance } from 'i18next'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import type { ExplanationReply } from '../../server/contracts/living-report.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import { WhatBlocks } from '../../web/features/overview/what-blocks.tsx'
import { PlanContext } from '../../web/lib/workspace.ts'
import en from '../../web/locales/en.json' with { type: 'json' }
import sentences from '../../web/locales/server-sentences.zh-CN.json' with { type: 'json' }
import zhCN from '../../web/locales/zh-CN.json' with { type: 'json' }

const i18n = createInstance()
await i18n.init({
  resources: { en: { translation: en }, 'zh-CN': { translation: zhCN, server: sentences } },
  interpolation: { escapeValue: false },
})

const named = (id: string, english: string, chinese: string) => ({ id, name: { en: english, 'zh-CN': chinese } })
const PLAN: Plan = {
  intervalMinutes: 30,
  ...{ id: 'plan', unitId: 'main', name: 'Plan', zone: 'Asia/Shanghai', currency: 'CNY' },
  ...{ weekStartsOn: 1, defaultWeek: '2026-11-09', inputHash: '', forecastInputHash: '', revision: 1 },
  queues: [
    { ...named('chat', 'Chat', '在线'), channel: 'chat', target: { kind: 'deadline' } as Plan['queues'][0]['target'] },
  ],
  ...{ groups: [], scenarios: [], shiftTemplates: [named('late', 'Late', '晚班')] },
  employees: ['an', 'bo', 'cy', 'di', 'ed', 'fu'].map((id) => ({ id, name: id.toUpperCase(), group: 'care' })),
  ...{ createdAt: '2026-11-01T00:00:00Z', createdBy: 'test' },
}

const rule = { kind: 'rule', ruleId: 'rest', text: 'rule rest "Rest" (minMinutes 660)' } as const
const shift = {
  kind: 'fixedShift',
  ...{ templateId: 'late', text: 'the fixed shift late at 2026-11-10T15:00+08:00' },
  ...{ start: '2026-11-10T15:00+08:00', end: '2026-11-10T23:00+08:00' },
} as const
const timeOff = {
  kind: 'timeOff',
  employeeIds: ['an', 'bo', 'cy', 'di', 'ed', 'fu'],
  text: 'time off of many',
} as const

const STUCK: ExplanationReply = {
  kind: 'noLegalWeek',
  ...{ employeeId: 'an', conflict: [rule, shift], message: 'AN (an) has no legal week.' },
  waysOut: [
    { text: 'give up the fixed shift late', part: shift, cost: 12_000, lostHours: 8 },
    { text: 'let rule rest be broken', part: rule, law: 'Labour Law, Article 38', cost: null },
  ],
}
const SHORT: ExplanationReply = {
  ...{
    kind: 'nobodyMay',
    queue: 'chat',
    start: shift.start,
    end: shift.end,
    conflict: [timeOff],
    message: 'Nobody may.',
  },
  waysOut: [{ text: 'move time off of many', part: timeOff, cost: null, filledHours: 2.5 }],
}
const UNSKILLED: ExplanationReply = {
  kind: 'noSkill',
  ...{ queue: 'chat', conflict: [], message: 'Nobody has the skill.' },
  waysOut: [{ text: 'train or hire people for chat, and add the skill in employees.csv', cost: null }],
}

async function wordsIn(language: 'en' | 'zh-CN', explanations: readonly ExplanationReply[]): Promise<string> {
  await i18n.changeLanguage(language)
  const list = createElement(WhatBlocks, { explanations, weeks: 1 })
  const page = createElement(PlanContext, { value: PLAN }, list)
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, page)).replace(/<[^>]*>/g, '|')
}

test('what blocks the week is told with its ways out, and a law as one', async () => {
  const text = await wordsIn('en', [STUCK, SHORT, UNSKILLED])
  expect(text).toContain('|AN has no week that keeps the rules|')
  expect(text).toContain(
    'Cannot all be kept: rule rest &quot;Rest&quot; (minMinutes 660), fixed shift Late, Tue, Nov 10',
  )
  expect(text).toMatch(/\|Give up fixed shift Late, .*? \|\(the week then costs ¥120\.00, 8 h of work are dropped\)\|/)
  expect(text).toMatch(/\|Let rule rest .*? be broken \|Law: Labour Law, Article 38\| \|\(not enough by itself\)\|/)
  expect(text).toContain('Move time off of AN, BO, CY, DI and 2 more')
  expect(text).toContain('(fills up to 2.5 agent-hours)')
})

test('in Chinese nothing but the full wording is English', async () => {
  const text = await wordsIn('zh-CN', [STUCK, SHORT, UNSKILLED])
  for (const words of [
    'AN没有符合规则的排法',
    '放弃固定班次晚班',
    '调整AN、BO、CY、DI和另外 2 人的休假',
    '为 chat 培训或招聘人员',
    '仅此一项还不够',
  ])
    expect(text).toContain(words)
  const short = await wordsIn('zh-CN', [{ ...SHORT, message: '', waysOut: [{ ...SHORT.waysOut[0]!, text: '' }] }])
  expect(short.replace(/AN|BO|CY|DI/g, '')).not.toMatch(/[a-zA-Z]/)
})

test('many are told one below the other, the rest behind a fold; none is nothing', async () => {
  const many = Array.from({ length: 7 }, (_, index) => ({ ...UNSKILLED, message: `Number ${index}.` }))
  expect(await wordsIn('en', many)).toContain('|2 more|')
  expect(await wordsIn('en', [])).toBe('')
})
