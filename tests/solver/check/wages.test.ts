import { describe, expect, it } from 'vitest'
import { checkWeek, emptyWeek, withRules } from './corrupt-roster.ts'
import { boWorks, changed, lasting, over, ownRule, people, shiftOn, shiftsOn } from './rule-cases/rule-case.ts'

const nobody = emptyWeek()
const HOUR = 3000
/** 40 guaranteed hours a week each of an (3250), cy (2800) and di (3100). */
const OTHERS = 40 * (3250 + 2800 + 3100)

describe('wages', () => {
  it('guarantee every week of a longer horizon by itself', () => {
    const { costs } = checkWeek(changed(over(3), boWorks(...shiftsOn(0, 1, 2, 3, 4, 5, 7)))(nobody))
    // 48 hours, 8 of them overtime, then 8 hours paid as 40, then none paid as 40.
    expect(costs).toMatchObject({ wages: 3 * OTHERS + (40 + 8 * 1.5 + 40 + 40) * HOUR, overtime: 8 * 1.5 * HOUR })
  })

  it('guarantee somebody who begins within a week a seventh of it for each day from then on', () => {
    // Bo begins on Thursday: four sevenths of 40 hours are 1371 minutes, and the second week is a whole one.
    const begins = people({ bo: { hiredOn: '2026-11-12' } })
    const wagesOf = (...days: readonly number[]) =>
      checkWeek(changed(over(2), begins, boWorks(...shiftsOn(...days)))(nobody)).costs.wages
    expect(wagesOf()).toBe(2 * OTHERS + (1371 / 60 + 40) * HOUR)
    expect(wagesOf(3, 4)).toBe(wagesOf())
    expect(wagesOf(3, 4, 5)).toBe(2 * OTHERS + (24 + 40) * HOUR)
  })

  it('do not pay for standing by, which counts as a shift all the same', () => {
    const onCall = shiftOn(2, 10, { onCall: true })
    const week = boWorks(...shiftsOn(0, 1), onCall)(people({ bo: { contractId: 'hourly' } })(nobody))
    const hourly = {
      id: 'hourly',
      guaranteedMinutesPerWeek: 0,
      ordinaryMinutesPerWeek: 2400,
      overtimePremium: 0.5,
      maxOvertimeMinutesPerWeek: 480,
    }
    const inputs = {
      ...week.inputs,
      settings: { ...week.inputs.settings, contracts: [...week.inputs.settings.contracts, hourly] },
    }
    const rule = ownRule({ kind: 'maxConsecutiveDays', maxDays: 2 })
    const { costs, violations } = checkWeek(withRules({ ...week, inputs }, rule))
    expect(costs.wages).toBe(OTHERS + 16 * HOUR)
    expect(violations.filter(({ ruleId }) => ruleId === rule.id)).toMatchObject([{ employeeId: 'bo', size: 1 }])
  })

  it('hold premiums, which bind only whom they name', () => {
    const premium = (employees: string[]) =>
      ownRule({ kind: 'dayPremium', premium: 0.25, aboveMinutes: 480, appliesTo: { employees } })
    const week = boWorks(lasting(120, shiftOn(0)))(nobody)
    const plain = checkWeek(week)
    const dearer = checkWeek(withRules(week, premium(['bo'])))
    expect(dearer.costs.premiums).toBe(0.5 * HOUR)
    expect(dearer.costs.wages - plain.costs.wages).toBe(0.5 * HOUR)
    expect(dearer.objective - plain.objective).toBe(0.5 * HOUR)
    expect(checkWeek(withRules(week, premium(['an'])))).toEqual(plain)
  })
})

describe('prices of broken rules', () => {
  const cover = (rule: object) => ownRule({ kind: 'shiftCover', templates: ['day'], weekdays: [1], ...rule })
  const pricesOf = (rule: object, ...days: readonly number[]) => {
    const week = withRules(boWorks(...shiftsOn(...days))(nobody), cover(rule))
    const plain = checkWeek(boWorks(...shiftsOn(...days))(nobody)).costs.softRules
    const { costs, violations } = checkWeek(week)
    return [costs.softRules - plain, violations.filter(({ ruleId }) => ruleId === 'own').map((each) => each.severity)]
  }

  it('are those of the rule, for too few and too many alike or not', () => {
    const soft = { severity: 'soft', penaltyPerUnit: 100, surplusPenalty: 7 }
    expect(pricesOf({ ...soft, agents: 2 }, 0)).toEqual([100, ['soft']])
    expect(pricesOf({ ...soft, agents: 1 }, 0)).toEqual([0, []])
    expect(pricesOf({ ...soft, agents: 0 }, 0)).toEqual([7, ['soft']])
    expect(pricesOf({ ...soft, agents: 0, surplusPenalty: 0 }, 0)).toEqual([0, []])
  })

  it('are none for a soft rule without one, and for a hard one', () => {
    expect(pricesOf({ severity: 'soft', agents: 2 }, 0)).toEqual([0, ['soft']])
    expect(pricesOf({ agents: 2 }, 0)).toEqual([0, ['hard']])
    expect(pricesOf({ agents: 0, surplusPenalty: 7 }, 0)).toEqual([7, ['soft']])
  })
})
