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
  const sum = { ordinary: 0, overtime: 0, premiums: 0 }
  for (const person of people) {
    const pay = payOf(rules, person)
    sum.ordinary += pay.ordinary
    sum.overtime += pay.overtime
    sum.premiums += pay.premiums
  }
  return wagesOf(sum)
}

/** Pay of a horizon, minor currency units. */
export interface Pay {
  readonly ordinary: number
  readonly overtime: number
  readonly premiums: number
}

export const payOf = (rules: readonly PayRule[], person: PersonHorizon): Pay => ({
  ...weekPay(rules, person),
  premiums: rules.reduce((sum, rule) => sum + premiumPay(rule, person), 0),
})

/** @param pay summed over people, in the plan's order */
export const wagesOf = ({ ordinary, overtime, premiums }: Pay): Wages => ({
  wages: Math.round(ordinary + overtime + premiums),
  overtime: Math.round(overtime),
  premiums: Math.round(premiums),
})

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
