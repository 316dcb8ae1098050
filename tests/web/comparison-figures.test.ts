import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ComparisonResult } from '../../server/contracts/comparison.ts'
import { parseSweepLevers, sweepPoints } from '../../solver/compare/sweep-levers.ts'
import { chartScale, placeOn } from '../../web/features/scenarios/chart-scale.ts'
import { frontierLine, servicePoints } from '../../web/features/scenarios/frontier-line.ts'
import {
  type ComparedScenario,
  type ComparedValue,
  isBetter,
  measureSections,
  worstVerdict,
} from '../../web/features/scenarios/measure-sections.ts'
import { comparisonAnswers } from '../../web/features/scenarios/scenario-answers.ts'
import {
  heatStep,
  leverText,
  serviceLines,
  settingCount,
  sweepGrid,
} from '../../web/features/scenarios/sweep-figures.ts'
import { waterfallBars } from '../../web/features/scenarios/waterfall-bars.ts'

const value = (measure: ComparedValue['measure'], figure: number | null, rest: Partial<ComparedValue> = {}) => ({
  ...{ measure, value: figure, difference: 0 },
  ...rest,
})

const scenario = (id: string, part: Partial<ComparedScenario>): ComparedScenario => ({
  ...{ scenario: id, settings: [], values: [], targets: [], waterfall: [] },
  proof: { termination: 'optimal', limit: null, inputHash: '', versions: {}, currency: 'CNY', seconds: 1 },
  ...part,
})

const target = (queue: string, verdict: 'met' | 'unproven' | 'missed') => ({
  ...({ queue, verdict, unit: 'share', kind: 'answeredWithin', within: 60, asked: 0.8, over: 'week' } as const),
  ...{ mean: 0.8, lower95: 0.7, upper95: 0.9, preset: null },
})

test('figures stand in their sections; one that a scenario lacks leaves its place empty', () => {
  const scenarios = [
    scenario('baseline', { values: [value('wages', 10), value('serviceLevel', 0.9, { queue: 'chat' })] }),
    scenario('more', {
      values: [
        value('wages', 12),
        value('serviceLevel', 0.7, { queue: 'calls' }),
        value('wages', 5, { group: 'care' }),
      ],
    }),
  ]
  const sections = measureSections({ scenarios })
  expect(sections.map(({ kind, of }) => [kind, of])).toEqual([
    ['cost', undefined],
    ['service', 'chat'],
    ['service', 'calls'],
    ['group', 'care'],
  ])
  expect(sections[2]!.rows[0]!.values.map((each) => each?.value)).toEqual([undefined, 0.7])
})

test('a figure that no scenario has is left out', () => {
  const scenarios = [scenario('baseline', { values: [value('wagesPerContact', null), value('wages', 1)] })]
  expect(measureSections({ scenarios }).flatMap(({ rows }) => rows.map(({ measure }) => measure))).toEqual(['wages'])
})

test('less cost is better, less service worse, and more people neither', () => {
  expect([isBetter('wages', -1), isBetter('serviceLevel', -0.1), isBetter('headcount', 3)]).toEqual([
    true,
    false,
    undefined,
  ])
  expect(isBetter('wages', 0)).toBeUndefined()
})

test('the worst verdict of a queue is told', () => {
  const one = scenario('a', { targets: [target('chat', 'met'), target('chat', 'unproven'), target('calls', 'missed')] })
  expect(['chat', 'calls', 'none'].map((queue) => worstVerdict(one, queue))).toEqual(['unproven', 'missed', undefined])
})

test('the dearest scenario is answered first, with what it misses', () => {
  const at = (id: string, cost: number, missed: number) =>
    scenario(id, {
      values: [
        value('objective', 0, { difference: cost }),
        value('targetsMissed', missed),
        value('wages', 1, { difference: 7 }),
      ],
    })
  const answers = comparisonAnswers({ scenarios: [at('baseline', 0, 0), at('a', 5, 1), at('b', 9, 2)], frontier: [] })
  expect(answers.map(({ scenario, cost, wages, targetsMissed }) => [scenario, cost, wages, targetsMissed])).toEqual([
    ['b', 9, 7, 2],
    ['a', 5, 7, 1],
  ])
})

