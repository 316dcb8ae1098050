import type { Availability, Contract, Employee } from '../../domain/employee.ts'
import type { Assignment } from '../../domain/roster.ts'
import { zoneOfGroup } from '../../domain/site.ts'
import type { WorkRule, WorkRuleKind, WorkRuleOf } from '../../domain/work-rule.ts'
import type { SumLimit, TourLimit } from '../../tours/tour-limit.ts'
import type { ShiftOption } from '../shift-option.ts'
import { type DaySpan, minuteOf, type TourContext } from './tour-context.ts'

/** One person in a horizon, as the rules' compilation sees it. */
export interface TourScope {
  /** Of the person's zone. */
  readonly context: TourContext
  readonly employee: Employee
  readonly contract: Contract
  /** Shifts of the previous roster, ordered by start. */
  readonly tail: readonly Assignment[]
  readonly availability: readonly Availability[]
  /** Whether a shift began on the days before the horizon, latest first, as far back as anything is known. */
  readonly workedBefore: readonly boolean[]
  /** End of the last shift before the person's days, minutes from the horizon's start; -Infinity for none. */
  readonly lastEndMinute: number
}

/** What one rule comes to for one person; absent parts are nothing. */
export interface RuleTerms {
  readonly limits?: readonly TourLimit[]
  /** Added to each option's cost, `[option]`. */
  readonly optionCost?: Float64Array
  /** Added to each day's cost of not working, `[day]`. */
  readonly offCost?: Float64Array
}

/** One function for each kind of rule: what a rule that binds a person comes to. */
export type TermsByKind<Kinds extends WorkRuleKind> = {
  readonly [Kind in Kinds]: (rule: WorkRuleOf<Kind>, scope: TourScope) => RuleTerms
}

export const NOTHING: RuleTerms = {}

export function tourScope(ofAnyZone: TourContext, employee: TourScope['employee']): TourScope {
  const context = ofAnyZone.inZone(zoneOfGroup(ofAnyZone.inputs.settings, employee.group))
  const tail = context.tailOf.get(employee.id) ?? []
  const workedBefore = context.daysBefore.map(({ startMs, endMs }) =>
    tail.some((shift) => shift.startMs >= startMs && shift.startMs < endMs),
  )
  return {
    context,
    employee,
    contract: context.contractById.get(employee.contractId)!,
    tail,
    availability: context.availabilityOf.get(employee.id) ?? [],
    workedBefore,
    lastEndMinute: tail.reduce((last, { endMs }) => Math.max(last, minuteOf(endMs, context.horizon)), -Infinity),
  }
}

/** Whether a rule binds a person: the person fits each list that the rule gives. */
export function binds(
  { appliesTo }: Pick<WorkRule, 'appliesTo'>,
  { id, contractId, group, restrictions, roles = [] }: Employee,
): boolean {
  const words: readonly string[] = restrictions
  return (
    appliesTo === undefined ||
    ((appliesTo.contracts?.includes(contractId) ?? true) &&
      (appliesTo.groups?.includes(group) ?? true) &&
      (appliesTo.employees?.includes(id) ?? true) &&
      (appliesTo.restrictions?.some((word) => words.includes(word)) ?? true) &&
      (appliesTo.roles?.some((role) => roles.includes(role)) ?? true) &&
      !(appliesTo.notRestrictions?.some((word) => words.includes(word)) ?? false))
  )
}

/** Minor currency units for each unit by which a rule is broken: Infinity for a hard rule. */
export const unitPrice = (rule: WorkRule): number =>
  rule.severity === 'hard' ? Infinity : rule.severity === 'soft' ? (rule.penaltyPerUnit ?? 0) : 0

/** Nothing too much costs nothing, be the price infinite. */
export const priced = (units: number, price: number): number => (units > 0 ? units * price : 0)

/** A cost for each option from the units by which it breaks a rule; shared by all with the key. */
export const optionTerms = (
  { once, options }: TourContext,
  key: string,
  price: number,
  units: (option: ShiftOption) => number,
): RuleTerms =>
  price === 0
    ? NOTHING
    : once(key, () => ({ optionCost: Float64Array.from(options, (option) => priced(units(option), price)) }))

/** 1 for each option of a sort, `[option]`; shared by all with the key. */
export const optionSet = (
  { once, options }: TourContext,
  key: string,
  isIn: (option: ShiftOption) => boolean,
): Uint8Array => once(`set ${key}`, () => Uint8Array.from(options, (option) => (isIn(option) ? 1 : 0)))

export const countWeights = ({ once }: TourContext, key: string, set: Uint8Array): Int32Array =>
  once(`count ${key}`, () => Int32Array.from(set))

/** A limit, or several, shared by all with the key. */
export const limitTerms = ({ once }: TourContext, key: string, make: () => readonly TourLimit[]): RuleTerms =>
  once(`limits ${key}`, () => ({ limits: make() }))

/** A limit on a sum over some days that starts from nothing; `parts` say what it sums and what that costs. */
export const sumOver = (
  ruleId: string,
  { fromDay, toDay }: DaySpan,
  parts: Pick<SumLimit, 'weights'> & Partial<SumLimit>,
): SumLimit => ({ kind: 'sum', ruleId, fromDay, toDay, before: 0, over: [], under: [], ...parts })

/** The weeks of a horizon, or the whole of it. */
export const spansOf = ({ weeks, days }: TourContext, period: 'week' | 'horizon'): readonly DaySpan[] =>
  period === 'week' ? weeks : [{ fromDay: 0, toDay: days.length }]
