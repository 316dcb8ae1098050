import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../solver/check/check-roster.ts'
import type { WorkRule } from '../../../solver/domain/work-rule.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { provedBound } from '../../../solver/roster/proved-bound.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import { BOTH, type Person, TICKETS, type TinyPlan, tinyPlan } from './tiny-plan.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})

const agents: Person[] = Array.from({ length: 6 }, (_, index) => ({ id: `a${index}`, skills: BOTH }))
/** Who lead know tickets alone, of which there are none, so that only a rule brings them in. */
const leads: Person[] = Array.from({ length: 4 }, (_, index) => ({
  id: `lead${index}`,
  skills: TICKETS,
  contractId: 'full',
  roles: ['supervisor'],
}))
const lead = { appliesTo: { roles: ['supervisor'] }, source: 'company' as const }
const presence: WorkRule = {
  ...{ ...lead, id: 'lead-present', kind: 'minPresence', severity: 'hard' },
  ...{ from: 540, to: 960, weekdays: [1, 2, 3, 4, 5, 6, 7], agents: 1 },
}

function solve(rules: readonly WorkRule[], plan: Partial<TinyPlan> = {}) {
  const { inputs, requirement } = tinyPlan({
    ...{ people: [...agents, ...leads], chats: [20], tickets: [0], rules, ...plan },
  })
  const made = scheduleRoster(inputs, requirement, { engine, seed: 1, gap: 0.01, isOutOfTime: () => false })
  const check = checkRoster(inputs, requirement, made.roster)
  expect(made.objectiveBound).toBeLessThanOrEqual(check.objective + 2.5)
  expect(provedBound(inputs, requirement, made.servicePrices)).toBeCloseTo(made.objectiveBound, 6)
  return { ...made, check }
}

const brokenRules = (check: ReturnType<typeof checkRoster>) => hardViolations(check).map(({ ruleId }) => ruleId)

describe('rules about the team', () => {
  it('bring a lead into every open hour when one must be present, and none without the rule', () => {
    expect(solve([]).roster.assignments.filter(({ employeeId }) => employeeId.startsWith('lead'))).toEqual([])
    const { check, roster } = solve([presence])
    expect(brokenRules(check)).toEqual([])
    expect(roster.assignments.filter(({ employeeId }) => employeeId.startsWith('lead')).length).toBeGreaterThan(6)
  })

  it('count a lead for so many others, across people who share no queue', () => {
    const chatters = agents.map(({ id }) => ({ id }))
    const perOthers = { ...presence, agents: 0, perOthers: 3 }
    const plan = { people: [...chatters, ...leads] }
    expect(brokenRules(solve([perOthers], plan).check)).toEqual([])
    // Without a price it is only told, and ties nobody together.
    const { parts, check } = solve([{ ...perOthers, severity: 'soft' }], plan)
    expect(check.violations.map(({ ruleId }) => ruleId)).toContain('lead-present')
    expect(parts).toHaveLength(2)
  })

  it('name a presence that too few people can give', () => {
    const { check } = solve([{ ...presence, agents: 5 }])
    expect(new Set(brokenRules(check))).toEqual(new Set(['lead-present']))
  })

  it('give a day the shifts that it is to have, of a template that is never the cheapest', () => {
    const cover: WorkRule = {
      ...{ ...lead, id: 'two-short', kind: 'shiftCover', severity: 'hard', templates: ['short'], agents: 2 },
      ...{ weekdays: [1, 3], surplusPenalty: 100_000 },
    }
    const { check, roster } = solve([cover])
    expect(check.violations).toEqual([])
    expect(roster.assignments.filter(({ employeeId }) => employeeId.startsWith('lead'))).toHaveLength(4)
  })

  it('keep the minutes of those bound within a budget that leaves customers waiting', () => {
    const people = agents.map(({ id }) => id)
    const budget: WorkRule = {
      ...{ id: 'hours', kind: 'minutesBudget', severity: 'hard', source: 'company' },
      ...{ appliesTo: { employees: people }, maxMinutes: 2400 },
    }
    const minutes = ({ roster }: ReturnType<typeof solve>) =>
      roster.assignments.reduce(
        (sum, { startMs, endMs, breaks }) =>
          sum + endMs - startMs - breaks.reduce((off, each) => off + each.endMs - each.startMs, 0),
        0,
      ) / 60_000
    expect(minutes(solve([]))).toBeGreaterThan(2400)
    const within = solve([budget])
    expect(brokenRules(within.check)).toEqual([])
    // What there is of it is used.
    expect(minutes(within)).toBeGreaterThan(2100)
  })
})
