import { type Horizon, horizonEnd, localDate } from '../domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../domain/plan-inputs.ts'
import type { CheckResult, CostBreakdown, Violation } from '../domain/plan-outputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { type Assignment, compareIds, type Roster } from '../domain/roster.ts'
import { horizonsOfPeople } from '../domain/site.ts'
import { checkActivities } from './activities.ts'
import type { Allocate } from './allocate-agents.ts'
import { teamHorizon } from './person-horizon.ts'
import { rosterCoverage, serviceCosts } from './roster-coverage.ts'
import { wageCosts } from './wages.ts'
import { checkWorkRule } from './work-rules.ts'

/**
 * Recomputes a roster's violations, coverage and cost from the inputs alone. It shares no code with what makes rosters
 * and knows nothing of models or solvers.
 */
export function checkRoster(
  given: PlanInputs,
  requirement: Requirement,
  roster: Roster,
  allocate?: Allocate,
): CheckResult {
  const inputs = inputsFor(given, requirement.horizon)
  const team = teamHorizon(inputs, requirement.horizon, roster)
  const broken = inputs.workRules.flatMap((rule) => checkWorkRule(rule, team))
  const violations = [
    ...unknownEmployees(inputs, requirement.horizon, roster),
    ...outsideHorizon(inputs, requirement.horizon, roster),
    ...checkActivities(inputs.settings.activities, team),
    ...broken.map(({ violation }) => violation),
  ].sort(bySeverity)
  const coverage = rosterCoverage(inputs, requirement, roster, allocate)
  const costs: CostBreakdown = {
    ...wageCosts(inputs.workRules, team.people),
    ...serviceCosts(inputs, requirement, coverage),
    softRules: Math.round(broken.reduce((sum, { cost }) => sum + cost, 0)),
  }
  return { violations, coverage, costs, objective: objectiveOf(costs) }
}

/** Minor currency units. */
export const objectiveOf = ({ wages, understaffing, overdueWork, softRules }: CostBreakdown): number =>
  wages + understaffing + overdueWork + softRules

export const hardViolations = (result: CheckResult): Violation[] =>
  result.violations.filter(({ severity }) => severity === 'hard')

/** The order in which violations are told. */
export function bySeverity(a: Violation, b: Violation): number {
  return (
    compareIds(a.severity, b.severity) ||
    compareIds(a.at, b.at) ||
    compareIds(a.employeeId ?? '', b.employeeId ?? '') ||
    compareIds(a.ruleId, b.ruleId)
  )
}

/** Somebody who is not in the team has no rules to break, so the shift itself is the violation. */
function unknownEmployees(inputs: PlanInputs, horizon: Horizon, roster: Roster): Violation[] {
  const known = new Set(inputs.employees.map(({ id }) => id))
  return roster.assignments
    .filter(({ employeeId }) => !known.has(employeeId))
    .map((shift) => ofUnknownEmployee(shift, horizon))
}

export const ofUnknownEmployee = (shift: Assignment, horizon: Horizon): Violation =>
  structural(shift, horizon, 'knownEmployee', `${shift.employeeId} is not in employees.csv.`)

function outsideHorizon(inputs: PlanInputs, horizon: Horizon, roster: Roster): Violation[] {
  const siteOf = horizonsOfPeople(inputs, horizon)
  return roster.assignments.flatMap((shift) => startsOutside(shift, siteOf(shift.employeeId)))
}

/** @param site horizon of the person's site */
export function startsOutside(shift: Assignment, site: Horizon): Violation[] {
  if (shift.startMs >= site.startsAt && shift.startMs < horizonEnd(site)) return []
  const message = `${shift.employeeId}'s shift starts outside the weeks being checked.`
  return [structural(shift, site, 'insideWeek', message)]
}

const structural = (shift: Assignment, horizon: Horizon, ruleId: string, message: string): Violation => ({
  ruleId,
  ruleKind: ruleId,
  severity: 'hard',
  employeeId: shift.employeeId,
  at: localDate(shift.startMs, horizon.zone),
  size: 1,
  unit: 'shifts',
  message,
})
