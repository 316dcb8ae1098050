import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waterfall } from '../../../solver/compare/waterfall.ts'
import { plannedSample, prefix } from './planned-samples.ts'

const figures = (scheduledHours: number, objective: number) => [
  { measure: 'scheduledHours', value: scheduledHours } as const,
  { measure: 'objective', value: objective } as const,
]

test('parts in common are passed over, the first one alone has are undone last one first, then the others come', () => {
  const first = plannedSample('a+b', figures(110, 1150), {
    estimates: [prefix('', 100, 1000), prefix('a', 105, 1100), prefix('ab', 108, 1120)],
  })
  const other = plannedSample('a+c', figures(130, 1330), {
    estimates: [prefix('', 100, 1000), prefix('a', 105, 1100), prefix('ac', 125, 1300)],
  })
  expect(waterfall(first, other)).toEqual([
    { kind: 'volume', label: 'ab', isUndone: true, scheduledHours: -3, cost: -20 },
    { kind: 'volume', label: 'ac', isUndone: false, scheduledHours: 20, cost: 200 },
    { kind: 'plan', label: '', isUndone: false, scheduledHours: 3, cost: 0 },
  ])
})

test('without estimates there are no steps', () => {
  const without = plannedSample('a', figures(1, 1))
  const withSome = plannedSample('b', figures(2, 2), { estimates: [prefix('', 1, 1)] })
  expect([waterfall(without, withSome), waterfall(withSome, without)]).toEqual([[], []])
})

const estimated = fc.array(
  fc.record({
    hours: fc.double({ min: 0, max: 1e5, noNaN: true }),
    cost: fc.double({ min: 0, max: 1e10, noNaN: true }),
  }),
  { minLength: 1, maxLength: 6 },
)
const planned = fc.record({
  hours: fc.double({ min: 0, max: 1e5, noNaN: true }),
  cost: fc.integer({ min: 0, max: 1e10 }),
})

test('the steps sum exactly to the difference of the plans', () => {
  fc.assert(
    fc.property(estimated, estimated, planned, planned, fc.nat(3), (a, b, planA, planB, shared) => {
      const estimates = (name: string, list: typeof a) =>
        list.map(({ hours, cost }, place) =>
          prefix(place <= shared ? `same ${place}` : `${name} ${place}`, hours, cost),
        )
      // What is equal in both is estimated equally.
      const both = estimates('b', b).map((step, place) =>
        place <= shared && a[place] ? estimates('a', a)[place]! : step,
      )
      const steps = waterfall(
        plannedSample('a', figures(planA.hours, planA.cost), { estimates: estimates('a', a) }),
        plannedSample('b', figures(planB.hours, planB.cost), { estimates: both }),
      )
      const minutes = steps.reduce((sum, step) => sum + Math.round(60 * step.scheduledHours), 0)
      expect(steps.reduce((sum, { cost }) => sum + cost, 0)).toBe(planB.cost - planA.cost)
      expect(minutes).toBe(Math.round(60 * planB.hours) - Math.round(60 * planA.hours))
    }),
  )
})
