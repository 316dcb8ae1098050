import { describe, expect, it } from 'vitest'
import type { CostBreakdown } from '../../../solver/domain/plan-outputs.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { rulesInForce } from '../../../solver/domain/rule-packs.ts'
import { checkWeek, emptyWeek, type GoodWeek, violationsOf } from './corrupt-roster.ts'
import { CHINA } from './law-cases/china.ts'
import { EUROPE } from './law-cases/europe.ts'
import { UNITED_STATES } from './law-cases/united-states.ts'
import { balances, boWorks, changed, lasting, over, shiftOn, shiftsOn, workedBefore } from './rule-cases/rule-case.ts'

const nobody = emptyWeek()

const under = (pack: string): GoodWeek => ({
  ...nobody,
  inputs: { ...nobody.inputs, workRules: rulesInForce([pack], []) },
})

describe('numbers of the laws', () => {
  for (const { law, pack, ruleId, keeps, breaks, size, unit, severity = 'hard' } of [
    ...CHINA,
    ...EUROPE,
    ...UNITED_STATES,
  ]) {
    it(`${pack}: ${law}`, () => {
      expect(under(pack).inputs.workRules.map(({ id }) => id)).toContain(ruleId)
      expect(violationsOf(keeps(under(pack)), ruleId)).toEqual([])
      expect(violationsOf(breaks(under(pack)), ruleId)).toMatchObject([{ employeeId: 'bo', size, unit, severity }])
    })
  }
})

/** Bo costs 3000 an hour; the contract pays overtime beyond 40 hours at 150 %. The others' guarantees are left out. */
const HOUR = 3000
const othersAlone = checkWeek(boWorks()(nobody)).costs.wages - 40 * HOUR
type Pay = Pick<CostBreakdown, 'wages' | 'overtime' | 'premiums'>

function payOf(pack: string, change: (week: GoodWeek) => GoodWeek): Pay {
  const { wages, overtime, premiums } = checkWeek(change(under(pack))).costs
  return { wages: wages - othersAlone, overtime, premiums }
}
const eightHours = (...days: readonly number[]): Assignment[] => shiftsOn(...days)
/** Shifts of so many hours of work on days from Monday on. */
const working = (...hours: readonly number[]) =>
  boWorks(...hours.map((each, day) => lasting((each - 8) * 60, shiftOn(day, 6))))

