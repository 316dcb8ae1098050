import { describe, expect, it } from 'vitest'
import type { DeferredRequirement, InstantRequirement } from '../../../solver/domain/requirement-outputs.ts'
import { requirementFor } from '../../../solver/staffing/requirement.ts'
import { chat, forecastOf, horizonOf, phone, settingsOf, tickets } from './plan-samples.ts'

const instant = (queue: object, mean: (interval: number) => number, rest: object = {}, factors = {}) => {
  const settings = settingsOf([queue], rest)
  const forecast = forecastOf(horizonOf(1), settings, (_, interval) => mean(interval), factors)
  return requirementFor(settings, forecast).queues[0] as InstantRequirement
}

const deferred = (queue: object, mean: (interval: number) => number, days = 1, rest: object = {}) => {
  const settings = settingsOf([queue], rest)
  const forecast = forecastOf(horizonOf(days), settings, (_, interval) => mean(interval))
  return requirementFor(settings, forecast).queues[0] as DeferredRequirement
}

describe('requirement of an instant queue', () => {
  it('is the least number of agents that keeps the target over time, and more people after shrinkage', () => {
    const needed = instant(phone(), () => 200, { unplannedShrinkage: 0.3 })
    // 13 agents answer 79.6 % in a steady state; the first hour, which begins with an empty queue, they are enough for.
    expect([...needed.requiredAgents]).toEqual(Array.from({ length: 24 }, (_, hour) => (hour === 0 ? 13 : 14)))
    expect([...needed.scheduledAgents.slice(0, 2)]).toEqual([19, 20])
    expect(needed.offeredErlangs[0]).toBeCloseTo(10, 12)
    expect(Math.min(...needed.serviceLevel)).toBeGreaterThanOrEqual(0.8)
    expect(needed.serviceLevel[23]).toBeCloseTo(0.88835, 4)
  })

  it('says for every agent why', () => {
    const hour = { target: { serviceLevelTarget: 0.8, answerWithinSeconds: 30 }, ahtSeconds: 1200, maxOccupancy: 0.8 }
    const quantiles = { p10: 0.8, p90: 1.2 }
    const load = (interval: number) => (interval === 12 || interval === 13 ? 150 : 30)
    const needed = instant(phone(hour), load, { assurance: 0.9 }, quantiles)
    const { reasons, requiredAgents, offeredErlangs } = needed
    for (const [interval, agents] of requiredAgents.entries())
      expect(Object.values(reasons).reduce((sum, part) => sum + part[interval]!, 0)).toBeCloseTo(agents, 9)
    expect(reasons.work[12]).toBeCloseTo(50, 9)
    expect(offeredErlangs[12]).toBeGreaterThan(50)
    expect(reasons.targets[12]).toBeGreaterThan(0)
    expect(reasons.occupancy[12]).toBeGreaterThan(0)
    expect(reasons.assurance[12]).toBeGreaterThan(0)
    // The queue has yet to fill when the spike begins, and is not empty when it is over.
    expect(reasons.carryOver[12]).toBeLessThan(0)
    expect(reasons.carryOver[14]).toBeGreaterThan(0)
  })

  it('is told apart from presence that is asked for whatever the load', () => {
    const present = { targets: [{ kind: 'presence', agents: 3, window: [{ from: '09:00', to: '10:00' }] }] }
    const needed = instant(phone(present), () => 1)
    expect([...needed.requiredAgents.slice(8, 11)]).toEqual([1, 3, 1])
    expect(needed.reasons.presence[9]).toBe(2)
  })

  it('makes one line of a pool and shares it out', () => {
    const queues = ['a', 'b', 'c', 'd', 'e'].map((id) =>
      phone({ id, ahtSeconds: 300, target: { serviceLevelTarget: 0.8, answerWithinSeconds: 20 } }),
    )
    const needs = (rest: object) => {
      const settings = settingsOf(queues, rest)
      return requirementFor(
        settings,
        forecastOf(horizonOf(1), settings, () => 120),
      ).queues as InstantRequirement[]
    }
    const total = (interval: number, all: readonly InstantRequirement[]) =>
      all.reduce((sum, { requiredAgents }) => sum + requiredAgents[interval]!, 0)
    const apart = needs({})
    const pooled = needs({ pools: [{ id: 'all', queues: ['a', 'b', 'c', 'd', 'e'] }] })
    // 70 apart and 57 pooled in a steady state, an agent fewer a line in every other hour.
    expect(total(10, apart)).toBeGreaterThanOrEqual(65)
    expect(total(10, pooled)).toBeLessThanOrEqual(57)
    for (const { reasons, requiredAgents, scheduledAgents } of pooled) {
      expect(Object.values(reasons).reduce((sum, part) => sum + part[10]!, 0)).toBeCloseTo(requiredAgents[10]!, 9)
      expect(Number.isInteger(scheduledAgents[10])).toBe(true)
      expect(reasons.pooling[10]).toBeLessThan(0)
    }
  })

  it('takes more for a pool whose low class must not wait behind the high one', () => {
    const line = (id: string, priority: number, within: number) =>
      phone({ id, priority, ahtSeconds: 300, target: { serviceLevelTarget: 0.8, answerWithinSeconds: within } })
    const sum = (high: number, low: number) => {
      const settings = settingsOf([line('vip', high, 10), line('all', low, 10)], {
        pools: [{ id: 'p', queues: ['vip', 'all'] }],
      })
      const { queues } = requirementFor(
        settings,
        forecastOf(horizonOf(1), settings, () => 120),
      )
      return (queues as InstantRequirement[]).reduce((total, need) => total + need.requiredAgents[11]!, 0)
    }
    expect(sum(1, 9)).toBeGreaterThanOrEqual(sum(5, 5))
  })

  it('is zero while closed and where nobody ever contacts', () => {
    const open = phone({ openHours: [{ from: '09:00', to: '12:00' }] })
    const needed = instant(open, (interval) => (interval === 10 ? 0 : 200))
    expect([...needed.requiredAgents.slice(8, 13)]).toEqual([0, 13, 0, 13, 0])
    expect([...needed.volume.slice(8, 13)]).toEqual([0, 200, 0, 200, 0])
    expect(needed.serviceLevel[8]).toBeNaN()
    expect(needed.serviceLevel[10]).toBeNaN()
  })

  it('leaves one person at an open queue whose planned quantile is empty', () => {
    const needed = instant(phone(), () => 0.2, { planFor: 'p50' }, { p50: 0, p90: 5 })
    expect(needed.volume[0]).toBe(0)
    expect(needed.requiredAgents[0]).toBe(1)
    expect(needed.scheduledAgents[0]).toBe(1)
  })

  it('plans for the quantile asked for and shows the band around it', () => {
    const needed = instant(phone(), () => 200, { planFor: 'p90' }, { p10: 0.5, p90: 1.5 })
    expect(needed.volume[0]).toBe(300)
    expect(needed.requiredAgents).toEqual(needed.requiredAgentsP90)
    expect(needed.requiredAgentsP10[0]).toBeLessThan(14)
    expect(needed.requiredAgentsP90[0]).toBeGreaterThan(14)
  })

  it('staffs chats by what an agent with full hands gets done', () => {
    expect(Math.max(...instant(chat(), () => 225).requiredAgents)).toBe(17)
  })

  it('names a queue without a forecast', () => {
    const settings = settingsOf([phone(), chat()])
    const forecast = forecastOf(horizonOf(1), settingsOf([phone()]), () => 1)
    expect(() => requirementFor(settings, forecast)).toThrow(
      expect.objectContaining({
        name: 'PlanningInputError',
        message: '"chat" has no forecast. Add history for the queue, or take the queue out of the plan.',
      }),
    )
  })
})

