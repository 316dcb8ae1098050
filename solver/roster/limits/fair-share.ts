import { instantOnDay } from '../../domain/horizon.ts'
import type { WorkRuleOf } from '../../domain/work-rule.ts'
import type { ShiftOption } from '../shift-option.ts'
import type { TourContext } from './tour-context.ts'
import {
  binds,
  countWeights,
  limitTerms,
  NOTHING,
  optionSet,
  type RuleTerms,
  sumOver,
  type TourScope,
  unitPrice,
} from './tour-scope.ts'

type FairRule = WorkRuleOf<'fairShare'>

/** A share of whole shifts may miss the whole number by so much in floating point. */
const TINY = 1e-9

/**
 * Shifts of a sort beyond a person's allowance: that of the weeks, and what those of the group whom the rule binds had
 * of them before on average more than this person, in whole shifts rounded up and not less than none.
 */
export function fairShare(rule: FairRule, { context, employee }: TourScope): RuleTerms {
  const unitCost = unitPrice(rule)
  if (unitCost === 0) return NOTHING
  const mean = context.once(`mean ${rule.id} ${employee.group}`, () => meanBalance(rule, context, employee.group))
  const own = employee.balances?.[rule.of] ?? 0
  const above = Math.max(0, Math.ceil(rule.allowancePerWeek * context.weeks.length - (own - mean) - TINY))
  const weights = countWeights(
    context,
    rule.id,
    optionSet(context, rule.id, (option) => isOfSort(rule, context, option)),
  )
  return limitTerms(context, `${rule.id} ${above}`, () => [
    sumOver(rule.id, { fromDay: 0, toDay: context.days.length }, { weights, over: [{ above, unitCost }] }),
  ])
}

function meanBalance(rule: FairRule, { inputs }: TourContext, group: string): number {
  const peers = inputs.employees.filter((employee) => employee.group === group && binds(rule, employee))
  return peers.reduce((sum, { balances }) => sum + (balances?.[rule.of] ?? 0), 0) / peers.length
}

function isOfSort(rule: FairRule, context: TourContext, { day, startMs, endMs }: ShiftOption): boolean {
  const { date, weekday } = context.days[day]!
  if (rule.of === 'weekends') return weekday >= 6
  if (rule.of === 'holidays') return rule.dates.includes(date)
  // A shift that begins after midnight belongs to the evening before as well.
  const spans = context.once(`evenings ${rule.id}`, () => eveningSpans(rule, context))
  return spans.slice(day, day + 2).some(([from, to]) => endMs > from && startMs < to)
}

/** The rule's span of every day from the one before the horizon on, `[day + 1]`. */
function eveningSpans(rule: FairRule, { days, zone }: TourContext): [number, number][] {
  const dayBefore = days[0]!.startMs - 1
  return [dayBefore, ...days.map(({ startMs }) => startMs)].map((instant) => [
    instantOnDay(instant, rule.from!, zone),
    instantOnDay(instant, rule.to!, zone),
  ])
}
