import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capacityCurve } from '../../../solver/domain/capacity-curve.ts'
import { evaluateQueue } from '../../../solver/staffing/queue-model.ts'
import {
  EMPTY_SYSTEM,
  type SystemState,
  type TransientInterval,
  TransientQueue,
} from '../../../solver/staffing/transient-queue.ts'

const interval = (rest: Partial<TransientInterval>): TransientInterval => ({
  seconds: 1800,
  lambda: 100 / 1800,
  ahtSeconds: 180,
  patienceRate: 0,
  curve: capacityCurve(1, 1),
  agents: 14,
  agentsAfter: rest.agents ?? 14,
  ...rest,
})

const queueAsked = (...thresholds: number[]) =>
  new TransientQueue({ thresholds, replies: [], isMeanWaitAsked: true, isOccupancyAsked: true })

/** Kolmogorov's forward equations by very small steps of the midpoint rule: slow, plain and independent. */
function byPlainSteps(
  { seconds, lambda, ahtSeconds, agents, patienceRate }: TransientInterval,
  within: number,
  start: Float64Array,
) {
  const leaving = (held: number) => Math.min(held, agents) / ahtSeconds + Math.max(0, held - agents) * patienceRate
  const inTime = (held: number) => {
    if (held < agents) return 1
    let [term, fewer] = [Math.exp((-agents / ahtSeconds) * within), 0]
    for (let done = 0; done <= held - agents; done++) {
      fewer += term
      term *= ((agents / ahtSeconds) * within) / (done + 1)
    }
    return 1 - fewer
  }
  const last = start.length - 1
  const change = (now: Float64Array) =>
    now.map((share, held) => {
      const out = (held < last ? lambda : 0) + leaving(held)
      return (
        (held > 0 ? lambda * now[held - 1]! : 0) + (held < last ? leaving(held + 1) * now[held + 1]! : 0) - out * share
      )
    })
  const steps = 4000
  const length = seconds / steps
  let now = start
  let answered = 0
  for (let step = 0; step < steps; step++) {
    const slope = change(now)
    const middle = now.map((share, held) => share + (length / 2) * slope[held]!)
    const better = change(middle)
    answered += middle.reduce((sum, share, held) => sum + share * inTime(held), 0) / steps
    now = now.map((share, held) => share + length * better[held]!)
  }
  return { answered, state: now }
}

