import { describe, expect, test } from 'vitest'
import type { HeadcountPlan, HireClass, SaleReadiness } from '../../solver/domain/headcount-plan.ts'
import {
  flowSteps,
  groupsShown,
  headcountAnswer,
  monthFrom,
  saleSpans,
  weeklyFte,
  weekOfDelay,
} from '../../web/features/headcount/headcount-figures.ts'
import { sampleHeadcountPlan } from '../server/exports/xlsx/sample-headcount-plan.ts'

const PLAN = sampleHeadcountPlan({ groups: 3, months: 4 })

const hire = (startsOn: string, people: number, more: Partial<HireClass> = {}): HireClass => ({
  ...{ groupId: 'care', people, classes: 1, requestBy: '2026-11-30', startsOn, rampCompleteOn: '2027-03-01' },
  ...{ contractId: 'full', period: 0, isBooked: false, cost: 0, ...more },
})
const sale = (title: string, firstDate: string, peakRequiredFte: number): SaleReadiness => ({
  ...{ title, firstDate, lastDate: firstDate, groupIds: ['care'], peakRequiredFte, ordinaryRequiredFte: 1 },
  ...{ latestRequestDate: null, notNeeded: false, hiresForIt: 0, delayCurve: [] },
})
const asking = (classes: readonly HireClass[], sales: readonly SaleReadiness[] = []): HeadcountPlan => ({
  ...PLAN,
  ...{ classes, sales },
})

describe('the answer', () => {
  test('tells those who begin first, those before the greatest sale, and the rest; all of them add up', () => {
    const plan = asking(
      [hire('2027-03-01', 5), hire('2027-01-04', 6), hire('2027-02-01', 7), hire('2027-07-05', 2)],
      [sale('38', '2027-03-08', 20), sale('618', '2027-06-01', 40), sale('small', '2027-05-01', 10)],
    )
    expect(headcountAnswer(plan)).toEqual({
      people: 20,
      first: { people: 6, startsOn: '2027-01-04', requestBy: '2026-11-30' },
      sale: { title: '618', people: 12 },
      later: 2,
    })
  })

  test('adds groups that begin on one day, by the earliest of their requests, and leaves the booked out', () => {
    const classes = [
      hire('2027-01-04', 6),
      hire('2027-01-04', 1, { groupId: 'b2b', requestBy: '2026-11-16' }),
      hire('2026-12-07', 9, { isBooked: true }),
    ]
    expect(headcountAnswer(asking(classes))).toEqual({
      ...{ people: 7, later: 0 },
      first: { people: 7, startsOn: '2027-01-04', requestBy: '2026-11-16' },
    })
    expect(headcountAnswer(asking([classes[2]!]))).toEqual({ people: 0, later: 0 })
  })

  test('names no sale that nobody has to be hired for, and none of other groups', () => {
    const easy = { ...sale('520', '2027-05-20', 90), notNeeded: true }
    expect(headcountAnswer(asking([hire('2027-01-04', 1), hire('2027-02-01', 2)], [easy])).sale).toBeUndefined()
    const others = { ...sale('双11', '2027-11-11', 90), groupIds: ['b2b'] }
    const plan = asking([hire('2027-01-04', 1), hire('2027-02-01', 2)], [others])
    expect(headcountAnswer(plan)).toMatchObject({ later: 2 })
    expect(headcountAnswer(plan).sale).toBeUndefined()
  })
})

describe('flows', () => {
  test.each([
    [0, 3],
    [1, 1],
  ])('each step begins where the one before it ended, and the last ends at the closing: %i to %i', (first, last) => {
    const steps = flowSteps(PLAN.groups, first, last)
    const [opening, closing] = [steps[0]!, steps.at(-1)!]
    expect(opening.people).toBeCloseTo(PLAN.groups.reduce((sum, group) => sum + group.openingHeadcount[first]!, 0))
    let level = opening.to
    for (const { from, to, people } of steps.slice(1, -1)) {
      expect([from, to]).toEqual([level, level + people])
      level = to
    }
    expect(level).toBeCloseTo(closing.people)
    expect(steps.find(({ kind }) => kind === 'attrition')!.people).toBeLessThan(0)
  })

  test('a kind of move that nobody makes is no step', () => {
    expect(flowSteps(groupsShown(PLAN, 'group-3'), 0, 0).map(({ kind }) => kind)).not.toContain('transfersIn')
  })
})

test('FTE of all groups are the sums of theirs, and the band is around them', () => {
  const all = weeklyFte(PLAN, groupsShown(PLAN, undefined))
  const each = PLAN.groups.map(({ groupId }) => weeklyFte(PLAN, groupsShown(PLAN, groupId)))
  PLAN.weeks.forEach((_, week) => {
    expect(all.required[week]).toBeCloseTo(each.reduce((sum, fte) => sum + fte.required[week]!, 0))
    expect(all.requiredP10[week]! / all.required[week]!).toBeCloseTo(0.9)
    expect(all.requiredP90[week]! / all.required[week]!).toBeCloseTo(1.13)
  })
})

test('a week of delay is that past the latest date, or the first when it is too late already', () => {
  const point = (requestDate: string, extraCost: number, shortHours: number) => ({ requestDate, extraCost, shortHours })
  const delayCurve = [point('2026-11-23', 0, 0), point('2026-11-30', 100, 0), point('2026-12-14', 700, 30)]
  expect(weekOfDelay({ delayCurve, latestRequestDate: '2026-11-30' })).toEqual({ extraCost: 300, shortHours: 15 })
  expect(weekOfDelay({ delayCurve, latestRequestDate: null })).toEqual({ extraCost: 100, shortHours: 0 })
  expect(weekOfDelay({ delayCurve: [], latestRequestDate: null })).toBeUndefined()
  expect(weekOfDelay({ delayCurve, latestRequestDate: '2026-12-14' })).toBeUndefined()
})

test('sales are marked by their days, and those without readiness by their weeks, joined', () => {
  const week = (firstDate: string, sales: readonly string[]) => ({ firstDate, period: 0, daysInPlan: 7, sales })
  const weeks = [
    week('2026-11-30', ['双12', 'fair']),
    week('2026-12-07', ['双12', 'fair']),
    week('2026-12-14', []),
    week('2026-12-21', ['fair']),
  ]
  expect(saleSpans({ sales: [sale('双12', '2026-12-10', 9)], weeks })).toEqual([
    { title: 'fair', firstDate: '2026-11-30', lastDate: '2026-12-13' },
    { title: '双12', firstDate: '2026-12-10', lastDate: '2026-12-10' },
    { title: 'fair', firstDate: '2026-12-21', lastDate: '2026-12-27' },
  ])
})

test('the first whole month from a date on', () => {
  expect(['2026-11-09', '2026-12-01', '2026-12-31'].map(monthFrom)).toEqual(['2026-12', '2026-12', '2027-01'])
})
