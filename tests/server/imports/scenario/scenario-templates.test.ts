import { describe, expect, test } from 'vitest'
import { parsePlanFolder } from '../../../../server/imports/plan-folder.ts'
import { newYearsDay } from '../../../../server/imports/scenario/chinese-new-year.ts'
import {
  SCENARIO_TEMPLATES,
  scenarioFromTemplate,
  type TemplateChoices,
} from '../../../../server/imports/scenario/scenario-templates.ts'
import type { Scenario } from '../../../../solver/domain/scenario.ts'
import { scenarioPrefixes } from '../../../../solver/scenario/scenario-parts.ts'
import { scenarioFrom } from '../../../fixtures/scenario-from.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../../fixtures/small-plan.ts'

const inputs = parsePlanFolder(smallPlan())
const made = (template: string, choices: TemplateChoices = {}) => {
  const { text } = scenarioFromTemplate(template, choices, inputs, SMALL_PLAN_WEEK)
  return { scenario: scenarioFrom('scenarios/x.yaml', text, inputs) }
}

/** Its phases in their dates. */
const spansOf = ({ volume }: Scenario) => [...new Set(volume.map(({ from, to }) => `${from}/${to}`))]

describe.each(SCENARIO_TEMPLATES.map(({ id }) => id))('template %s', (id) => {
  test('makes a scenario that the plan takes, and says where its figures come from', () => {
    const { scenario } = made(id)
    expect(scenario.id).toBe(id)
    expect(scenarioPrefixes(scenario).length).toBeGreaterThan(0)
    expect(scenario.source).toMatch(/.{40,}/)
  })
})

test('a sale takes its day and its size', () => {
  const { scenario } = made('double-11', { date: '2026-12-12', factor: 4, id: 'double-12' })
  expect(scenario.id).toBe('double-12')
  expect(spansOf(scenario)).toEqual(['2026-12-09/2026-12-11', '2026-12-12/2026-12-12', '2026-12-13/2026-12-16'])
  expect(scenario.volume.find(({ from, window }) => from === '2026-12-12' && !window)).toMatchObject({ factor: 4 })
})

test('without a day it is the next one of the plan', () => {
  expect(spansOf(made('double-11').scenario)).toContain('2026-11-11/2026-11-11')
  expect(spansOf(made('618').scenario)).toContain('2027-06-18/2027-06-18')
  expect(made('wrong-shade').scenario.shocks[0]).toMatchObject({
    event: 'Evening live',
    date: '2026-11-12',
    share: 0.3,
  })
})

test('Spring Festival begins with the Chinese year', () => {
  // The new moon of 2027 is at 23:56 of 6 February in China; State Council notices gave the others.
  expect(['2026-01-01', '2026-02-18', '2027-02-07'].map(newYearsDay)).toEqual([
    '2026-02-17',
    '2027-02-06',
    '2028-01-26',
  ])
  expect(made('spring-festival').scenario.volume[0]).toMatchObject({ from: '2027-02-05', to: '2027-02-11' })
})

test('unknown templates and choices without use are refused', () => {
  expect(() => made('double-12')).toThrow('"double-12" is not a template of scenarios. Maybe you meant "double-11".')
  expect(() => made('bot-down', { factor: 2 })).toThrow(
    '"2" is a factor, which template bot-down has no use for. Leave it out.',
  )
  expect(() => made('wrong-shade', { factor: 2 })).toThrow('It takes: event, date, orders.')
  expect(() => made('wrong-shade', { date: '2026-12-24' })).toThrow(
    '"wrong-shade" finds no livestream from 2026-11-09 on. Add the livestream to calendar.csv, or name one with its date.',
  )
})
