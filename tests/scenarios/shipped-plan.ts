import { join } from 'node:path'
import { parsePlanFolder, readPlanFolder } from '../../server/imports/plan-folder.ts'
import { scenarioOf } from '../../server/jobs/plan-scenarios.ts'
import { hardViolations } from '../../solver/check/check-roster.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { PlanResult } from '../../solver/domain/plan-outputs.ts'
import { assignmentPaidMinutes } from '../../solver/domain/roster.ts'
import type { Scenario } from '../../solver/domain/scenario.ts'
import { plan } from '../../solver/plan.ts'

const SCENARIOS = join(import.meta.dirname, '..', '..', 'scenarios')

/** A plan folder that ships, with its scenarios. */
export interface ShippedPlan {
  readonly inputs: PlanInputs
  /** By id, or several by their ids joined by `+`. */
  readonly scenario: (id: string) => Scenario
}

export async function shippedPlan(id: string): Promise<ShippedPlan> {
  const files = await readPlanFolder(join(SCENARIOS, id))
  const inputs = parsePlanFolder(files)
  return { inputs, scenario: (scenarioId) => scenarioOf(files, inputs, scenarioId) }
}

/** A week of it as planned under a scenario. @throws Error when the roster breaks a hard rule */
export async function plannedWeek(
  { inputs, scenario }: ShippedPlan,
  week: string,
  scenarioId: string,
  replications: number,
): Promise<PlanResult> {
  const result = await plan(inputs, {
    ...{ week, replications, scenario: scenario(scenarioId), seed: 1, gap: 0.01, timeLimitSeconds: 60 },
    now: () => performance.now(),
    versions: {},
  })
  const [broken] = hardViolations(result.check)
  if (broken) throw new Error(broken.message)
  return result
}

export const paidHours = ({ roster }: PlanResult): number =>
  roster.assignments.reduce((minutes, assignment) => minutes + assignmentPaidMinutes(assignment), 0) / 60

export const total = (values: Iterable<number>): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
