import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { checkRoster } from '../../../solver/check/check-roster.ts'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import type { CheckResult, Violation } from '../../../solver/domain/plan-outputs.ts'
import type { Requirement } from '../../../solver/domain/requirement-outputs.ts'
import type { Assignment, PlacedBreak, Roster } from '../../../solver/domain/roster.ts'
import type { WorkRule } from '../../../solver/domain/work-rule.ts'
import { forecastFor, requirementFor, weekHorizon } from '../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

/** A plan with a roster that keeps every hard rule, to be spoilt one thing at a time. */
export interface GoodWeek {
  readonly inputs: PlanInputs
  readonly requirement: Requirement
  readonly roster: Roster
}

export const PLAN_OPTIONS = {
  week: SMALL_PLAN_WEEK,
  seed: 1,
  gap: 0.01,
  timeLimitSeconds: 600,
  replications: 2,
  now: () => 0,
  versions: {},
}

/** The small plan's week with a roster that keeps its hard rules, made by hand so that no planner is needed. */
export function goodWeek(): GoodWeek {
  const assignments = [
    ...dayShifts('an', [10, 11, 12, 13, 14]),
    ...dayShifts('bo', [9, 10, 11, 12, 13]),
    ...dayShifts('cy', [9, 10, 11, 12, 13]).map((shift) => ({ ...shift, queueIds: ['tickets'] })),
    dayShift('di', '2026-11-10T09:00+08:00'),
    ...dayShifts('di', [11, 12, 13, 15]),
  ]
  return { ...weekOf(smallPlan(), SMALL_PLAN_WEEK), roster: { assignments } }
}

/** The small plan's week with nobody at work, nothing before it and no demand: all that rules need. */
export function emptyWeek(): GoodWeek {
  const inputs = parsePlanFolder(smallPlan({ 'availability.csv': undefined, 'previous-roster.csv': undefined }))
  return {
    inputs,
    requirement: { horizon: weekHorizon(inputs, SMALL_PLAN_WEEK), queues: [] },
    roster: { assignments: [] },
  }
}

/** Inputs and requirement of a week without planning it. */
export function weekOf(files: ReadonlyMap<string, string>, week: string): Omit<GoodWeek, 'roster'> {
  const inputs = parsePlanFolder(files)
  return { inputs, requirement: requirementFor(inputs.settings, forecastFor(inputs, weekHorizon(inputs, week))) }
}

export const checkWeek = ({ inputs, requirement, roster }: GoodWeek): CheckResult =>
  checkRoster(inputs, requirement, roster)

/** The week with rules of the case's own beside those in force. */
export const withRules = (week: GoodWeek, ...rules: readonly WorkRule[]): GoodWeek => ({
  ...week,
  inputs: { ...week.inputs, workRules: [...week.inputs.workRules, ...rules] },
})

/** The week with all shifts of one person replaced. */
export const withShifts = (week: GoodWeek, employeeId: string, shifts: readonly Assignment[]): GoodWeek => ({
  ...week,
  roster: {
    assignments: [...week.roster.assignments.filter((shift) => shift.employeeId !== employeeId), ...shifts],
  },
})

export const withTail = (week: GoodWeek, previousRoster: readonly Assignment[]): GoodWeek => ({
  ...week,
  inputs: { ...week.inputs, previousRoster },
})

export const violationsOf = (week: GoodWeek, ruleId: string): readonly Violation[] =>
  checkWeek(week).violations.filter((violation) => violation.ruleId === ruleId)

const HOUR = 3_600_000

/**
 * A shift as the template "day" wants it: nine hours with an unpaid hour's meal after three.
 * @param start local time with its offset
 */
export function dayShift(employeeId: string, start: string, changes: Partial<Assignment> = {}): Assignment {
  const startMs = Date.parse(start)
  const meal: PlacedBreak = { kind: 'meal', paid: false, startMs: startMs + 3 * HOUR, endMs: startMs + 4 * HOUR }
  return {
    employeeId,
    templateId: 'day',
    startMs,
    endMs: startMs + 9 * HOUR,
    breaks: [meal],
    queueIds: ['chat'],
    pinned: false,
    ...changes,
  }
}

/** Day shifts at 10:00 in Shanghai on the days of November 2026. */
export const dayShifts = (employeeId: string, days: readonly number[]): Assignment[] =>
  days.map((day) => dayShift(employeeId, `2026-11-${String(day).padStart(2, '0')}T10:00+08:00`))
