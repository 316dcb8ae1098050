import { teamHorizon } from '../../check/person-horizon.ts'
import { isPayRule } from '../../check/rules/premiums.ts'
import { payOf } from '../../check/wages.ts'
import type { Horizon } from '../../domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../../domain/plan-inputs.ts'
import type { Assignment } from '../../domain/roster.ts'
import { planDateOf, zonesOfPeople } from '../../domain/site.ts'

export interface DayPay {
  readonly paidMinutes: number
  /** Minor currency units; overtime and premiums are part of the wages. */
  readonly wages: number
  readonly overtime: number
  readonly premiums: number
}

/**
 * What the shifts of one day add to the pay of their week, by the checker's own reckoning: the pay of the roster up to the
 * day's end, less that up to its beginning. So the days of a week sum to its pay, and overtime falls on the days on which
 * the week's ordinary hours are over. Hours that a contract guarantees and nobody works are of no day.
 * @param day local date of the plan
 */
export function dayPay(inputs: PlanInputs, horizon: Horizon, shifts: readonly Assignment[], day: string): DayPay {
  const zoneOf = zonesOfPeople(inputs)
  const dateOf = ({ startMs, employeeId }: Assignment) => planDateOf(startMs, zoneOf(employeeId), horizon.zone)
  const until = shifts.filter((shift) => dateOf(shift) <= day)
  const [all, before] = [
    payTo(inputs, horizon, until),
    payTo(
      inputs,
      horizon,
      until.filter((shift) => dateOf(shift) < day),
    ),
  ]
  const [overtime, premiums] = [all.overtime - before.overtime, all.premiums - before.premiums]
  return {
    paidMinutes: all.minutes - before.minutes,
    wages: Math.round(all.ordinary - before.ordinary + overtime + premiums),
    ...{ overtime: Math.round(overtime), premiums: Math.round(premiums) },
  }
}

function payTo(given: PlanInputs, horizon: Horizon, assignments: readonly Assignment[]) {
  const inputs = inputsFor(given, horizon)
  const rules = inputs.workRules.filter(isPayRule)
  const sum = { minutes: 0, ordinary: 0, overtime: 0, premiums: 0 }
  for (const person of teamHorizon(inputs, horizon, { assignments }).people) {
    const contract = { ...person.contract, guaranteedMinutesPerWeek: 0 }
    const pay = payOf(rules, { ...person, contract })
    sum.minutes += person.shifts.reduce((total, { paidMinutes }) => total + paidMinutes, 0)
    sum.ordinary += pay.ordinary
    sum.overtime += pay.overtime
    sum.premiums += pay.premiums
  }
  return sum
}