test('each bar begins where the one before ended, and the last is their sum', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: -1e5, max: 1e5 }))),
      (steps) => {
        const waterfall = steps.map(([cost, minutes]) => ({
          ...{ kind: 'volume', label: '', isUndone: false, cost, scheduledHours: minutes / 60 },
        }))
        for (const [figure, sum] of [
          ['cost', steps.reduce((all, [cost]) => all + cost, 0)],
          ['scheduledHours', steps.reduce((all, [, minutes]) => all + minutes, 0) / 60],
        ] as const) {
          const bars = waterfallBars(waterfall, figure)
          expect(bars.at(-1)).toEqual({ from: 0, to: sum, value: sum })
          bars.slice(1, -1).forEach((bar, place) => {
            expect(bar.from).toBe(bars[place]!.to)
          })
        }
      },
    ),
  )
})

test('a scale holds all values between round figures', () => {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 8 }), (values) => {
      const scale = chartScale(values, 4)
      expect(scale.ticks.length).toBeGreaterThan(1)
      expect(scale.ticks.length).toBeLessThan(12)
      for (const each of values) {
        expect(placeOn(scale, each)).toBeGreaterThanOrEqual(-1e-6)
        expect(placeOn(scale, each)).toBeLessThanOrEqual(1 + 1e-6)
      }
    }),
  )
  expect(chartScale([0.82, 0.97], 4).ticks).toEqual([0.8, 0.85, 0.9, 0.95, 1])
  expect(chartScale([12, 30], 3, true).ticks).toEqual([0, 10, 20, 30])
  expect(chartScale([5982, 5982], 4).ticks).toEqual([4000, 6000, 8000])
  expect(chartScale([], 4).ticks).toEqual([0, 1])
})

test('only scenarios that no other beats are joined, the cheapest first', () => {
  const point = (id: string, cost: number, serviceLevel: number | null, isEfficientByLevel: boolean) => ({
    ...{ scenario: id, cost, serviceLevel, isEfficientByLevel, worstMargin: null, isEfficientByWorst: false },
  })
  const frontier: ComparisonResult['frontier'] = [
    point('b', 20, 0.9, true),
    point('a', 10, 0.8, true),
    point('c', 15, 0.7, false),
    point('d', 5, null, false),
  ]
  const points = servicePoints(frontier, 'serviceLevel')
  expect(points.map((each) => each.scenario)).toEqual(['b', 'a', 'c'])
  expect(frontierLine(points).map((each) => each.scenario)).toEqual(['a', 'b'])
  expect(servicePoints(frontier, 'worstMargin')).toEqual([])
})

test('the server reads a lever as it was drafted, and makes as many settings', () => {
  for (const draft of [
    { lever: 'volume', of: '', from: 0.8, to: 1.6, step: 0.05 },
    { lever: 'absence', of: '', from: 0.05, to: 0.2, step: 0.1 / 3 },
    { lever: 'hires', of: 'care', from: 0, to: 4, step: 1 },
  ] as const) {
    const [lever] = parseSweepLevers([leverText(draft)])
    expect(lever).toMatchObject({ lever: draft.lever, of: draft.of || null })
    expect(lever!.values).toHaveLength(settingCount(draft))
  }
  expect(settingCount({ lever: 'volume', of: '', from: 2, to: 1, step: 0.1 })).toBe(0)
  expect(settingCount({ lever: 'volume', of: '', from: 1, to: 2, step: Number.NaN })).toBe(0)
})

test('two levers make a grid, one makes lines', () => {
  const points = (levers: string[]) =>
    sweepPoints(parseSweepLevers(levers)).map(({ id, settings }, place) =>
      scenario(id, { settings: [...settings], values: [value('serviceLevel', place / 10, { queue: 'chat' })] }),
    )
  const two = points(['volume=1:2:1', 'absence=0:0.2:0.1'])
  const grid = sweepGrid({ scenarios: two })
  expect(grid?.points.map((row) => row.map((point) => point?.scenario))).toEqual([
    two.slice(0, 3).map((point) => point.scenario),
    two.slice(3).map((point) => point.scenario),
  ])
  const one = points(['volume=1:2:1'])
  expect(sweepGrid({ scenarios: one })).toBeUndefined()
  expect(serviceLines({ scenarios: one })).toEqual([{ queue: 'chat', values: [0, 0.1] }])
})

test('a cell is as dark as its value is large', () => {
  expect([10, 15, 20, null].map((figure) => heatStep(figure, [10, 15, 20, null]))).toEqual([0, 2, 4, undefined])
  expect(heatStep(7, [7, 7])).toBe(0)
})
