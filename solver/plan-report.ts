import { hardViolations } from './check/check-roster.ts'
import { horizonEnd, localDate } from './domain/horizon.ts'
import type { PlanInputs } from './domain/plan-inputs.ts'
import type { CheckResult, PlanReport } from './domain/plan-outputs.ts'
import { publishGate } from './domain/publish-gate.ts'
import type { Requirement } from './domain/requirement-outputs.ts'
import { rulePackGaps } from './domain/rule-packs.ts'
import { type SatisfactionPrior, satisfactionAt } from './domain/satisfaction.ts'
import type { SatisfactionEstimate } from './domain/service-outputs.ts'
import { unmetNeeds } from './domain/unmet-needs.ts'
import { guaranteedWages } from './roster/limits/wage-limits.ts'

type Facts = Pick<
  PlanReport,
  | 'objectiveBound'
  | 'serviceLevels'
  | 'targets'
  | 'serviceRounds'
  | 'missing'
  | 'solveSeconds'
  | 'scenario'
  | 'scenarioHash'
  | 'week'
  | 'weeks'
  | 'seed'
  | 'versions'
  | 'explanations'
  | 'kept'
  | 'shadowPrices'
> & {
  readonly endedBy?: 'time' | 'stopped'
  readonly gap: number
  /** Whether planners made the roster themselves: then no search for one ended. */
  readonly isGiven?: boolean
  /** Shifts that are nobody's and so not in the roster. */
  readonly openShifts?: number
}

/** The roster's figures, always together: cost, bound, gap, violations, what is unmet and the simulated service. */
export function planReport(inputs: PlanInputs, requirement: Requirement, check: CheckResult, facts: Facts): PlanReport {
  const {
    endedBy,
    gap,
    serviceLevels,
    targets,
    serviceRounds,
    missing,
    solveSeconds,
    scenario,
    scenarioHash,
    week,
    weeks,
    seed,
    versions,
    explanations,
    shadowPrices,
    kept,
    isGiven = false,
    openShifts = 0,
  } = facts
  const { costs } = check
  // The bound is of cost and changes together, so the objective is too.
  const objective = check.objective + (kept?.changeCost ?? 0)
  // Money is in whole minor units; a bound is rounded the way that keeps it a bound.
  const objectiveBound = Math.min(objective, Math.floor(facts.objectiveBound + 1e-6))
  const distance = objective - objectiveBound
  // A bound says nothing of a roster that breaks the rules which it keeps.
  const isBroken = isGiven && hardViolations(check).length > 0
  const relativeGap = isBroken ? Number.NaN : objective === 0 ? 0 : distance / Math.abs(objective)
  const controllable = objective - guaranteedWages(inputs, requirement.horizon)
  return {
    cost: costs.wages,
    currency: inputs.settings.currency,
    costs,
    objective,
    objectiveBound,
    relativeGap,
    relativeGapOfControllable: isBroken ? Number.NaN : controllable <= 0 ? 0 : distance / controllable,
    termination: relativeGap <= 1e-6 ? 'optimal' : 'feasible',
    ...(relativeGap > 1e-6 && !isGiven && { limit: endedBy ?? (relativeGap <= gap ? 'gap' : 'work') }),
    solveSeconds,
    seed,
    inputHash: inputs.inputHash,
    versions,
    week,
    weeks,
    scenario,
    ...(scenarioHash !== undefined && { scenarioHash }),
    unmet: unmetNeeds(requirement, check.coverage),
    violations: check.violations,
    serviceLevels,
    targets,
    serviceRounds,
    missing,
    gate: publishGate(
      { violations: check.violations, targets, serviceLevels },
      inputs.settings.queues.map(({ id }) => id),
    ),
    ...(inputs.settings.satisfaction && {
      satisfactionPrior: satisfactionEstimates(inputs.settings.satisfaction, requirement, serviceLevels),
    }),
    explanations,
    shadowPrices,
    ...(kept && { kept }),
    warnings: [...warnings(inputs, requirement, check), ...openShiftWarnings(openShifts)],
  }
}

/** Tickets are left out: nobody sits waiting for the answer to one. */
function satisfactionEstimates(
  prior: SatisfactionPrior,
  { queues }: Requirement,
  levels: PlanReport['serviceLevels'],
): SatisfactionEstimate[] {
  return levels.flatMap(({ queue, asaSeconds }) => {
    if (!Number.isFinite(asaSeconds) || queues.find(({ queueId }) => queueId === queue)?.kind !== 'instant') return []
    const satisfaction = satisfactionAt(prior, asaSeconds)
    return [{ queue, meanResponseSeconds: asaSeconds, satisfaction, source: prior.source }]
  })
}

const openShiftWarnings = (openShifts: number): string[] =>
  openShifts === 0
    ? []
    : [`Open shifts that nobody works: ${openShifts}. They are not in the roster; give them to people, or remove them.`]

const WEEKS_UNTIL_STALE = 4

function warnings(inputs: PlanInputs, { horizon }: Requirement, check: CheckResult): string[] {
  const found: string[] = []
  for (const { id } of inputs.settings.queues) {
    const history = inputs.history.find(({ queueId }) => queueId === id)
    if (!history?.volume.some(Number.isFinite)) {
      found.push(
        `Queue ${id} has no history before this week and is planned as empty. Add its rows to ${inputs.settings.historyFile}.`,
      )
      continue
    }
    const end = history.startsAt + history.volume.length * history.intervalMinutes * 60_000
    const weeks = (horizon.startsAt - end) / (7 * 24 * 3_600_000)
    if (weeks > WEEKS_UNTIL_STALE)
      found.push(`History of queue ${id} ends ${Math.round(weeks)} weeks before this week.`)
    if (!inputs.employees.some(({ skills }) => skills.some(({ queueId }) => queueId === id))) {
      found.push(`Nobody has the skill for queue ${id}, so all its work is unmet.`)
    }
  }
  const lastDate = localDate(horizonEnd(horizon) - 1, horizon.zone)
  found.push(...rulePackGaps(lastDate, inputs.settings.rulePacks))
  const broken = hardViolations(check).length
  if (broken > 0) found.push(`Broken hard rules: ${broken}. The roster must not be published.`)
  return found
}