describe('a queue in time', () => {
  it.each([
    { agents: 14 },
    { agents: 12 },
    { lambda: 0.8, ahtSeconds: 60, agents: 50, patienceRate: 1 / 120 },
    { lambda: 200 / 1800, ahtSeconds: 300, agents: 30, patienceRate: 1 / 200 },
    { lambda: 225 / 3600, ahtSeconds: 480, agents: 17, curve: capacityCurve(3, 2.16) },
  ])('settles at what the stationary model says: %o', (rest) => {
    const one = interval(rest)
    const queue = queueAsked(20)
    let state: SystemState = EMPTY_SYSTEM
    let measures = queue.evaluate(one, state)
    for (let more = 0; more < 80; more++) {
      state = queue.state
      measures = queue.evaluate(one, state)
    }
    const steady = evaluateQueue({
      volume: one.lambda * 1800,
      intervalMinutes: 30,
      ahtSeconds: one.ahtSeconds,
      answerWithinSeconds: 20,
      meanPatienceSeconds: one.patienceRate === 0 ? undefined : 1 / one.patienceRate,
      curve: one.curve,
      agents: one.agents,
    })
    expect(measures.answeredWithin[0]).toBeCloseTo(steady.serviceLevel, 6)
    expect(measures.meanWaitSeconds / steady.asaSeconds).toBeCloseTo(1, 4)
    expect(measures.occupancy).toBeCloseTo(steady.occupancy, 6)
  })

  it('carries a spike through and out again as plain steps of the equations do', () => {
    const loads = [8, 8, 20, 42.5, 30, 12, 8]
    const staff = [11, 11, 20, 44, 36, 17, 11]
    const queue = queueAsked(60)
    let state: SystemState = EMPTY_SYSTEM
    let plain = new Float64Array(170)
    plain[0] = 1
    loads.forEach((load, place) => {
      const one = interval({ lambda: load / 480, ahtSeconds: 480, agents: staff[place]! })
      const { answeredWithin } = queue.evaluate(one, state)
      state = queue.state
      const expected = byPlainSteps(one, 60, plain)
      plain = expected.state as Float64Array<ArrayBuffer>
      expect(Math.abs(answeredWithin[0]! - expected.answered)).toBeLessThan(0.0008)
    })
    const mean = state.shares.reduce((sum, share, held) => sum + share * (state.first + held), 0)
    expect(Math.abs(mean - plain.reduce((sum, share, held) => sum + share * held, 0))).toBeLessThan(0.1)
  })

  it('lets late arrivals wait among the agents of the next interval', () => {
    const kept = queueAsked(60).evaluate(interval({ agents: 12 }), EMPTY_SYSTEM)
    const fewer = queueAsked(60).evaluate(interval({ agents: 12, agentsAfter: 6 }), EMPTY_SYSTEM)
    expect(fewer.answeredWithin[0]).toBeLessThan(kept.answeredWithin[0]!)
    // At most the share of arrivals within a threshold of the end.
    expect(kept.answeredWithin[0]! - fewer.answeredWithin[0]!).toBeLessThan(60 / 1800)
  })

  it('stays a distribution in deep overload and without load', () => {
    const queue = queueAsked(20)
    for (const rest of [{ lambda: 5, agents: 3 }, { lambda: 5, agents: 3, patienceRate: 1 / 60 }, { lambda: 1e-9 }]) {
      const measures = queue.evaluate(interval(rest), EMPTY_SYSTEM)
      expect(measures.answeredWithin[0]).toBeGreaterThanOrEqual(0)
      expect(measures.answeredWithin[0]).toBeLessThanOrEqual(1)
      expect(measures.meanWaitSeconds).toBeGreaterThanOrEqual(0)
      expect(queue.state.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    }
  })

  it('finds its way out of a backlog far beyond its places', () => {
    const backlog = { first: 900, shares: Float64Array.of(0.5, 0.5) }
    const after = queueAsked(20).evaluate(interval({ agents: 20, patienceRate: 1 / 600 }), backlog)
    expect(after.answeredWithin[0]).toBeGreaterThan(0)
    expect(after.occupancy).toBeGreaterThan(0.5)
    expect(after.meanWaitSeconds).toBeGreaterThan(60)
  })

  it('counts replies by how many chats the agent holds', () => {
    const curve = capacityCurve(3, 2.16)
    const ask = (inTime: number[]) =>
      new TransientQueue({
        thresholds: [],
        replies: [Float64Array.from(inTime)],
        isMeanWaitAsked: false,
        isOccupancyAsked: false,
      }).evaluate(interval({ lambda: 0.1, ahtSeconds: 480, agents: 24, curve }), EMPTY_SYSTEM).repliedInTime[0]!
    expect(ask([1, 1, 1, 1])).toBeCloseTo(1, 9)
    expect(ask([1, 0.5, 0.5, 0.5])).toBeCloseTo(0.5, 9)
    expect(ask([1, 1, 0.9, 0.2])).toBeLessThan(ask([1, 1, 0.9, 0.3]))
  })
})

describe('laws of a queue in time', () => {
  it('one agent more never answers fewer in time, whatever came before', () => {
    const queue = queueAsked(30)
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.005, max: 0.1, noNaN: true }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(0, 1 / 180),
        fc.constantFrom(capacityCurve(1, 1), capacityCurve(3, 2.2)),
        (rates, agents, patienceRate, curve) => {
          let state: SystemState = EMPTY_SYSTEM
          for (const lambda of rates) {
            const share = (staff: number) =>
              queue.evaluate(interval({ lambda, agents: staff, patienceRate, curve, ahtSeconds: 300 }), state)
            const more = share(agents + 1).answeredWithin[0]!
            const fewer = share(agents).answeredWithin[0]!
            expect(more).toBeGreaterThanOrEqual(fewer - 1e-4)
            state = queue.state
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})
