import { randomUUID } from 'node:crypto'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Plan, PlanFile, PlanImport } from '../contracts/plan.ts'
import type { PlanningUnit } from '../contracts/planning-unit.ts'
import type { DescribedPlan, PlanFiles } from '../jobs/worker-task.ts'
import type { Database } from '../store/database.ts'
import {
  findPlan,
  findUnit,
  insertPlan,
  listPlanFiles,
  listPlans,
  listUnits,
  type PlanRow,
} from '../store/plan-store.ts'
import { notFound, ServiceError } from './service-error.ts'

/** Newest plans shown in a list. */
const PLANS_LISTED = 200

export interface PlanService {
  units(): Promise<PlanningUnit[]>
  /** Newest first. */
  list(): Promise<Plan[]>
  get(id: string): Promise<Plan>
  /** The files as they were taken in, byte for byte; ordered by path. */
  files(id: string): Promise<PlanFile[]>
  /** Takes a whole plan folder in, or refuses it with everything that is wrong with it. */
  import(request: PlanImport, actor: Actor): Promise<Plan>
}

/** @param describe reads a plan folder, away from this thread */
export function planService(db: Database, describe: (files: PlanFiles) => Promise<DescribedPlan>): PlanService {
  const get = async (id: string) => {
    const row = await findPlan(db, id)
    if (!row) throw notFound('plan', id)
    return planFrom(row)
  }
  return {
    units: () => listUnits(db),
    list: async () => (await listPlans(db, PLANS_LISTED)).map(planFrom),
    get,
    files: async (id) => {
      await get(id)
      return listPlanFiles(db, id)
    },
    import: async ({ unitId, files }, actor) => {
      if (!(await findUnit(db, unitId))) throw notFound('planning unit', unitId)
      const fileByPath = new Map(files.map((file) => [file.path, file.content]))
      if (fileByPath.size < files.length) throw sentTwice(files)
      const described = await describe(fileByPath).catch(refuse)
      const id = randomUUID()
      await insertPlan(db, { id, unitId, actorId: actor.id, files, ...described })
      return get(id)
    },
  }
}

function refuse(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  const found = error.issues.length === 1 ? 'One thing is' : `${error.issues.length} things are`
  throw new ServiceError('invalidPlan', `${found} wrong with the plan; nothing was taken in.`, error.issues)
}

function sentTwice(files: readonly PlanFile[]): ServiceError {
  const file = files.find(({ path }, index) => files.findIndex((other) => other.path === path) < index)!.path
  const issue = { file, problem: 'was sent twice', hint: 'Send each file of the folder once.' }
  return new ServiceError('invalidPlan', `${file} was sent twice; nothing was taken in.`, [issue])
}

const planFrom = (row: PlanRow): Plan => ({
  id: row.id,
  unitId: row.unit_id,
  ...row.description,
  inputHash: row.input_hash,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
})
