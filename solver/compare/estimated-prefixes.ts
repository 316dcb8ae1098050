import type { EstimatedPrefix } from '../domain/comparison.ts'
import type { Horizon } from '../domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../domain/plan-inputs.ts'
import { BASELINE, type Scenario } from '../domain/scenario.ts'
import { estimateWeek } from '../estimate/estimate-week.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { demandFrom, type modelForecastFor, requirementFor, withScenario } from '../plan.ts'
import { scenarioPrefixes } from '../scenario/scenario-parts.ts'
import { scheduledHours } from './measures.ts'

export interface EstimateTools {
  readonly engine: LpEngine
  readonly modelForecastFor: typeof modelForecastFor
}

/**
 * Estimates of the plan without a scenario, and then with ever more of its parts: what the waterfall is made of. What was
 * estimated before is not estimated again.
 */
export function prefixEstimates(inputs: PlanInputs, horizon: Horizon, tools: EstimateTools) {
  const known = new Map<string, EstimatedPrefix>()
  const estimated = (kind: string, label: string, scenario: Scenario): EstimatedPrefix => {
    const key = keyOf(scenario)
    const made = known.get(key) ?? { ...figuresOf(inputs, horizon, scenario, tools), kind, label, key }
    known.set(key, made)
    return { ...made, kind, label }
  }
  return (scenario: Scenario): EstimatedPrefix[] => [
    estimated('', '', BASELINE),
    ...scenarioPrefixes(scenario).map((prefix) => estimated(prefix.kind, prefix.label, prefix.scenario)),
  ]
}

function figuresOf(given: PlanInputs, horizon: Horizon, scenario: Scenario, tools: EstimateTools) {
  const inputs = inputsFor(withScenario(given, scenario, horizon), horizon)
  const demand = demandFrom(tools.modelForecastFor(inputs, horizon), inputs, scenario)
  const requirement = requirementFor(inputs.settings, demand)
  const { queues } = requirement
  return {
    scheduledHours: queues.reduce((sum, queue) => sum + scheduledHours(queue, horizon), 0),
    cost: estimateWeek(inputs, requirement, tools.engine).costs.total,
  }
}

/** What a scenario changes, whatever it is called; its settings by date follow from what it says of them. */
function keyOf(scenario: Scenario): string {
  const {
    id: _id,
    name: _name,
    description: _about,
    source: _source,
    hash: _hash,
    settingsSteps: _steps,
    ...parts
  } = scenario
  return JSON.stringify({ ...parts, uses: [], phases: {} })
}
