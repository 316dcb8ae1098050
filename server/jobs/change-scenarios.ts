import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { BASELINE, type Scenario } from '../../solver/domain/scenario.ts'
import { scenarioPrefixes } from '../../solver/scenario/scenario-parts.ts'
import type { StoredScenario } from '../contracts/scenario.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { scenarioIdIn } from '../imports/scenario/scenario-file.ts'
import { scenarioFromTemplate, type TemplateChoices } from '../imports/scenario/scenario-templates.ts'
import { describePlan } from './describe-plan.ts'
import { planScenarios } from './plan-scenarios.ts'
import type { DescribedPlan, PlanFiles } from './worker-task.ts'

/** A planner's change of the scenarios of a plan. */
export type ScenarioChange =
  /** Written by hand: takes the place of the scenario of the id, or comes new; its own id may be another. */
  | { readonly put: string; readonly text: string }
  | { readonly template: string; readonly choices: TemplateChoices }
  | { readonly remove: string }

export interface ChangedScenarios {
  readonly scenarios: readonly StoredScenario[]
  /** Id of the one that was written or removed. */
  readonly changed: string
  readonly files: ReadonlyMap<string, string | null>
  readonly described: DescribedPlan
}

/** @throws PlanningInputError when the plan or one of its scenarios cannot be read */
export function storedScenarios(files: PlanFiles): StoredScenario[] {
  return stored(files, parsePlanFolder(files))
}

/**
 * The plan's scenarios with one written or removed, and the plan described with them.
 * @returns undefined when there is none of the id to remove
 * @throws PlanningInputError naming what is wrong with the scenarios as they would be
 */
export function changeScenarios(files: PlanFiles, change: ScenarioChange): ChangedScenarios | undefined {
  const inputs = parsePlanFolder(files)
  const pathById = scenarioPaths(files)
  if ('remove' in change && !pathById.has(change.remove)) return undefined
  const { changed, edits } =
    'remove' in change ? removed(change.remove, pathById) : written(files, inputs, change, pathById)
  const next = new Map(files)
  for (const [path, text] of edits) {
    if (text === null) next.delete(path)
    else next.set(path, text)
  }
  return { scenarios: stored(next, inputs), changed, files: edits, described: describePlan(next) }
}

interface Edits {
  readonly changed: string
  readonly edits: ReadonlyMap<string, string | null>
}

const removed = (id: string, pathById: ReadonlyMap<string, string>): Edits => ({
  changed: id,
  edits: new Map([[pathById.get(id)!, null]]),
})

function written(
  files: PlanFiles,
  inputs: PlanInputs,
  change: Exclude<ScenarioChange, { remove: string }>,
  pathById: ReadonlyMap<string, string>,
): Edits {
  const { id, text } =
    'put' in change
      ? { id: scenarioIdIn(change.text), text: change.text }
      : scenarioFromTemplate(change.template, change.choices, inputs, describePlan(files).description.defaultWeek)
  const before = 'put' in change ? pathById.get(change.put) : undefined
  if (before === undefined && pathById.has(id)) {
    const hint = 'Give the new one another id, or change the one that is there.'
    throw new PlanningInputError({ column: 'id', value: id, problem: 'is the id of another scenario', hint })
  }
  // An id that is none is refused with the rest of the text; until then it is no name of a file.
  const path = before ?? `scenarios/${/^[\p{L}\p{N}._-]{1,64}$/u.test(id) ? id : 'scenario'}.yaml`
  return { changed: id, edits: new Map([[path, text]]) }
}

/** Paths of the files by the id that they say. */
const scenarioPaths = (files: PlanFiles): Map<string, string> =>
  new Map(
    [...files]
      .filter(([path]) => path.startsWith('scenarios/'))
      .map(([path, text]) => [scenarioIdIn(text), path] as const),
  )

function stored(files: PlanFiles, inputs: PlanInputs): StoredScenario[] {
  const pathById = scenarioPaths(files)
  return planScenarios(files, inputs)
    .filter(({ id }) => id !== BASELINE.id)
    .map((scenario) => shown(scenario, files.get(pathById.get(scenario.id)!)!))
}

const shown = (scenario: Scenario, text: string): StoredScenario => {
  const { id, name = id, description, source } = scenario
  return {
    ...{ id, name, text },
    ...(description !== undefined && { description }),
    ...(source !== undefined && { source }),
    parts: scenarioPrefixes(scenario).map(({ kind, label }) => ({ kind, label })),
  }
}
