import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Forecast,
  QUANTILES,
  type QuantileName,
  type QueueForecast,
} from '../../solver/domain/forecast-outputs.ts'
import { dayHorizon } from '../../solver/domain/horizon.ts'
import { type Lever, leverSchema } from '../../solver/domain/lever.ts'
import { applyLevers } from '../../solver/staffing/apply-levers.ts'

const horizon = dayHorizon('2026-11-09', 2, 60, 'Asia/Shanghai')
const IDS = ['chat', 'phone', 'tickets'] as const
const ALL_WEEK = [{ from: '2026-11-09T00:00', to: '2026-11-16T00:00' }]

const queueOf = (queueId: string): fc.Arbitrary<QueueForecast> =>
  fc
    .array(fc.tuple(fc.constantFrom(0, 0.3, 4, 60, 9000), fc.double({ min: 700, max: 3000, noNaN: true })), {
      minLength: horizon.intervals,
      maxLength: horizon.intervals,
    })
    .map((cells) => ({
      queueId,
      mean: Float64Array.from(cells, ([mean]) => mean),
      quantiles: Object.fromEntries(
        QUANTILES.map(([name, level]) => [name, Float64Array.from(cells, ([mean]) => 2 * level * mean)]),
      ) as Record<QuantileName, Float64Array>,
      ahtSeconds: Float64Array.from(cells, ([, aht]) => aht),
    }))

const forecasts: fc.Arbitrary<Forecast> = fc.tuple(...IDS.map(queueOf)).map((queues) => ({ horizon, queues }))

const share = fc.double({ min: 0, max: 0.99, noNaN: true })
const common = {
  from: fc.constantFrom(undefined, '2026-11-10'),
  queue: fc.constantFrom(...IDS),
  ofContacts: fc.double({ min: 0.01, max: 1, noNaN: true }),
  share,
  historyShare: share,
}
const deflections = fc.record({
  kind: fc.constant('botDeflection'),
  ...common,
  relativeAht: fc.double({ min: 0.05, max: 1, noNaN: true }),
  bouncedBack: fc.double({ min: 0, max: 1, noNaN: true }),
  outages: fc.constantFrom([], [{ from: '2026-11-09T10:20', to: '2026-11-10T03:00' }]),
})
/** Levers that take a share of the contacts, and so may leave all as it is. */
const shareLevers = fc.oneof(
  deflections,
  fc.record({ kind: fc.constantFrom('selfService', 'repeatContacts'), ...common }),
  fc.record({ kind: fc.constant('escalation'), toQueue: fc.constantFrom('phone', 'tickets'), ...common }),
)
const levers: fc.Arbitrary<Lever> = fc
  .oneof(
    shareLevers,
    fc.record({
      kind: fc.constant('handlingTime'),
      queue: fc.constantFrom(undefined, ...IDS),
      seconds: fc.double({ min: -60, max: 300, noNaN: true }),
    }),
  )
  .map((lever) => leverSchema.parse(lever))

const settled = { numRuns: 200 }

describe('levers', () => {
  it('change nothing where the history holds their share already', () => {
    fc.assert(
      fc.property(forecasts, shareLevers, (forecast, lever) => {
        const outages = lever.kind === 'botDeflection' ? { outages: [] } : {}
        const same = leverSchema.parse({ ...lever, ...outages, historyShare: lever.share })
        expect(applyLevers(forecast, [same])).toEqual(forecast)
      }),
      settled,
    )
  })

  it('leave numbers: contacts never negative, quantiles in order, handling time above nothing', () => {
    fc.assert(
      fc.property(forecasts, fc.array(levers, { maxLength: 5 }), (forecast, list) => {
        for (const { mean, quantiles, ahtSeconds } of applyLevers(forecast, list).queues) {
          expect(mean.every((value) => value >= 0)).toBe(true)
          expect(ahtSeconds.every((value) => value > 0)).toBe(true)
          let below = new Float64Array(horizon.intervals)
          for (const [name] of QUANTILES) {
            const values = quantiles[name]
            expect(values.every((value, interval) => value >= below[interval]! * (1 - 1e-12))).toBe(true)
            below = values.slice()
          }
        }
      }),
      settled,
    )
  })

  it('with the bot out all week are as with no bot at all', () => {
    fc.assert(
      fc.property(forecasts, deflections, (forecast, deflection) => {
        const out = leverSchema.parse({ ...deflection, outages: ALL_WEEK })
        const none = leverSchema.parse({ ...deflection, from: undefined, share: 0, outages: [] })
        expect(applyLevers(forecast, [out])).toEqual(applyLevers(forecast, [none]))
        const fresh = leverSchema.parse({ ...deflection, historyShare: 0, outages: ALL_WEEK })
        expect(applyLevers(forecast, [fresh])).toEqual(forecast)
      }),
      settled,
    )
  })

  it('do not mind the order of the queues', () => {
    fc.assert(
      fc.property(forecasts, fc.array(levers, { maxLength: 4 }), (forecast, list) => {
        const turned = { horizon, queues: forecast.queues.toReversed() }
        expect(applyLevers(turned, list).queues.toReversed()).toEqual(applyLevers(forecast, list).queues)
      }),
      settled,
    )
  })

  it('never add work when a bot takes more', () => {
    fc.assert(
      fc.property(forecasts, deflections, share, (forecast, deflection, other) => {
        const [low, high] = [deflection.share, other].sort((a, b) => a - b)
        const work = (value: number) =>
          applyLevers(forecast, [leverSchema.parse({ ...deflection, share: value })]).queues.map(
            ({ mean, ahtSeconds }) =>
              mean.reduce((sum, contacts, interval) => sum + contacts * ahtSeconds[interval]!, 0),
          )
        const least = work(high!)
        for (const [index, most] of work(low!).entries()) expect(least[index]!).toBeLessThanOrEqual(most * (1 + 1e-12))
      }),
      settled,
    )
  })
})
