import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster } from '../../../solver/check/check-roster.ts'
import { estimateWeek } from '../../../solver/estimate/estimate-week.ts'
import { interiorPoint } from '../../../solver/estimate/interior-point.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import { javascriptLpSolver } from '../../../solver/lp/javascript-lp-solver.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import { warmSimplexEngine } from '../../benchmarks/estimate/warm-simplex-engine.ts'
import { BOTH, TICKETS, type TinyPlan, tinyPlan } from '../roster/tiny-plan.ts'

let highs: LpEngine
beforeAll(async () => {
  highs = await createHighsEngine()
})

const estimate = (plan: TinyPlan, engine = interiorPoint) => {
  const { inputs, requirement } = tinyPlan(plan)
  return estimateWeek(inputs, requirement, engine)
}
const hourly = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index}` }))

const SKILLS = [[{ queueId: 'chat', proficiency: 1 }], TICKETS, BOTH, [{ queueId: 'chat', proficiency: 0.8 }]]
/** Teams of at most six with work for about so many. */
const plans = fc.record({
  people: fc
    .array(
      fc.record({
        skills: fc.constantFrom(...SKILLS),
        contractId: fc.constantFrom('full', 'hourly'),
        hourlyCost: fc.constantFrom(2000, 3000, 4500),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((people) => people.map((person, index) => ({ id: `p${index}`, ...person }))),
  chats: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 4 }),
  tickets: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
})

describe('estimateWeek', () => {
  it('asks for nothing when nobody calls, and pays the guarantee all the same', () => {
    const { costs, workedHours, paidHours, worstHour } = estimate({
      ...{ people: [{ id: 'a', contractId: 'full' }, { id: 'b' }], chats: [0], tickets: [0] },
    })
    expect([workedHours, paidHours, worstHour]).toEqual([expect.closeTo(0, 4), expect.closeTo(20, 4), null])
    expect(costs).toEqual({ wages: 60_000, overtime: 0, understaffing: 0, overdueWork: 0, total: 60_000 })
  })

  it('prices what nobody can do as the plan prices it', () => {
    // Two agents for two chats an hour, seven hours a day; nobody is there.
    const { costs, queues, worstHour, fte } = estimate({ people: [], chats: [12], tickets: [0] })
    const { requirement } = tinyPlan({ people: [], chats: [12], tickets: [0] })
    const need = requirement.queues[0]!
    const agentHours = need.kind === 'instant' ? need.scheduledAgents.reduce((sum, agents) => sum + agents, 0) : 0
    expect(agentHours).toBeGreaterThan(40)
    expect(costs).toEqual({
      ...{ wages: 0, overtime: 0, overdueWork: 0 },
      ...{ understaffing: agentHours * 20_000, total: agentHours * 20_000 },
    })
    expect(queues[0]).toMatchObject({ requiredAgentHours: agentHours, shortAgentHours: expect.closeTo(agentHours, 4) })
    expect(worstHour).toMatchObject({ queueId: 'chat', startsAt: Date.UTC(2026, 10, 9, 1) })
    expect(fte).toBe(0)
  })

  it('buys hours of the guarantee first, then ordinary ones, then overtime', () => {
    // One agent for seven hours on seven days is 42 paid hours: 24 ordinary ones and 4 of overtime may be worked.
    const { costs, groups } = estimate({ people: [{ id: 'a', contractId: 'full' }], chats: [3], tickets: [0] })
    expect(groups).toMatchObject([{ groupId: 'care', people: 1, paidHours: expect.closeTo(28, 3) }])
    expect(costs.wages).toBe(3000 * 24 + 4500 * 4)
    expect(costs.overtime).toBe(4500 * 4)
    expect(costs.understaffing).toBeGreaterThan(0)
  })

  it('leaves out people who are away on a day', () => {
    const here = estimate({ people: hourly(1), chats: [3, 0, 0, 0, 0, 0, 0], tickets: [0] })
    const timeOff = { employeeId: 'p0', kind: 'timeOff' as const }
    const [startMs, endMs] = [Date.UTC(2026, 10, 8, 16), Date.UTC(2026, 10, 9, 16)]
    const away = estimate({
      ...{ people: hourly(1), chats: [3, 0, 0, 0, 0, 0, 0], tickets: [0] },
      inputs: { availability: [{ ...timeOff, startMs, endMs }] },
    })
    expect(here.workedHours).toBeGreaterThan(3)
    expect(away.workedHours).toBeCloseTo(0, 4)
    expect(away.queues[0]!.shortAgentHours).toBeCloseTo(away.queues[0]!.requiredAgentHours, 4)
  })

  it('counts those whom the last shifts of before still keep there', () => {
    const shift = { employeeId: 'p0', templateId: 'long', breaks: [], queueIds: ['chat'], pinned: false }
    const [startMs, endMs] = [Date.UTC(2026, 10, 8, 10), Date.UTC(2026, 10, 9, 3)]
    const plan = { people: hourly(1), chats: [3, 0, 0, 0, 0, 0, 0], tickets: [0], templates: [NIGHT] }
    const alone = estimate(plan)
    const kept = estimate({ ...plan, inputs: { previousRoster: [{ ...shift, startMs, endMs }] } })
    expect(alone.queues[0]!.shortAgentHours).toBeCloseTo(alone.queues[0]!.requiredAgentHours, 4)
    expect(alone.queues[0]!.shortAgentHours - kept.queues[0]!.shortAgentHours).toBeCloseTo(2, 4)
  })

  it('has every engine agree on the cost', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const totals = [highs, interiorPoint, javascriptLpSolver, warmSimplexEngine].map(
          (engine) => estimate(plan, engine).costs.total,
        )
        for (const total of totals) expect(Math.abs(total - totals[0]!)).toBeLessThanOrEqual(3 + 1e-6 * totals[0]!)
      }),
      { numRuns: 6 },
    )
  })

  it('costs no more than the roster of a plan, and most often more than half of it', { timeout: 60_000 }, () => {
    let near = 0
    fc.assert(
      fc.property(plans, (plan) => {
        const { inputs, requirement } = tinyPlan(plan)
        const options = { engine: highs, seed: 1, gap: 0.05, isOutOfTime: () => false }
        const { roster } = scheduleRoster(inputs, requirement, options)
        const { objective } = checkRoster(inputs, requirement, roster)
        const { costs } = estimateWeek(inputs, requirement, interiorPoint)
        expect(costs.total).toBeLessThanOrEqual(objective + 3)
        if (costs.total > 0.5 * objective) near++
      }),
      { numRuns: 10 },
    )
    expect(near).toBeGreaterThanOrEqual(8)
  })

  it('answers alike whatever the order of people and queues', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { inputs, requirement } = tinyPlan(plan)
        const { settings, employees } = inputs
        const turned = {
          ...inputs,
          employees: employees.toReversed(),
          settings: { ...settings, queues: settings.queues.toReversed() },
        }
        const queues = requirement.queues.toReversed()
        const there = estimateWeek(turned, { ...requirement, queues }, interiorPoint)
        expect(there).toEqual(estimateWeek(inputs, requirement, interiorPoint))
      }),
      { numRuns: 10 },
    )
  })
})

const NIGHT = { id: 'long', startTimes: ['18:00'], lengthMinutes: 240 }
