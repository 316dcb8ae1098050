import { expect, test } from 'vitest'
import type { PlanSettingsReply } from '../../../server/contracts/settings.ts'
import { WORK_RULE_KINDS, workRuleSchema } from '../../../solver/domain/work-rule.ts'
import { cellsOf, pastedPeople } from '../../../web/features/settings/pasted-people.ts'
import { openMinutes } from '../../../web/features/settings/queue-facts.ts'
import { FIGURES, fieldsOf, severitiesOf } from '../../../web/features/settings/rule-fields.ts'
import { shiftFacts, shiftShape } from '../../../web/features/settings/shift-facts.ts'
import { skillsFrom, skillsText } from '../../../web/features/settings/skills.ts'
import { usesOf } from '../../../web/features/settings/uses.ts'
import en from '../../../web/locales/en.json' with { type: 'json' }

test('open hours count once where windows overlap, and past the end of the week', () => {
  expect(
    openMinutes([
      { from: '08:00', to: '20:00' },
      { from: '10:00', to: '22:00', weekdays: [1] },
    ]),
  ).toBe(7 * 720 + 120)
  expect(
    openMinutes([
      { from: '22:00', to: '26:00', weekdays: [7] },
      { from: '00:00', to: '02:00', weekdays: [1] },
    ]),
  ).toBe(240)
})

test('a template is drawn as far as its draft is usable', () => {
  const shape = shiftShape({
    startTimes: ['10:00', '9', '08:30'],
    lengthMinutes: null,
    breaks: [{ latestStartMinutes: 60 }],
  })
  expect(shape).toMatchObject({
    starts: [510, 600],
    lengthMinutes: 0,
    breaks: [{ minutes: 0, latestStartMinutes: 60 }],
  })
  const templates = [
    { startTimes: ['09:00', '10:00'], lengthMinutes: 540 },
    { startTimes: ['10:00', '22:00'], lengthMinutes: 480 },
  ].map((value, index) => ({ item: String(index), value }))
  expect(shiftFacts(templates)).toEqual({
    ...{ starts: 3, firstStart: '09:00', lastStart: '22:00', shortestMinutes: 480, longestMinutes: 540 },
  })
})

test.each(WORK_RULE_KINDS)('every figure of a rule of kind %s has a field and words', (kind) => {
  const { shape } = workRuleSchema.options.find((option) => option.shape.kind.value === kind)!
  const common = ['id', 'name', 'source', 'validFrom', 'validTo', 'appliesTo', 'severity', 'kind']
  const figures = Object.keys(shape).filter((key) => !common.includes(key))
  expect(
    fieldsOf(kind)
      .map(({ figure }) => figure as string)
      .toSorted(),
  ).toEqual(figures.toSorted())
  expect(severitiesOf(kind).length).toBeGreaterThan(0)
  expect(en.settings.rule.kind[kind]).toBeTypeOf('string')
  for (const { figure, shape: form } of fieldsOf(kind)) {
    expect(FIGURES).toContain(figure)
    expect(en.settings.figure[figure]).toBeTypeOf('string')
    if (form.form === 'words') for (const word of form.words) expect(en.settings.rule.word[word]).toBeTypeOf('string')
  }
})

test('skills go into fields and back', () => {
  const text = 'chat:1|tickets:0.8'
  expect(skillsText(skillsFrom(text))).toBe(text)
  expect([...skillsFrom(' chat | tickets : 0.9 ')]).toEqual([
    ['chat', '1'],
    ['tickets', '0.9'],
  ])
})

const settings = {
  sections: {
    people: [
      { item: 'an', value: { id: 'an', group: 'care', skills: 'chat:1|tickets', hourly_cost: '30' } },
      { item: 'bo', value: { id: 'bo', group: 'care', skills: 'tickets:0.5', mentor: 'an' } },
    ],
    queues: [{ item: 'vip', value: { analogy: { queue: 'chat' }, overflow: [{ group: 'care' }] } }],
    shiftTemplates: [{ item: 'day', value: { groups: ['care'] } }],
    workRules: [
      { item: 'r', value: { first: ['day'], next: ['late'], appliesTo: { employees: ['an'], groups: ['care'] } } },
    ],
    rulePacks: [],
    availability: [{ item: '2', value: { template: 'day' } }],
  },
} as unknown as PlanSettingsReply

test('who refers to something is found wherever it may be', () => {
  const uses = (...of: [Parameters<typeof usesOf>[1], string]) =>
    usesOf(settings, ...of).map(({ users, ids }) => `${users} ${ids.join()}`)
  expect(uses('queue', 'chat')).toEqual(['people an', 'queues vip'])
  expect(uses('template', 'day')).toEqual(['days 2', 'rules r'])
  expect(uses('template', 'late')).toEqual(['rules r'])
  expect(uses('group', 'care')).toEqual(['people an,bo', 'templates day', 'queues vip', 'rules r'])
  expect(uses('person', 'an')).toEqual(['mentees bo', 'rules r'])
  expect(uses('contract', 'any')).toEqual([])
})

test('a copied range adds people, changes what it has columns for, and says what it passes over', () => {
  const pasted = pastedPeople('ID\thourly_cost\tPhone\r\nan\t33\t1\r\nbo\t\t2\r\ncy\t28\t3\r\n', settings)
  expect(pasted).toMatchObject({
    added: 1,
    changed: 1,
    unchanged: 1,
    columns: ['id', 'hourly_cost'],
    unknown: ['Phone'],
  })
  expect(pasted.changes.map(({ change }) => change)).toEqual([
    { section: 'people', item: 'an', value: { id: 'an', group: 'care', skills: 'chat:1|tickets', hourly_cost: '33' } },
    { section: 'people', add: { id: 'cy', hourly_cost: '28' } },
  ])
  expect(pastedPeople('', settings).problem).toBe('empty')
  expect(pastedPeople('a\tb\n1\t2', settings).problem).toBe('noHeader')
  expect(pastedPeople('name\n安', settings).problem).toBe('noId')
  expect(cellsOf('a\t"say ""hi""\nhere"\tc\n\n"x"\ty')).toEqual([
    ['a', 'say "hi"\nhere', 'c'],
    ['x', 'y'],
  ])
})
