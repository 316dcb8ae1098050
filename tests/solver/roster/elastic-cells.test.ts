import { describe, expect, it } from 'vitest'
import { elasticCells, elasticQueues } from '../../../solver/roster/elastic-cells.ts'
import type { StaffModel } from '../../../solver/roster/staff-model.ts'
import { planWork } from '../../../solver/roster/work-plan.ts'

const HOURS = 4

/** One of two people knows chat alone, the other tickets too, at 0.8; six tickets an hour of an agent. */
const model = (volume: readonly number[], dueByEnd: readonly number[]): StaffModel => ({
  horizon: { startsAt: 0, intervals: HOURS, intervalMinutes: 60, zone: 'UTC' },
  options: [],
  problem: undefined as never,
  groups: 2,
  proficiency: Float64Array.from([1, 0, 1, 0.8]),
  queues: [
    {
      need: {
        ...{ kind: 'instant', queueId: 'chat' },
        scheduledAgents: new Float64Array(HOURS).fill(1),
      } as never,
      price: 5000,
    },
    {
      need: {
        ...{ kind: 'deferred', queueId: 'tickets', openingBacklog: 0 },
        volume: Float64Array.from(volume),
        dueByEnd: Float64Array.from(dueByEnd),
        contactsPerAgent: new Float64Array(HOURS).fill(6),
      } as never,
      price: 100,
    },
  ],
  present: Float64Array.from({ length: 2 * HOURS }, () => 1),
})

describe('elastic cells', () => {
  it('have a second queue for deferred work alone, known to the same people', () => {
    const given = model([0, 0, 0, 0], [0, 0, 0, 0])
    expect([...elasticQueues(given)]).toEqual([-1, 2])
    const cells = elasticCells(given)
    expect(cells.queues).toBe(3)
    expect([...cells.slotQueue]).toEqual([0, 0, 1, 2])
    expect([...cells.speed]).toEqual([1, 1, 0.8, 0.8])
  })

  it('make an agent more worth the multiplier, and the second one less dear to lose', () => {
    const given = model([4.8, 0, 0, 0], [0, 4.8, 4.8, 4.8])
    const cells = elasticCells(given)
    for (let hour = 0; hour < HOURS; hour++) cells.setNeed(hour, 0, 1, 5000)
    const prices = new Float64Array(2 * HOURS).fill(3000)
    const multipliers = new Float64Array(2 * HOURS).fill(700)
    const { need, overdueCost } = planWork(given, cells, prices, multipliers)
    // All is done by the one who can, in the first hour, and is in time.
    expect([...need].map((agents) => Math.round(agents * 100) / 100)).toEqual([0, 0.8, 0, 0, 0, 0, 0, 0])
    expect(overdueCost).toBe(0)
    expect(cells.gain(0, 1)).toBeCloseTo(0.8 * 700, 6)
    expect(cells.loss(0, 1)).toBeCloseTo(0.8 * 700, 6)
    // An hour without work that could be done then holds the promise of a little all the same.
    expect(cells.gain(1, 1)).toBeCloseTo(0.2 * 700, 6)
  })

  it('are dear where work comes late', () => {
    const given = model([12, 0, 0, 0], [12, 12, 12, 12])
    const cells = elasticCells(given)
    for (let hour = 0; hour < HOURS; hour++) cells.setNeed(hour, 0, 1, 5000)
    const { overdueCost } = planWork(
      given,
      cells,
      new Float64Array(2 * HOURS).fill(3000),
      new Float64Array(2 * HOURS).fill(700),
    )
    // 12 tickets at 4.8 an hour: 7.2 and 2.4 are late at the ends of the first two hours.
    expect(overdueCost).toBeCloseTo(100 * (7.2 + 2.4), 6)
    expect(cells.gain(0, 1)).toBeGreaterThan(0.8 * 700)
  })
})
