import { DateTime } from 'luxon'
import type { Contract, Employee } from '../domain/employee.ts'
import { dayStarts, type Horizon, localDate, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Assignment } from '../domain/roster.ts'
import type { WorkRule, WorkRuleKind, WorkRuleOf } from '../domain/work-rule.ts'
import { breaksNightRule } from './night-work.ts'
import type { ShiftOption } from './shift-option.ts'

/** What the hard rules leave one person in a horizon, rule by rule, as the models need it. */
export interface EmployeeLimits {
  readonly employee: Employee
  readonly contract: Contract
  /** Options that the person may work when looked at alone, `[option]` as 0 or 1. */
  readonly mayWork: Uint8Array
  /** Option that the person must work on a day, by day. */
  readonly fixedOptionByDay: ReadonlyMap<number, number>
  readonly maxMinutes: number
  readonly maxDays: number
  readonly minRestMinutes: number
  readonly maxConsecutiveDays: number
  /** Days worked without a break right before the horizon. */
  readonly consecutiveDaysBefore: number
  /** Soft price of working on a day, minor currency units, `[day]`. */
  readonly dayPenalty: readonly number[]
  /** Soft price of an hour below the guarantee, minor currency units. */
  readonly shortHourPenalty: number
}

export function employeeLimits(
  inputs: PlanInputs,
  horizon: Horizon,
  options: readonly ShiftOption[],
  employee: Employee,
): EmployeeLimits {
  const contract = inputs.settings.contracts.find(({ id }) => id === employee.contractId)!
  const rules = inputs.workRules.filter((rule) => appliesTo(rule, employee))
  const days = dayStarts(horizon)
  const tail = inputs.previousRoster.filter(({ employeeId }) => employeeId === employee.id)
  const fixedOptionByDay = fixedOptions(inputs, options, employee)
  const minRestMinutes = most(rules, 'minRestBetweenShifts', (rule) => rule.minMinutes, 0)
  return {
    employee,
    contract,
    mayWork: optionsAllowed(inputs, rules, options, employee, contract, tail, minRestMinutes, fixedOptionByDay),
    fixedOptionByDay,
    maxMinutes: maxWeekMinutes(rules, employee, contract),
    maxDays: days.length - 1 - most(rules, 'minDaysOffPerWeek', (rule) => rule.minDays, 0),
    minRestMinutes,
    maxConsecutiveDays: least(rules, 'maxConsecutiveDays', (rule) => rule.maxDays, Infinity),
    consecutiveDaysBefore: daysInARowBefore(tail, horizon),
    dayPenalty: dayPenalties(inputs, rules, days, employee),
    shortHourPenalty: most(rules, 'guaranteedMinutes', (rule) => rule.penaltyPerUnit, 0),
  }
}

export const appliesTo = (rule: WorkRule, employee: Employee): boolean =>
  (rule.appliesTo?.contracts?.includes(employee.contractId) ?? true) &&
  (rule.appliesTo?.restrictions?.some((word) => (employee.restrictions as readonly string[]).includes(word)) ?? true)

const ofKind = <Kind extends WorkRuleKind>(rules: readonly WorkRule[], kind: Kind): WorkRuleOf<Kind>[] =>
  rules.filter((rule): rule is WorkRuleOf<Kind> => rule.kind === kind)

const most = <Kind extends WorkRuleKind>(
  rules: readonly WorkRule[],
  kind: Kind,
  value: (rule: WorkRuleOf<Kind>) => number,
  none: number,
): number => ofKind(rules, kind).reduce((result, rule) => Math.max(result, value(rule)), none)

const least = <Kind extends WorkRuleKind>(
  rules: readonly WorkRule[],
  kind: Kind,
  value: (rule: WorkRuleOf<Kind>) => number,
  none: number,
): number => ofKind(rules, kind).reduce((result, rule) => Math.min(result, value(rule)), none)

function maxWeekMinutes(rules: readonly WorkRule[], employee: Employee, contract: Contract): number {
  const overtimeLeft = ofKind(rules, 'maxOvertimeMinutesPerMonth').map((rule) =>
    Math.max(0, rule.maxMinutes - employee.overtimeMinutesThisMonth),
  )
  const perWeek = ofKind(rules, 'maxMinutesPerPeriod').filter(({ period }) => period === 'week')
  return Math.min(
    contract.ordinaryMinutesPerWeek + Math.min(contract.maxOvertimeMinutesPerWeek, ...overtimeLeft),
    ...perWeek.map((rule) => rule.maxMinutes),
  )
}

/** Fixed shifts name a template and a start; the door has checked that the option exists. */
function fixedOptions(inputs: PlanInputs, options: readonly ShiftOption[], employee: Employee): Map<number, number> {
  const fixed = new Map<number, number>()
  for (const entry of inputs.availability) {
    if (entry.employeeId !== employee.id || entry.kind !== 'fixedShift') continue
    const option = options.find(
      ({ startMs, template }) => startMs === entry.startMs && template.id === entry.templateId,
    )
    if (option) fixed.set(option.day, option.index)
  }
  return fixed
}

function optionsAllowed(
  inputs: PlanInputs,
  rules: readonly WorkRule[],
  options: readonly ShiftOption[],
  employee: Employee,
  contract: Contract,
  tail: readonly Assignment[],
  minRestMinutes: number,
  fixedOptionByDay: ReadonlyMap<number, number>,
): Uint8Array {
  const maxDayMinutes = Math.min(
    Infinity,
    ...ofKind(rules, 'maxMinutesPerPeriod')
      .filter(({ period }) => period === 'day')
      .map((rule) => rule.maxMinutes),
  )
  const nightRules = ofKind(rules, 'noNightWork')
  const timeOff = inputs.availability.filter(({ employeeId, kind }) => employeeId === employee.id && kind === 'timeOff')
  return Uint8Array.from(options, (option) => {
    const { template, startMs, endMs } = option
    const fixed = fixedOptionByDay.get(option.day)
    const allowed =
      (fixed === undefined || fixed === option.index) &&
      (template.groups?.includes(employee.group) ?? true) &&
      (template.contracts?.includes(contract.id) ?? true) &&
      option.paidMinutes <= maxDayMinutes &&
      !timeOff.some((entry) => entry.startMs < endMs && startMs < entry.endMs) &&
      !tail.some((shift) => shift.endMs + minRestMinutes * MS_PER_MINUTE > startMs) &&
      !nightRules.some((rule) => breaksNightRule(rule, startMs, endMs, inputs.settings.zone))
    return allowed ? 1 : 0
  })
}

/** Local days in a row, ending with the day before the horizon, on which a shift of the previous roster starts. */
function daysInARowBefore(tail: readonly Assignment[], horizon: Horizon): number {
  const worked = new Set(tail.map(({ startMs }) => localDate(startMs, horizon.zone)))
  const first = DateTime.fromMillis(horizon.startsAt, { zone: horizon.zone })
  let days = 0
  while (worked.has(first.minus({ days: days + 1 }).toFormat('yyyy-MM-dd'))) days++
  return days
}

function dayPenalties(
  inputs: PlanInputs,
  rules: readonly WorkRule[],
  days: readonly number[],
  employee: Employee,
): number[] {
  const penalty = most(rules, 'dayOffRequest', (rule) => rule.penaltyPerUnit, 0)
  const requests = inputs.availability.filter(
    ({ employeeId, kind }) => employeeId === employee.id && kind === 'dayOffRequest',
  )
  return days
    .slice(0, -1)
    .map((start, day) =>
      requests.some((entry) => entry.startMs < days[day + 1]! && start < entry.endMs) ? penalty : 0,
    )
}
