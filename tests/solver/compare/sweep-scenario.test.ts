import { expect, test } from 'vitest'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { parseSweepLevers, sweepPoints } from '../../../solver/compare/sweep-levers.ts'
import { sweepScenario, withFewerRounds } from '../../../solver/compare/sweep-scenario.ts'
import { BASELINE, type Scenario } from '../../../solver/domain/scenario.ts'
import { weekHorizon, withScenario } from '../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

const inputs = parsePlanFolder(smallPlan())
const horizon = weekHorizon(inputs, SMALL_PLAN_WEEK)
const laid = (lever: string, base: Scenario = BASELINE): Scenario =>
  sweepScenario(inputs, base, sweepPoints(parseSweepLevers([lever]))[0]!)
const inputsWith = (scenario: Scenario) => withScenario(inputs, scenario, horizon)

test('factors, deflection and absence come after what the scenario has', () => {
  const busy = { ...BASELINE, id: 'busy', volume: [{ factor: 2, ofContacts: 1 }], unplannedShrinkage: 0.1 }
  expect(laid('volume:chat=1.5', busy)).toMatchObject({
    ...{ id: 'volume:chat=1.5', unplannedShrinkage: 0.1 },
    volume: [{ factor: 2 }, { queue: 'chat', factor: 1.5 }],
  })
  expect(laid('aht=0.9').aht).toEqual([{ factor: 0.9, ofContacts: 1 }])
  expect(laid('absence=0.2', busy).unplannedShrinkage).toBe(0.2)
  expect(inputsWith(laid('deflection:chat=0.3')).settings.levers).toMatchObject([
    { kind: 'botDeflection', queue: 'chat', share: 0.3, historyShare: 0 },
  ])
})

test('new people are as the first of their group, there and trained', () => {
  const { employees } = inputsWith(laid('hires:care=3'))
  expect(employees).toHaveLength(inputs.employees.length + 3)
  const [first] = inputs.employees
  for (const hired of employees.filter(({ id }) => id.startsWith('new-')))
    expect(hired).toMatchObject({ group: 'care', skills: first!.skills, hourlyCost: first!.hourlyCost })
  expect(laid('hires:care=0')).toEqual({ ...BASELINE, id: 'hires:care=0' })
})

test('target and patience change the queue alone, on the settings that the scenario gives', () => {
  const [chat, tickets] = inputsWith(laid('target:chat=0.95')).settings.queues
  expect([chat!.target.serviceLevelTarget, tickets!.target.serviceLevelTarget]).toEqual([0.95, 0.95])
  expect(inputsWith(laid('target:tickets=0.5')).settings.queues.map(({ target }) => target.serviceLevelTarget)).toEqual(
    [0.8, 0.5],
  )
  const renamed = { ...inputs.settings, name: 'Another plan' }
  const base = { ...BASELINE, id: 'other', settingsSteps: [{ settings: renamed, workRules: inputs.workRules }] }
  const { settings } = inputsWith(laid('patience=0.5', base))
  expect(settings.name).toBe('Another plan')
  expect(settings.queues[0]).toMatchObject({ meanPatienceSeconds: 150 })
})

test('a sweep may make rosters again less often than the plan does, and never more often', () => {
  const rounds = (most: number) => {
    const [point] = sweepPoints(parseSweepLevers(['volume=1']))
    return inputsWith(withFewerRounds(inputs, sweepScenario(inputs, BASELINE, point!), most)).settings.serviceRounds
  }
  expect([inputs.settings.serviceRounds, rounds(1), rounds(9)]).toEqual([2, 1, 2])
})

test.each([
  ['volume:chatt=1', '"volume:chatt" does not name a queue of the plan. Name one of: chat, tickets.'],
  ['hires:cares=1', '"hires:cares" does not name a group with people whom new ones could be like. Name one of: care.'],
  ['patience:tickets=2', '"patience:tickets" is about customers who never give up. Name one of: chat.'],
])('%s is refused', (lever, message) => {
  expect(() => laid(lever)).toThrow(expect.objectContaining({ message }))
})
