import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { planDifference, planValue } from './measure-sections.ts'

/** What a manager is told first of a scenario against the first one. */
export interface ScenarioAnswer {
  readonly scenario: string
  /** Minor currency units; the cost of the plan, and the part of it that is paid out. */
  readonly cost: number
  readonly wages: number
  /** Agent-hours to be scheduled. */
  readonly hours: number
  readonly targetsMissed: number
}

/** The scenarios that were compared with the first, the dearest first. */
export const comparisonAnswers = ({ scenarios }: ComparisonResult): ScenarioAnswer[] =>
  scenarios
    .slice(1)
    .map((scenario) => ({
      scenario: scenario.scenario,
      cost: planDifference(scenario, 'objective') ?? 0,
      wages: planDifference(scenario, 'wages') ?? 0,
      hours: planDifference(scenario, 'scheduledHours') ?? 0,
      targetsMissed: planValue(scenario, 'targetsMissed') ?? 0,
    }))
    .sort((a, b) => b.cost - a.cost)
