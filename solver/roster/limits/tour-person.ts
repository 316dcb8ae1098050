import type { Employee } from '../../domain/employee.ts'
import type { WorkRule, WorkRuleKind } from '../../domain/work-rule.ts'
import type { TourPerson } from '../../tours/tour-problem.ts'
import { availabilityTerms } from './availability-terms.ts'
import { dayTerms } from './day-terms.ts'
import { hoursTerms } from './hours-terms.ts'
import { payTerms } from './pay-terms.ts'
import { shiftTerms } from './shift-terms.ts'
import type { TourContext } from './tour-context.ts'
import { binds, NOTHING, type RuleTerms, type TermsByKind, type TourScope, tourScope } from './tour-scope.ts'
import { wageLimits } from './wage-limits.ts'
import { withoutImplied } from './without-implied.ts'

type TeamKind = 'minPresence' | 'shiftCover' | 'minutesBudget'

/** What each kind of rule comes to for one person. A kind that is missing here does not compile. */
const TERMS: TermsByKind<Exclude<WorkRuleKind, TeamKind>> & Record<TeamKind, undefined> = {
  ...hoursTerms,
  ...payTerms,
  ...dayTerms,
  ...shiftTerms,
  ...availabilityTerms,
  // Rules about everybody together are rows of the cover (`addTeamRules`).
  minPresence: undefined,
  shiftCover: undefined,
  minutesBudget: undefined,
}

/**
 * Compiles every rule that binds a person, and the contract's pay, into limits and costs in minor currency units;
 * guaranteed wages are left out. People with equal parameters share limits and cost arrays, by identity.
 * @param ofAnyZone context of the horizon, of whichever zone
 * @param group index of the person's cover group
 */
export function tourPerson(ofAnyZone: TourContext, employee: Employee, group: number): TourPerson {
  const scope = tourScope(ofAnyZone, employee)
  const { context } = scope
  const rules = context.inputs.workRules.filter((rule) => binds(rule, employee))
  const terms = [...rules.map((rule) => termsOf(rule, scope)), otherSites(context)]
  const optionCosts = terms.flatMap(({ optionCost }) => optionCost ?? [])
  const offCosts = terms.flatMap(({ offCost }) => offCost ?? [])
  return {
    id: employee.id,
    group,
    optionCost: context.total(optionCosts, context.options.length),
    offCost: context.total(offCosts, context.days.length),
    limits: withoutImplied(context, [...terms.flatMap(({ limits }) => limits ?? []), ...wageLimits(scope, rules)]),
  }
}

/** Shifts of other zones are not open. */
const otherSites = ({ once, options, zone }: TourContext): RuleTerms =>
  once('other sites', () =>
    options.every((option) => option.zone === zone)
      ? NOTHING
      : { optionCost: Float64Array.from(options, (option) => (option.zone === zone ? 0 : Infinity)) },
  )

function termsOf(rule: WorkRule, scope: TourScope): RuleTerms {
  const compile = TERMS[rule.kind] as ((rule: WorkRule, scope: TourScope) => RuleTerms) | undefined
  return compile?.(rule, scope) ?? NOTHING
}
