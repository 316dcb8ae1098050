import { plannedScenario } from '../../solver/compare/compare-scenarios.ts'
import { prefixEstimates } from '../../solver/compare/estimated-prefixes.ts'
import { sharedForecast } from '../../solver/compare/shared-forecast.ts'
import { sweepScenario, withFewerRounds } from '../../solver/compare/sweep-scenario.ts'
import { inputsFor, type PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { PlanProgress } from '../../solver/domain/plan-outputs.ts'
import type { Scenario } from '../../solver/domain/scenario.ts'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import { plan, weekHorizon, withScenario } from '../../solver/plan.ts'
import { planFiles } from '../exports/plan-files.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import type { CompareProgress, CompareWork, ScenarioToPlan } from './compare-task.ts'
import { scenarioOf } from './plan-scenarios.ts'
import { VERSIONS } from './plan-week.ts'

/**
 * Plans scenarios one after the other, as it is given their places; the plan is read once, and the model's forecast made
 * once for all scenarios that leave it as it is. What comes of a scenario does not depend on those before it.
 * @param nextPlace undefined when there is none left
 */
export async function planScenariosInTurn(
  work: CompareWork,
  nextPlace: () => Promise<number | undefined>,
  { onProgress, isStopped }: { onProgress: (progress: CompareProgress) => void; isStopped: () => boolean },
): Promise<void> {
  const inputs = parsePlanFolder(work.files)
  const horizon = weekHorizon(inputs, work.options.week, work.options.weeks)
  // The week and all scenarios are read before the first is planned: a mistake in the last one must not cost the work on the others.
  const scenarios = readScenarios(work, inputs)
  const modelForecastFor = sharedForecast()
  const estimatesOf = prefixEstimates(inputs, horizon, { engine: await createHighsEngine(), modelForecastFor })
  for (let place = await nextPlace(); place !== undefined; place = await nextPlace()) {
    const scenario = scenarios[place]!
    const startedAt = performance.now()
    const result = await plan(inputs, {
      ...work.options,
      ...{ scenario, modelForecastFor, isStopped, versions: VERSIONS },
      leavesMissingOut: !work.keepFiles,
      now: () => performance.now(),
      onProgress: atNewStage((progress) => onProgress({ kind: 'stage', place, progress })),
    })
    const planned = inputsFor(withScenario(inputs, scenario, horizon), horizon)
    const { id, settings } = work.scenarios[place]!
    onProgress({
      ...{ kind: 'planned', place },
      planned: plannedScenario(planned, result, {
        ...{ scenario: id, settings, estimates: work.withEstimates ? estimatesOf(scenario) : [] },
        seconds: (performance.now() - startedAt) / 1000,
      }),
      contents: work.keepFiles ? planFiles(planned, result) : new Map(),
    })
  }
}

/** @throws PlanningInputError with what is wrong with any of them */
function readScenarios({ files, scenarios, mostServiceRounds }: CompareWork, inputs: PlanInputs): Scenario[] {
  const baseById = new Map<string, Scenario>()
  return scenarios.map(({ id, base, settings }: ScenarioToPlan) => {
    const known = baseById.get(base) ?? scenarioOf(files, inputs, base)
    baseById.set(base, known)
    const scenario = settings.length === 0 ? known : sweepScenario(inputs, known, { id, settings })
    return mostServiceRounds === undefined ? scenario : withFewerRounds(inputs, scenario, mostServiceRounds)
  })
}

/** Of several scenarios at once, nobody reads more than where each of them is. */
function atNewStage(tell: (progress: PlanProgress) => void): (progress: PlanProgress) => void {
  let told = ''
  return (progress) => {
    const stage = `${progress.stage} ${progress.round ?? 0}`
    if (stage !== told) tell(progress)
    told = stage
  }
}
