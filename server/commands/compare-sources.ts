import { stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { readPlanFolder, readText } from '../imports/plan-folder.ts'
import { scenarioIdIn } from '../imports/scenario/scenario-file.ts'
import { knownWordsHint } from '../imports/suggestion.ts'
import type { PlanFiles } from '../jobs/worker-task.ts'

export interface CompareSources {
  readonly files: PlanFiles
  /** Ids of the scenarios, in the order in which they were named. */
  readonly scenarioIds: readonly string[]
}

const SCENARIO_PATH = /^scenarios\/[^/]+\.ya?ml$/
const FILE_NAME = /\.ya?ml$/

/**
 * Reads a plan folder and the scenarios that are to be compared: ids, several joined by `+`, or files, each of which takes
 * the place of the folder's scenario of the same id.
 * @throws PlanningInputError for a file that is not there, and for a scenario named twice
 */
export async function readCompareSources(folder: string, named: readonly string[]): Promise<CompareSources> {
  const files = new Map(await readPlanFolder(folder))
  const scenarioIds: string[] = []
  for (const name of named) scenarioIds.push(FILE_NAME.test(name) ? await addFile(folder, name, files) : name)
  const twice = scenarioIds.find((id, place) => scenarioIds.indexOf(id) !== place)
  if (twice === undefined) return { files, scenarioIds }
  throw new PlanningInputError({ value: twice, problem: 'is to be compared twice', hint: 'Name each scenario once.' })
}

/** @returns the id of the scenario in the file */
async function addFile(folder: string, name: string, files: Map<string, string>): Promise<string> {
  const path = await existing([name, join(folder, name)])
  if (path === undefined) {
    const known = [...files.keys()].filter((each) => SCENARIO_PATH.test(each))
    throw new PlanningInputError({ value: name, problem: 'does not exist', hint: knownWordsHint(name, known) })
  }
  const text = await readText(path)
  const id = scenarioIdIn(text)
  for (const [each, other] of files) if (SCENARIO_PATH.test(each) && scenarioIdIn(other) === id) files.delete(each)
  let place = `scenarios/${basename(path, extname(path))}.yaml`
  // Another scenario of the folder may lie in a file of the name.
  while (files.has(place)) place = place.replace(FILE_NAME, '-given.yaml')
  files.set(place, text)
  return id
}

async function existing(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if ((await stat(path).catch(() => undefined))?.isFile()) return path
  return undefined
}
