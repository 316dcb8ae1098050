import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeferredRequirement } from '../../solver/domain/plan-outputs.ts'
import { evaluateQueue, leastAgents } from '../../solver/staffing/queue-model.ts'
import { requirementFor } from '../../solver/staffing/requirement.ts'
import { forecastOf, horizonOf, settingsOf, tickets } from '../solver/staffing/plan-samples.ts'

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })

const queue = fc
  .record({
    erlangs: number(0.01, 400),
    ahtSeconds: number(10, 3000),
    answerWithinSeconds: number(0, 600),
    meanPatienceSeconds: fc.option(number(1, 20_000), { nil: undefined }),
    concurrency: fc.integer({ min: 1, max: 6 }),
    gainShare: number(0, 1),
  })
  .map(({ erlangs, gainShare, ...rest }) => ({
    ...rest,
    volume: (erlangs * 1800) / rest.ahtSeconds,
    intervalMinutes: 30,
    concurrencyGain: 1 + gainShare * (rest.concurrency - 1),
  }))
const agents = fc.integer({ min: 1, max: 500 })
const ROUNDING = 1e-9

describe('queueing model', () => {
  it('never serves worse with one agent more', () => {
    fc.assert(
      fc.property(queue, agents, (load, count) => {
        const fewer = evaluateQueue({ ...load, agents: count })
        const more = evaluateQueue({ ...load, agents: count + 1 })
        expect(more.serviceLevel).toBeGreaterThanOrEqual(fewer.serviceLevel - ROUNDING)
        expect(more.pWait).toBeLessThanOrEqual(fewer.pWait + ROUNDING)
        expect(more.abandonRate).toBeLessThanOrEqual(fewer.abandonRate + ROUNDING)
        // In an overload of chats another agent also keeps more of those who would give up: only phone is sure to ease.
        if (load.concurrency === 1) expect(more.occupancy).toBeLessThanOrEqual(fewer.occupancy + ROUNDING)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps every share a share and balances the contacts', () => {
    fc.assert(
      fc.property(queue, agents, (load, count) => {
        const { asaSeconds, offeredErlangs, ...shares } = evaluateQueue({ ...load, agents: count })
        for (const share of Object.values(shares)) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1)
        }
        expect(asaSeconds).toBeGreaterThanOrEqual(0)
        expect(shares.serviceLevel).toBeGreaterThanOrEqual(1 - shares.pWait - ROUNDING)
        expect(shares.serviceLevel).toBeLessThanOrEqual(1 - shares.abandonRate + ROUNDING)
        // What is served is what arrives and does not give up, as long as the queue empties at all.
        if (Number.isFinite(asaSeconds))
          expect(shares.occupancy * count * load.concurrencyGain).toBeCloseTo(
            offeredErlangs * (1 - shares.abandonRate),
            5,
          )
      }),
      { numRuns: 300 },
    )
  })

  it('makes fewer give up, and those who stay wait no less, when patience grows', () => {
    fc.assert(
      fc.property(queue, agents, number(1, 5000), number(1.01, 10), (load, count, patience, factor) => {
        const short = evaluateQueue({ ...load, agents: count, meanPatienceSeconds: patience })
        const long = evaluateQueue({ ...load, agents: count, meanPatienceSeconds: patience * factor })
        expect(long.abandonRate).toBeLessThanOrEqual(short.abandonRate + ROUNDING)
        expect(long.pWait).toBeGreaterThanOrEqual(short.pWait - ROUNDING)
        expect(long.asaSeconds).toBeGreaterThanOrEqual(short.asaSeconds * (1 - 1e-6) - 1e-6)
      }),
      { numRuns: 300 },
    )
  })

  it('finds the least number: enough, and one fewer is not', () => {
    fc.assert(
      fc.property(queue, number(0.05, 0.99), number(0.5, 1), (load, target, maxOccupancy) => {
        const least = leastAgents({ ...load, target, maxOccupancy })
        const isEnough = (count: number) => {
          const { serviceLevel, occupancy } = evaluateQueue({ ...load, agents: count })
          return serviceLevel >= target && occupancy <= maxOccupancy
        }
        expect(isEnough(least)).toBe(true)
        expect(isEnough(least - 1)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('never needs fewer agents for more contacts', () => {
    fc.assert(
      fc.property(queue, number(0.05, 0.99), number(1, 3), (load, target, factor) => {
        const more = leastAgents({ ...load, volume: load.volume * factor, target })
        expect(more).toBeGreaterThanOrEqual(leastAgents({ ...load, target }))
      }),
      { numRuns: 200 },
    )
  })
})

describe('deferred work', () => {
  it('is all due in the end: a steady week owes exactly what arrives, however long it may wait', () => {
    const hours = fc.oneof(fc.integer({ min: 1, max: 168 }), number(0.1, 168))
    const volumes = fc.array(number(0, 50), { minLength: 24, maxLength: 24 })
    const opens = fc.integer({ min: 0, max: 22 })
    fc.assert(
      fc.property(
        hours,
        volumes,
        opens,
        fc.constantFrom('calendar', 'open'),
        (finishWithinHours, volume, from, clock) => {
          const openHours = [{ from: `${from}:00`, to: `${from + 2}:00` }]
          const settings = settingsOf([tickets({ openHours, target: { finishWithinHours, deadlineClock: clock } })])
          const forecast = forecastOf(horizonOf(1), settings, (_, interval) => volume[interval]!)
          const { dueByEnd, openingBacklog } = requirementFor(settings, forecast).queues[0] as DeferredRequirement
          const arriving = volume.reduce((sum, contacts) => sum + contacts, 0)
          expect(dueByEnd.at(-1)).toBeCloseTo(arriving, 6)
          expect(openingBacklog).toBeGreaterThanOrEqual(0)
          for (let interval = 1; interval < 24; interval++)
            expect(dueByEnd[interval]!).toBeGreaterThanOrEqual(dueByEnd[interval - 1]! - ROUNDING)
        },
      ),
      { numRuns: 200 },
    )
  })
})
