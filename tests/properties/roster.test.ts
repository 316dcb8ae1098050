import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../solver/check/check-roster.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { Requirement } from '../../solver/domain/requirement-outputs.ts'
import type { WorkRule } from '../../solver/domain/work-rule.ts'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import type { LpEngine } from '../../solver/lp/lp-engine.ts'
import { provedBound } from '../../solver/roster/proved-bound.ts'
import { scheduleRoster } from '../../solver/roster/schedule-roster.ts'
import type { ScheduledRoster } from '../../solver/roster/scheduled-roster.ts'
import { BOTH, SOFT, TICKETS, type TinyPlan, tinyPlan } from '../solver/roster/tiny-plan.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})

const solve = ({ inputs, requirement }: { inputs: PlanInputs; requirement: Requirement }): ScheduledRoster =>
  scheduleRoster(inputs, requirement, { engine, seed: 1, gap: 0.02, isOutOfTime: () => false })

/** Every part of a cost is rounded to whole minor units. */
const ROUNDING = 2.5
const RUNS = 16

const hard = { source: 'company', severity: 'hard' as const }
const hardRules: fc.Arbitrary<WorkRule[]> = fc
  .record({
    rest: fc.constantFrom(0, 660, 1020, 1500),
    days: fc.integer({ min: 1, max: 7 }),
    off: fc.integer({ min: 0, max: 2 }),
    minutes: fc.constantFrom(480, 960, 1440, 2400),
  })
  .map(({ rest, days, off, minutes }) => [
    { ...hard, id: 'rest', kind: 'minRestBetweenShifts', minMinutes: rest },
    { ...hard, id: 'row', kind: 'maxConsecutiveDays', maxDays: days },
    { ...hard, id: 'off', kind: 'minDaysOffPerWeek', minDays: off },
    { ...hard, id: 'minutes', kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes: minutes },
  ])

/** Tightens one of the rules above. */
const tighter = (rules: readonly WorkRule[], which: number): WorkRule[] =>
  rules.map((rule, index) => {
    if (index !== which) return rule
    if (rule.kind === 'minRestBetweenShifts') return { ...rule, minMinutes: rule.minMinutes + 360 }
    if (rule.kind === 'maxConsecutiveDays') return { ...rule, maxDays: Math.max(1, rule.maxDays - 2) }
    if (rule.kind === 'minDaysOffPerWeek') return { ...rule, minDays: rule.minDays + 1 }
    if (rule.kind === 'maxMinutesPerPeriod') return { ...rule, maxMinutes: rule.maxMinutes / 2 }
    throw new Error(`No way to tighten ${rule.kind}.`)
  })

const person = fc.record({
  skills: fc.constantFrom(BOTH, TICKETS, [{ queueId: 'chat', proficiency: 1 }]),
  contractId: fc.constantFrom('full', 'hourly'),
  hourlyCost: fc.constantFrom(2800, 3000, 3400),
})
const volumes = fc.array(fc.constantFrom(0, 2, 6, 14), { minLength: 2, maxLength: 4 })
const when = (day: number, hour: number) => Date.UTC(2026, 10, 9 + day, hour - 8)

const tiny: fc.Arbitrary<TinyPlan> = fc
  .record({
    people: fc.array(person, { minLength: 1, maxLength: 4 }),
    chats: volumes,
    tickets: volumes,
    rules: hardRules,
    offDay: fc.integer({ min: 0, max: 3 }),
    askedDay: fc.integer({ min: 0, max: 3 }),
    tailDays: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ people, rules, offDay, askedDay, tailDays, ...rest }) => ({
    ...rest,
    days: 4,
    people: people.map((each, index) => ({ ...each, id: `p${index}` })),
    rules: [...rules, ...SOFT],
    inputs: {
      availability: [
        { employeeId: 'p0', kind: 'timeOff', startMs: when(offDay, 0), endMs: when(offDay + 1, 0) },
        { employeeId: 'p0', kind: 'dayOffRequest', startMs: when(askedDay, 0), endMs: when(askedDay + 1, 0) },
      ],
      previousRoster: Array.from({ length: tailDays }, (_, index) => ({
        employeeId: 'p0',
        templateId: 'short',
        startMs: when(-1 - index, 11),
        endMs: when(-1 - index, 15),
        breaks: [],
        queueIds: ['chat'],
        pinned: false,
      })),
    },
  }))