describe('pay by the laws', () => {
  it('US federal: beyond 40 hours a week at 150 %, whatever the day', () => {
    expect(payOf('us-federal', working(10, 10, 10, 10))).toEqual({ wages: 40 * HOUR, overtime: 0, premiums: 0 })
    expect(payOf('us-federal', working(10, 10, 10, 11))).toEqual({
      wages: 41.5 * HOUR,
      overtime: 1.5 * HOUR,
      premiums: 0,
    })
  })

  it('California: beyond 8 hours a day at 150 %, beyond 12 at 200 %', () => {
    expect(payOf('california', working(8, 8, 8, 8, 8))).toEqual({ wages: 40 * HOUR, overtime: 0, premiums: 0 })
    expect(payOf('california', working(9, 8, 8, 8)).premiums).toBe(0.5 * HOUR)
    expect(payOf('california', working(12, 8, 8, 8)).premiums).toBe(2 * HOUR)
    expect(payOf('california', working(13, 8, 8, 8)).premiums).toBe(3 * HOUR)
  })

  it('California: hours paid so by the day are no overtime of the week', () => {
    // 45 hours: 40 straight, 5 at 150 %.
    expect(payOf('california', working(9, 9, 9, 9, 9))).toEqual({
      wages: 47.5 * HOUR,
      overtime: 0,
      premiums: 2.5 * HOUR,
    })
    // 54 hours: 48 of them within 8 a day, so 8 beyond 40.
    expect(payOf('california', working(9, 9, 9, 9, 9, 9))).toEqual({
      wages: (40 + 8 * 1.5 + 6 * 1.5) * HOUR,
      overtime: 12 * HOUR,
      premiums: 3 * HOUR,
    })
  })

  it('California: the seventh day of the workweek at 150 %, beyond 8 hours at 200 %', () => {
    expect(payOf('california', working(5, 5, 5, 5, 5, 5)).premiums).toBe(0)
    expect(payOf('california', working(5, 5, 5, 5, 5, 5, 5))).toEqual({
      wages: (40 + 2.5) * HOUR,
      overtime: 0,
      premiums: 2.5 * HOUR,
    })
    // 58 hours: 40 straight, the sixth day's 8 and the seventh's first 8 at 150 %, its last 2 at 200 %.
    expect(payOf('california', working(8, 8, 8, 8, 8, 8, 10))).toMatchObject({
      wages: (40 + 8 * 1.5 + 8 * 1.5 + 2 * 2) * HOUR,
    })
    // No hour is paid by two rates at once: beyond 12 hours the seventh day is at 200 % as any other, not at 250 %.
    expect(payOf('california', working(8, 8, 8, 8, 8, 8, 12))).toMatchObject({
      wages: (40 + 8 * 1.5 + 8 * 1.5 + 4 * 2) * HOUR,
    })
    expect(payOf('california', working(8, 8, 8, 8, 8, 8, 13))).toMatchObject({
      wages: (40 + 8 * 1.5 + 8 * 1.5 + 5 * 2) * HOUR,
    })
    // Seven days in a row of two workweeks have no seventh day.
    const acrossWeeks = changed(over(2), boWorks(...eightHours(3, 4, 5, 6, 7, 8, 9)))
    expect(payOf('california', acrossWeeks).premiums).toBe(0)
  })

  it('China: statutory holidays at 300 %, and not overtime as well', () => {
    // The week of Monday 28 September 2026 is days -42 to -36; 1 to 3 October are statutory, 4 October is a rest day.
    const national = (...shifts: readonly Assignment[]) => changed(over(1, '2026-09-28'), boWorks(...shifts))
    expect(payOf('cn-standard', national(...eightHours(-42, -41, -40, -36))).premiums).toBe(0)
    expect(payOf('cn-standard', national(...eightHours(-42, -41, -40, -39, -38, -37)))).toEqual({
      wages: (48 + 2 * 24) * HOUR,
      overtime: 0,
      premiums: 48 * HOUR,
    })
  })

  it('China: the first and the last minute of a holiday by the wall clock', () => {
    const national = (...shifts: readonly Assignment[]) => changed(over(1, '2026-09-28'), boWorks(...shifts))
    // Nine hours with one unpaid: an hour after midnight is 8/9 of an hour paid.
    expect(payOf('cn-standard', national(shiftOn(-40, 15))).premiums).toBe(0)
    expect(payOf('cn-standard', national(shiftOn(-40, 16))).premiums).toBe(Math.round((8 / 9) * 2 * HOUR))
    expect(payOf('cn-standard', national(shiftOn(-37, 23))).premiums).toBe(Math.round((8 / 9) * 2 * HOUR))
    expect(payOf('cn-standard', national(shiftOn(-36, 0))).premiums).toBe(0)
  })

  it('China: rest days of a holiday at 200 % where no other day off is given', () => {
    const sunday = changed(over(1, '2026-09-28'), boWorks(...eightHours(-36)))
    expect(payOf('cn-rest-day-pay', sunday).premiums).toBe(8 * HOUR)
    expect(payOf('cn-rest-day-pay', changed(over(1, '2026-09-28'), boWorks(...eightHours(-40)))).premiums).toBe(0)
  })

  it('China, comprehensive hours: beyond the standard hours of the cycle at 150 %', () => {
    const worked = (referenceMinutes: number) =>
      changed(balances('bo', { referenceWeeksWorked: 3, referenceMinutes }), boWorks(...eightHours(0)))
    expect(payOf('cn-comprehensive-month', worked(4 * 2289 - 480)).premiums).toBe(0)
    expect(payOf('cn-comprehensive-month', worked(4 * 2289 - 420)).premiums).toBe(0.5 * HOUR)
  })

  const rested = (minutes: number) => boWorks(shiftOn(0, 10), shiftOn(0, 19 + minutes / 60))
  for (const [pack, minutes, premiums] of [
    ['fair-workweek-philadelphia', 9 * 60, 4000],
    ['fair-workweek-los-angeles-city', 10 * 60, 4 * HOUR],
    ['fair-workweek-oregon', 10 * 60, 4 * HOUR],
    ['fair-workweek-seattle', 10 * 60, 4 * HOUR],
    ['fair-workweek-chicago', 10 * 60, 2 * HOUR],
  ] as const) {
    it(`${pack}: less than ${minutes / 60} hours of rest`, () => {
      expect(payOf(pack, rested(minutes)).premiums).toBe(0)
      expect(payOf(pack, rested(minutes - 1)).premiums).toBe(premiums)
      expect(
        payOf(pack, changed(workedBefore(shiftOn(-1, 16)), boWorks(shiftOn(0, 1 + (minutes - 1) / 60)))).premiums,
      ).toBe(premiums)
    })
  }

  it('is not owed before a law is in force', () => {
    // Monday 30 June 2025 is day -497; the county's ordinance binds from Tuesday on.
    const short = boWorks(shiftOn(-498, 10), shiftOn(-498, 20), shiftOn(-497, 10), shiftOn(-497, 20))
    const county = 'fair-workweek-los-angeles-county'
    expect(payOf(county, changed(over(1, '2025-06-23'), short)).premiums).toBe(0)
    expect(payOf(county, changed(over(1, '2025-06-30'), short)).premiums).toBeGreaterThan(0)
  })
})
