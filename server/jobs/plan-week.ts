import packageJson from '../../package.json' with { type: 'json' }
import { plan, withScenario } from '../../solver/plan.ts'
import type { RunProgress } from '../contracts/run.ts'
import { planFiles } from '../exports/plan-files.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { forecastTexts } from './make-forecast.ts'
import { scenarioOf } from './plan-scenarios.ts'
import { coverageReply, forecastReply, reportReply, rosterReply } from './run-replies.ts'
import type { PlanFiles, PlannedWeek, RunOptions } from './worker-task.ts'

/** What a result depends on besides its inputs. */
const VERSIONS = {
  tideline: packageJson.version,
  highs: packageJson.dependencies.highs,
  node: process.versions.node,
}

const MS_BETWEEN_PROGRESS = 200

/** Makes a week's plan from its files and renders everything that people and the page will ask of it. */
export async function planWeek(
  files: PlanFiles,
  options: RunOptions,
  onProgress: (progress: RunProgress) => void,
): Promise<PlannedWeek> {
  const inputs = parsePlanFolder(files)
  const scenario = scenarioOf(files, inputs, options.scenario)
  const result = await plan(inputs, {
    ...options,
    scenario,
    now: () => performance.now(),
    versions: VERSIONS,
    onProgress: throttled(onProgress),
  })
  const contents = new Map(planFiles(inputs, result))
  for (const [name, reply] of [
    ['forecast.json', forecastReply(inputs, result)],
    ['coverage.json', coverageReply(withScenario(inputs, scenario).settings, result)],
    ['roster.json', rosterReply(inputs, result)],
  ] as const) {
    contents.set(name, JSON.stringify(reply))
  }
  return {
    report: reportReply(result.report),
    contents,
    forecast: forecastTexts(files, inputs, result.modelForecast),
  }
}

/** Lets every new stage through, and five reports a second within one. */
function throttled(onProgress: (progress: RunProgress) => void): (progress: RunProgress) => void {
  let stage: string | undefined
  let saidAt = 0
  return (progress) => {
    const now = performance.now()
    if (progress.stage === stage && now - saidAt < MS_BETWEEN_PROGRESS) return
    stage = progress.stage
    saidAt = now
    onProgress({ ...progress })
  }
}
