import { stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { BASELINE, type Scenario } from '../../solver/domain/scenario.ts'
import { historyFileOf, parsePlanFolder, readPlanFolder, readText } from '../imports/plan-folder.ts'
import { SETTINGS_FILE } from '../imports/plan-settings.ts'
import { scenarioIdIn, usesOthers } from '../imports/scenario/scenario-file.ts'
import { scenarioOf } from '../jobs/plan-scenarios.ts'

/** Options of every command that reads a plan folder, as the user wrote them. */
export interface PlanSource {
  /** Read in the place of the plan's own history. */
  readonly history?: string
  /** Id of one of the plan's scenarios, or a file. */
  readonly scenario?: string
}

export interface SourceFiles {
  readonly files: ReadonlyMap<string, string>
  /** Id of the scenario to use, one of those among the files. */
  readonly scenarioId: string
}

/** Reads the files of a plan; nothing is checked beyond their being there. */
export async function readSource(folder: string, source: PlanSource): Promise<SourceFiles> {
  const files = await readPlanFolder(folder, source.history)
  if (source.scenario === undefined) return { files, scenarioId: BASELINE.id }
  const path = await scenarioPath(folder, source.scenario)
  if (path === undefined) return { files, scenarioId: source.scenario }
  const text = await readText(path)
  const scenarioId = scenarioIdIn(text)
  // A file named by its path takes the place of the plan's own scenario of its id, and of all of them where it builds on none.
  const isKept = ([name, other]: [string, string]) =>
    !name.startsWith('scenarios/') || (usesOthers(text) && scenarioIdIn(other) !== scenarioId)
  return {
    files: new Map([...[...files].filter(isKept), [`scenarios/${basename(path, extname(path))}.yaml`, text]]),
    scenarioId,
  }
}

/** The scenario's file, named from here or from the plan folder; undefined when the text is an id. */
async function scenarioPath(folder: string, scenario: string): Promise<string | undefined> {
  for (const path of [scenario, join(folder, scenario)]) {
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile()) return path
  }
  if (!/\.ya?ml$/.test(scenario)) return undefined
  const hint = 'Name a file, or the id of a scenario of the plan.'
  throw new PlanningInputError({ value: scenario, problem: 'does not exist', hint })
}

/** Checks the files and gives the inputs with the scenario asked for. */
export function parseSource({ files, scenarioId }: SourceFiles): { inputs: PlanInputs; scenario: Scenario } {
  const inputs = parsePlanFolder(files)
  return { inputs, scenario: scenarioOf(files, inputs, scenarioId) }
}

/** Does the work, and names a history given with `--history` by that name when something is wrong with it. */
export async function namingHistory<T>(
  { files }: SourceFiles,
  { history }: PlanSource,
  work: () => Promise<T> | T,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof PlanningInputError) || history === undefined) throw error
    const ownName = historyFileOf(files.get(SETTINGS_FILE))
    throw new PlanningInputError(
      error.issues.map((issue) => (issue.file === ownName ? { ...issue, file: history } : issue)),
    )
  }
}
