import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capacityCurve } from '../../../solver/domain/capacity-curve.ts'
import { simulateStaffing } from '../../../solver/simulate/simulate-staffing.ts'
import { leastAgents } from '../../../solver/staffing/queue-model.ts'
import {
  type VaryingLoad,
  type VaryingTargets,
  varyingRequirement,
} from '../../../solver/staffing/varying-requirement.ts'

const always = (intervals: number) => new Uint8Array(intervals).fill(1)

const loadOf = (erlangs: readonly number[], rest: Partial<VaryingLoad> & { aht?: number } = {}): VaryingLoad => {
  const { aht = 480, intervalMinutes = 15, ...others } = rest
  return {
    intervalMinutes,
    volume: Float64Array.from(erlangs, (load) => (load * intervalMinutes * 60) / aht),
    ahtSeconds: new Float64Array(erlangs.length).fill(aht),
    curve: capacityCurve(1, 1),
    ...others,
  }
}

const targetsOf = (intervals: number, rest: Partial<VaryingTargets> = {}): VaryingTargets => ({
  answered: [{ asked: 0.8, within: 30, counts: always(intervals) }],
  meanWaits: [],
  replied: [],
  maxOccupancy: 1,
  ...rest,
})

const required = (load: VaryingLoad, rest: Partial<VaryingTargets> = {}) =>
  varyingRequirement(load, targetsOf(load.volume.length, rest))

const spike = [8, 8, 8, 40, 40, 40, 8, 8, 8]

describe('agents over a day with a spike', () => {
  it('keep the target in every interval, as simulation confirms', () => {
    const load = loadOf(spike)
    const { agents, serviceLevel } = required(load)
    expect(Math.min(...serviceLevel)).toBeGreaterThanOrEqual(0.8)
    const { worstInterval } = simulateStaffing(
      { ...load, agents, answerWithinSeconds: 30 },
      { replications: 6000, seed: 5 },
    )
    expect(worstInterval!.mean).toBeGreaterThan(0.79)
  })

  it('stay longer than the spike, where an interval by itself would send them home', () => {
    const load = loadOf(spike)
    const { agents } = required(load)
    const alone = leastAgents({
      volume: load.volume[6]!,
      intervalMinutes: 15,
      ahtSeconds: 480,
      answerWithinSeconds: 30,
      target: 0.8,
    })
    expect(agents[6]).toBeGreaterThan(alone)
    expect(agents[8]).toBeLessThanOrEqual(agents[6]!)
  })

  it('are enough for the backlog of many overloaded intervals, where hours may pass before an answer', () => {
    const load = loadOf([...Array(40).fill(3), ...Array(10).fill(13), ...Array(10).fill(3)], { intervalMinutes: 30 })
    const within = 2 * 3600
    const { agents } = required(load, { answered: [{ asked: 0.8, within, counts: always(60) }] })
    const { serviceLevel, worstInterval } = simulateStaffing(
      {
        ...{ intervalMinutes: 30, volume: [...load.volume], ahtSeconds: [...load.ahtSeconds] },
        ...{ agents: [...agents], answerWithinSeconds: within },
      },
      { replications: 100, seed: 1 },
    )
    expect(serviceLevel.mean).toBeGreaterThan(0.8)
    expect(worstInterval!.mean).toBeGreaterThan(0.7)
  })

  it('are those of the stationary model where nothing changes', () => {
    const load = loadOf(Array<number>(40).fill(10), { aht: 180 })
    const { agents } = required(load, { answered: [{ asked: 0.88, within: 20, counts: always(40) }] })
    expect(agents.at(-1)).toBe(14)
  })

  it('begin anew where the queue is closed', () => {
    const { agents, serviceLevel } = required(loadOf([40, 40, 0, 8, 8]))
    expect(agents[2]).toBe(0)
    expect(serviceLevel[2]).toBeNaN()
    expect(agents[3]).toBe(required(loadOf([8, 8])).agents[0])
  })

  it('keep every target that counts, and only where it counts', () => {
    const load = loadOf(spike)
    const plain = required(load)
    const counts = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0)
    const strict = { asked: 0.99, within: 10, counts }
    const both = required(load, { answered: [...targetsOf(9).answered, strict] })
    expect(both.agents[0]).toBe(plain.agents[0])
    expect(both.agents[1]).toBeGreaterThan(plain.agents[1]!)
    const quick = required(load, { meanWaits: [{ asked: 0.5, within: 0, counts: always(9) }] })
    expect(quick.agents.every((agents, interval) => agents >= plain.agents[interval]!)).toBe(true)
    expect(quick.agents.some((agents, interval) => agents > plain.agents[interval]!)).toBe(true)
    const calm = required(load, { maxOccupancy: 0.6 })
    expect(calm.agents[5]).toBeGreaterThanOrEqual(Math.floor(40 / 0.6))
  })

  it('hold chats as replies in time allow', () => {
    const load = loadOf(Array<number>(6).fill(20), { curve: capacityCurve(3, 2.2) })
    const slow = { asked: 0.9, within: 60, counts: always(6), inTime: Float64Array.of(1, 1, 0.95, 0.6) }
    const agents = required(load, { replied: [slow] }).agents
    expect(agents.at(-1)).toBeGreaterThan(required(load).agents.at(-1)!)
  })
})

describe('laws of agents over time', () => {
  const loads = fc.array(fc.double({ min: 0.2, max: 30, noNaN: true }), { minLength: 2, maxLength: 8 })

  it('a stricter target, and more patience with waiting, never take fewer agent-hours by more than an agent', () => {
    const sum = (agents: Float64Array) => agents.reduce((total, one) => total + one, 0)
    fc.assert(
      fc.property(loads, fc.constantFrom(0.5, 0.7, 0.85), (erlangs, asked) => {
        const load = loadOf(erlangs)
        const counts = always(erlangs.length)
        const lax = required(load, { answered: [{ asked, within: 30, counts }] })
        const strict = required(load, { answered: [{ asked: asked + 0.1, within: 30, counts }] })
        expect(sum(strict.agents)).toBeGreaterThanOrEqual(sum(lax.agents) - 1)
      }),
      { numRuns: 60 },
    )
  })

  it('every interval with contacts has people and keeps its target; nothing is ever NaN', () => {
    fc.assert(
      fc.property(
        loads,
        fc.constantFrom(undefined, 20, 300),
        fc.constantFrom(0, 20, 600),
        (erlangs, patience, within) => {
          const load = loadOf(erlangs, { meanPatienceSeconds: patience })
          const { agents, serviceLevel } = required(load, {
            answered: [{ asked: 0.8, within, counts: always(erlangs.length) }],
          })
          expect(agents.every((one) => Number.isInteger(one) && one >= 1)).toBe(true)
          expect(serviceLevel.every((level) => level >= 0.8 && level <= 1)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})
