import { type Horizon, horizonEnd, intervalMs, intervalStart } from '../../domain/horizon.ts'
import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'
import { addShares, type IntervalRange } from '../interval-shares.ts'
import type { LocalDays, Period } from '../local-days.ts'
import { minutesIn, type PersonHorizon, sharedDays, type TeamHorizon } from '../person-horizon.ts'
import type { Found, TeamCheck } from './rule-check.ts'

const MS_PER_HOUR = 3_600_000
/** Shares of intervals add up with rounding errors; less than this is nobody missing. */
const TINY = 1e-9

export const minPresence: TeamCheck<'minPresence'> = (rule, team, isBound) => {
  const bound = onDuty(team, isBound)
  const others = onDuty(team, (person) => !isBound(person))
  return missingPresence(rule, team.horizon, sharedDays(team.people.filter(isBound), team), bound, others)
}

/**
 * @param bound those of the rule on duty, `[interval]`
 * @param others everybody else on duty, `[interval]`
 */
export function missingPresence(
  rule: WorkRuleOf<'minPresence'>,
  horizon: Horizon,
  days: LocalDays,
  bound: Float64Array,
  others: Float64Array,
): Found[] {
  const missing = bound.map((agents, interval) => neededAgents(rule, others[interval]!) - agents)
  return presenceSpans(rule, horizon, days).flatMap((span) => {
    const hours = hoursOf(horizon, span)
    const first = hours.findIndex((share, interval) => share > 0 && missing[interval]! > TINY)
    if (first < 0) return []
    const size = hours.reduce((sum, share, interval) => sum + share * Math.max(0, missing[interval]!), 0)
    const at = days.stampOf(intervalStart(horizon, first))
    const needed = neededAgents(rule, others[first]!)
    const message = `${bound[first]} of ${needed} needed are on duty at ${at} (${describe(rule)}); ${size} person-hours are missing by ${days.stampOf(span.endMs)}.`
    return [{ at, size, unit: 'hours', message }]
  })
}

const neededAgents = ({ agents, perOthers }: WorkRuleOf<'minPresence'>, others: number): number =>
  Math.max(agents, perOthers === undefined ? 0 : others / perOthers)

/** People on a shift, its breaks and activities included, `[interval]`; standing by is not on duty. */
function onDuty({ horizon, people }: TeamHorizon, isOf: (person: PersonHorizon) => boolean): Float64Array {
  const agents = new Float64Array(horizon.intervals)
  for (const person of people) if (isOf(person)) addOnDuty(agents, horizon, person)
  return agents
}

/** @param within intervals `[from, to)` to add to; all when absent */
export function addOnDuty(
  agents: Float64Array,
  horizon: Horizon,
  { allShifts }: PersonHorizon,
  within?: IntervalRange,
): void {
  for (const shift of allShifts) if (shift.onCall !== true) addShares(agents, horizon, shift, 1, within)
}

interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** The rule's spans of the day as far as they lie in the horizon; the first may begin on the day before it. */
function presenceSpans(rule: WorkRuleOf<'minPresence'>, horizon: Horizon, days: LocalDays): Span[] {
  return Array.from({ length: days.count + 1 }, (_, index) => index - 1)
    .filter((day) => rule.weekdays.includes(days.weekdayOf(day)))
    .map((day) => ({
      startMs: Math.max(horizon.startsAt, days.instantOf(day, rule.from)),
      endMs: Math.min(horizonEnd(horizon), days.instantOf(day, rule.to)),
    }))
    .filter(({ startMs, endMs }) => startMs < endMs)
}

/** Hours of each interval that lie in a span, `[interval]`. */
function hoursOf(horizon: Horizon, span: Span): Float64Array {
  const hours = new Float64Array(horizon.intervals)
  addShares(hours, horizon, span, 1)
  return hours.map((share) => (share * intervalMs(horizon)) / MS_PER_HOUR)
}

/** Whom a rule speaks of, in the words of its lists. */
const describe = ({ appliesTo }: WorkRule): string =>
  Object.values(appliesTo ?? {})
    .flat()
    .join(', ') || 'everybody'

export const shiftCover: TeamCheck<'shiftCover'> = (rule, team, isBound) => {
  const bound = team.people.filter(isBound)
  const days = sharedDays(bound, team)
  const counts = new Int32Array(days.count)
  for (const person of bound) countCover(counts, rule, days, person, 1)
  return wrongCover(rule, days, counts)
}

/**
 * Adds a person's shifts of a rule's templates by the day of the rule on which they start, or takes them off.
 * @param counts `[day]`
 */
export function countCover(
  counts: Int32Array,
  { templates }: WorkRuleOf<'shiftCover'>,
  days: LocalDays,
  { shifts }: PersonHorizon,
  sign: 1 | -1,
): void {
  for (const { startMs, templateId } of shifts) {
    if (!templates.includes(templateId)) continue
    const day = days.dayOf(startMs)
    if (day >= 0 && day < counts.length) counts[day]! += sign
  }
}

/** @param counts shifts of the rule's templates, `[day]` */
export function wrongCover(rule: WorkRuleOf<'shiftCover'>, days: LocalDays, counts: Int32Array): Found[] {
  return Array.from({ length: days.count }, (_, day) => day)
    .filter((day) => coversDay(rule, days.dateOf(day), days.weekdayOf(day)))
    .flatMap((day): Found[] => {
      const count = counts[day]!
      const at = days.dateOf(day)
      const what = `${count} shifts of ${rule.templates.join(', ')} start on ${at}`
      if (count < rule.agents) {
        return [{ at, size: rule.agents - count, unit: 'shifts', message: `${what}; ${rule.agents} needed.` }]
      }
      if (count === rule.agents || rule.surplusPenalty === 0) return []
      const message = `${what}; ${rule.agents} are enough.`
      return [{ at, size: count - rule.agents, unit: 'shifts', message, unitPrice: rule.surplusPenalty }]
    })
}

const coversDay = ({ dates, weekdays }: WorkRuleOf<'shiftCover'>, date: string, weekday: number): boolean =>
  (!dates && !weekdays) || (dates?.includes(date) ?? false) || (weekdays?.includes(weekday) ?? false)

export const minutesBudget: TeamCheck<'minutesBudget'> = (rule, { people, days }, isBound) => {
  const bound = people.filter(isBound)
  return beyondBudget(rule, days, (week) => bound.reduce((sum, person) => sum + minutesIn(person, week), 0))
}

/** @param minutesOf paid minutes of those bound, all together, in a week */
export function beyondBudget(
  rule: WorkRuleOf<'minutesBudget'>,
  days: LocalDays,
  minutesOf: (week: Period) => number,
): Found[] {
  return days.periods.week.flatMap((week): Found[] => {
    const minutes = minutesOf(week)
    if (minutes <= rule.maxMinutes) return []
    const at = days.dateOf(week.fromDay)
    const message = `All together work ${minutes} minutes in the week of ${at} (${describe(rule)}); at most ${rule.maxMinutes} allowed.`
    return [{ at, size: minutes - rule.maxMinutes, unit: 'minutes', message }]
  })
}
