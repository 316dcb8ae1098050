import { minutesGuaranteed } from '../../domain/employee.ts'
import { dayStarts, type Horizon } from '../../domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../../domain/plan-inputs.ts'
import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'
import type { SumLimit, TourLimit } from '../../tours/tour-limit.ts'
import { premiumMinutes } from './premium-minutes.ts'
import type { DaySpan, TourContext } from './tour-context.ts'
import { limitTerms, sumOver, type TourScope } from './tour-scope.ts'

/** Rule id of the pay by contract, which no work rule states. */
export const WAGES = 'wages'

/**
 * Pay of each week beyond the guarantee, which is paid in any case: the hour's cost, and the premium on overtime. Minutes
 * that a rule about days pays at a premium are not overtime of the week as well.
 * @param rules those that bind the person
 */
export function wageLimits(
  { context, contract, employee }: TourScope,
  rules: readonly WorkRule[],
): readonly TourLimit[] {
  const { id, ordinaryMinutesPerWeek, overtimePremium } = contract
  const minuteCost = employee.hourlyCost / 60
  const overtime = { above: ordinaryMinutesPerWeek, unitCost: minuteCost * overtimePremium }
  if (minuteCost === 0) return []
  const byDay = rules.filter(paysByDay)
  const key = `${WAGES} ${id} ${employee.hourlyCost} ${employee.daysBeforeHire ?? 0} ${byDay.map((rule) => rule.id).join(' ')}`
  const { limits = [] } = limitTerms(context, key, () =>
    context.weeks.flatMap((week): TourLimit[] => {
      const paid = { weights: context.paidMinutes }
      const beyond = { above: minutesGuaranteed(contract, employee, week.fromDay), unitCost: minuteCost }
      if (overtime.unitCost === 0) return [sumOver(WAGES, week, { ...paid, over: [beyond] })]
      if (byDay.length === 0) return [sumOver(WAGES, week, { ...paid, over: [beyond, overtime] })]
      return [sumOver(WAGES, week, { ...paid, over: [beyond] }), overtimeBesides(context, byDay, week, overtime)]
    }),
  )
  return limits
}

/** Wages of a horizon that are paid whatever the roster, minor currency units; tours cost what comes on top. */
export function guaranteedWages(given: PlanInputs, horizon: Horizon): number {
  const { settings, employees } = inputsFor(given, horizon)
  const contractById = new Map(settings.contracts.map((contract) => [contract.id, contract]))
  const weekStarts = [...dayStarts(horizon).keys()].slice(0, -1).filter((day) => day % 7 === 0)
  return employees.reduce((sum, employee) => {
    const contract = contractById.get(employee.contractId)!
    const minutes = weekStarts.reduce((total, day) => total + minutesGuaranteed(contract, employee, day), 0)
    return sum + (minutes / 60) * employee.hourlyCost
  }, 0)
}

type DayPayRule = WorkRuleOf<'dayPremium' | 'datePremium' | 'seventhDayPremium'>

const paysByDay = (rule: WorkRule): rule is DayPayRule =>
  rule.kind === 'dayPremium' || rule.kind === 'datePremium' || rule.kind === 'seventhDayPremium'

/** Overtime of a week of what its days do not pay at a premium already; of several rules on a day the most minutes. */
function overtimeBesides(
  context: TourContext,
  rules: readonly DayPayRule[],
  week: DaySpan,
  { above, unitCost }: SumLimit['over'][number],
): SumLimit {
  const { parts, ordinary, ordinaryOnSeventh } = context.once(
    `${WAGES} besides ${rules.map(({ id }) => id).join(' ')}`,
    () => ordinaryParts(context, rules),
  )
  const isFull = week.toDay - week.fromDay === 7
  return sumOver(WAGES, week, {
    weights: ordinary,
    over: [{ above: above * parts, unitCost: unitCost / parts }],
    ...(isFull && ordinaryOnSeventh ? { wholeWeights: ordinaryOnSeventh } : {}),
  })
}

/** What each option adds to a week's ordinary minutes, in parts of a minute that make it a whole number, `[option]`. */
function ordinaryParts(context: TourContext, rules: readonly DayPayRule[]) {
  const always = rules.filter((rule) => rule.kind !== 'seventhDayPremium')
  const sevenths = rules.filter((rule) => rule.kind === 'seventhDayPremium')
  const minutes = ordinaryMinutes(context, always)
  const most = Math.min(...sevenths.map((rule) => rule.aboveMinutes))
  const parts = Math.min(MOST_PARTS, denominator(context, always))
  const inParts = (value: number) => Math.round(value * parts)
  return {
    parts,
    ordinary: Int32Array.from(minutes, inParts),
    ...(sevenths.length > 0
      ? { ordinaryOnSeventh: Int32Array.from(minutes, (value) => inParts(Math.min(value, most))) }
      : {}),
  }
}

/** Paid minutes of each option that no rule about days pays at a premium, `[option]`. */
function ordinaryMinutes(
  context: TourContext,
  rules: readonly WorkRuleOf<'dayPremium' | 'datePremium'>[],
): Float64Array {
  const premiums = rules.map((rule) => premiumMinutes(context, rule))
  return Float64Array.from(
    context.paidMinutes,
    (paid, option) => paid - Math.max(0, ...premiums.map((minutes) => minutes[option]!)),
  )
}

/** Finest parts of a minute: a week's sum of them is a whole number of 32 bits. */
const MOST_PARTS = 100_000

/** Parts of a minute in which the paid minutes of shifts on a date are whole: breaks are spread over the shift. */
function denominator({ options }: TourContext, rules: readonly DayPayRule[]): number {
  if (!rules.some(({ kind }) => kind === 'datePremium')) return 1
  return options.reduce((least, { paidMinutes, startMs, endMs }) => {
    const elapsed = (endMs - startMs) / 60_000
    const own = elapsed / commonDivisor(elapsed, paidMinutes)
    return Math.min(MOST_PARTS, (least / commonDivisor(least, own)) * own)
  }, 1)
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))
