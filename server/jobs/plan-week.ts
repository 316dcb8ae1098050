import packageJson from '../../package.json' with { type: 'json' }
import { zonesOfPeople } from '../../solver/domain/site.ts'
import { estimateBasis } from '../../solver/estimate/estimate-basis.ts'
import { plan, withScenario } from '../../solver/plan.ts'
import { rosterChanges } from '../../solver/roster/living/roster-preferences.ts'
import type { RunProgress } from '../contracts/run.ts'
import { frontierCsv } from '../exports/living-files.ts'
import { planFiles } from '../exports/plan-files.ts'
import { changesCsv } from '../exports/repair-files.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { type KeepRequest, keptRoster } from './keep-request.ts'
import { forecastTexts } from './make-forecast.ts'
import { scenarioOf } from './plan-scenarios.ts'
import { coverageReply, forecastReply, reportReply, rosterReply } from './run-replies.ts'
import type { PlanFiles, PlannedWeek, RunOptions } from './worker-task.ts'

/** What a result depends on besides its inputs. */
export const VERSIONS = {
  tideline: packageJson.version,
  highs: packageJson.dependencies.highs,
  node: process.versions.node,
}

const MS_BETWEEN_PROGRESS = 200

export interface PlanTalk {
  readonly onProgress: (progress: RunProgress) => void
  /** Whether the search is to end with the best roster found. */
  readonly isStopped: () => boolean
  /** A roster to go on from. */
  readonly keep?: KeepRequest | undefined
}

/** Makes a plan from its files and renders everything that people and the page will ask of it. */
export async function planWeek(
  files: PlanFiles,
  options: RunOptions,
  { onProgress, isStopped, keep }: PlanTalk,
): Promise<PlannedWeek> {
  const inputs = parsePlanFolder(files)
  const scenario = scenarioOf(files, inputs, options.scenario)
  const kept = keep && keptRoster(inputs, keep, options.week)
  const result = await plan(inputs, {
    ...options,
    scenario,
    ...(kept && { keep: kept }),
    isStopped,
    now: () => performance.now(),
    versions: VERSIONS,
    onProgress: throttled(onProgress),
  })
  const planned = withScenario(inputs, scenario, result.horizon)
  const contents = new Map(planFiles(planned, result))
  for (const [name, reply] of [
    ['forecast.json', forecastReply(planned, result)],
    ['coverage.json', coverageReply(planned.settings, result)],
    ['roster.json', rosterReply(planned, result)],
    ['estimate-basis.json', estimateBasis(planned, result.forecast)],
  ] as const) {
    contents.set(name, JSON.stringify(reply))
  }
  if (kept) {
    const zoneOf = zonesOfPeople(planned)
    contents.set('changes.csv', changesCsv(rosterChanges(kept.roster, result.roster, zoneOf), zoneOf))
  }
  const frontier = result.report.kept?.frontier
  if (frontier) contents.set('frontier.csv', frontierCsv(frontier))
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
