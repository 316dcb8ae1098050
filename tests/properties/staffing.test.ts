import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeferredRequirement } from '../../solver/domain/requirement-outputs.ts'
import { pooledAgents } from '../../solver/staffing/pooled-queues.ts'
import { evaluateClasses, leastAgentsForClasses } from '../../solver/staffing/priority-queue.ts'
import { evaluateQueue, leastAgents, MAX_AGENTS } from '../../solver/staffing/queue-model.ts'
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

/** Any number that a caller may hand over, sane or not. */
const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: 0, max: 1, noNaN: true }),
  number(0, 1e6),
  fc.integer({ min: -2, max: 10 }),
  fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.MIN_VALUE, Number.MAX_VALUE),
)
/** Mostly sane, so that most runs get past the door. */
const mostly = (sane: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 9, arbitrary: sane }, { weight: 1, arbitrary: anyNumber })
const anyLoad = fc.record(
  {
    volume: mostly(number(0, 1e5)),
    intervalMinutes: mostly(fc.constantFrom(5, 15, 30, 60)),
    ahtSeconds: mostly(number(1, 1e4)),
    answerWithinSeconds: mostly(number(0, 1e4)),
    meanPatienceSeconds: mostly(number(0.1, 1e5)),
    concurrency: mostly(fc.integer({ min: 1, max: 6 })),
    concurrencyGain: mostly(number(1, 2)),
  },
  { requiredKeys: ['volume', 'intervalMinutes', 'ahtSeconds', 'answerWithinSeconds'] },
)

/** What a model answers, or undefined when it refuses the input in words. */
function answerOf<Answer>(model: () => Answer): Answer | undefined {
  try {
    return model()
  } catch (error) {
    expect(error).toMatchObject({ name: 'PlanningInputError' })
    return undefined
  }
}

const expectShare = (value: number) => {
  expect(value).toBeGreaterThanOrEqual(0)
  expect(value).toBeLessThanOrEqual(1)
}

describe('any input at all', () => {
  it('is refused in words or measured in numbers', () => {
    let measured = 0
    fc.assert(
      fc.property(anyLoad, mostly(fc.integer({ min: 0, max: 2000 })), (load, count) => {
        const answer = answerOf(() => evaluateQueue({ ...load, agents: count }))
        if (!answer) return
        measured++
        const { asaSeconds, offeredErlangs, ...shares } = answer
        for (const share of Object.values(shares)) expectShare(share)
        expect(asaSeconds).toBeGreaterThanOrEqual(0)
        expect(offeredErlangs).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
    expect(measured).toBeGreaterThan(600)
  })

  it('is refused in words or staffed with people', () => {
    let staffed = 0
    fc.assert(
      fc.property(anyLoad, mostly(number(0.01, 0.99)), mostly(number(0.3, 1)), (load, target, maxOccupancy) => {
        const agents = answerOf(() => leastAgents({ ...load, target, maxOccupancy }))
        const pooled = answerOf(() => pooledAgents([{ ...load, target, maxOccupancy }]))
        expect(pooled).toBe(agents)
        if (agents === undefined) return
        staffed++
        expect(Number.isInteger(agents) && agents >= 0 && agents <= MAX_AGENTS).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(staffed).toBeGreaterThan(100)
  })

  it('is refused in words or served by priority', () => {
    const intervalMinutes = 30
    const anyClass = fc.record({
      volume: mostly(number(0, 500)),
      priority: mostly(fc.integer({ min: 1, max: 9 })),
      answerWithinSeconds: mostly(number(0, 1e4)),
      target: mostly(number(0.01, 0.99)),
    })
    let measured = 0
    fc.assert(
      fc.property(
        fc.array(anyClass, { maxLength: 4 }),
        mostly(number(1, 1000)),
        mostly(fc.integer({ min: 0, max: 500 })),
        (classes, ahtSeconds, count) => {
          const answers = answerOf(() => evaluateClasses(classes, { intervalMinutes, ahtSeconds, agents: count }))
          for (const { pWait, serviceLevel, asaSeconds } of answers ?? []) {
            measured++
            expectShare(pWait)
            expectShare(serviceLevel)
            expect(asaSeconds).toBeGreaterThanOrEqual(0)
          }
          const agents = answerOf(() => leastAgentsForClasses(classes, { intervalMinutes, ahtSeconds }))
          expect(agents === undefined || (Number.isInteger(agents) && agents >= 0)).toBe(true)
        },
      ),
      { numRuns: 1000 },
    )
    expect(measured).toBeGreaterThan(300)
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
