import { describe, expect, test } from 'vitest'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { openIntervals } from '../../../solver/domain/deadline-clock.ts'
import { localClocks } from '../../../solver/domain/horizon.ts'
import { scenarioSchema } from '../../../solver/domain/scenario.ts'
import { plan, weekHorizon } from '../../../solver/plan.ts'
import { withScenario } from '../../../solver/scenario/scenario-inputs.ts'
import { scenarioPrefixes } from '../../../solver/scenario/scenario-parts.ts'
import { scenarioFrom } from '../../fixtures/scenario-from.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { PLAN_OPTIONS } from '../check/corrupt-roster.ts'

const inputs = parsePlanFolder(smallPlan())
const horizon = weekHorizon(inputs, SMALL_PLAN_WEEK)
const scenarioOf = (rest: object) => scenarioSchema.parse({ id: 'what-if', ...rest })
const changed = (rest: object) => withScenario(inputs, scenarioOf(rest), horizon)
const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as Error).message
  }
  return 'no error'
}

describe('people', () => {
  test('come like somebody who is there, with ids of their own, and learn from their first day on', () => {
    const { employees } = changed({
      hires: [{ count: 2, like: 'bo', skills: { tickets: 0.9 }, startsOn: '2026-11-11' }],
    })
    const bo = inputs.employees.find(({ id }) => id === 'bo')!
    const hired = employees.filter(({ id }) => id.startsWith('new-'))
    expect(hired.map(({ id }) => id)).toEqual(['new-1-001', 'new-1-002'])
    for (const person of hired) {
      expect(person).toMatchObject({ group: 'care', contractId: 'full-time', hourlyCost: bo.hourlyCost })
      expect(person).toMatchObject({ hiredOn: '2026-11-11', skills: [{ queueId: 'tickets', proficiency: 0.9 }] })
      expect(person).toMatchObject({ restrictions: [], overtimeMinutesThisMonth: 0 })
    }
  })

  test('learn more, or leave: the last of a group first', () => {
    const team = changed({
      leavers: [{ group: 'care', count: 1 }],
      transfers: [{ employees: ['bo'], addSkills: { tickets: 0.5 } }],
      wages: [{ group: 'care', factor: 1.1 }],
    })
    expect(team.employees.map(({ id }) => id)).toEqual(['an', 'bo', 'cy'])
    expect(team.availability.map(({ employeeId }) => employeeId)).not.toContain('di')
    expect(team.employees[1]!.skills).toEqual([
      { queueId: 'chat', proficiency: 1 },
      { queueId: 'tickets', proficiency: 0.5 },
    ])
    expect(team.employees.map(({ hourlyCost }) => hourlyCost)).toEqual([3575, 3300, 3080])
  })

  test('change from their date on, in the weeks that begin after it', () => {
    const leaver = { employees: ['bo'] }
    expect(changed({ leavers: [{ ...leaver, from: '2026-11-09' }] }).employees).toHaveLength(3)
    expect(changed({ leavers: [{ ...leaver, from: '2026-11-10' }] }).employees).toHaveLength(4)
  })

  test('who are not there are named', () => {
    expect(messageOf(() => changed({ leavers: [{ group: 'care', count: 5 }] }))).toBe(
      '"what-if: care" has 4 people left, and 5 are to change. Take fewer people, or another group.',
    )
    const both = { absentEmployees: ['bo'], transfers: [{ employees: ['bo'], addSkills: { tickets: 1 } }] }
    expect(messageOf(() => changed(both))).toBe(
      '"what-if: bo" is not a person of employees.csv who is still there. Name somebody who neither leaves nor is absent in the scenario.',
    )
  })
})

test('events are added, made larger and cancelled', () => {
  const { calendar } = changed({
    events: {
      add: [{ kind: 'sale', title: 'Flash', start: '2026-11-13T20:00', end: '2026-11-13T20:30', expectedSize: 3 }],
      resize: [{ title: 'Evening live', date: '2026-11-12', factor: 2 }],
      cancel: [{ title: 'Evening live', date: '2026-10-29' }],
    },
  })
  expect(calendar.map(({ title, expectedSize }) => [title, expectedSize])).toEqual([
    ['Evening live', 4],
    ['Flash', 3],
  ])
  expect(calendar[1]!.endMs - calendar[1]!.startMs).toBe(30 * 60_000)
})

