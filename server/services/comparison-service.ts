import { parseSweepLevers, sweepPoints } from '../../solver/compare/sweep-levers.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type {
  ComparisonProgress,
  ComparisonReply,
  ComparisonRequest,
  ComparisonResult,
} from '../contracts/comparison.ts'
import type { CompareWork, ScenarioToPlan } from '../jobs/compare-task.ts'
import type { PlanFiles } from '../jobs/worker-task.ts'
import { COMPARISONS, insertParts, type PartRow, partsOf, removeParts } from '../store/part-store.ts'
import { LongJobs, type LongJobsParts } from './long-jobs.ts'
import { refuseUnknownScenarios } from './refuse-unknown-scenarios.ts'
import { ServiceError } from './service-error.ts'

/** Scenarios of a unit that may wait to be planned. */
const MOST_WAITING = 500

/** Comparisons and sweeps, each in parts that all workers take. */
export type ComparisonService = LongJobs<ComparisonRequest, ComparisonProgress, ComparisonResult, ComparisonReply>

/** Levers that cannot be swept and scenarios that the plan does not have are refused. */
export const comparisonService = (parts: LongJobsParts): ComparisonService =>
  new LongJobs(
    {
      kind: COMPARISONS,
      what: 'comparison',
      waits: { kind: 'comparisonPart', most: MOST_WAITING },
      settle: (request, plan) => {
        refuseUnknownScenarios(
          scenariosIn(request).map(({ base }) => base),
          plan,
        )
        return { ...request, week: weekOf(request, plan.defaultWeek) }
      },
      send: async (transaction, { id, unit_id: unitId, created_by: actorId, request }) => {
        const ids = await insertParts(transaction, { id, unitId, actorId }, scenariosIn(request).length)
        const shared = { kind: 'comparisonPart', unitId, actorId, urgency: 'sweep', attempt: 1, partOf: id } as const
        await parts.queue.send(
          transaction,
          ids.map((partId, place) => ({ ...shared, id: partId, place })),
        )
      },
      clear: removeParts,
      progressOf: async (rows) => {
        const partsById = await partsOf(
          parts.db,
          rows.map(({ id }) => id),
        )
        return new Map(rows.map(({ id, request }) => [id, progressFrom(scenariosIn(request), partsById.get(id) ?? [])]))
      },
      reply: (job) => ({ ...job, week: weekOf(job.request) }),
    },
    parts,
  )

/** The week that was asked for; one that was settled always has one. */
const weekOf = ({ week }: ComparisonRequest, defaultWeek = ''): string => week ?? defaultWeek

/** What is planned for it, in the order of its parts. */
function scenariosIn(request: ComparisonRequest): readonly ScenarioToPlan[] {
  if (request.kind === 'scenarios') return request.scenarios.map((id) => ({ id, base: id, settings: [] }))
  try {
    return sweepPoints(parseSweepLevers(request.levers)).map((point) => ({ ...point, base: request.scenario }))
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    throw new ServiceError('invalidRequest', 'The levers cannot be swept so.', error.issues)
  }
}

/** The whole of it, of which each part plans a scenario. */
export function compareWork(request: ComparisonRequest, files: PlanFiles): CompareWork {
  const { weeks, seed, gap, timeLimitSeconds, replications, serviceRounds, kind } = request
  return {
    ...{ files, scenarios: scenariosIn(request), keepFiles: false, withEstimates: kind === 'scenarios' },
    mostServiceRounds: serviceRounds,
    options: { week: weekOf(request), weeks, seed, gap, timeLimitSeconds, replications },
  }
}

function progressFrom(
  scenarios: readonly ScenarioToPlan[],
  parts: readonly Pick<PartRow, 'place' | 'state' | 'progress'>[],
): ComparisonProgress {
  const inHand = parts.flatMap(({ place, state, progress }) => {
    if (state !== 'running' || !progress) return []
    const { stage, round } = progress
    return [{ scenario: scenarios[place]!.id, stage, ...(round !== undefined && { round }) }]
  })
  return { done: parts.filter(({ state }) => state === 'done').length, of: scenarios.length, inHand }
}
