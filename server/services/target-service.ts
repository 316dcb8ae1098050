import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { PLATFORM_PRESETS } from '../../solver/domain/platform-presets.ts'
import type { Actor } from '../auth/actor.ts'
import type {
  PlannedVolumeRequest,
  PlanTargets,
  TargetChangeRequest,
  TargetPreset,
} from '../contracts/queue-targets.ts'
import { targetPresetSchema } from '../contracts/queue-targets.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import { withWallHours } from '../jobs/wall-hours.ts'
import type { StoredTargets, TargetChange } from '../jobs/worker-task.ts'
import type { Database } from '../store/database.ts'
import { changePlan, findPlan, findPlanFile, findPlanWithFiles } from '../store/plan-store.ts'
import { planOvertaken } from './plan-conflict.ts'
import { notFound, ServiceError } from './service-error.ts'

const PRESETS: TargetPreset[] = PLATFORM_PRESETS.map((preset) =>
  targetPresetSchema.parse({
    ...preset,
    versions: preset.versions.map((version) => ({ ...version, targets: version.targets.map(withWallHours) })),
  }),
)

export interface TargetService {
  get(planId: string): Promise<PlanTargets>
  /** @returns all targets as they then are */
  changeQueue(planId: string, queueId: string, request: TargetChangeRequest, actor: Actor): Promise<PlanTargets>
  changePlannedVolume(planId: string, request: PlannedVolumeRequest, actor: Actor): Promise<PlanTargets>
}

/**
 * What the queues of a plan promise: settings of its `plan.yaml`. A change is refused when the plan is no longer the one
 * that the person has seen, and never tried again by itself: two people's targets do not add up.
 */
export function targetService(db: Database, tasks: Pick<PlanTasks, 'targets' | 'changeTargets'>): TargetService {
  const knownByPlan = new Map<string, PlanTargets>()

  const remember = (planId: string, revision: number, { plannedVolume, queues }: StoredTargets): PlanTargets => {
    const targets = { revision, plannedVolume, queues, presets: PRESETS }
    knownByPlan.set(planId, targets)
    return targets
  }

  const change = async (planId: string, seenRevision: number, wanted: TargetChange, actor: Actor) => {
    const found = await findPlanWithFiles(db, planId)
    if (!found) throw notFound('plan', planId)
    if (found.row.revision !== seenRevision) throw await planOvertaken(db, planId, seenRevision)
    const done = await tasks.changeTargets(found.files, wanted).catch(refuseTargets)
    if (!done) throw notFound('queue', 'queueId' in wanted ? wanted.queueId : '')
    const { described, files, before, after } = done
    if (!described) return remember(planId, seenRevision, done)
    const isOfQueue = 'queueId' in wanted
    const row = await db.transaction().execute((transaction) =>
      changePlan(transaction, {
        ...{ planId, seenRevision, actorId: actor.id, files, ...described },
        action: isOfQueue ? 'plan.targetsChanged' : 'plan.plannedVolumeChanged',
        detail: { ...(isOfQueue ? { queueId: wanted.queueId } : {}), before, after },
      }),
    )
    if (!row) throw await planOvertaken(db, planId, seenRevision)
    return remember(planId, row.revision, done)
  }

  return {
    get: async (planId) => {
      const row = await findPlan(db, planId)
      if (!row) throw notFound('plan', planId)
      const known = knownByPlan.get(planId)
      if (known?.revision === row.revision) return known
      const text = await findPlanFile(db, planId, 'plan.yaml')
      const stored = await tasks.targets(new Map([['plan.yaml', text ?? '']])).catch(refuseTargets)
      return remember(planId, row.revision, stored)
    },
    changeQueue: (planId, queueId, { revision, settings }, actor) =>
      change(planId, revision, { queueId, settings }, actor),
    changePlannedVolume: (planId, { revision, ...plannedVolume }, actor) =>
      change(planId, revision, { plannedVolume }, actor),
  }
}

function refuseTargets(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  throw new ServiceError('invalidRequest', 'The targets cannot be used; nothing was changed.', error.issues)
}