describe('a roster', () => {
  it('keeps every hard rule and costs no less than its bound', () => {
    let busy = 0
    fc.assert(
      fc.property(tiny, (plan) => {
        const week = tinyPlan(plan)
        const { roster, objectiveBound } = solve(week)
        const check = checkRoster(week.inputs, week.requirement, roster)
        expect(hardViolations(check)).toEqual([])
        expect(objectiveBound).toBeLessThanOrEqual(check.objective + ROUNDING)
        if (roster.assignments.length > 2) busy++
      }),
      { numRuns: 2 * RUNS },
    )
    expect(busy).toBeGreaterThan(RUNS / 2)
  })

  it('is the same, byte for byte, when it is made again', () => {
    fc.assert(
      fc.property(tiny, (plan) => {
        expect(JSON.stringify(solve(tinyPlan(plan)))).toBe(JSON.stringify(solve(tinyPlan(plan))))
      }),
      { numRuns: 5 },
    )
  })
})

/** Multipliers of a plan's own bound, and what they prove of it and of another plan of the same queues. */
function boundsAtSamePrices(plan: TinyPlan, other: TinyPlan): { own: number; others: number } {
  const { inputs, requirement } = tinyPlan(plan)
  const { servicePrices } = solve({ inputs, requirement })
  const changed = tinyPlan(other)
  return {
    own: provedBound(inputs, requirement, servicePrices),
    others: provedBound(changed.inputs, changed.requirement, servicePrices),
  }
}

const within = (value: number) => 1e-6 * Math.max(1, Math.abs(value))

describe('the bound', () => {
  it('is what its saved multipliers prove', () => {
    fc.assert(
      fc.property(tiny, (plan) => {
        const { inputs, requirement } = tinyPlan(plan)
        const { objectiveBound, servicePrices } = solve({ inputs, requirement })
        const proved = provedBound(inputs, requirement, servicePrices)
        expect(Math.abs(proved - objectiveBound)).toBeLessThanOrEqual(within(proved))
      }),
      { numRuns: RUNS },
    )
  })

  it('at the same multipliers never falls when a hard rule is tightened', () => {
    let rose = 0
    fc.assert(
      fc.property(tiny, fc.integer({ min: 0, max: 3 }), (plan, which) => {
        const { own, others } = boundsAtSamePrices(plan, { ...plan, rules: tighter(plan.rules!, which) })
        expect(others).toBeGreaterThanOrEqual(own - within(own))
        if (others > own + 1) rose++
      }),
      { numRuns: RUNS },
    )
    expect(rose).toBeGreaterThan(1)
  })

  it('at the same multipliers never rises with one more person who has no guarantee', () => {
    let fell = 0
    fc.assert(
      fc.property(tiny, person, (plan, extra) => {
        const people = [...plan.people, { ...extra, id: 'p9', contractId: 'hourly' }]
        const { own, others } = boundsAtSamePrices(plan, { ...plan, people })
        expect(others).toBeLessThanOrEqual(own + within(own))
        if (others < own - 1) fell++
      }),
      { numRuns: RUNS },
    )
    expect(fell).toBeGreaterThan(RUNS / 4)
  })

  it('stays when people are named in another order, as far as the ascent tells them apart', () => {
    fc.assert(
      fc.property(tiny, (plan) => {
        const renamed = plan.people.map((each, index) => ({ ...each, id: `p${plan.people.length - 1 - index}` }))
        // Leave and history belong to p0, so only plans without them are the same under other names.
        const free = { ...plan, inputs: {} }
        const { own, others } = boundsAtSamePrices(free, { ...free, people: renamed })
        expect(Math.abs(own - others)).toBeLessThanOrEqual(within(own))
      }),
      { numRuns: RUNS },
    )
  })
})
