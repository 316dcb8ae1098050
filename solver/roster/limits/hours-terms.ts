import { minutesGuaranteed } from '../../domain/employee.ts'
import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'
import type { TourLimit } from '../../tours/tour-limit.ts'
import { nightMinutes } from './night-minutes.ts'
import type { DaySpan, TourContext } from './tour-context.ts'
import {
  limitTerms,
  NOTHING,
  optionTerms,
  type RuleTerms,
  spansOf,
  sumOver,
  type TermsByKind,
  type TourScope,
  unitPrice,
} from './tour-scope.ts'

type HoursKind =
  | 'maxMinutesPerPeriod'
  | 'minMinutesPerPeriod'
  | 'guaranteedMinutes'
  | 'maxOvertimeMinutesPerWeek'
  | 'maxOvertimeMinutesPerDay'
  | 'maxOvertimeMinutesPerMonth'
  | 'maxAverageMinutesPerWeek'
  | 'maxNightShiftMinutes'

/** Rules about minutes of work. One shift a day makes those of a day a matter of the shift alone. */
export const hoursTerms: TermsByKind<HoursKind> = {
  maxMinutesPerPeriod: (rule, scope) =>
    rule.period === 'day'
      ? dayMaximum(rule, scope, rule.maxMinutes)
      : rule.period === 'month'
        ? monthMaximum(rule, scope)
        : spanMaximum(rule, scope, rule.period, rule.maxMinutes),

  minMinutesPerPeriod: (rule, scope) => spanMinimum(rule, scope, rule.period, () => rule.minMinutes, unitPrice(rule)),

  guaranteedMinutes: (rule, scope) => spanMinimum(rule, scope, 'week', guaranteeOf(scope), unitPrice(rule) / 60),

  maxOvertimeMinutesPerWeek: (rule, scope) =>
    spanMaximum(rule, scope, 'week', scope.contract.ordinaryMinutesPerWeek + scope.contract.maxOvertimeMinutesPerWeek),

  maxOvertimeMinutesPerDay: (rule, scope) => dayMaximum(rule, scope, rule.ordinaryMinutes + rule.maxMinutes),

  maxOvertimeMinutesPerMonth: (rule, scope) => monthOvertime(rule, scope),

  maxAverageMinutesPerWeek: (rule, scope) => {
    const left = averageLeft(scope, rule.maxMinutesPerWeek, rule.referenceWeeks)
    return spanMaximum(rule, scope, 'horizon', left)
  },

  maxNightShiftMinutes: (rule, { context }) =>
    optionTerms(context, rule.id, unitPrice(rule), (option) =>
      nightMinutes(context, rule, option) >= rule.minNightMinutes ? option.paidMinutes - rule.maxMinutes : 0,
    ),
}

const guaranteeOf =
  ({ contract, employee }: TourScope) =>
  ({ fromDay }: DaySpan): number =>
    minutesGuaranteed(contract, employee, fromDay)

/** Minutes that an average over a reference period leaves to the horizon, its balances counted. */
export function averageLeft({ context, employee }: TourScope, minutesPerWeek: number, referenceWeeks: number): number {
  const { referenceMinutes = 0, referenceWeeksWorked = 0 } = employee.balances ?? {}
  const weeks = Math.min(referenceWeeksWorked + context.weeks.length, referenceWeeks)
  return Math.max(0, minutesPerWeek * weeks - referenceMinutes)
}

const dayMaximum = (rule: WorkRule, { context }: TourScope, maxMinutes: number): RuleTerms =>
  optionTerms(context, rule.id, unitPrice(rule), (option) => option.paidMinutes - maxMinutes)

function spanMaximum(rule: WorkRule, { context }: TourScope, period: 'week' | 'horizon', above: number): RuleTerms {
  const unitCost = unitPrice(rule)
  if (unitCost === 0) return NOTHING
  return limitTerms(context, `${rule.id} ${above}`, () =>
    spansOf(context, period).map((span) =>
      sumOver(rule.id, span, { weights: context.paidMinutes, over: [{ above, unitCost }] }),
    ),
  )
}

function spanMinimum(
  rule: WorkRule,
  { context }: TourScope,
  period: 'week' | 'horizon',
  leastOf: (span: DaySpan) => number,
  unitCost: number,
): RuleTerms {
  const spans = spansOf(context, period)
    .map((span) => ({ span, below: leastOf(span) }))
    .filter(({ below }) => below > 0)
  if (unitCost === 0 || spans.length === 0) return NOTHING
  return limitTerms(context, `${rule.id} ${spans.map(({ below }) => below).join(' ')}`, () =>
    spans.map(({ span, below }) =>
      sumOver(rule.id, span, { weights: context.paidMinutes, under: [{ below, unitCost }] }),
    ),
  )
}

/** Calendar months; what was worked of the first one before the horizon counts in it. */
function monthMaximum(rule: WorkRuleOf<'maxMinutesPerPeriod'>, { context, employee }: TourScope): RuleTerms {
  const unitCost = unitPrice(rule)
  if (unitCost === 0) return NOTHING
  const worked = employee.balances?.minutesThisMonth ?? 0
  const left = Math.max(0, rule.maxMinutes - worked)
  return limitTerms(context, `${rule.id} ${left}`, () =>
    context.months.map((month, index) =>
      sumOver(rule.id, month, {
        weights: context.paidMinutes,
        over: [{ above: index === 0 ? left : rule.maxMinutes, unitCost }],
      }),
    ),
  )
}

/** Overtime is what a week has beyond its ordinary minutes, and belongs to the month of the week's first day. */
function monthOvertime(rule: WorkRuleOf<'maxOvertimeMinutesPerMonth'>, scope: TourScope): RuleTerms {
  const { context, contract, employee } = scope
  const unitCost = unitPrice(rule)
  if (unitCost === 0) return NOTHING
  const ordinary = contract.ordinaryMinutesPerWeek
  const left = Math.max(0, rule.maxMinutes - employee.overtimeMinutesThisMonth)
  return limitTerms(context, `${rule.id} ${ordinary} ${left}`, () =>
    weeksByMonth(context).map((weeks, index) =>
      overtimeLimit(rule.id, context, weeks, ordinary, index === 0 ? left : rule.maxMinutes, unitCost),
    ),
  )
}

const weeksByMonth = ({ weeks, days }: TourContext) => [
  ...Map.groupBy(weeks, ({ fromDay }) => days[fromDay]!.date.slice(0, 7)).values(),
]

/** The overtime of a single week is a plain sum, which makes the smaller graph. */
function overtimeLimit(
  ruleId: string,
  { paidMinutes }: TourContext,
  weeks: TourContext['weeks'],
  ordinary: number,
  max: number,
  unitCost: number,
): TourLimit {
  const [only, ...others] = weeks
  if (others.length === 0) {
    return sumOver(ruleId, only!, { weights: paidMinutes, over: [{ above: ordinary + max, unitCost }] })
  }
  const periods = weeks.map((week) => ({ ...week, above: ordinary }))
  return { kind: 'excess', ruleId, weights: paidMinutes, periods, max, unitCost }
}
