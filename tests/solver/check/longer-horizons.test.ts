import { describe, expect, it } from 'vitest'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { checkWeek, dayShift, emptyWeek, type GoodWeek, violationsOf, withRules } from './corrupt-roster.ts'
import { boWorks, changed, over, ownRule, shiftOn } from './rule-cases/rule-case.ts'

const nobody = emptyWeek()
const london: GoodWeek = {
  ...nobody,
  inputs: { ...nobody.inputs, settings: { ...nobody.inputs.settings, zone: 'Europe/London' } },
}
const bo = (...starts: readonly string[]): Assignment[] => starts.map((start) => dayShift('bo', start))
const binding = (rule: object) => ownRule({ appliesTo: { employees: ['bo'] }, ...rule })

describe('horizons of several weeks', () => {
  it('hold a rule of the week in each of eight', () => {
    const everyDay = Array.from({ length: 56 }, (_, day) => shiftOn(day))
    const rule = binding({ kind: 'minDaysOffPerWeek', minDays: 1 })
    const found = violationsOf(changed(over(8), boWorks(...everyDay))(withRules(nobody, rule)), 'own')
    expect(found.map(({ at }) => at)).toEqual([
      ...['2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21'],
      '2026-12-28',
    ])
  })

  it('tell the months on both sides of the year apart', () => {
    const rule = binding({ kind: 'maxMinutesPerPeriod', period: 'month', maxMinutes: 480 })
    // Days 52 and 53 are 31 December and 1 January.
    const works = (...days: readonly number[]) => changed(over(8), boWorks(...days.map((day) => shiftOn(day))))
    expect(violationsOf(works(52, 53)(withRules(nobody, rule)), 'own')).toEqual([])
    expect(violationsOf(works(51, 52, 53)(withRules(nobody, rule)), 'own')).toMatchObject([{ at: '2026-12-01' }])
    expect(violationsOf(works(52, 53, 54)(withRules(nobody, rule)), 'own')).toMatchObject([{ at: '2027-01-01' }])
  })

  it('begin their weeks with themselves, be it a Sunday', () => {
    const rule = binding({ kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes: 480 })
    const found = (firstDay: string) =>
      violationsOf(changed(over(2, firstDay), boWorks(shiftOn(5), shiftOn(6)))(withRules(nobody, rule)), 'own')
    expect(found('2026-11-09')).toMatchObject([{ at: '2026-11-09', size: 480 }])
    expect(found('2026-11-08')).toEqual([])
  })
})

describe('horizons over a clock change', () => {
  const autumn = over(4, '2026-10-12')
  const spring = over(4, '2027-03-15')

  it('count an hour more of rest in autumn and one less in spring', () => {
    const rule = binding({ kind: 'minLongRest', minMinutes: 31 * 60 })
    // Work until 19:00 on the Saturday and none on the Sunday of the change, whose week has no other rest so long.
    const week = (monday: string, summer: string) =>
      Array.from({ length: 6 }, (_, day) => {
        const date = new Date(Date.parse(monday) + day * 86_400_000).toISOString().slice(0, 10)
        return `${date}T10:00${summer}`
      })
    const restsIn = (horizon: typeof autumn, ...starts: readonly string[]) =>
      violationsOf(changed(horizon, boWorks(...bo(...starts)))(withRules(london, rule)), 'own')
    expect(restsIn(autumn, ...week('2026-10-19', '+01:00'))).toMatchObject([{ at: '2026-10-19', size: 60 }])
    expect(restsIn(spring, ...week('2027-03-22', '+00:00'))).toMatchObject([{ at: '2027-03-22', size: 180 }])
  })

  it('pay the hours of the night that there are', () => {
    const rule = binding({ kind: 'nightPremium', premium: 1, fromMinute: 22 * 60, toMinute: 6 * 60 })
    const premiumOf = (horizon: typeof autumn, start: string) =>
      checkWeek(changed(horizon, boWorks(...bo(start)))(withRules(london, rule))).costs.premiums
    // Nine hours of shift, eight of them paid at 3000: all nine are night in autumn, seven of them in spring.
    expect(premiumOf(autumn, '2026-10-24T22:00+01:00')).toBe(24_000)
    expect(premiumOf(spring, '2027-03-27T22:00+00:00')).toBe(Math.round((7 / 9) * 24_000))
    expect(premiumOf(autumn, '2026-10-17T22:00+01:00')).toBe(Math.round((8 / 9) * 24_000))
  })

  it('pay the hours of the date that there are', () => {
    const rule = binding({ kind: 'datePremium', premium: 1, dates: ['2026-10-25'] })
    const premiumOf = (start: string) =>
      checkWeek(changed(autumn, boWorks(...bo(start)))(withRules(london, rule))).costs.premiums
    // Seven hours after midnight, by the clock until 06:00; and all nine before the midnight after it.
    expect(premiumOf('2026-10-24T22:00+01:00')).toBe(Math.round((7 / 9) * 24_000))
    expect(premiumOf('2026-10-25T15:00+00:00')).toBe(24_000)
    expect(premiumOf('2026-10-25T16:00+00:00')).toBe(Math.round((8 / 9) * 24_000))
  })

  it('count days and starts by the wall clock', () => {
    const starts = ['2026-10-24T23:30+01:00', '2026-10-25T23:30+00:00', '2026-10-26T23:30+00:00']
    const week = changed(autumn, boWorks(...bo(...starts)))(london)
    const run = binding({ kind: 'maxConsecutiveDays', maxDays: 2 })
    expect(violationsOf(withRules(week, run), 'own')).toMatchObject([{ at: '2026-10-24', size: 1 }])
    const steady = binding({ kind: 'startTimeConsistency', toleranceMinutes: 0 })
    expect(violationsOf(withRules(week, steady), 'own')).toEqual([])
  })
})
