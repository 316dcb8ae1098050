import { describe, expect, it } from 'vitest'
import { emptyWeek, violationsOf, withRules } from './corrupt-roster.ts'
import {
  boWorks,
  type Change,
  changed,
  over,
  ownRule,
  people,
  shiftOn,
  shiftsOn,
  workedBefore,
} from './rule-cases/rule-case.ts'

const nobody = emptyWeek()

describe('whom a rule binds', () => {
  const week = changed(
    people({ bo: { roles: ['supervisor'], restrictions: ['nursing'] } }),
    boWorks(...shiftsOn(1, 2)),
  )(nobody)
  const isBound = (appliesTo: object) =>
    violationsOf(withRules(week, ownRule({ kind: 'maxConsecutiveDays', maxDays: 1, appliesTo })), 'own').length === 1

  for (const [list, own, other] of [
    ['contracts', 'full-time', 'part-time'],
    ['groups', 'care', 'night'],
    ['employees', 'bo', 'an'],
    ['restrictions', 'nursing', 'pregnant'],
    ['roles', 'supervisor', 'trainer'],
  ] as const) {
    it(`is told by ${list}`, () => {
      expect(isBound({ [list]: [other, own] })).toBe(true)
      expect(isBound({ [list]: [other] })).toBe(false)
      expect(isBound({ [list]: [own], employees: ['an'] })).toBe(false)
    })
  }

  it('is nobody with a restriction that frees them', () => {
    expect(isBound({ notRestrictions: ['pregnant'] })).toBe(true)
    expect(isBound({ notRestrictions: ['pregnant', 'nursing'] })).toBe(false)
  })
})

describe('what nobody knows or can change', () => {
  const found = (rule: object, ...changes: readonly Change[]) =>
    violationsOf(changed(...changes)(withRules(nobody, ownRule({ appliesTo: { employees: ['bo'] }, ...rule }))), 'own')

  it('is how long a run has lasted that goes back to the first day known', () => {
    const days = { kind: 'minConsecutiveDays', minDays: 3 }
    expect(found(days, boWorks(...shiftsOn(0)))).toEqual([])
    expect(found(days, workedBefore(...shiftsOn(-1)), boWorks(...shiftsOn(0)))).toEqual([])
    expect(found(days, workedBefore(...shiftsOn(-2, -1)))).toEqual([])
    expect(found(days, workedBefore(...shiftsOn(-3, -1)), boWorks(...shiftsOn(0)))).toHaveLength(1)
    const off = { kind: 'minConsecutiveDaysOff', minDays: 3 }
    expect(found(off, boWorks(...shiftsOn(1, 2, 3)))).toEqual([])
    expect(found(off, workedBefore(...shiftsOn(-1)), boWorks(...shiftsOn(1, 2, 3)))).toHaveLength(1)
  })

  it('is whether the Saturday before was worked when nothing is told of it', () => {
    const whole = { kind: 'wholeWeekends' }
    const sunday = [over(1, '2026-11-08'), boWorks(...shiftsOn(-1, 0))] as const
    expect(found(whole, ...sunday)).toEqual([])
    expect(found(whole, workedBefore(...shiftsOn(-3)), ...sunday)).toHaveLength(1)
  })

  it('is the rest of a span that the horizon cuts short', () => {
    const rest = { kind: 'minLongRest', minMinutes: 2880, everyDays: 14 }
    const everyDay = Array.from({ length: 14 }, (_, day) => shiftOn(day))
    expect(found(rest, over(1), boWorks(...everyDay.slice(0, 7)))).toEqual([])
    expect(found(rest, over(2), boWorks(...everyDay))).toHaveLength(1)
  })

  it('is what the previous roster alone has too much', () => {
    const before = workedBefore(...shiftsOn(-7, -6, -5, -4, -3, -2, -1))
    for (const rule of [
      { kind: 'maxConsecutiveDays', maxDays: 2 },
      { kind: 'maxDaysInRolling', days: 7, maxDays: 2 },
    ]) {
      expect(found(rule, before)).toEqual([])
      expect(found(rule, before, boWorks(shiftOn(0)))).toHaveLength(1)
    }
  })
})