describe('requirement of a deferred queue', () => {
  it('is due the promised hours after arrival', () => {
    const { dueByEnd, openingBacklog } = deferred(tickets({ openingBacklog: 0 }), (interval) =>
      interval === 2 ? 12 : 0,
    )
    expect(openingBacklog).toBe(0)
    expect([...dueByEnd.slice(5, 8)]).toEqual([0, 12, 12])
  })

  it('spreads an interval over those in which it falls due', () => {
    const queue = tickets({ openingBacklog: 0, target: { finishWithinHours: 1.5 } })
    const { dueByEnd } = deferred(queue, (interval) => (interval === 2 ? 12 : 0))
    expect([...dueByEnd.slice(2, 6)]).toEqual([0, 6, 12, 12])
  })

  it('counts only open hours when the promise does', () => {
    const queue = tickets({
      openHours: [{ from: '09:00', to: '17:00' }],
      openingBacklog: 0,
      target: { finishWithinHours: 4, deadlineClock: 'open' },
    })
    const at = (arrival: number) =>
      deferred(queue, (interval) => (interval === arrival ? 8 : 0), 2).dueByEnd.findIndex((due) => due > 0)
    expect(at(9)).toBe(13)
    // An hour before closing: three hours are left for the next day.
    expect(at(16)).toBe(24 + 12)
    // At night the clock stands still until opening; all is due by the end of the fourth open hour.
    expect(at(20)).toBe(24 + 12)
  })

  it('takes over from a steady week what this one leaves behind', () => {
    const { dueByEnd, openingBacklog, volume } = deferred(tickets(), () => 3)
    expect(openingBacklog).toBe(12)
    expect(dueByEnd).toEqual(Float64Array.from({ length: 24 }, (_, interval) => 3 * (interval + 1)))
    expect(dueByEnd.at(-1)).toBe(volume.reduce((sum, contacts) => sum + contacts, 0))
  })

  it('holds several weeks of work when the promise is longer than the horizon', () => {
    const { dueByEnd, openingBacklog } = deferred(tickets({ target: { finishWithinHours: 60 } }), () => 2)
    expect(openingBacklog).toBe(120)
    expect(dueByEnd).toEqual(Float64Array.from({ length: 24 }, (_, interval) => 2 * (interval + 1)))
  })

  it('has a stated backlog due evenly over the promised hours', () => {
    const { dueByEnd, openingBacklog } = deferred(tickets({ openingBacklog: 40 }), () => 0)
    expect(openingBacklog).toBe(40)
    expect([...dueByEnd.slice(0, 5)]).toEqual([10, 20, 30, 40, 40])
  })

  it('is worked only while open, and less with shrinkage', () => {
    const queue = tickets({ openHours: [{ from: '09:00', to: '17:00' }] })
    const { contactsPerAgent } = deferred(queue, () => 1, 1, { unplannedShrinkage: 0.1 })
    expect(contactsPerAgent[8]).toBe(0)
    expect(contactsPerAgent[9]).toBeCloseTo(5.4, 12)
  })
})
