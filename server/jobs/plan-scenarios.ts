import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { BASELINE, type Scenario } from '../../solver/domain/scenario.ts'
import { parseScenario } from '../imports/scenario-yaml.ts'
import { knownWordsHint } from '../imports/suggestion.ts'
import type { PlanFiles } from './worker-task.ts'

/**
 * Scenarios of a plan folder (`scenarios/*.yaml`), ordered by id, the plan as it stands first.
 * @throws PlanningInputError with everything wrong with them, two of one id included
 */
export function planScenarios(files: PlanFiles, inputs: PlanInputs): Scenario[] {
  const issues: InputIssue[] = []
  const scenarioById = new Map<string, Scenario>()
  for (const [path, text] of files) {
    if (!/^scenarios\/[^/]+\.ya?ml$/.test(path)) continue
    const scenario = parsed(path, text, inputs, issues)
    if (scenario && (scenario.id === BASELINE.id || scenarioById.has(scenario.id))) {
      const hint = 'Give each scenario an id of its own; "baseline" is the plan as it stands.'
      issues.push({ file: path, column: 'id', value: scenario.id, problem: 'is the id of another scenario', hint })
    } else if (scenario) scenarioById.set(scenario.id, scenario)
  }
  if (issues.length > 0) throw new PlanningInputError(issues)
  return [BASELINE, ...[...scenarioById.values()].sort((a, b) => compareIds(a.id, b.id))]
}

function parsed(path: string, text: string, inputs: PlanInputs, issues: InputIssue[]): Scenario | undefined {
  try {
    return parseScenario(path, text, inputs)
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    issues.push(...error.issues)
    return undefined
  }
}

/** @throws PlanningInputError naming the nearest scenario when the plan has none of the id */
export function scenarioOf(files: PlanFiles, inputs: PlanInputs, id: string): Scenario {
  const scenarios = planScenarios(files, inputs)
  const found = scenarios.find((scenario) => scenario.id === id)
  if (found) return found
  const known = scenarios.map((scenario) => scenario.id)
  throw new PlanningInputError({ value: id, problem: 'is not a scenario of the plan', hint: knownWordsHint(id, known) })
}
