import { describe, expect, test } from 'vitest'
import { parsePlanFolder } from '../../../../server/imports/plan-folder.ts'
import { planScenarios, scenarioOf } from '../../../../server/jobs/plan-scenarios.ts'
import { smallPlan } from '../../../fixtures/small-plan.ts'

const inputs = parsePlanFolder(smallPlan())

/** Scenario files by id; the id stands in the text already. */
const filesWith = (...texts: string[]) =>
  new Map([...smallPlan(), ...texts.map((text, index) => [`scenarios/s${index}.yaml`, text] as const)])
const messagesOf = (work: () => unknown): string[] => {
  try {
    work()
  } catch (error) {
    return (error as Error).message.split('\n')
  }
  return []
}
const read = (...texts: string[]) => planScenarios(filesWith(...texts), inputs)
const joint = (id: string, ...texts: string[]) => scenarioOf(filesWith(...texts), inputs, id)

const RUSH = 'id: rush\nname: { zh-CN: 大促, en: Rush }\nvolume: [{ factor: 2 }]\nunplannedShrinkage: 0.1'

describe('a scenario that builds on others', () => {
  test('has their overrides before its own, each once', () => {
    const texts = [
      'id: sick\nuses: [rush]\nabsentEmployees: [bo]',
      'id: both\nuses: [rush, sick]\nvolume: [{ factor: 3 }]',
    ]
    const both = read(RUSH, ...texts).find(({ id }) => id === 'both')!
    expect(both.volume.map(({ factor }) => factor)).toEqual([2, 3])
    expect(both).toMatchObject({ absentEmployees: ['bo'], unplannedShrinkage: 0.1 })
  })

  test('may say otherwise than they do', () => {
    const [, mine] = read('id: mine\nuses: [rush]\nunplannedShrinkage: 0.2', RUSH)
    expect(mine).toMatchObject({ id: 'mine', unplannedShrinkage: 0.2 })
  })

  test('is refused where one is missing, or where it leads back to itself', () => {
    expect(messagesOf(() => read(RUSH, 'id: late\nuses: [rushh]'))).toEqual([
      'scenarios/s1.yaml row 2, column uses[0]: "rushh" is not a scenario of the plan. Maybe you meant "rush".',
    ])
    const circle = messagesOf(() => read('id: a\nuses: [b]', 'id: b\nuses: [a]'))
    expect(circle).toContain(
      'scenarios/s1.yaml row 2, column uses[0]: "a" leads back to the scenario itself. Remove one of the two.',
    )
  })
})

describe('several scenarios together', () => {
  test('are one with both names', () => {
    const scenario = joint('rush+sick', RUSH, 'id: sick\nabsentEmployees: [bo]')
    expect(scenario).toMatchObject({ id: 'rush+sick', absentEmployees: ['bo'], unplannedShrinkage: 0.1 })
    expect(scenario.name).toEqual({ 'zh-CN': '大促 + sick', en: 'Rush + sick' })
  })

  test('are known by what they say, not by the order of files', () => {
    const sick = 'id: sick\nabsentEmployees: [bo]'
    expect(joint('rush+sick', RUSH, sick).hash).toBe(joint('rush+sick', sick, RUSH).hash)
    expect(joint('rush+sick', RUSH, sick).hash).not.toBe(joint('rush', RUSH, sick).hash)
  })

  test('may hold the plan as it stands, which changes nothing', () => {
    expect(joint('baseline+rush', RUSH).volume).toHaveLength(1)
  })

  const CONTRADICTIONS: Readonly<Record<string, readonly [first: string, second: string, message: string]>> = {
    'two shrinkages': [
      'unplannedShrinkage: 0.1',
      'unplannedShrinkage: 0.2',
      'row 2, column unplannedShrinkage: "0.2" contradicts scenario "a", which says 0.1. Leave one of the two scenarios out, or make them agree.',
    ],
    'a quantile beside an assurance': [
      'planFor: p90',
      'assurance: 0.8',
      'row 2, column assurance: "0.8" contradicts scenario "a", which sets planFor: only one of the two can decide the volume. Leave one of the two scenarios out, or make them agree.',
    ],
    'one setting with two values': [
      'settings: [{ set: { queues: { chat: { maxOccupancy: 0.7 } } } }]',
      'settings: [{ from: 2026-11-16, set: { queues: { chat: { maxOccupancy: 0.8 } } } }]',
      'row 2, column settings[0].set.queues.chat.maxOccupancy: "0.8" contradicts scenario "a", which says 0.7. Leave one of the two scenarios out, or make them agree.',
    ],
    'two bots for the same contacts': [
      'levers: [{ kind: botDeflection, queue: chat, share: 0.3 }]',
      'levers: [{ kind: botDeflection, queue: chat, category: shade, ofContacts: 0.2, share: 0.6 }]',
      'row 2, column levers[0]: contradicts scenario "a", which also says what share of these contacts the bot takes. Leave one of the two scenarios out, or make them agree.',
    ],
    'an event that is cancelled and needed': [
      'events: { cancel: [{ title: Evening live }] }',
      'shocks: [{ event: Evening live, date: 2026-11-12, share: 0.3, queue: chat }]',
      'row 2, column shocks[0].event: "Evening live" contradicts scenario "a", which cancels the event. Leave one of the two scenarios out, or make them agree.',
    ],
    'somebody who is away and is to do other work': [
      'absentEmployees: [bo]',
      'transfers: [{ employees: [bo], addSkills: { tickets: 1 } }]',
      'row 2, column transfers[0].employees[0]: "bo" contradicts scenario "a", in which that person is away. Leave one of the two scenarios out, or make them agree.',
    ],
  }

  test.each(Object.entries(CONTRADICTIONS))('are refused with %s', (_, [first, second, message]) => {
    const texts = [`id: a\n${first}`, `id: b\n${second}`]
    expect(read(...texts)).toHaveLength(3)
    expect(messagesOf(() => joint('a+b', ...texts))).toEqual([`scenarios/s1.yaml ${message}`])
  })

  test('may say the same thing, or say it of other days', () => {
    const set = (occupancy: number, span: string) =>
      `settings: [{ ${span}, set: { queues: { chat: { maxOccupancy: ${occupancy} } } } }]`
    const texts = [`id: a\n${set(0.7, 'to: 2026-11-15')}`, `id: b\n${set(0.8, 'from: 2026-11-16')}`]
    expect(joint('a+b', ...texts).settingsSteps?.map(({ to, settings }) => [to, settings.queues[0]])).toMatchObject([
      ['2026-11-15', { maxOccupancy: 0.7 }],
      [undefined, { maxOccupancy: 0.8 }],
    ])
    expect(joint('a+b', 'id: a\nunplannedShrinkage: 0.1', 'id: b\nunplannedShrinkage: 0.1').unplannedShrinkage).toBe(
      0.1,
    )
  })
})
