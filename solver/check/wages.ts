import { minutesGuaranteed } from '../domain/employee.ts'
import type { CostBreakdown } from '../domain/plan-outputs.ts'
import type { WorkRule } from '../domain/work-rule.ts'
import { minutesIn, type PersonHorizon } from './person-horizon.ts'
import { isPayRule, minutesPaidByDay, type PayRule, premiumPay } from './rules/premiums.ts'

type Wages = Pick<CostBreakdown, 'wages' | 'overtime' | 'premiums'>

/**
 * Pay of the horizon: of each week the guarantee or the minutes worked, whichever is more, with the contract's premium on
 * overtime, and what rules of pay add. On-call shifts are not paid as work.
 */
export function wageCosts(workRules: readonly WorkRule[], people: readonly PersonHorizon[]): Wages {
  const rules = workRules.filter(isPayRule)
  let ordinary = 0
  let overtime = 0
  let premiums = 0
  for (const person of people) {
    const pay = weekPay(rules, person)
    ordinary += pay.ordinary
    overtime += pay.overtime
    premiums += rules.reduce((sum, rule) => sum + premiumPay(rule, person), 0)
  }
  return {
    wages: Math.round(ordinary + overtime + premiums),
    overtime: Math.round(overtime),
    premiums: Math.round(premiums),
  }
}

/** Pay of all weeks without premiums of rules, minor currency units. */
function weekPay(rules: readonly PayRule[], person: PersonHorizon): { ordinary: number; overtime: number } {
  const { contract, employee } = person
  const sum = { ordinary: 0, overtime: 0 }
  for (const week of person.days.periods.week) {
    const minutes = minutesIn(person, week)
    const guaranteed = minutesGuaranteed(contract, employee, week.fromDay)
    const over = Math.max(0, minutes - minutesPaidByDay(rules, person, week) - contract.ordinaryMinutesPerWeek)
    sum.ordinary += ((Math.max(minutes, guaranteed) - over) * employee.hourlyCost) / 60
    sum.overtime += (over * employee.hourlyCost * (1 + contract.overtimePremium)) / 60
  }
  return sum
}
