import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QUANTILES } from '../../solver/domain/forecast-outputs.ts'
import { reforecast } from '../../solver/intraday/reforecast.ts'
import { actualsOf, at, planOf, sumFrom } from '../solver/intraday/plan-of-days.ts'

const plan = planOf(2, (hour) => 10 + 5 * (hour - 8))
const planned = plan.queues[0]!
/** What comes in each interval of the first day over what was planned, without surprises to speak of. */
const usual = fc.array(fc.double({ min: 0.75, max: 1.25, noNaN: true }), { minLength: 24, maxLength: 24 })
const wild = fc.array(fc.double({ min: 0, max: 6, noNaN: true }), { minLength: 24, maxLength: 24 })
const hours = fc.integer({ min: 17, max: 39 }).map((interval) => interval / 2)
const toldAt = (hour: number, times: (hour: number) => number) =>
  reforecast(plan, actualsOf(plan, at(hour), times), at(hour), new Map())
const timesOf = (factors: readonly number[]) => (hour: number) => factors[Math.floor((hour - 8) * 2)] ?? 1

test('more contacts in one interval never lower the rest of the day while nothing is surprising', () => {
  let compared = 0
  fc.assert(
    fc.property(
      usual,
      hours,
      fc.nat({ max: 23 }),
      fc.double({ min: 0, max: 0.15, noNaN: true }),
      (factors, hour, place, more) => {
        const raised = factors.map((factor, i) => (i === place ? factor + more : factor))
        const [less, most] = [toldAt(hour, timesOf(factors)), toldAt(hour, timesOf(raised))]
        if (less.outlooks[0]!.surprise || most.outlooks[0]!.surprise) return
        compared++
        const rest = ({ queues }: typeof less) => sumFrom(queues[0]!.mean, hour)
        expect(rest(most)).toBeGreaterThanOrEqual(rest(less) * (1 - 1e-9))
      },
    ),
  )
  expect(compared).toBeGreaterThan(50)
})

test('a day that runs at one pace is told between plan and that pace', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.4, max: 2.5, noNaN: true }), hours, (pace, hour) => {
      const { mean } = toldAt(hour, () => pace).queues[0]!
      const [least, most] = [Math.min(1, pace), Math.max(1, pace)]
      planned.mean.forEach((contacts, interval) => {
        expect(mean[interval]!).toBeGreaterThanOrEqual(contacts * least - 1e-9)
        expect(mean[interval]!).toBeLessThanOrEqual(contacts * most + 1e-9)
      })
    }),
  )
})

test('whatever comes, means and bands are finite, in order and not below 0', () => {
  fc.assert(
    fc.property(wild, hours, (factors, hour) => {
      const { mean, quantiles } = toldAt(hour, timesOf(factors)).queues[0]!
      let below: Float64Array = new Float64Array(mean.length)
      for (const [name] of QUANTILES) {
        expect(quantiles[name].every((value, i) => value >= below[i]!)).toBe(true)
        below = quantiles[name]
      }
      expect(mean.every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
    }),
  )
})

test('neither the order of queues nor what came later matters', () => {
  const other = { ...planned, queueId: 'phone' }
  const [one, two] = [
    { ...plan, queues: [planned, other] },
    { ...plan, queues: [other, planned] },
  ]
  fc.assert(
    fc.property(wild, wild, hours, (factors, later, hour) => {
      const chat = actualsOf(plan, at(hour), timesOf(factors)).get('chat')!
      const phone = actualsOf(plan, at(hour), timesOf(later)).get('chat')!
      const told = reforecast(
        one,
        new Map([
          ['chat', chat],
          ['phone', phone],
        ]),
        at(hour),
        new Map(),
      )
      const known = chat.map((count, i) => (Number.isNaN(count) ? later[i % 24]! * 50 : count))
      const again = reforecast(
        two,
        new Map([
          ['phone', phone],
          ['chat', known],
        ]),
        at(hour),
        new Map(),
      )
      expect(again.queues.toReversed()).toEqual(told.queues)
      expect(again.outlooks.toReversed()).toEqual(told.outlooks)
    }),
  )
})
