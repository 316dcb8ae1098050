import type { Availability } from '../../domain/employee.ts'
import type { WorkRuleOf } from '../../domain/work-rule.ts'
import type { TourLimit } from '../../tours/tour-limit.ts'
import type { ShiftOption } from '../shift-option.ts'
import type { TourContext } from './tour-context.ts'
import { NOTHING, optionTerms, type RuleTerms, sumOver, type TermsByKind, type TourScope } from './tour-scope.ts'

type AvailabilityKind =
  | 'timeOff'
  | 'dayOffRequest'
  | 'fixedShift'
  | 'shiftOnRequest'
  | 'shiftOffRequest'
  | 'preferredHours'

/** What is known of a person's days (`availability.csv`), as far as rules ask for it to be heeded. */
export const availabilityTerms: TermsByKind<AvailabilityKind> = {
  timeOff: (rule, scope) => {
    const absences = entriesOf(scope, 'timeOff')
    return entryTerms(rule, scope, absences, Infinity, ({ startMs, endMs }) =>
      absences.reduce(
        (sum, entry) => sum + Math.max(0, Math.min(entry.endMs, endMs) - Math.max(entry.startMs, startMs)),
        0,
      ),
    )
  },

  dayOffRequest: (rule, scope) => {
    const requests = entriesOf(scope, 'dayOffRequest')
    const weights = scope.context.days.map(({ startMs, endMs }) =>
      heaviest(requests.filter((entry) => entry.startMs < endMs && startMs < entry.endMs)),
    )
    return entryTerms(rule, scope, requests, rule.penaltyPerUnit, ({ day }) => weights[day]!)
  },

  fixedShift: (rule, scope) => fixedShifts(rule, scope),

  shiftOnRequest: (rule, scope) => shiftsAskedFor(rule, scope),

  shiftOffRequest: (rule, scope) => {
    const requests = entriesOf(scope, 'shiftOffRequest')
    return entryTerms(rule, scope, requests, rule.penaltyPerUnit, (option) =>
      requests.reduce((sum, request) => sum + (isAskedFor(request, option) ? (request.weight ?? 1) : 0), 0),
    )
  },

  preferredHours: (rule, scope) => {
    // Of several spans of a day the one that suits the shift best counts.
    const spans = entriesOf(scope, 'preferredHours')
    return entryTerms(rule, scope, spans, rule.penaltyPerUnit / 3_600_000, ({ day, startMs, endMs }) => {
      const { startMs: midnight, endMs: nextMidnight } = scope.context.days[day]!
      const outside = spans
        .filter((span) => span.startMs >= midnight && span.startMs < nextMidnight)
        .map((span) => Math.max(0, span.startMs - startMs) + Math.max(0, endMs - span.endMs))
      return outside.length === 0 ? 0 : Math.min(...outside)
    })
  },
}

const entriesOf = ({ availability }: TourScope, kind: Availability['kind']): Availability[] =>
  availability.filter((entry) => entry.kind === kind)

const heaviest = (requests: readonly Availability[]): number =>
  requests.reduce((most, { weight = 1 }) => Math.max(most, weight), 0)

/** Costs of options that only a person's entries decide: those with the same entries share them. */
function entryTerms(
  rule: { id: string },
  { context }: TourScope,
  entries: readonly Availability[],
  price: number,
  units: (option: ShiftOption) => number,
): RuleTerms {
  if (entries.length === 0) return NOTHING
  return optionTerms(context, `${rule.id} ${entries.map(entryKey).join(' ')}`, price, units)
}

const entryKey = ({ startMs, endMs, templateId = '', weight = 1 }: Availability): string =>
  `${startMs}-${endMs}-${templateId}-${weight}`

const isMeant = (request: Availability, shift: { startMs: number; templateId: string }): boolean =>
  shift.startMs >= request.startMs &&
  shift.startMs < request.endMs &&
  (request.templateId ?? shift.templateId) === shift.templateId

const isAskedFor = (request: Availability, { startMs, template }: ShiftOption): boolean =>
  isMeant(request, { startMs, templateId: template.id })

/** The day of a fixed shift leaves no other choice. One that no option matches leaves none at all, and is told so. */
function fixedShifts(rule: WorkRuleOf<'fixedShift'>, scope: TourScope): RuleTerms {
  const { context } = scope
  const fixed = entriesOf(scope, 'fixedShift').filter(
    ({ startMs }) => startMs >= context.days[0]!.startMs && startMs < context.days.at(-1)!.endMs,
  )
  if (fixed.length === 0) return NOTHING
  const days = new Map(fixed.map((entry) => [dayOf(context, entry.startMs), entry]))
  const isOther = (option: ShiftOption) =>
    fixed.some(
      (entry) =>
        dayOf(context, entry.startMs) === option.day &&
        (entry.startMs !== option.startMs || entry.templateId !== option.template.id),
    )
  return {
    ...entryTerms(rule, scope, fixed, Infinity, (option) => (isOther(option) ? 1 : 0)),
    offCost: Float64Array.from(context.days, (_, day) => (days.has(day) ? Infinity : 0)),
  }
}

const dayOf = ({ days }: TourContext, instant: number): number =>
  days.findLastIndex(({ startMs }) => startMs <= instant)

/**
 * Each request wants one of its shifts, be it one before the horizon. Where they all start on one day it is a matter of
 * that day alone.
 */
function shiftsAskedFor(rule: WorkRuleOf<'shiftOnRequest'>, scope: TourScope): RuleTerms {
  const { context } = scope
  const requests = entriesOf(scope, 'shiftOnRequest')
    .filter(({ startMs, endMs }) => startMs < context.days.at(-1)!.endMs && endMs > context.days[0]!.startMs)
    .filter((request) => !scope.tail.some((shift) => isMeant(request, shift)))
  if (requests.length === 0 || rule.penaltyPerUnit === 0) return NOTHING
  const limits: TourLimit[] = []
  const optionCost = new Float64Array(context.options.length)
  const offCost = new Float64Array(context.days.length)
  for (const request of requests) {
    const unitCost = rule.penaltyPerUnit * (request.weight ?? 1)
    const weights = Int32Array.from(context.options, (option) => (isAskedFor(request, option) ? 1 : 0))
    const [fromDay, toDay] = [dayOf(context, request.startMs), dayOf(context, request.endMs - 1) + 1]
    if (toDay - fromDay === 1 && fromDay >= 0) {
      offCost[fromDay]! += unitCost
      for (const { day, index } of context.options) {
        if (day === fromDay && weights[index] === 0) optionCost[index]! += unitCost
      }
    } else {
      limits.push(
        sumOver(rule.id, { fromDay: Math.max(0, fromDay), toDay }, { weights, under: [{ below: 1, unitCost }] }),
      )
    }
  }
  return { limits, optionCost, offCost }
}
