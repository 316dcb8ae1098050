import { parse as parseYaml } from 'yaml'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type Scenario, scenarioSchema } from '../../solver/domain/scenario.ts'
import { leverIssues, spanIssues } from './lever-issues.ts'
import { knownWordsHint } from './suggestion.ts'
import { readYaml } from './yaml-file.ts'

/**
 * Reads a scenario, `scenarios/*.yaml` of a plan folder.
 * @throws PlanningInputError with every issue found, unknown queues and employees included
 */
export function parseScenario(
  file: string,
  text: string,
  { settings, employees }: Pick<PlanInputs, 'settings' | 'employees'>,
): Scenario {
  const issues: InputIssue[] = []
  const read = readYaml(file, text, scenarioSchema, issues)
  if (!read) throw new PlanningInputError(issues)
  const { value, issueAt } = read
  const queueIds = settings.queues.map(({ id }) => id)
  const employeeIds = employees.map(({ id }) => id)
  for (const list of ['volume', 'aht'] as const) {
    value[list].forEach(({ queue, ...span }, index) => {
      if (queue !== undefined && !queueIds.includes(queue)) {
        issues.push(issueAt([list, index, 'queue'], 'is not a queue of plan.yaml', knownWordsHint(queue, queueIds)))
      }
      issues.push(...spanIssues([list, index], span, issueAt))
    })
  }
  issues.push(...leverIssues(value.levers, settings, issueAt, settings.levers))
  value.absentEmployees.forEach((id, index) => {
    if (employeeIds.includes(id)) return
    const hint = knownWordsHint(id, employeeIds)
    issues.push(issueAt(['absentEmployees', index], 'is not a person of employees.csv', hint))
  })
  if (issues.length > 0) throw new PlanningInputError(issues)
  return value
}

/** The id in a scenario's text; one that cannot be read is reported when the scenario is parsed. */
export function scenarioIdIn(text: string): string {
  try {
    const { id } = (parseYaml(text) ?? {}) as { id?: unknown }
    return typeof id === 'string' ? id : ''
  } catch {
    return ''
  }
}
