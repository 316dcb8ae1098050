import { randomUUID } from 'node:crypto'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import { type Plan, type PlanFile, type PlanImport, type PlanList, planDescriptionSchema } from '../contracts/plan.ts'
import type { PlanningUnit } from '../contracts/planning-unit.ts'
import type { DescribedPlan, PlanFiles } from '../jobs/worker-task.ts'
import type { Database } from '../store/database.ts'
import {
  findPlan,
  findPlanWithFiles,
  findUnit,
  insertPlan,
  isPlan,
  listPlanFiles,
  listPlans,
  listUnits,
  type PlanRow,
  storeFacts,
} from '../store/plan-store.ts'
import { notFound, ServiceError } from './service-error.ts'

/** Newest plans shown in a list. */
const PLANS_LISTED = 200

export interface PlanService {
  units(): Promise<PlanningUnit[]>
  /** Newest first. */
  list(): Promise<PlanList>
  get(id: string): Promise<Plan>
  /** The files as they were taken in, byte for byte; ordered by path. The ledger of contacts only when it is asked for. */
  files(id: string, withContacts: boolean): Promise<PlanFile[]>
  /** Takes a whole plan folder in, or refuses it with everything that is wrong with it. */
  import(request: PlanImport, actor: Actor): Promise<Plan>
}

/** @param describe reads a plan folder, away from this process */
export function planService(db: Database, describe: (files: PlanFiles) => Promise<DescribedPlan>): PlanService {
  const read = planReader(db, describe)
  const get = async (id: string) => {
    const row = await findPlan(db, id)
    if (!row) throw notFound('plan', id)
    return read(row)
  }
  return {
    units: () => listUnits(db),
    get,
    list: async () => {
      const rows = await listPlans(db, PLANS_LISTED)
      const plans: Plan[] = []
      const unreadable: PlanList['unreadable'] = []
      for (const result of await Promise.all(rows.map((row) => read(row).catch(refusalOf(row.id))))) {
        if ('message' in result) unreadable.push(result)
        else plans.push(result)
      }
      return { plans, unreadable }
    },
    files: async (id, withContacts) => {
      if (!(await isPlan(db, id))) throw notFound('plan', id)
      return listPlanFiles(db, id, withContacts)
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

/**
 * Tells what a stored plan says of itself. A description that an earlier version wrote is made anew from the files; a
 * plan whose files this version cannot read is refused, and not tried again until it changes.
 */
function planReader(db: Database, describe: (files: PlanFiles) => Promise<DescribedPlan>) {
  const refusals = new Map<string, { readonly revision: number; readonly error: ServiceError }>()
  return async (row: PlanRow): Promise<Plan> => {
    const plan = planFrom(row)
    if (plan) return plan
    const refusal = refusals.get(row.id)
    if (refusal?.revision === row.revision) throw refusal.error
    const found = await findPlanWithFiles(db, row.id)
    if (!found) throw notFound('plan', row.id)
    const { revision } = found.row
    const facts = await describe(found.files).catch((error) => {
      if (!(error instanceof PlanningInputError)) throw error
      const message =
        'This version cannot read the plan any more. Take its files away, mend them and take them in again.'
      const told = new ServiceError('invalidPlan', message, error.issues)
      refusals.set(row.id, { revision, error: told })
      throw told
    })
    await storeFacts(db, row.id, revision, facts)
    const { inputHash, forecastHash, description } = facts
    const now = planFrom({ ...found.row, input_hash: inputHash, forecast_hash: forecastHash, description })
    if (!now) throw new Error(`plan ${row.id} cannot be described`)
    return now
  }
}

const refusalOf =
  (id: string) =>
  (error: unknown): PlanList['unreadable'][number] => {
    if (!(error instanceof ServiceError)) throw error
    return { id, message: error.message, issues: [...error.issues] }
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

/** @returns undefined when an earlier version described it, otherwise than this one does */
function planFrom(row: PlanRow): Plan | undefined {
  const described = planDescriptionSchema.safeParse(row.description)
  if (!described.success || row.forecast_hash === null) return undefined
  return {
    id: row.id,
    unitId: row.unit_id,
    ...described.data,
    inputHash: row.input_hash,
    forecastInputHash: row.forecast_hash,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
  }
}
