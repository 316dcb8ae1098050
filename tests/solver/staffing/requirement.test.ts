import { describe, expect, it } from 'vitest'
import type { DeferredRequirement, InstantRequirement } from '../../../solver/domain/plan-outputs.ts'
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
  it('is the least number of agents that keeps the target, and more people after shrinkage', () => {
    const needed = instant(phone(), () => 200, { unplannedShrinkage: 0.3 })
    expect(needed.requiredAgents).toEqual(new Float64Array(24).fill(14))
    expect(needed.scheduledAgents).toEqual(new Float64Array(24).fill(20))
    expect(needed.offeredErlangs[0]).toBeCloseTo(10, 12)
    expect(needed.serviceLevel[0]).toBeCloseTo(0.88835, 6)
  })

  it('is zero while closed and where nobody ever contacts', () => {
    const open = phone({ openHours: [{ from: '09:00', to: '12:00' }] })
    const needed = instant(open, (interval) => (interval === 10 ? 0 : 200))
    expect([...needed.requiredAgents.slice(8, 13)]).toEqual([0, 14, 0, 14, 0])
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
    expect(instant(chat(), () => 225).requiredAgents[0]).toBe(17)
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

  it('plans twenty queues of a quarter-hourly week while one waits', () => {
    const queues = Array.from({ length: 20 }, (_, number) => phone({ id: `q${number}`, meanPatienceSeconds: 120 }))
    const settings = settingsOf(queues, { intervalMinutes: 15 })
    const forecast = forecastOf(
      horizonOf(7, 15),
      settings,
      (id, interval) => 40 + 39 * Math.sin(interval / 15) + Number(id.slice(1)),
      { p10: 0.8, p90: 1.2 },
    )
    const from = performance.now()
    requirementFor(settings, forecast)
    // About a second on a free machine; the limit leaves room for a busy one.
    expect(performance.now() - from).toBeLessThan(6000)
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
