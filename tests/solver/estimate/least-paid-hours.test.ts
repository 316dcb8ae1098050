import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { interiorPoint } from '../../../solver/estimate/interior-point.ts'
import { leastPaidHours } from '../../../solver/estimate/least-paid-hours.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { type TinyPlan, tinyPlan } from '../roster/tiny-plan.ts'

let highs: LpEngine
beforeAll(async () => {
  highs = await createHighsEngine()
})

const least = (plan: TinyPlan, engine = interiorPoint) => {
  const { inputs, requirement } = tinyPlan(plan)
  return leastPaidHours(inputs, requirement, engine)
}
const minutesOf = (plan: TinyPlan, engine = interiorPoint) =>
  least(plan, engine).groups.reduce((sum, { minutes }) => sum + minutes, 0)
const ONE = [{ id: 'a' }]
const SHORT = { id: 'short', startTimes: ['09:00', '12:00'], lengthMinutes: 240 }

describe('leastPaidHours', () => {
  it('needs no hours when nobody calls', () => {
    expect(least({ people: ONE, chats: [0], tickets: [0] })).toEqual({
      groups: [{ groupId: 'care', minutes: expect.closeTo(0, 3) }],
      uncovered: [],
    })
  })

  it('takes as many people as it needs, whatever one of them may work', () => {
    // Seven hours a day by shifts of four, from 9 and from 12: eight hours for each agent.
    const { inputs, requirement } = tinyPlan({ people: ONE, chats: [40], tickets: [0], templates: [SHORT] })
    const need = requirement.queues[0]!
    const agents = need.kind === 'instant' ? Math.max(...need.scheduledAgents) : 0
    expect(agents).toBeGreaterThan(3)
    const { groups, uncovered } = leastPaidHours(inputs, requirement, interiorPoint)
    expect(uncovered).toEqual([])
    expect(groups[0]!.minutes).toBeCloseTo(agents * 7 * 480, 0)
  })

  it('lets work that may wait fill whole shifts', () => {
    // Six hours to finish and 30 minutes of work an hour: half an agent's time, in whatever hours.
    const tickets = [{ queueId: 'tickets', proficiency: 1 }]
    const minutes = minutesOf({ people: [{ id: 'a', skills: tickets }], chats: [0], tickets: [3] })
    expect(minutes).toBeGreaterThan(7 * 7 * 30 - 1)
    expect(minutes).toBeLessThan(7 * 7 * 30 * 1.5)
  })

  it('names hours that nobody can cover', () => {
    const { groups, uncovered } = least({
      people: ONE,
      chats: [2],
      tickets: [2],
      templates: [{ ...SHORT, startTimes: ['09:00'] }],
    })
    expect(uncovered.map(({ queueId }) => queueId)).toEqual(['chat', 'tickets'])
    expect(uncovered[0]!.agentHours).toBeCloseTo(3 * 7, 3)
    expect(groups[0]!.minutes).toBeCloseTo(7 * 240, 1)
  })

  it('needs more for more work and for slower people, and engines agree', () => {
    let compared = 0
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 7 }),
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 7 }),
        (chats, tickets) => {
          const skills = (proficiency: number) => [
            { queueId: 'chat', proficiency },
            { queueId: 'tickets', proficiency },
          ]
          const plan = { people: [{ id: 'a', skills: skills(1) }], chats, tickets }
          const slack = 1
          const minutes = minutesOf(plan)
          expect(Math.abs(minutes - minutesOf(plan, highs))).toBeLessThan(slack)
          expect(minutesOf({ ...plan, people: [{ id: 'a', skills: skills(0.8) }] })).toBeGreaterThan(minutes - slack)
          expect(minutesOf({ ...plan, tickets: tickets.map((each) => each + 2) })).toBeGreaterThan(minutes - slack)
          compared++
        },
      ),
      { numRuns: 8 },
    )
    expect(compared).toBe(8)
  })
})
