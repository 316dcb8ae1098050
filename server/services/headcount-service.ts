import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import type { Headcount, HeadcountFileName, HeadcountProgress, HeadcountRequest } from '../contracts/headcount.ts'
import type { HeadcountPlanReply } from '../contracts/headcount-plan.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import { findPlanWithFiles } from '../store/plan-store.ts'
import { LongJobs, type LongJobsParts } from './long-jobs.ts'
import { refuseUnknownScenarios } from './refuse-unknown-scenarios.ts'
import { notFound, ServiceError } from './service-error.ts'

/** Headcount plans of a unit that may wait; each may hold a worker for many minutes. */
const MOST_WAITING = 10

export const HEADCOUNT_PLANS = { table: 'headcount_plan', entity: 'headcountPlan' } as const

export interface HeadcountService {
  readonly jobs: LongJobs<HeadcountRequest, HeadcountProgress, HeadcountPlanReply, Headcount>
  /**
   * A plan as a file, named to other systems as the plan's files now say.
   * @throws ServiceError `notReady` for one without a result, `invalidPlan` where the plan's files cannot be read
   */
  file(id: string, name: HeadcountFileName, language: ExportLanguage): Promise<Uint8Array>
}

export function headcountService(parts: LongJobsParts, tasks: Pick<PlanTasks, 'headcountFile'>): HeadcountService {
  const jobs: HeadcountService['jobs'] = new LongJobs(
    {
      kind: HEADCOUNT_PLANS,
      what: 'headcount plan',
      waits: { kind: 'headcountPlan', most: MOST_WAITING },
      settle: (request, plan) => {
        refuseUnknownScenarios([request.scenario], plan)
        return request
      },
      send: (transaction, { id, unit_id: unitId, created_by: actorId }) =>
        parts.queue.send(transaction, [{ kind: 'headcountPlan', id, unitId, actorId, urgency: 'solve', attempt: 1 }]),
      reply: (job) => job,
    },
    parts,
  )
  return {
    jobs,
    file: async (id, name, language) => {
      const { planId, state, result } = await jobs.get(id)
      if (!result) {
        const problem = `The headcount plan has no result: it is ${state}. Files appear when it succeeds.`
        throw new ServiceError('notReady', problem)
      }
      const found = await findPlanWithFiles(parts.db, planId)
      if (!found) throw notFound('plan', planId)
      return tasks.headcountFile(found.files, { plan: result, name, language }).catch(toldFrom)
    },
  }
}

function toldFrom(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  throw new ServiceError('invalidPlan', 'The file cannot be made with the plan as it is now.', error.issues)
}
