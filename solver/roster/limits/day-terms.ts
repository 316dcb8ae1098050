import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'
import type { RunLimit, TourLimit } from '../../tours/tour-limit.ts'
import { nightMinutes } from './night-minutes.ts'
import { type RunBefore, runBefore } from './run-before.ts'
import { minuteOf, ownOptions, type TourContext } from './tour-context.ts'
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
import { wholeWeekends, workedWeekends } from './weekend-terms.ts'

type DayKind =
  | 'minRestBetweenShifts'
  | 'minLongRest'
  | 'maxConsecutiveDays'
  | 'minConsecutiveDays'
  | 'maxConsecutiveDaysOff'
  | 'minConsecutiveDaysOff'
  | 'minDaysOffPerWeek'
  | 'maxDaysInRolling'
  | 'maxWeekends'
  | 'wholeWeekends'
  | 'noNightWork'
  | 'maxConsecutiveNights'
  | 'maxNights'

/** Rules about days and rest. */
export const dayTerms: TermsByKind<DayKind> = {
  minRestBetweenShifts: (rule, scope) => restBetween(rule, scope, rule.minMinutes),

  minLongRest: (rule, scope) => longRest(rule, scope),

  maxConsecutiveDays: (rule, scope) =>
    runTerms(rule, scope, 'work', { max: rule.maxDays }, runBefore(scope.workedBefore, true)),

  minConsecutiveDays: (rule, scope) =>
    runTerms(rule, scope, 'work', { min: rule.minDays }, runBefore(scope.workedBefore, true)),

  maxConsecutiveDaysOff: (rule, scope) =>
    runTerms(rule, scope, 'off', { max: rule.maxDays }, runBefore(scope.workedBefore, false)),

  minConsecutiveDaysOff: (rule, scope) =>
    runTerms(rule, scope, 'off', { min: rule.minDays }, runBefore(scope.workedBefore, false)),

  minDaysOffPerWeek: (rule, { context }) => {
    const unitCost = unitPrice(rule)
    if (unitCost === 0) return NOTHING
    const weights = countWeights(
      context,
      'worked',
      optionSet(context, 'worked', () => true),
    )
    return limitTerms(context, rule.id, () =>
      context.weeks.map((week) => {
        const above = week.toDay - week.fromDay - rule.minDays
        return sumOver(rule.id, week, { weights, over: [{ above, unitCost }] })
      }),
    )
  },

  maxDaysInRolling: (rule, { context, workedBefore }) => {
    const before = workedBefore.slice(0, rule.days - 1).reverse()
    const unitCost = unitPrice(rule)
    if (unitCost === 0) return NOTHING
    return limitTerms(context, `${rule.id} ${before.map(Number).join('')}`, () => [
      { kind: 'rolling', ruleId: rule.id, days: rule.days, max: rule.maxDays, unitCost, before },
    ])
  },

  maxWeekends: (rule, scope) => workedWeekends(rule, scope),

  wholeWeekends: (rule, scope) => wholeWeekends(rule, scope),

  noNightWork: (rule, { context }) =>
    optionTerms(context, rule.id, unitPrice(rule), (option) => nightMinutes(context, rule, option)),

  maxConsecutiveNights: (rule, scope) => {
    const { context } = scope
    return runTerms(rule, scope, nightShifts(context, rule), { max: rule.maxNights }, nightsBefore(rule, scope))
  },

  maxNights: (rule, { context }) => {
    const unitCost = unitPrice(rule)
    if (unitCost === 0) return NOTHING
    const weights = countWeights(context, nightKey(rule), nightShifts(context, rule))
    return limitTerms(context, rule.id, () =>
      spansOf(context, rule.period).map((span) =>
        sumOver(rule.id, span, { weights, over: [{ above: rule.maxNights, unitCost }] }),
      ),
    )
  },
}

/** Rest of so many minutes; a shift before the horizon that ended long enough ago is nothing to tell people apart by. */
export function restBetween(rule: WorkRule, scope: TourScope, minMinutes: number): RuleTerms {
  const { context } = scope
  const price = unitPrice(rule)
  if (price === 0) return NOTHING
  const earliest = ownOptions(context)[0]?.startMinute ?? 0
  const lastEndMinute = scope.lastEndMinute + minMinutes > earliest ? scope.lastEndMinute : -Infinity
  const cost = price === Infinity ? { unitCost: Infinity } : { unitCost: 0, minuteCost: price }
  return limitTerms(context, `${rule.id} ${lastEndMinute}`, () => [
    { kind: 'rest', ruleId: rule.id, minMinutes, lastEndMinute, ...cost },
  ])
}

function longRest(rule: WorkRuleOf<'minLongRest'>, scope: TourScope): RuleTerms {
  const { context } = scope
  const unitCost = unitPrice(rule)
  if (unitCost === 0) return NOTHING
  const firstMinute = minuteOf(context.days[0]!.startMs, context.horizon)
  const lastEndMinute = scope.lastEndMinute > firstMinute ? scope.lastEndMinute : -Infinity
  return limitTerms(context, `${rule.id} ${lastEndMinute}`, () =>
    restSpans(context, rule.everyDays).map(({ fromDay, toDay }): TourLimit => {
      const fromMinute = minuteOf(context.days[fromDay]!.startMs, context.horizon)
      const toMinute = minuteOf(context.days[toDay - 1]!.endMs, context.horizon)
      const span = { fromDay, toDay, fromMinute, toMinute }
      return { kind: 'longRest', ruleId: rule.id, minMinutes: rule.minMinutes, unitCost, ...span, lastEndMinute }
    }),
  )
}

/** Spans that follow one another from the first day; one that the horizon cuts short has no full rest to show yet. */
function restSpans({ days }: TourContext, everyDays: number) {
  return Array.from({ length: Math.floor(days.length / everyDays) }, (_, index) => ({
    fromDay: index * everyDays,
    toDay: (index + 1) * everyDays,
  }))
}

function runTerms(
  rule: WorkRule,
  { context }: TourScope,
  of: RunLimit['of'],
  limit: { readonly max?: number; readonly min?: number },
  before: RunBefore,
): RuleTerms {
  const { max = Infinity, min = 0 } = limit
  const unitCost = unitPrice(rule)
  if (unitCost === 0) return NOTHING
  const beforeForMax = max === Infinity ? 0 : before.days
  const beforeForMin = min === 0 ? 0 : before.isOpen ? min : Math.min(min, before.days)
  return limitTerms(context, `${rule.id} ${beforeForMax} ${beforeForMin}`, () => [
    { kind: 'run', ruleId: rule.id, of, max, min, unitCost, beforeForMax, beforeForMin },
  ])
}

type NightRule = WorkRuleOf<'maxConsecutiveNights'> | WorkRuleOf<'maxNights'>

const nightKey = ({ fromMinute, toMinute, minNightMinutes }: NightRule): string =>
  `nights ${fromMinute} ${toMinute} ${minNightMinutes}`

const nightShifts = (context: TourContext, rule: NightRule): Uint8Array =>
  optionSet(context, nightKey(rule), (option) => nightMinutes(context, rule, option) >= rule.minNightMinutes)

/** Night shifts on the days right before the horizon, one day after the other. */
function nightsBefore(rule: NightRule, { context, tail }: TourScope): RunBefore {
  const nights = tail.filter((shift) => nightMinutes(context, rule, shift) >= rule.minNightMinutes)
  const isNight = context.daysBefore.map(({ startMs, endMs }) =>
    nights.some((shift) => shift.startMs >= startMs && shift.startMs < endMs),
  )
  return runBefore(isNight, true)
}
