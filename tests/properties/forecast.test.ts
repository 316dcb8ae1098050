import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayHorizon } from '../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../solver/domain/plan-inputs.ts'
import { forecast } from '../../solver/forecast/forecast.ts'
import { dateOf, eventOf, historyOf, poisson, uniform } from '../solver/forecast/synthetic-history.ts'

const RUNS = 20

/** Noisy histories of any length, level and grid, with closed hours and gaps. */
const histories = fc
  .record({
    seed: fc.integer(),
    days: fc.integer({ min: 1, max: 75 }),
    level: fc.constantFrom(0, 0.2, 3, 60),
    intervalMinutes: fc.constantFrom(15, 30, 60),
    opensAt: fc.integer({ min: 0, max: 12 }),
    gaps: fc.constantFrom(0, 0.1),
  })
  .map(({ seed, days, level, intervalMinutes, opensAt, gaps }) => {
    const random = uniform(seed)
    return historyOf(
      days,
      ({ weekday, minuteOfDay }) =>
        minuteOfDay < opensAt * 60 || random() < gaps ? Number.NaN : poisson(level * (1 + weekday / 7), random),
      { intervalMinutes },
    )
  })

const streams = [3, 10, 18, 25, 33, 47, 61, 80, 92].map((day) =>
  eventOf('livestream', `${dateOf(day)}T19:00`, `${dateOf(day)}T21:00`, 1 + (day % 3)),
)
const daysOf = (history: QueueHistory) => (history.volume.length * history.intervalMinutes) / 1440
const horizonAfter = (history: QueueHistory, minutes: number) => dayHorizon(dateOf(daysOf(history)), 8, minutes, 'UTC')
const minutes = fc.constantFrom(15, 30, 60)

describe('laws of the forecast', { timeout: 60_000 }, () => {
  it('has finite, non-negative and ordered quantiles', () => {
    const law = fc.property(histories, minutes, (history, grid) => {
      const { mean, quantiles } = forecast([history], streams, horizonAfter(history, grid)).queues[0]!
      mean.forEach((value, i) => {
        const { p2_5, p10, p50, p90, p97_5 } = quantiles
        const ladder = [0, p2_5[i]!, p10[i]!, p50[i]!, p90[i]!, p97_5[i]!]
        expect(Number.isFinite(value) && value >= 0 && ladder.every(Number.isFinite)).toBe(true)
        expect(ladder.toSorted((a, b) => a - b)).toEqual(ladder)
      })
    })
    fc.assert(law, { numRuns: RUNS, seed: 1 })
  })

  it('is the same every time', () => {
    const law = fc.property(histories, (history) => {
      const horizon = horizonAfter(history, 30)
      expect(forecast([history], streams, horizon)).toEqual(forecast([history], streams, horizon))
    })
    fc.assert(law, { numRuns: RUNS, seed: 2 })
  })

  it('is not changed by an event of a kind that history has never seen', () => {
    const law = fc.property(histories, (history) => {
      const horizon = horizonAfter(history, 30)
      const day = dateOf(daysOf(history) + 2)
      const unknown = [
        eventOf('launch', `${day}T00:00`, `${day}T23:59`, 50),
        eventOf('unboxing', `${day}T20:00`, `${day}T22:00`, 50),
      ]
      expect(forecast([history], [...streams, ...unknown], horizon)).toEqual(forecast([history], streams, horizon))
    })
    fc.assert(law, { numRuns: RUNS, seed: 3 })
  })

  it('is 0 in hours that were never open, whatever the calendar says', () => {
    const law = fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), minutes, (seed, days, grid) => {
      const random = uniform(seed)
      const history = historyOf(days, ({ minuteOfDay }) => (minuteOfDay < 1200 ? poisson(9, random) : Number.NaN))
      const { mean, quantiles } = forecast([history], streams, horizonAfter(history, grid)).queues[0]!
      const opened = mean.filter((_, i) => (i * grid) % 1440 < 1200)
      const closed = mean.filter((value, i) => (i * grid) % 1440 >= 1200 && (value !== 0 || quantiles.p97_5[i] !== 0))
      expect([opened.every((value) => value > 0), closed.length]).toEqual([true, 0])
    })
    fc.assert(law, { numRuns: RUNS, seed: 4 })
  })

  it('scales with volume where counts are large', () => {
    const law = fc.property(
      fc.integer(),
      fc.integer({ min: 10, max: 80 }),
      fc.integer({ min: 2, max: 50 }),
      (seed, days, k) => {
        const random = uniform(seed)
        const history = historyOf(days, ({ weekday }) => 1e6 * (weekday + random()))
        const larger = { ...history, volume: history.volume.map((value) => k * value) }
        const horizon = horizonAfter(history, 60)
        const [one, many] = [history, larger].map((queue) => forecast([queue], [], horizon).queues[0]!)
        one!.mean.forEach((value, i) => {
          expect(many!.mean[i]! / value / k).toBeCloseTo(1, 3)
          expect(many!.quantiles.p90[i]! / one!.quantiles.p90[i]! / k).toBeCloseTo(1, 2)
        })
      },
    )
    fc.assert(law, { numRuns: RUNS, seed: 5 })
  })
})
