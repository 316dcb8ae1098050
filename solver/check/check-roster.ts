import { dayStarts, type Horizon, localDate } from '../domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../domain/plan-inputs.ts'
import type { CheckResult, CostBreakdown, QueueCoverage, Requirement, Violation } from '../domain/plan-outputs.ts'
import { type Assignment, assignmentPaidMinutes, compareIds, orderAssignments, type Roster } from '../domain/roster.ts'
import { rosterCoverage, serviceCosts } from './roster-coverage.ts'
import { checkWorkRule } from './work-rules.ts'

/**
 * Recomputes a roster's violations, coverage and cost from the inputs alone. It shares no code with what makes rosters
 * and knows nothing of models or solvers.
 */
export function checkRoster(given: PlanInputs, requirement: Requirement, roster: Roster): CheckResult {
  const inputs = inputsFor(given, requirement.horizon)
  const violations = [
    ...unknownEmployees(inputs, requirement.horizon, roster),
    ...outsideHorizon(requirement.horizon, roster),
    ...brokenRules(inputs, requirement.horizon, roster),
  ].sort(bySeverity)
  const coverage = rosterCoverage(inputs, requirement, roster)
  const costs = rosterCosts(inputs, requirement, roster, coverage, violations)
  return {
    violations,
    coverage,
    costs,
    objective: costs.wages + costs.understaffing + costs.overdueWork + costs.softRules,
  }
}

export const hardViolations = (result: CheckResult): Violation[] =>
  result.violations.filter(({ severity }) => severity === 'hard')

function bySeverity(a: Violation, b: Violation): number {
  return (
    compareIds(a.severity, b.severity) ||
    compareIds(a.at, b.at) ||
    compareIds(a.employeeId ?? '', b.employeeId ?? '') ||
    compareIds(a.ruleId, b.ruleId)
  )
}

function brokenRules(inputs: PlanInputs, horizon: Horizon, roster: Roster): Violation[] {
  const dates = dayStarts(horizon)
    .slice(0, -1)
    .map((start) => localDate(start, horizon.zone))
  const contractById = new Map(inputs.settings.contracts.map((contract) => [contract.id, contract]))
  const shiftsOf = byEmployee(roster.assignments)
  const tailOf = byEmployee(inputs.previousRoster)
  return inputs.employees.flatMap((employee) => {
    const week = {
      inputs,
      employee,
      contract: contractById.get(employee.contractId)!,
      shifts: shiftsOf.get(employee.id) ?? [],
      tail: tailOf.get(employee.id) ?? [],
      dates,
    }
    return inputs.workRules.flatMap((rule) => checkWorkRule(rule, week))
  })
}

function byEmployee(assignments: readonly Assignment[]): Map<string, Assignment[]> {
  const result = new Map<string, Assignment[]>()
  for (const shift of orderAssignments(assignments)) {
    result.set(shift.employeeId, [...(result.get(shift.employeeId) ?? []), shift])
  }
  return result
}

/** Somebody who is not in the team has no rules to break, so the shift itself is the violation. */
function unknownEmployees(inputs: PlanInputs, horizon: Horizon, roster: Roster): Violation[] {
  const known = new Set(inputs.employees.map(({ id }) => id))
  return roster.assignments
    .filter(({ employeeId }) => !known.has(employeeId))
    .map((shift) => structural(shift, horizon, 'knownEmployee', `${shift.employeeId} is not in employees.csv.`))
}

function outsideHorizon(horizon: Horizon, roster: Roster): Violation[] {
  const end = dayStarts(horizon).at(-1)!
  return roster.assignments
    .filter(({ startMs }) => startMs < horizon.startsAt || startMs >= end)
    .map((shift) =>
      structural(shift, horizon, 'insideWeek', `${shift.employeeId}'s shift starts outside the week being checked.`),
    )
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

function rosterCosts(
  inputs: PlanInputs,
  requirement: Requirement,
  roster: Roster,
  coverage: readonly QueueCoverage[],
  violations: readonly Violation[],
): CostBreakdown {
  const penaltyOf = new Map(
    inputs.workRules.map((rule) => [rule.id, rule.severity === 'soft' ? rule.penaltyPerUnit : 0]),
  )
  const softRules = violations.reduce((sum, { ruleId, size }) => sum + (penaltyOf.get(ruleId) ?? 0) * size, 0)
  return {
    ...wageCosts(inputs, roster),
    ...serviceCosts(inputs, requirement, coverage),
    softRules: Math.round(softRules),
  }
}

/** Pay of the week: the guarantee or the hours worked, whichever is more, and the premium on overtime. */
function wageCosts(inputs: PlanInputs, roster: Roster): Pick<CostBreakdown, 'wages' | 'overtime'> {
  const shiftsOf = byEmployee(roster.assignments)
  let ordinary = 0
  let overtime = 0
  for (const { id, contractId, hourlyCost } of inputs.employees) {
    const contract = inputs.settings.contracts.find((candidate) => candidate.id === contractId)!
    const minutes = (shiftsOf.get(id) ?? []).reduce((sum, shift) => sum + assignmentPaidMinutes(shift), 0)
    const over = Math.max(0, minutes - contract.ordinaryMinutesPerWeek)
    const paidPlainly = Math.max(minutes, contract.guaranteedMinutesPerWeek) - over
    ordinary += (paidPlainly * hourlyCost) / 60
    overtime += (over * hourlyCost * (1 + contract.overtimePremium)) / 60
  }
  return { wages: Math.round(ordinary + overtime), overtime: Math.round(overtime) }
}
