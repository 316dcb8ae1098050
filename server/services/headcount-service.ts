import type { HeadcountPlan } from '../../solver/domain/headcount-plan.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import type { Headcount, HeadcountFileName, HeadcountProgress, HeadcountRequest } from '../contracts/headcount.ts'
import { type HeadcountPlanReply, headcountPlanSchema } from '../contracts/headcount-plan.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { PlanFiles } from '../jobs/worker-task.ts'
import { findPlanWithFiles } from '../store/plan-store.ts'
import { LongJobs, type LongJobsParts, type LongWork } from './long-jobs.ts'
import { refuseUnknownScenarios } from './refuse-unknown-scenarios.ts'
import { notFound, ServiceError } from './service-error.ts'

type HeadcountWork = LongWork<HeadcountRequest, HeadcountProgress, HeadcountPlanReply, Headcount>

/** Makes a headcount plan, away from this process. The signal ends it; nothing is kept. */
export type PlanHeadcount = (
  request: HeadcountRequest,
  files: PlanFiles,
  talk: Parameters<HeadcountWork['perform']>[2],
) => Promise<HeadcountPlan>

export interface HeadcountService {
  readonly jobs: LongJobs<HeadcountRequest, HeadcountProgress, HeadcountPlanReply, Headcount>
  /**
   * A plan as a file, named to other systems as the plan's files now say.
   * @throws ServiceError `notReady` for one without a result, `invalidPlan` where the plan's files cannot be read
   */
  file(id: string, name: HeadcountFileName, language: ExportLanguage): Promise<Uint8Array>
}

export function headcountService(
  parts: LongJobsParts,
  planHeadcount: PlanHeadcount,
  tasks: Pick<PlanTasks, 'headcountFile'>,
): HeadcountService {
  const work: HeadcountWork = {
    kind: { table: 'headcount_plan', entity: 'headcountPlan' },
    what: 'headcount plan',
    settle: (request, plan) => {
      refuseUnknownScenarios([request.scenario], plan)
      return request
    },
    // What the solver gives may not be changed; what the contract asks for may.
    perform: async (...work) => headcountPlanSchema.parse(await planHeadcount(...work)),
    reply: (job) => job,
  }
  const jobs = new LongJobs(work, parts)
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
