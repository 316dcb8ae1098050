import { createHash } from 'node:crypto'
import type { PlanFile } from '../contracts/plan.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import type { PlanDescription } from './tables.ts'

export interface PlanRow {
  readonly id: string
  readonly unit_id: string
  readonly input_hash: string
  readonly description: PlanDescription
  readonly created_at: Date
  readonly created_by: string
}

export interface NewPlan {
  readonly id: string
  readonly unitId: string
  readonly actorId: string
  readonly inputHash: string
  readonly description: PlanDescription
  readonly files: readonly PlanFile[]
}

export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

/** Stores a plan with all its files, or nothing. */
export async function insertPlan(db: Database, plan: NewPlan): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const owned = { unit_id: plan.unitId, created_by: plan.actorId }
    const description = JSON.stringify(plan.description)
    await transaction
      .insertInto('plan')
      .values({ ...owned, id: plan.id, input_hash: plan.inputHash, description })
      .execute()
    // One statement a file: together a folder may exceed what one message to the database can hold.
    for (const { path, content } of plan.files) {
      await transaction
        .insertInto('plan_file')
        .values({ ...owned, plan_id: plan.id, path, content, sha256: sha256(content) })
        .execute()
    }
    await recordAudit(transaction, {
      unitId: plan.unitId,
      actorId: plan.actorId,
      action: 'plan.imported',
      entity: 'plan',
      entityId: plan.id,
      detail: { inputHash: plan.inputHash, files: plan.files.length },
    })
  })
}

/** Newest first. */
export const listPlans = (db: Database, limit: number): Promise<PlanRow[]> =>
  db.selectFrom('plan').selectAll().orderBy('created_at', 'desc').orderBy('id').limit(limit).execute()

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text can be an id at all; PostgreSQL answers other texts with an error instead of no row. */
export const isRowId = (id: string): boolean => UUID.test(id)

export async function findPlan(db: Database, id: string): Promise<PlanRow | undefined> {
  return isRowId(id) ? db.selectFrom('plan').selectAll().where('id', '=', id).executeTakeFirst() : undefined
}

/** Ordered by path. */
export const listPlanFiles = (db: Database, planId: string): Promise<PlanFile[]> =>
  db.selectFrom('plan_file').select(['path', 'content']).where('plan_id', '=', planId).orderBy('path').execute()

export const listUnits = (db: Database): Promise<{ id: string; name: string }[]> =>
  db.selectFrom('planning_unit').select(['id', 'name']).orderBy('id').execute()

export const findUnit = (db: Database, id: string): Promise<{ id: string } | undefined> =>
  db.selectFrom('planning_unit').select('id').where('id', '=', id).executeTakeFirst()
