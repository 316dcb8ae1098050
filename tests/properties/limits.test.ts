import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRoster } from '../../solver/check/check-roster.ts'
import { LinearModel, type LinearModel as Model } from '../../solver/lp/linear-model.ts'
import { tourContext } from '../../solver/roster/limits/tour-context.ts'
import { tourPerson } from '../../solver/roster/limits/tour-person.ts'
import { tourCost } from '../../solver/tours/tour-cost.ts'
import type { TourProblem } from '../../solver/tours/tour-problem.ts'
import { PERSON_KINDS, ruleOf } from '../solver/roster/limits-rules.ts'
import { assignmentsOf, type LimitsCase, limitsCase } from '../solver/roster/limits-sample.ts'

const NO_COVER: Model = new LinearModel()

function compiled({ inputs, horizon, options }: LimitsCase): TourProblem {
  const context = tourContext(inputs, horizon, options)
  return {
    days: context.days.length,
    options: context.tourOptions,
    people: context.inputs.employees.map((employee) => tourPerson(context, employee, 0)),
    cover: NO_COVER,
    entries: () => [],
    costStep: 0,
  }
}

/** What tours cost by the limits and what the checker makes of the same roster. */
function bothWays(plan: LimitsCase) {
  const { inputs, horizon, options, tours } = plan
  const problem = compiled(plan)
  const costs = tours.map((tour, person) => tourCost(problem, person, tour))
  const assignments = tours.flatMap((tour, person) => assignmentsOf(options, tour, inputs.employees[person]!.id))
  const check = checkRoster(inputs, { horizon, queues: [] }, { assignments })
  const isBroken = inputs.employees.map(({ id }) =>
    check.violations.some(({ severity, employeeId }) => severity === 'hard' && employeeId === id),
  )
  return { costs, isBroken, check, guaranteed: guaranteed(plan) }
}

const guaranteed = ({ inputs, horizon }: LimitsCase): number =>
  inputs.employees.reduce((sum, { contractId, hourlyCost }) => {
    const { guaranteedMinutesPerWeek } = inputs.settings.contracts.find(({ id }) => id === contractId)!
    const weeks = Math.round((horizon.intervals * horizon.intervalMinutes) / 10_080)
    return sum + (weeks * guaranteedMinutesPerWeek * hourlyCost) / 60
  }, 0)

/** Wages and soft rules are each rounded to whole minor units. */
const ROUNDING = 1.001

/** @returns whether a hard rule was broken and whether a price was compared that is more than wages */
function agree(plan: LimitsCase): { broken: boolean; priced: boolean } {
  const { costs, isBroken, check, guaranteed } = bothWays(plan)
  expect(costs.map((cost) => cost === Infinity)).toEqual(isBroken)
  if (isBroken.includes(true)) return { broken: true, priced: false }
  const { wages, softRules, premiums } = check.costs
  const sum = costs.reduce((total, cost) => total + cost, guaranteed)
  expect(Math.abs(wages + softRules - sum)).toBeLessThan(ROUNDING)
  return { broken: false, priced: softRules > 0 || premiums > 0 }
}

/** Kinds that no tour with one shift a day can break. */
const NEVER_BROKEN = ['maxShiftsPerDay', 'requiredSkill']

describe('the limits of a person say what the checker says', () => {
  it.each(PERSON_KINDS)('of a rule of kind %s', (kind) => {
    let broken = 0
    let kept = 0
    fc.assert(
      fc.property(limitsCase(fc.tuple(ruleOf(kind))), (plan) => {
        const outcome = agree(plan)
        if (outcome.broken || outcome.priced) broken++
        else kept++
      }),
      { numRuns: 40 },
    )
    expect(kept).toBeGreaterThan(0)
    expect(broken).toBeGreaterThan(NEVER_BROKEN.includes(kind) ? -1 : 0)
  })

  it('of any rules together', () => {
    let priced = 0
    const some = fc.uniqueArray(fc.constantFrom(...PERSON_KINDS), { minLength: 2, maxLength: 8 })
    const rules = some.chain((kinds) => fc.tuple(...kinds.map(ruleOf)))
    fc.assert(
      fc.property(limitsCase(rules), (plan) => {
        if (agree(plan).priced) priced++
      }),
      { numRuns: 150 },
    )
    expect(priced).toBeGreaterThan(5)
  })
})
