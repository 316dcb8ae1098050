import { DateTime } from 'luxon'
import { MINUTES_PER_DAY } from '../../domain/horizon.ts'
import type { ShiftTemplate } from '../../domain/shift-template.ts'
import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'
import type { PairLimit } from '../../tours/tour-limit.ts'
import type { ShiftOption } from '../shift-option.ts'
import { breaksShort } from './break-rules.ts'
import { restBetween } from './day-terms.ts'
import { fairShare } from './fair-share.ts'
import { ownOptions, type TourContext } from './tour-context.ts'
import {
  countWeights,
  limitTerms,
  NOTHING,
  optionSet,
  optionTerms,
  type RuleTerms,
  spansOf,
  sumOver,
  type TermsByKind,
  type TourScope,
  unitPrice,
} from './tour-scope.ts'

type ShiftKind =
  | 'noOverlap'
  | 'maxShiftsPerDay'
  | 'matchesTemplate'
  | 'requiredSkill'
  | 'forbiddenSuccession'
  | 'maxShiftsOfTemplates'
  | 'maxSplitShifts'
  | 'maxOnCallShifts'
  | 'startTimeConsistency'
  | 'minBreaks'
  | 'fairShare'

/** Rules about single shifts and their order. */
export const shiftTerms: TermsByKind<ShiftKind> = {
  noOverlap: (rule, scope) => (mayOverlap(scope) ? restBetween(rule, scope, 0) : NOTHING),

  /** A tour has one shift a day, and the rule allows at least that. */
  maxShiftsPerDay: () => NOTHING,

  matchesTemplate: (rule, { context, employee }) => {
    const { group, contractId, roles = [] } = employee
    return optionTerms(context, `${rule.id} ${group} / ${contractId} / ${roles.join('+')}`, Infinity, ({ template }) =>
      (template.groups?.includes(group) ?? true) &&
      (template.contracts?.includes(contractId) ?? true) &&
      (template.roles?.some((role) => roles.includes(role)) ?? true)
        ? 0
        : 1,
    )
  },

  /** People are put on queues by their skills, whatever the shift. */
  requiredSkill: () => NOTHING,

  forbiddenSuccession: (rule, scope) => successions(rule, scope),

  maxShiftsOfTemplates: (rule, { context }) =>
    shiftMaximum(rule, context, rule.period, rule.maxShifts, ({ id }) => rule.templates.includes(id)),

  maxSplitShifts: (rule, { context }) =>
    shiftMaximum(rule, context, 'week', rule.maxShifts, ({ breaks }) =>
      breaks.some(({ paid, minutes }) => !paid && minutes >= rule.minGapMinutes),
    ),

  maxOnCallShifts: (rule, { context }) => shiftMaximum(rule, context, 'week', rule.maxShifts, ({ onCall }) => onCall),

  startTimeConsistency: (rule, scope) => startTimes(rule, scope),

  minBreaks: (rule, { context }) =>
    optionTerms(context, rule.id, unitPrice(rule), ({ template }) => breaksShort(rule, template)),

  fairShare: (rule, scope) => fairShare(rule, scope),
}

/** Shifts that some template allows overlap only where one reaches into the next day beyond that day's first start. */
function mayOverlap({ context, lastEndMinute }: TourScope): boolean {
  const own = ownOptions(context)
  return (
    lastEndMinute > (own[0]?.startMinute ?? 0) ||
    context.once('may overlap', () => {
      const firstStart = context.days.map((_, day) => own.find((option) => option.day > day)?.startMinute)
      return own.some(({ day, endMinute }) => endMinute > (firstStart[day] ?? Infinity))
    })
  )
}

/** At most so many shifts of a sort in each week or the horizon; none at all is a matter of each shift alone. */
function shiftMaximum(
  rule: WorkRule,
  context: TourContext,
  period: 'week' | 'horizon',
  maxShifts: number,
  isSort: (template: ShiftTemplate) => boolean,
): RuleTerms {
  const unitCost = unitPrice(rule)
  if (unitCost === 0) return NOTHING
  if (maxShifts === 0) return optionTerms(context, rule.id, unitCost, ({ template }) => (isSort(template) ? 1 : 0))
  const weights = countWeights(
    context,
    rule.id,
    optionSet(context, rule.id, ({ template }) => isSort(template)),
  )
  return limitTerms(context, rule.id, () =>
    spansOf(context, period).map((span) => sumOver(rule.id, span, { weights, over: [{ above: maxShifts, unitCost }] })),
  )
}

function successions(rule: WorkRuleOf<'forbiddenSuccession'>, scope: TourScope): RuleTerms {
  const { context } = scope
  const price = unitPrice(rule)
  if (price === 0) return NOTHING
  const classes = (templates: readonly string[]) =>
    Int32Array.from(context.options, ({ template }) => (templates.includes(template.id) ? 0 : -1))
  const before = shiftsOfYesterday(scope).some(({ templateId }) => rule.first.includes(templateId)) ? 0 : -1
  return pairTerms(rule, context, before, () => ({
    firstClass: classes(rule.first),
    nextClass: classes(rule.next),
    costs: [[price]],
  }))
}

const shiftsOfYesterday = ({ context, tail }: TourScope) =>
  tail.filter(({ startMs }) => startMs >= (context.daysBefore[0]?.startMs ?? Infinity))

function pairTerms(
  rule: WorkRule,
  context: TourContext,
  before: number,
  make: () => Pick<PairLimit, 'firstClass' | 'nextClass' | 'costs'>,
): RuleTerms {
  const classes = context.once(`classes ${rule.id}`, make)
  return limitTerms(context, `${rule.id} ${before}`, () => [{ kind: 'pair', ruleId: rule.id, before, ...classes }])
}

/** One class for each start on the wall clock, those of the previous roster's last day included. */
function startTimes(rule: WorkRuleOf<'startTimeConsistency'>, scope: TourScope): RuleTerms {
  const { context } = scope
  const price = unitPrice(rule)
  if (price === 0) return NOTHING
  const minutes = context.once('start minutes', () => wallStarts(context))
  const yesterday = shiftsOfYesterday(scope)[0]
  const before = yesterday ? minutes.values.indexOf(wallMinute(yesterday.startMs, context.zone)) : -1
  return pairTerms(rule, context, before, () => ({
    firstClass: minutes.classOf,
    nextClass: minutes.classOf,
    costs: minutes.values.map((first) =>
      minutes.values.map((next) => (clockDistance(first, next) > rule.toleranceMinutes ? price : 0)),
    ),
  }))
}

function wallStarts({ options, inputs, zone }: TourContext): { values: number[]; classOf: Int32Array } {
  const ofOption = options.map((option: ShiftOption) => wallMinute(option.startMs, zone))
  const earlier = inputs.previousRoster.map(({ startMs }) => wallMinute(startMs, zone))
  const values = [...new Set([...ofOption, ...earlier])].sort((a, b) => a - b)
  return { values, classOf: Int32Array.from(ofOption, (minute) => values.indexOf(minute)) }
}

function wallMinute(instant: number, zone: string): number {
  const local = DateTime.fromMillis(instant, { zone })
  return local.hour * 60 + local.minute
}

/** Minutes between two times of a clock, the short way round: 23:30 and 00:30 are an hour apart. */
function clockDistance(a: number, b: number): number {
  const apart = Math.abs(a - b)
  return Math.min(apart, MINUTES_PER_DAY - apart)
}
