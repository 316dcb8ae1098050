import { expect, test } from 'vitest'
import { compareScenarios } from '../../../solver/compare/compare-scenarios.ts'
import { frontier } from '../../../solver/compare/frontier.ts'
import { plannedSample, shareTarget } from './planned-samples.ts'

test('differences are taken place by place against the first; what either has not is unknown', () => {
  const { scenarios } = compareScenarios([
    plannedSample('base', [
      { measure: 'wages', value: 100 },
      { measure: 'wages', group: 'care', value: 60 },
      { measure: 'serviceLevel', queue: 'chat', value: null },
    ]),
    plannedSample('busy', [
      { measure: 'wages', value: 130 },
      { measure: 'wages', group: 'care', value: 55 },
      { measure: 'wages', group: 'new', value: 20 },
      { measure: 'serviceLevel', queue: 'chat', value: 0.8, lower95: 0.7, upper95: 0.9 },
    ]),
  ])
  expect(scenarios.map(({ values }) => values.map(({ difference }) => difference))).toEqual([
    [0, 0, null],
    [30, -5, null, null],
  ])
  expect(scenarios[1]!.values[3]).toMatchObject({ lower95: 0.7, upper95: 0.9 })
})

test('a scenario is efficient unless another is as cheap and as good, and better in one of both', () => {
  const point = (scenario: string, wages: number, level: number | null) =>
    plannedSample(
      scenario,
      [
        { measure: 'wages', value: wages },
        { measure: 'contactsPlanned', queue: 'chat', value: 10 },
        { measure: 'serviceLevel', queue: 'chat', value: level },
      ],
      { targets: [shareTarget(level, 0.75)] },
    )
  const points = frontier([
    point('cheap', 10, 0.5),
    point('good', 20, 0.875),
    point('good again', 20, 0.875),
    point('dear', 25, 0.875),
    point('bad', 15, 0.25),
    point('unknown', 5, null),
  ])
  expect(points.map(({ isEfficientByLevel }) => isEfficientByLevel)).toEqual([true, true, true, false, false, false])
  expect(points.map(({ isEfficientByWorst }) => isEfficientByWorst)).toEqual([true, true, true, false, false, false])
  expect(points.map(({ worstMargin }) => worstMargin)).toEqual([-0.25, 0.125, 0.125, 0.125, -0.5, null])
})

test('service over all contacts weighs queues by what comes to them', () => {
  const [only] = frontier([
    plannedSample('base', [
      { measure: 'wages', value: 1 },
      { measure: 'contactsPlanned', value: 40 },
      { measure: 'contactsPlanned', queue: 'chat', value: 30 },
      { measure: 'contactsPlanned', queue: 'phone', value: 10 },
      { measure: 'serviceLevel', queue: 'chat', value: 1 },
      { measure: 'serviceLevel', queue: 'phone', value: 0.5 },
    ]),
  ])
  expect(only!.serviceLevel).toBe(0.875)
})
