import type { WorkRuleOf } from '../../domain/work-rule.ts'
import type { TourDay } from './tour-context.ts'
import { limitTerms, NOTHING, type RuleTerms, type TourScope, unitPrice } from './tour-scope.ts'

const SATURDAY = 6
const SUNDAY = 7

/** Weekends of a horizon, as blocks; a Sunday that begins it is a block of its own, and so is a Saturday that ends it. */
const weekendBlocks = (days: readonly TourDay[], workedBefore: boolean) =>
  days.flatMap(({ weekday }, firstDay) => {
    if (weekday === SATURDAY) return [{ firstDay, days: firstDay + 1 < days.length ? 2 : 1, workedBefore: false }]
    return weekday === SUNDAY && firstDay === 0 ? [{ firstDay, days: 1, workedBefore }] : []
  })

/** Weekends with work; one whose Saturday was worked before the horizon has been counted there. */
export function workedWeekends(rule: WorkRuleOf<'maxWeekends'>, scope: TourScope): RuleTerms {
  const { context } = scope
  const unitCost = unitPrice(rule)
  if (unitCost === 0) return NOTHING
  const isBegun = saturdayBefore(scope) === true
  return limitTerms(context, `${rule.id} ${isBegun}`, () => [
    {
      kind: 'block',
      ruleId: rule.id,
      blocks: weekendBlocks(context.days, isBegun),
      of: 'work',
      max: rule.maxWeekends,
      unitCost,
      partlyCost: 0,
    },
  ])
}

/** A Sunday that begins the horizon must be as the Saturday before it was; where nothing is known of that it is free. */
export function wholeWeekends(rule: WorkRuleOf<'wholeWeekends'>, scope: TourScope): RuleTerms {
  const { context } = scope
  const partlyCost = unitPrice(rule)
  if (partlyCost === 0) return NOTHING
  const before = saturdayBefore(scope)
  return context.once(`${rule.id} ${before}`, () => {
    const blocks = weekendBlocks(context.days, before === true)
    const limits = [
      { kind: 'block' as const, ruleId: rule.id, blocks, of: 'work' as const, max: Infinity, unitCost: 0, partlyCost },
    ]
    if (before !== false) return { limits }
    return { limits, optionCost: Float64Array.from(context.options, ({ day }) => (day === 0 ? partlyCost : 0)) }
  })
}

/** Whether the Saturday right before the horizon was worked; undefined where the horizon begins on another day. */
const saturdayBefore = ({ context, workedBefore }: TourScope): boolean | undefined =>
  context.days[0]?.weekday === SUNDAY ? workedBefore[0] : undefined
