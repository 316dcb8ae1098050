import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { scenarioSchema } from '../../solver/domain/scenario.ts'
import { type QuickChange, quickProblems, quickText } from '../../web/features/scenarios/quick-change.ts'
import { freeId, scenarioText, withId } from '../../web/features/scenarios/scenario-text.ts'
import { isNeutral, neutral, slidersOf, whatIfText } from '../../web/features/scenarios/what-if.ts'
import { lineSpan } from '../../web/features/scenarios/yaml-editor.tsx'

const read = (text: string) => scenarioSchema.parse(parse(text))

const CHANGE: QuickChange = {
  ...{ kind: 'volume', queue: 'chat', from: '2026-11-11', to: '2026-11-12', fromHour: '20:00', toHour: '24:00' },
  ...{ factor: 2.5, absence: 0.15, group: 'care', people: 3 },
}
const EMPLOYEES = [
  { id: 'an', name: '安安', group: 'care' },
  { id: 'bo', name: 'Bo', group: 'phone' },
]

test('a name of any kind reads back as it was written', () => {
  for (const name of ['双 11: "大促"', '- [x] #1', "it's {a}", 'yes', '1.5']) {
    expect(read(scenarioText({ id: 'x', name }))).toMatchObject({ id: 'x', name })
  }
})

test('a quick change of volume is the factor that it says, in its days and hours', () => {
  const { volume } = read(quickText(CHANGE, 'x', 'X', EMPLOYEES))
  const days = { from: '2026-11-11', to: '2026-11-12' }
  expect(volume).toMatchObject([{ queue: 'chat', ...days, factor: 2.5, window: [{ from: 1200, to: 1440 }] }])
  const open = { ...CHANGE, kind: 'aht', queue: '', from: '', to: '', fromHour: '', toHour: '' } as const
  expect(read(quickText(open, 'x', 'X', EMPLOYEES)).aht).toEqual([{ ofContacts: 1, factor: 2.5 }])
})

test('a quick change of people hires like the group’s own, or lets people go', () => {
  const people = (count: number, group: string) =>
    read(quickText({ ...CHANGE, kind: 'people', people: count, group }, 'x', 'X', EMPLOYEES))
  expect(people(3, 'phone').hires).toEqual([{ count: 3, like: 'bo' }])
  expect(people(-2, 'care')).toMatchObject({ hires: [], leavers: [{ group: 'care', count: 2 }] })
  expect(() => people(1, 'nobody')).toThrow('Group "nobody" has nobody')
})

test('what cannot be is named at its place', () => {
  const problems = (part: Partial<QuickChange>) => [...quickProblems({ ...CHANGE, ...part })]
  expect(problems({})).toEqual([])
  expect(problems({ factor: Number.NaN, to: '2026-11-10', toHour: '19:00' })).toEqual(['factor', 'to', 'toHour'])
  expect(problems({ fromHour: '' })).toEqual(['toHour'])
  expect(problems({ kind: 'absence', absence: 0.9 })).toEqual(['absence'])
  expect(problems({ kind: 'people', people: 0 })).toEqual(['people'])
})

test('ids are free, and what ids cannot hold becomes a dash', () => {
  expect(freeId(' 双 11 (peak) ', [])).toBe('双-11-peak')
  expect(freeId('double-11', ['double-11', 'double-11-2'])).toBe('double-11-3')
  expect(freeId('…', [])).toBe('scenario')
  expect(freeId('Baseline', [])).toBe('scenario')
})

test('a copy has another id and the same rest', () => {
  expect(withId('# why\nid: a\nname: A\n', 'b$&')).toBe('# why\nid: "b$&"\nname: A\n')
  expect(withId('name: A\n', 'b')).toBe('id: "b"\nname: A\n')
})

test('a line of the text is found by its number', () => {
  const text = 'id: x\nvolume:\n  - 1'
  expect(text.slice(...lineSpan(text, 2))).toBe('volume:')
  expect(lineSpan(text, 9)).toEqual([text.length, text.length])
})

const BASIS = { settings: { unplannedShrinkage: 0.05 } } as Parameters<typeof neutral>[0]

test('sliders at their neutral place change nothing, and back there nothing again', () => {
  const start = neutral(BASIS, '2026-11-09')
  expect(isNeutral(start, BASIS)).toBe(true)
  const moved = { ...start, volume: 1.2, people: { care: 2 } }
  expect(slidersOf(moved, BASIS)).toEqual({ volumeFactor: 1.2, people: { care: 2 } })
  expect(isNeutral({ ...moved, volume: 1, people: { care: 0 } }, BASIS)).toBe(true)
})

test('the scenario of the sliders says what the sliders say', () => {
  const whatIf = {
    ...{ volume: 1.2, aht: 0.9, deflection: 0.1, absence: 0.15, people: { care: 2, phone: -1 } },
    sale: { factor: 3, from: '2026-11-11', to: '2026-11-12' },
  }
  const about = { id: 'what-if', name: '预估 1', scenario: 'double-11+bot-down' }
  const scenario = read(whatIfText(whatIf, BASIS, about, EMPLOYEES))
  expect(scenario).toMatchObject({
    uses: ['double-11', 'bot-down'],
    volume: [{ factor: 1.2 }, { from: '2026-11-11', to: '2026-11-12', factor: 3 }],
    aht: [{ factor: 0.9 }],
    levers: [{ kind: 'botDeflection', share: 0.1 }],
    hires: [{ count: 2, like: 'an' }],
    leavers: [{ group: 'phone', count: 1 }],
    unplannedShrinkage: 0.15,
  })
  const still = whatIfText(neutral(BASIS, '2026-11-09'), BASIS, { ...about, scenario: 'baseline' }, EMPLOYEES)
  expect(still).toBe('id: "what-if"\nname: "预估 1"\n')
})
