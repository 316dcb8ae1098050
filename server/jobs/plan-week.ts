import packageJson from '../../package.json' with { type: 'json' }
import { inputsFor, type PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { PlanResult } from '../../solver/domain/plan-outputs.ts'
import type { Roster } from '../../solver/domain/roster.ts'
import { plainScoreBasis } from '../../solver/domain/score-basis.ts'
import { zonesOfPeople } from '../../solver/domain/site.ts'
import { estimateBasis } from '../../solver/estimate/estimate-basis.ts'
import { plan, weekHorizon, withScenario } from '../../solver/plan.ts'
import { rosterChanges } from '../../solver/roster/living/roster-preferences.ts'
import type { RunProgress } from '../contracts/run.ts'
import { frontierCsv } from '../exports/living-files.ts'
import { planFiles } from '../exports/plan-files.ts'
import { changesCsv } from '../exports/repair-files.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { boardReply } from './board-reply.ts'
import { givenRoster } from './check-request.ts'
import { keptRoster } from './keep-request.ts'
import { forecastTexts } from './make-forecast.ts'
import { sharingBy } from './part-messages.ts'
import { scenarioOf } from './plan-scenarios.ts'
import { coverageReply, forecastReply, reportReply, rosterReply } from './run-replies.ts'
import type { Answer, PlannedWeek, PlanWork } from './worker-task.ts'

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
  /** Of the process that lets others make parts. */
  readonly ask?: Answer
}

/** Makes a plan from its files and renders everything that people and the page will ask of it. */
export async function planWeek(
  { files, options, check, keep, sharesParts = false }: PlanWork,
  { onProgress, isStopped, ask }: PlanTalk,
): Promise<PlannedWeek> {
  const inputs = parsePlanFolder(files)
  const scenario = scenarioOf(files, inputs, options.scenario)
  const planned = withScenario(inputs, scenario, weekHorizon(inputs, options.week, options.weeks))
  const kept = keep && keptRoster(withEverybody(inputs, planned), keep, options.week)
  const given = check && givenRoster(planned, check, { scenarioHash: scenario.hash, version: VERSIONS.tideline })
  const result = await plan(inputs, {
    ...options,
    scenario,
    ...(kept && { keep: kept }),
    ...(given && { given }),
    openShifts: check?.openShifts ?? keep?.openShifts ?? 0,
    isStopped,
    ...(sharesParts && ask && { sharing: sharingBy(ask, files) }),
    now: () => performance.now(),
    versions: VERSIONS,
    onProgress: throttled(onProgress),
  })
  return {
    report: reportReply(result.report),
    contents: contentsOf(planned, result, kept?.roster),
    forecast: forecastTexts(files, inputs, result.modelForecast),
  }
}

/** @param stood the roster that the plan went on from */
function contentsOf(planned: PlanInputs, result: PlanResult, stood: Roster | undefined): Map<string, string> {
  const contents = new Map(planFiles(planned, result))
  for (const [name, reply] of [
    ['forecast.json', forecastReply(planned, result)],
    ['coverage.json', coverageReply(planned.settings, result)],
    ['roster.json', rosterReply(planned, result)],
    ['estimate-basis.json', estimateBasis(planned, result.forecast)],
    ['board.json', boardReply(planned, result)],
    ['score-basis.json', plainScoreBasis(inputsFor(planned, result.horizon), result.requirement)],
  ] as const) {
    contents.set(name, JSON.stringify(reply))
  }
  if (stood) {
    const zoneOf = zonesOfPeople(planned)
    contents.set('changes.csv', changesCsv(rosterChanges(stood, result.roster, zoneOf), zoneOf))
  }
  const frontier = result.report.kept?.frontier
  if (frontier) contents.set('frontier.csv', frontierCsv(frontier))
  return contents
}

/** A roster that was made without the scenario may name people whom it sends away, and one made with it those it brings. */
function withEverybody(given: PlanInputs, planned: PlanInputs): PlanInputs {
  const known = new Set(planned.employees.map(({ id }) => id))
  const { settings, employees } = planned
  return { ...given, settings, employees: [...employees, ...given.employees.filter(({ id }) => !known.has(id))] }
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
