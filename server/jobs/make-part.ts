import { createHighsEngine } from '../../solver/lp/highs.ts'
import { weekHorizon, withScenario } from '../../solver/plan.ts'
import { makeOfferedPart } from '../../solver/roster/share-parts.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { hashOfFiles, partMadeBytes, readPartGiven } from './part-messages.ts'
import { scenarioOf } from './plan-scenarios.ts'
import type { PartWork } from './worker-task.ts'

/**
 * Makes one part of a roster, as the process that offers it would.
 * @throws Error when the plan was changed since
 */
export async function makePart({ files, options, given }: PartWork, isStopped: () => boolean): Promise<Uint8Array> {
  const { requirement, queueIds, filesHash } = readPartGiven(given)
  if (hashOfFiles(files) !== filesHash) throw new Error('The plan was changed since the part was offered.')
  const inputs = parsePlanFolder(files)
  const { week, weeks, seed, gap, timeLimitSeconds } = options
  const scenario = scenarioOf(files, inputs, options.scenario)
  const planned = withScenario(inputs, scenario, weekHorizon(inputs, week, weeks))
  const startedAt = performance.now()
  const isOutOfTime = () => isStopped() || performance.now() - startedAt > 1000 * timeLimitSeconds
  const engine = await createHighsEngine({ isStopped })
  return partMadeBytes(makeOfferedPart(planned, requirement, { queueIds }, { engine, seed, gap, isOutOfTime }))
}
