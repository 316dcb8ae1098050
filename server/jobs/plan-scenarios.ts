import { createHash } from 'node:crypto'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { BASELINE, type Scenario } from '../../solver/domain/scenario.ts'
import { scenarioCalendar } from '../../solver/scenario/scenario-calendar.ts'
import { composeScenarios, JOINT, jointName } from '../imports/scenario/compose-scenarios.ts'
import { contradictions } from '../imports/scenario/contradictions.ts'
import { hireIssues } from '../imports/scenario/hire-issues.ts'
import { readScenarioFile, type ScenarioFile } from '../imports/scenario/scenario-file.ts'
import { referenceIssues } from '../imports/scenario/scenario-references.ts'
import { settingsSteps } from '../imports/scenario/settings-steps.ts'
import { knownWordsHint } from '../imports/suggestion.ts'
import type { PlanFiles } from './worker-task.ts'

/**
 * Scenarios of a plan folder (`scenarios/*.yaml`), each with what it builds on, ordered by id, the plan as it stands first.
 * @throws PlanningInputError with everything wrong with them, two of one id and contradictions included
 */
export function planScenarios(files: PlanFiles, inputs: PlanInputs): Scenario[] {
  const issues: InputIssue[] = []
  const fileById = scenarioFiles(files, issues)
  const scenarios = [...fileById.values()].flatMap((file) => {
    const parts = partsOf([file], fileById, issues)
    const { id, name, description, source } = file.scenario
    const scenario = parts && resolved(files, inputs, parts, { id, ...(name !== undefined && { name }) }, issues)
    return scenario
      ? [{ ...scenario, ...(description !== undefined && { description }), ...(source !== undefined && { source }) }]
      : []
  })
  if (issues.length > 0) throw new PlanningInputError(issues)
  return [BASELINE, ...scenarios.sort((a, b) => compareIds(a.id, b.id))]
}

/**
 * A scenario of the plan by its id, or several together by their ids joined by `+`.
 * @throws PlanningInputError naming the nearest scenario when the plan has none of the id, and what contradicts in several
 */
export function scenarioOf(files: PlanFiles, inputs: PlanInputs, id: string): Scenario {
  const ids = id.split(JOINT)
  const scenarios = planScenarios(files, inputs)
  const chosen = ids.map((each) => found(scenarios, each))
  if (ids.length === 1) return chosen[0]!
  const issues: InputIssue[] = []
  const fileById = scenarioFiles(files, issues)
  const wanted = [...new Set(ids)].flatMap((each) => fileById.get(each) ?? [])
  const parts = partsOf(wanted, fileById, issues)
  const scenario = parts && resolved(files, inputs, parts, { id, name: jointName(chosen) }, issues)
  if (issues.length > 0 || !scenario) throw new PlanningInputError(issues)
  return scenario
}

function found(scenarios: readonly Scenario[], id: string): Scenario {
  const scenario = scenarios.find((each) => each.id === id)
  if (scenario) return scenario
  const known = scenarios.map((each) => each.id)
  throw new PlanningInputError({ value: id, problem: 'is not a scenario of the plan', hint: knownWordsHint(id, known) })
}

function scenarioFiles(files: PlanFiles, issues: InputIssue[]): Map<string, ScenarioFile> {
  const fileById = new Map<string, ScenarioFile>()
  for (const [path, text] of files) {
    if (!/^scenarios\/[^/]+\.ya?ml$/.test(path)) continue
    const file = readScenarioFile(path, text, issues)
    if (!file) continue
    const { id } = file.scenario
    if (id === BASELINE.id || fileById.has(id)) {
      const hint = 'Give each scenario an id of its own; "baseline" is the plan as it stands.'
      issues.push(file.issueAt(['id'], 'is the id of another scenario', hint))
    } else fileById.set(id, file)
  }
  return fileById
}

/**
 * The files of scenarios with all that they build on before them, each once.
 * @returns undefined when one is missing, leads back to itself, or contradicts another
 */
function partsOf(
  wanted: readonly ScenarioFile[],
  fileById: ReadonlyMap<string, ScenarioFile>,
  issues: InputIssue[],
): ScenarioFile[] | undefined {
  const before = issues.length
  const parts: ScenarioFile[] = []
  const visit = (file: ScenarioFile, users: readonly ScenarioFile[]): void => {
    file.scenario.uses.forEach((id, index) => {
      const used = fileById.get(id)
      const at = ['uses', index]
      if (!used) issues.push(file.issueAt(at, 'is not a scenario of the plan', knownWordsHint(id, fileById.keys())))
      else if (used === file || users.includes(used))
        issues.push(file.issueAt(at, 'leads back to the scenario itself', 'Remove one of the two.'))
      else if (!parts.includes(used)) visit(used, [...users, file])
    })
    if (issues.length === before && !parts.includes(file)) parts.push(file)
  }
  for (const file of wanted) visit(file, [])
  if (issues.length > before) return undefined
  for (const [place, second] of parts.entries())
    for (const first of parts.slice(0, place))
      if (!buildsOn(second, first, fileById)) issues.push(...contradictions(first, second))
  return issues.length > before ? undefined : parts
}

/** What a scenario says of itself comes after what it builds on, and may say otherwise. */
function buildsOn(file: ScenarioFile, other: ScenarioFile, fileById: ReadonlyMap<string, ScenarioFile>): boolean {
  return file.scenario.uses.some((id) => {
    const used = fileById.get(id)
    return used !== undefined && (used === other || buildsOn(used, other, fileById))
  })
}

/** @returns undefined when something is wrong with the last of its parts; the others are reported by themselves */
function resolved(
  files: PlanFiles,
  inputs: PlanInputs,
  parts: readonly ScenarioFile[],
  about: Pick<Scenario, 'id' | 'name'>,
  issues: InputIssue[],
): Scenario | undefined {
  const before = issues.length
  const composed = composeScenarios(
    parts.map(({ scenario }) => scenario),
    about,
  )
  const changes = parts.flatMap((file) => file.scenario.settings.map((change, index) => ({ change, file, index })))
  const steps = settingsSteps(files, changes, issues)
  if (issues.length > before) return undefined
  const context = {
    employees: inputs.employees,
    settings: steps.at(-1)?.settings ?? inputs.settings,
    calendar: [...inputs.calendar, ...scenarioCalendar([], composed, inputs.settings.zone)],
  }
  for (const file of parts.slice(-1))
    issues.push(...referenceIssues(file, context), ...hireIssues(file, context.settings))
  if (issues.length > before) return undefined
  return { ...composed, ...(steps.length > 0 && { settingsSteps: steps }), hash: hashOf(composed) }
}

const hashOf = (scenario: Scenario): string => createHash('sha256').update(JSON.stringify(scenario)).digest('hex')
