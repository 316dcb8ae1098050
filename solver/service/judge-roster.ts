import { checkRoster } from '../check/check-roster.ts'
import type { Forecast } from '../domain/forecast-outputs.ts'
import { horizonEnd, localStamp } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { PlanProgress } from '../domain/plan-outputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import type { Roster } from '../domain/roster.ts'
import { horizonsOfPeople } from '../domain/site.ts'
import { guaranteedWages } from '../roster/limits/wage-limits.ts'
import { simulateRoster } from '../simulate/simulate-roster.ts'
import type { ServedRoster } from './serve-roster.ts'

/** A roster that planners made themselves. */
export interface GivenRoster {
  readonly roster: Roster
  /**
   * What another run of the very same inputs counted against, in which the agents that its simulation showed missing are,
   * and what it proved: that no roster which keeps the hard rules has a lower objective. Absent where nothing was proved of
   * objectives without changes.
   */
  readonly basis?: { readonly requirement: Requirement; readonly objectiveBound?: number }
}

export interface JudgeOptions {
  readonly seed: number
  /** Times that the horizon is simulated. */
  readonly replications: number
  readonly onProgress: (progress: PlanProgress) => void
}

/**
 * Checks and simulates a roster as it is, whatever rules it breaks. Its bound is the basis's, or the wages that are paid
 * whatever the roster: weak, but proved, for nothing in an objective is less than nothing.
 * @throws PlanningInputError for shifts outside the horizon, which would be checked and simulated as if nobody worked them
 */
export function judgeRoster(
  inputs: PlanInputs,
  forecast: Forecast,
  needed: Requirement,
  { roster, basis }: GivenRoster,
  { seed, replications, onProgress }: JudgeOptions,
): ServedRoster {
  refuseOutside(inputs, needed, roster)
  const requirement = basis?.requirement ?? needed
  const objectiveBound = basis?.objectiveBound ?? guaranteedWages(inputs, requirement.horizon)
  onProgress({ stage: 'check' })
  const check = checkRoster(inputs, requirement, roster)
  const found = { objective: check.objective, objectiveBound: Math.min(check.objective, objectiveBound) }
  onProgress({ stage: 'simulate', ...found })
  const service = simulateRoster(inputs, forecast, requirement, roster, {
    ...{ replications, seed },
    onProgress: (fraction) => onProgress({ stage: 'simulate', fraction, ...found }),
  })
  return {
    ...{ requirement, roster, objectiveBound, check, service },
    ...{ serviceRounds: [], missing: [], servicePrices: undefined, solveSeconds: 0 },
  }
}

function refuseOutside(inputs: PlanInputs, { horizon }: Requirement, { assignments }: Roster): void {
  const horizonOf = horizonsOfPeople(inputs, horizon)
  const issues = assignments.flatMap(({ employeeId, startMs }) => {
    const own = horizonOf(employeeId)
    if (startMs >= own.startsAt && startMs < horizonEnd(own)) return []
    const value = localStamp(startMs, own.zone)
    const problem = `is the start of a shift of ${employeeId} outside the weeks of the run`
    return [{ value, problem, hint: 'Give the weeks that the roster is for, or a roster of those alone.' }]
  })
  if (issues.length > 0) throw new PlanningInputError(issues)
}
