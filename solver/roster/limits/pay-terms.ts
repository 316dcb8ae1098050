import type { WorkRuleOf } from '../../domain/work-rule.ts'
import { averageLeft } from './hours-terms.ts'
import { type OptionPayRule, premiumMinutes } from './premium-minutes.ts'
import {
  limitTerms,
  NOTHING,
  optionTerms,
  type RuleTerms,
  spansOf,
  sumOver,
  type TermsByKind,
  type TourScope,
} from './tour-scope.ts'

type PayKind = OptionPayRule['kind'] | 'seventhDayPremium' | 'shortRestPremium' | 'averagePremium'

/** What is paid at a premium. Premiums add up. */
export const payTerms: TermsByKind<PayKind> = {
  dayPremium: (rule, scope) => byShift(rule, scope),
  datePremium: (rule, scope) => byShift(rule, scope),
  nightPremium: (rule, scope) => byShift(rule, scope),
  seventhDayPremium: (rule, scope) => seventhDay(rule, scope),
  shortRestPremium: (rule, scope) => shortRest(rule, scope),
  averagePremium: (rule, scope) => {
    const { context } = scope
    const above = averageLeft(scope, rule.minutesPerWeek, rule.referenceWeeks)
    const unitCost = minutePrice(rule, scope)
    if (unitCost === 0) return NOTHING
    return limitTerms(context, `${keyOf(rule, scope)} ${above}`, () =>
      spansOf(context, 'horizon').map((span) =>
        sumOver(rule.id, span, { weights: context.paidMinutes, over: [{ above, unitCost }] }),
      ),
    )
  },
}

/** Extra pay of a minute at a premium, minor currency units. */
const minutePrice = ({ premium }: { premium: number }, { employee }: TourScope): number =>
  (premium * employee.hourlyCost) / 60

const keyOf = (rule: { id: string }, { employee }: TourScope): string => `${rule.id} ${employee.hourlyCost}`

function byShift(rule: OptionPayRule, scope: TourScope): RuleTerms {
  const minutes = premiumMinutes(scope.context, rule)
  return optionTerms(scope.context, keyOf(rule, scope), minutePrice(rule, scope), ({ index }) => minutes[index]!)
}

/**
 * A shift of m minutes beyond the number on a week's seventh day counts m, one on another day as much as the most that
 * the seventh can have. Six such days and m are above six by m, five or fewer never: the premium is due exactly on m.
 */
function seventhDay(rule: WorkRuleOf<'seventhDayPremium'>, scope: TourScope): RuleTerms {
  const { context } = scope
  const unitCost = minutePrice(rule, scope)
  const weeks = context.weeks.filter(({ fromDay, toDay }) => toDay - fromDay === 7)
  const beyond = (paid: number) => Math.max(0, Math.min(paid, rule.upToMinutes) - rule.aboveMinutes)
  const most = Math.max(0, ...context.paidMinutes.map(beyond))
  if (unitCost === 0 || most === 0) return NOTHING
  return limitTerms(context, keyOf(rule, scope), () =>
    weeks.map((week) => {
      const weights = Int32Array.from(context.options, ({ day, paidMinutes }) =>
        day === week.toDay - 1 ? beyond(paidMinutes) : most,
      )
      return sumOver(rule.id, week, { weights, over: [{ above: 6 * most, unitCost }] })
    }),
  )
}

function shortRest(rule: WorkRuleOf<'shortRestPremium'>, scope: TourScope): RuleTerms {
  const { context, lastEndMinute } = scope
  const price = minutePrice(rule, scope)
  const unitCost = rule.amountPerShift ?? 0
  if (price === 0 && unitCost === 0) return NOTHING
  const laterCost = context.once(`later ${keyOf(rule, scope)}`, () =>
    Float64Array.from(context.paidMinutes, (minutes) => minutes * price),
  )
  return limitTerms(context, `${keyOf(rule, scope)} ${lastEndMinute}`, () => [
    { kind: 'rest', ruleId: rule.id, minMinutes: rule.minRestMinutes, unitCost, laterCost, lastEndMinute },
  ])
}