test('an outage closes the queues while it lasts', () => {
  const outage = { queues: ['chat'], from: '2026-11-11T12:00', to: '2026-11-11T14:00' }
  const { settings } = changed({ outages: [outage] })
  const closed = (queue: number) =>
    [...openIntervals(inputs.settings.queues[queue]!, horizon)].flatMap((isOpen, interval) =>
      isOpen && !openIntervals(settings.queues[queue]!, horizon)[interval] ? [interval] : [],
    )
  const clocks = localClocks(horizon)
  expect(closed(0).map((interval) => [clocks[interval]!.date, clocks[interval]!.minuteOfDay])).toEqual([
    ['2026-11-11', 720],
    ['2026-11-11', 780],
  ])
  expect(closed(1)).toEqual([])
})

describe('settings', () => {
  const read = (...lines: string[]) =>
    scenarioFrom('scenarios/x.yaml', ['id: x', 'settings:', ...lines].join('\n'), inputs)

  test('hold from week to week, and are refused where they change within one', () => {
    const scenario = read('  - { from: 2026-11-11, set: { queues: { chat: { maxOccupancy: 0.7 } } } }')
    const message = messageOf(() => withScenario(inputs, scenario, horizon))
    expect(message).toBe(
      '"x" changes settings after 2026-11-10, within what is planned (2026-11-09 to 2026-11-15). Let settings change on the first day of a week, and plan the weeks before and after it apart.',
    )
    const nextWeek = weekHorizon(inputs, '2026-11-16')
    expect(withScenario(inputs, scenario, nextWeek).settings.queues[0]).toMatchObject({ maxOccupancy: 0.7 })
    const lastWeek = weekHorizon(inputs, '2026-11-02')
    expect(withScenario(inputs, scenario, lastWeek).settings.queues[0]).toMatchObject({ maxOccupancy: 1 })
  })

  test('bring groups, templates and rules, and take some away', () => {
    const scenario = read(
      '  - add: { groups: [{ id: night }] }',
      '    remove: { workRules: [rest] }',
      '    set: { workRules: { guarantee: { penaltyPerUnit: 7 } } }',
    )
    const { settings, workRules } = withScenario(inputs, scenario, horizon)
    expect(settings.groups.map(({ id }) => id)).toEqual(['care', 'night'])
    expect(workRules.some(({ id }) => id === 'rest')).toBe(false)
    expect(workRules.find(({ id }) => id === 'guarantee')).toMatchObject({ penaltyPerUnit: 7 })
    expect(inputs.workRules.some(({ id }) => id === 'rest')).toBe(true)
  })
})

test('a scenario of other dates is refused, and says which they are', async () => {
  const scenario = scenarioOf({ volume: [{ from: '2026-12-01', to: '2026-12-03', factor: 2 }] })
  await expect(plan(inputs, { ...PLAN_OPTIONS, scenario })).rejects.toThrow(
    '"what-if" changes nothing from 2026-11-09 to 2026-11-15: its dates are 2026-12-01 to 2026-12-03. Plan a week that it is about, or move its dates.',
  )
})

test('the parts of a scenario add up to it, in the order in which they act', () => {
  const scenario = scenarioOf({
    volume: [{ factor: 2 }],
    levers: [
      { kind: 'selfService', name: 'Self service', queue: 'chat', share: 0.1 },
      { kind: 'handlingTime', queue: 'chat', seconds: -30 },
    ],
    shocks: [{ event: 'Evening live', share: 0.3, queue: 'chat' }],
    hires: [{ count: 1, like: 'an' }],
    unplannedShrinkage: 0.1,
    assurance: 0.8,
  })
  const prefixes = scenarioPrefixes(scenario)
  expect(prefixes.map(({ kind, label }) => [kind, label])).toEqual([
    ['volume', ''],
    ['shock', 'Evening live'],
    ['lever', 'Self service'],
    ['lever', 'handlingTime'],
    ['absence', ''],
    ['people', ''],
    ['target', ''],
  ])
  expect(prefixes[2]!.scenario.levers).toHaveLength(1)
  expect(prefixes[2]!.scenario.hires).toEqual([])
  expect(prefixes.at(-1)!.scenario).toEqual(scenario)
  expect(scenarioPrefixes(scenarioOf({}))).toEqual([])
})
