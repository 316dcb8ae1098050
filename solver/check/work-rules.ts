import type { Violation } from '../domain/plan-outputs.ts'
import type { WorkRule, WorkRuleKind } from '../domain/work-rule.ts'
import { isBound } from './is-bound.ts'
import type { PersonHorizon, TeamHorizon } from './person-horizon.ts'
import * as days from './rules/days.ts'
import { fairShare } from './rules/fair-share.ts'
import * as hours from './rules/hours.ts'
import * as nights from './rules/nights.ts'
import type { PayRule } from './rules/premiums.ts'
import * as requests from './rules/requests.ts'
import * as rest from './rules/rest.ts'
import type { Found, PersonCheck, TeamCheck } from './rules/rule-check.ts'
import * as runs from './rules/runs.ts'
import * as shifts from './rules/shifts.ts'
import * as team from './rules/team.ts'

/** What a broken rule is and costs, minor currency units; hard ones cost nothing, they are not to be had. */
export interface PricedViolation {
  readonly violation: Violation
  readonly cost: number
}

type PayKind = PayRule['kind']
type TeamKind = keyof typeof TEAM_CHECKS
type TeamRule = Extract<WorkRule, { kind: TeamKind }>
type PersonKind = Exclude<WorkRuleKind, PayKind | TeamKind>

const TEAM_CHECKS = {
  fairShare,
  minPresence: team.minPresence,
  shiftCover: team.shiftCover,
  minutesBudget: team.minutesBudget,
} satisfies { readonly [Kind in WorkRuleKind]?: TeamCheck<Kind> }

/** One rule, one function. A kind that is neither here, among the team's nor about pay does not compile. */
const PERSON_CHECKS: { readonly [Kind in PersonKind]: PersonCheck<Kind> } = {
  noOverlap: shifts.noOverlap,
  maxShiftsPerDay: shifts.maxShiftsPerDay,
  matchesTemplate: shifts.matchesTemplate,
  fixedShift: shifts.fixedShift,
  requiredSkill: shifts.requiredSkill,
  forbiddenSuccession: shifts.forbiddenSuccession,
  maxShiftsOfTemplates: shifts.maxShiftsOfTemplates,
  maxSplitShifts: shifts.maxSplitShifts,
  maxOnCallShifts: shifts.maxOnCallShifts,
  startTimeConsistency: shifts.startTimeConsistency,
  minBreaks: shifts.minBreaks,
  maxMinutesPerPeriod: hours.maxMinutesPerPeriod,
  minMinutesPerPeriod: hours.minMinutesPerPeriod,
  guaranteedMinutes: hours.guaranteedMinutes,
  maxOvertimeMinutesPerWeek: hours.maxOvertimeMinutesPerWeek,
  maxOvertimeMinutesPerDay: hours.maxOvertimeMinutesPerDay,
  maxOvertimeMinutesPerMonth: hours.maxOvertimeMinutesPerMonth,
  maxAverageMinutesPerWeek: hours.maxAverageMinutesPerWeek,
  maxNightShiftMinutes: hours.maxNightShiftMinutes,
  minRestBetweenShifts: rest.minRestBetweenShifts,
  minLongRest: rest.minLongRest,
  maxConsecutiveDays: runs.maxConsecutiveDays,
  minConsecutiveDays: runs.minConsecutiveDays,
  maxConsecutiveDaysOff: runs.maxConsecutiveDaysOff,
  minConsecutiveDaysOff: runs.minConsecutiveDaysOff,
  maxConsecutiveNights: runs.maxConsecutiveNights,
  minDaysOffPerWeek: days.minDaysOffPerWeek,
  maxDaysInRolling: days.maxDaysInRolling,
  maxWeekends: days.maxWeekends,
  wholeWeekends: days.wholeWeekends,
  timeOff: days.timeOff,
  noNightWork: nights.noNightWork,
  maxNights: nights.maxNights,
  dayOffRequest: requests.dayOffRequest,
  shiftOnRequest: requests.shiftOnRequest,
  shiftOffRequest: requests.shiftOffRequest,
  preferredHours: requests.preferredHours,
}

/** Every place where a rule is broken; rules of pay cannot be. */
export function checkWorkRule(rule: WorkRule, teamHorizon: TeamHorizon): PricedViolation[] {
  if (!isTeamRule(rule)) return teamHorizon.people.flatMap((person) => checkPersonRule(rule, person))
  const check = TEAM_CHECKS[rule.kind] as TeamCheck<WorkRuleKind>
  return check(rule, teamHorizon, ({ employee }) => isBound(rule, employee)).map((found) => priced(rule, found))
}

/** Whether a rule is about people together rather than about each of them. */
export const isTeamRule = (rule: WorkRule): rule is TeamRule => rule.kind in TEAM_CHECKS

/** Every place where one person breaks a rule that is not about people together. */
export function checkPersonRule(rule: WorkRule, person: PersonHorizon): PricedViolation[] {
  if (rule.severity === 'pay' || !isBound(rule, person.employee)) return []
  const check = PERSON_CHECKS[rule.kind as PersonKind] as PersonCheck<WorkRuleKind>
  return check(rule, person).map((found) => priced(rule, { ...found, employeeId: person.employee.id }))
}

export function priced(rule: Exclude<WorkRule, PayRule>, { unitPrice, ...found }: Found): PricedViolation {
  const severity = unitPrice === undefined ? rule.severity : 'soft'
  const own = rule.severity === 'soft' ? (rule.penaltyPerUnit ?? 0) : 0
  return {
    violation: { ruleId: rule.id, ruleKind: rule.kind, severity, ...found },
    cost: (unitPrice ?? own) * found.size,
  }
}
