import { availableParallelism } from 'node:os'
import { compareScenarios } from '../../solver/compare/compare-scenarios.ts'
import { parseSweepLevers, sweepPoints } from '../../solver/compare/sweep-levers.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import {
  type ComparisonProgress,
  type ComparisonReply,
  type ComparisonRequest,
  type ComparisonResult,
  comparisonResultSchema,
} from '../contracts/comparison.ts'
import type { CompareTalk, PlannedInPlace } from '../jobs/compare-in-processes.ts'
import type { CompareWork, ScenarioToPlan } from '../jobs/compare-task.ts'
import type { PlanFiles } from '../jobs/worker-task.ts'
import { ComparisonSteps } from './comparison-steps.ts'
import type { LongJobs, LongWork } from './long-jobs.ts'
import { refuseUnknownScenarios } from './refuse-unknown-scenarios.ts'
import { ServiceError } from './service-error.ts'

const MOST_WORKERS = 16

/** Plans scenarios, away from this process. */
export type PlanScenarios = (
  work: CompareWork,
  workers: number,
  talk: CompareTalk,
) => Promise<readonly Pick<PlannedInPlace, 'planned'>[]>

type ComparisonWork = LongWork<ComparisonRequest, ComparisonProgress, ComparisonResult, ComparisonReply>
/** Comparisons and sweeps: one at a time, over the cores of this machine. */
export type ComparisonService = LongJobs<ComparisonRequest, ComparisonProgress, ComparisonResult, ComparisonReply>

/** Levers that cannot be swept and scenarios that the plan does not have are refused. */
export const comparisonWork = (planScenarios: PlanScenarios): ComparisonWork => ({
  kind: { table: 'comparison', entity: 'comparison' },
  what: 'comparison',
  settle: (request, plan) => {
    refuseUnknownScenarios(
      scenariosIn(request).map(({ base }) => base),
      plan,
    )
    return { ...request, week: weekOf(request, plan.defaultWeek) }
  },
  perform: async (request, files, { onProgress, signal }) => {
    const work = workOf(request, files)
    const steps = new ComparisonSteps(work.scenarios.map(({ id }) => id))
    const made = await planScenarios(work, Math.min(MOST_WORKERS, availableParallelism()), {
      signal,
      onProgress: (progress) => onProgress(steps.after(progress)),
    })
    // What the solver gives may not be changed; what the contract asks for may.
    return comparisonResultSchema.parse(compareScenarios(made.map(({ planned }) => planned)))
  },
  reply: (job) => ({ ...job, week: weekOf(job.request) }),
})

/** The week that was asked for; one that was settled always has one. */
const weekOf = ({ week }: ComparisonRequest, defaultWeek = ''): string => week ?? defaultWeek

function scenariosIn(request: ComparisonRequest): readonly ScenarioToPlan[] {
  if (request.kind === 'scenarios') return request.scenarios.map((id) => ({ id, base: id, settings: [] }))
  try {
    return sweepPoints(parseSweepLevers(request.levers)).map((point) => ({ ...point, base: request.scenario }))
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    throw new ServiceError('invalidRequest', 'The levers cannot be swept so.', error.issues)
  }
}

function workOf(request: ComparisonRequest, files: PlanFiles): CompareWork {
  const { weeks, seed, gap, timeLimitSeconds, replications, serviceRounds, kind } = request
  return {
    ...{ files, scenarios: scenariosIn(request), keepFiles: false, withEstimates: kind === 'scenarios' },
    mostServiceRounds: serviceRounds,
    options: { week: weekOf(request), weeks, seed, gap, timeLimitSeconds, replications },
  }
}
