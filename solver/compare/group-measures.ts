import { minutesIn, type PersonHorizon, teamHorizon } from '../check/person-horizon.ts'
import { isPayRule, minutesPaidByDay, type PayRule } from '../check/rules/premiums.ts'
import { wageCosts } from '../check/wages.ts'
import type { Measure, MeasuredValue } from '../domain/comparison.ts'
import { weeksOf } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { PlanResult } from '../domain/plan-outputs.ts'
import type { WorkRule } from '../domain/work-rule.ts'

/**
 * People, hours and wages of the whole team and then of each group in the plan's order. Wages of the groups sum to
 * those of the team but for the rounding of each to whole minor units.
 * @param inputs as they bear on the horizon, with the scenario in them
 */
export function teamMeasures(inputs: PlanInputs, { horizon, roster }: PlanResult): MeasuredValue[] {
  const { people } = teamHorizon(inputs, horizon, roster)
  const fullTimeMinutes =
    Math.max(...inputs.settings.contracts.map((contract) => contract.ordinaryMinutesPerWeek)) * weeksOf(horizon)
  const measured = (members: readonly PersonHorizon[]) => measuresOf(members, inputs.workRules, fullTimeMinutes)
  return [
    ...measured(people),
    ...inputs.settings.groups.flatMap(({ id }) =>
      measured(people.filter(({ employee }) => employee.group === id)).map((value) => ({ ...value, group: id })),
    ),
  ]
}

function measuresOf(
  people: readonly PersonHorizon[],
  workRules: readonly WorkRule[],
  fullTimeMinutes: number,
): MeasuredValue[] {
  const payRules = workRules.filter(isPayRule)
  const paidMinutes = sumOf(people, ({ shifts }) => sumOf(shifts, (shift) => shift.paidMinutes))
  const { wages, overtime, premiums } = wageCosts(workRules, people)
  const values: [Measure, number | null][] = [
    ['headcount', people.length],
    ['peopleWorking', people.filter(({ shifts }) => shifts.length > 0).length],
    // Where all are paid by the hour alone there is no full week to count against.
    ['fteWorked', fullTimeMinutes === 0 ? null : paidMinutes / fullTimeMinutes],
    ['paidHours', paidMinutes / 60],
    ['overtimeHours', sumOf(people, (person) => overtimeMinutes(person, payRules)) / 60],
    ['wages', wages],
    ['overtimeCost', overtime],
    ['premiums', premiums],
  ]
  return values.map(([measure, value]) => ({ measure, value }))
}

/** Minutes beyond the contract's ordinary week, those left out that a rule of pay pays by the day. */
const overtimeMinutes = (person: PersonHorizon, rules: readonly PayRule[]): number =>
  sumOf(person.days.periods.week, (week) =>
    Math.max(
      0,
      minutesIn(person, week) - minutesPaidByDay(rules, person, week) - person.contract.ordinaryMinutesPerWeek,
    ),
  )

const sumOf = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0)
