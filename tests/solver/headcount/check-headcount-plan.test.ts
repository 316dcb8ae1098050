import { beforeAll, describe, expect, it } from 'vitest'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { planHeadcount } from '../../../server/jobs/plan-headcount.ts'
import type { GroupHeadcount, HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { checkHeadcountPlan } from '../../../solver/headcount/check-headcount-plan.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

const SECTION = `
ramp: { weeks: [0, 0.5, 0.8], mentorLoss: 0.1 }
headcount:
  decidedOn: 2026-11-09
  shrinkage: [{ name: leave, kind: planned, share: 0.06 }]
  attrition: { rate: 0.1, newHireRate: 0.2, newHireMonths: 1, trainingDropOut: 0.1 }
  hiring: { leadWeeks: 4, classMin: 2, classMax: 4, costPerHire: 100000 }
  external: [{ id: temps, kind: temporary, costPerHour: 9000, leadWeeks: 6, maxPeople: 1 }]
  shortage: forbidden
`
const files = smallPlan()
files.set('plan.yaml', `${files.get('plan.yaml')}${SECTION}`)
const inputs = parsePlanFolder(files)
let plan: HeadcountPlan

beforeAll(async () => {
  plan = await planHeadcount(files, { from: '2026-12', months: 4, by: 'month', scenario: 'baseline' }, () => {})
})

const withGroup = (changes: Partial<GroupHeadcount>): HeadcountPlan => ({
  ...plan,
  groups: [{ ...plan.groups[0]!, ...changes }, ...plan.groups.slice(1)],
})
const changed = (values: readonly number[], index: number, by: number) =>
  values.map((value, at) => (at === index ? value + by : value))
const check = (broken: HeadcountPlan) => checkHeadcountPlan(broken, inputs).join('\n')

describe('the plan of a small team', () => {
  it('is sound, proved, and hires no earlier than it can', () => {
    expect(plan.violations).toEqual([])
    expect(plan.solution.objectiveBound).toBeLessThanOrEqual(plan.solution.objective)
    expect(plan.solution.relaxationBound).toBeLessThanOrEqual(plan.solution.objectiveBound + 1)
    expect(plan.classes.length).toBeGreaterThan(0)
    for (const { requestBy, people } of plan.classes) {
      expect(requestBy >= '2026-11-09').toBe(true)
      expect(people).toBeGreaterThanOrEqual(2)
    }
  })

  it('divides by what shrinkage leaves and never multiplies with it', () => {
    const { agentHours, grossHours, shiftFit, shrinkage } = plan.groups[0]!
    expect(shrinkage[0]).toBeCloseTo(1 - 0.95 * 0.94, 9)
    expect(grossHours[0]).toBeCloseTo(agentHours[0]! / shiftFit[0]! / (0.95 * 0.94), 6)
  })

  it('passes through JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
  })

  it('costs more when more people leave', () => {
    const [low, usual, high] = plan.attritionSensitivity
    expect(low!.objective).toBeLessThan(usual!.objective)
    expect(usual!.objective).toBeLessThan(high!.objective)
  })
})

describe('the check of a headcount plan rejects', () => {
  it('a closing headcount that nobody opens with', () => {
    expect(check(withGroup({ openingHeadcount: changed(plan.groups[0]!.openingHeadcount, 1, 1) }))).toMatch(
      /care 2026-12: closing is .*, and the next period opens with/,
    )
  })

  it('attrition that the rate does not give', () => {
    const { attrition, closingHeadcount, openingHeadcount } = plan.groups[0]!
    const broken = withGroup({
      attrition: changed(attrition, 0, -0.2),
      closingHeadcount: changed(closingHeadcount, 0, 0.2),
      openingHeadcount: changed(openingHeadcount, 1, 0.2),
    })
    expect(check(broken)).toMatch(/care 2026-12: people followed day by day are/)
  })

  it('need that is neither covered nor named', () => {
    const { weekShortHours } = plan.groups[0]!
    expect(weekShortHours[0]).toBeGreaterThan(1)
    expect(check(withGroup({ weekShortHours: changed(weekShortHours, 0, -1) }))).toMatch(/are covered or named short/)
  })

  it('more overtime than the people there may work', () => {
    const { weekOvertimeHours } = plan.groups[0]!
    expect(check(withGroup({ weekOvertimeHours: changed(weekOvertimeHours, 2, 50) }))).toMatch(
      /hours of overtime, at most/,
    )
  })

  it('a class before its lead time, of too few or not whole people', () => {
    const [first, ...others] = plan.classes
    const withClass = (changes: object) => check({ ...plan, classes: [{ ...first!, ...changes }, ...others] })
    expect(withClass({ requestBy: '2026-11-01' })).toMatch(/asked for on 2026-11-01, before the decision on 2026-11-09/)
    expect(withClass({ people: 1.5 })).toMatch(/people are not whole/)
    expect(withClass({ people: 1, classes: 1 })).toMatch(/1 classes hold 2 to 4 people/)
  })

  it('others before they can be had', () => {
    const [temps] = plan.groups[0]!.weekExternalHours
    const broken = withGroup({ weekExternalHours: [{ ...temps!, hours: changed(temps!.hours, 0, 8) }] })
    expect(check(broken)).toMatch(/8 hours of temps, before they can be had/)
  })

  it('work that nobody takes, a wrong cost, and a bound above it', () => {
    const { weekAgentHours, cost } = plan.groups[0]!
    expect(check(withGroup({ weekAgentHours: changed(weekAgentHours, 3, -5) }))).toMatch(/queues need .* groups take/)
    expect(check(withGroup({ cost: { ...cost, wages: changed(cost.wages, 0, -1e5) } }))).toMatch(/wages are/)
    const solution = { ...plan.solution, objectiveBound: plan.solution.objective * 1.01 }
    expect(check({ ...plan, solution })).toMatch(/is above the cost/)
  })
})
