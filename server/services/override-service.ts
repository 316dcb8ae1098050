import { randomBytes } from 'node:crypto'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Override, OverrideRequest, SignedOverride } from '../contracts/forecast.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import { WorkQueue } from '../jobs/work-queue.ts'
import type { ChangedOverrides, OverrideChange } from '../jobs/worker-task.ts'
import { namesOf } from '../store/actor-names.ts'
import type { AuditEntry } from '../store/audit-log.ts'
import type { Database } from '../store/database.ts'
import { changePlan, findPlan, findPlanFile, findPlanWithFiles } from '../store/plan-store.ts'
import { planOvertaken } from './plan-conflict.ts'
import { notFound, ServiceError } from './service-error.ts'

/** Tries of a change that somebody else's change overtakes. */
const TRIES = 3

export interface OverrideService {
  /** In the order in which they act. */
  list(planId: string): Promise<SignedOverride[]>
  add(planId: string, request: OverrideRequest, actor: Actor): Promise<SignedOverride>
  /** @returns those that are left */
  remove(planId: string, overrideId: string, actor: Actor): Promise<SignedOverride[]>
}

/** What planners know better than the model: rows of the plan's `overrides.csv`, apart from every forecast. */
export function overrideService(
  db: Database,
  tasks: Pick<PlanTasks, 'overrides' | 'changeOverrides'>,
  now: () => number,
): OverrideService {
  const knownByPlan = new Map<string, { readonly revision: number; readonly overrides: readonly Override[] }>()

  const changesByPlan = new Map<string, WorkQueue>()

  /** Changes of one plan wait for each other, so that only an import, or another process, can overtake one. */
  const inTurn = async <Result>(planId: string, work: () => Promise<Result>): Promise<Result> => {
    const changes = changesByPlan.get(planId) ?? new WorkQueue(1)
    changesByPlan.set(planId, changes)
    try {
      return await changes.run(work)
    } finally {
      if (changes.size === 0) changesByPlan.delete(planId)
    }
  }

  /** Carries a change out on the newest state of the plan, again when it was overtaken. */
  const change = async (planId: string, wanted: OverrideChange, actor: Actor): Promise<ChangedOverrides> => {
    let seenRevision = 0
    for (let tries = 0; tries < TRIES; tries++) {
      const found = await findPlanWithFiles(db, planId)
      if (!found) throw notFound('plan', planId)
      seenRevision = found.row.revision
      const done = await tasks.changeOverrides(found.files, wanted).catch(refuseOverride)
      if (!done) throw notFound('override', 'remove' in wanted ? wanted.remove : wanted.add.id)
      const action: AuditEntry['action'] = 'add' in wanted ? 'plan.overrideAdded' : 'plan.overrideRemoved'
      const { id, queueId, start, end, kind, value, reason } = done.changed
      const row = await db.transaction().execute((transaction) =>
        changePlan(transaction, {
          ...{ planId, seenRevision: found.row.revision, actorId: actor.id, files: done.files, ...done.described },
          ...('add' in wanted && { reason }),
          ...{ action, detail: { override: { id, queueId, start, end, kind, value, reason } } },
        }),
      )
      if (!row) continue
      knownByPlan.set(planId, { revision: row.revision, overrides: done.overrides })
      return done
    }
    throw await planOvertaken(db, planId, seenRevision)
  }

  const signed = async (overrides: readonly Override[]): Promise<SignedOverride[]> => {
    const names = await namesOf(
      db,
      overrides.map(({ author }) => author),
    )
    return overrides.map((override) => ({ ...override, authorName: names.get(override.author) ?? override.author }))
  }

  return {
    list: async (planId) => {
      const row = await findPlan(db, planId)
      if (!row) throw notFound('plan', planId)
      const known = knownByPlan.get(planId)
      if (known?.revision === row.revision) return signed(known.overrides)
      const files = new Map<string, string>()
      for (const path of ['plan.yaml', 'overrides.csv']) {
        const text = await findPlanFile(db, planId, path)
        if (text !== undefined) files.set(path, text)
      }
      const overrides = files.has('overrides.csv') ? await tasks.overrides(files).catch(refuseOverride) : []
      knownByPlan.set(planId, { revision: row.revision, overrides })
      return signed(overrides)
    },
    add: async (planId, request, actor) => {
      const createdAt = new Date(now())
      // Of two overrides of one minute, which is as finely as the file tells time, the earlier one acts first.
      const id = `${createdAt.getTime().toString(36)}-${randomBytes(3).toString('hex')}`
      const override = { ...request, id, author: actor.id, createdAt: createdAt.toISOString() }
      const { changed } = await inTurn(planId, () => change(planId, { add: override }, actor))
      return (await signed([changed]))[0]!
    },
    remove: async (planId, overrideId, actor) =>
      signed((await inTurn(planId, () => change(planId, { remove: overrideId }, actor))).overrides),
  }
}

function refuseOverride(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  throw new ServiceError('invalidRequest', 'The override cannot be used; nothing was changed.', error.issues)
}
