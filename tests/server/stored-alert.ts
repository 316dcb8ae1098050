import { randomUUID } from 'node:crypto'
import type { Database } from '../../server/store/database.ts'
import type { Risk } from '../../solver/domain/day-risk.ts'
import { ACTOR } from './stored-plan.ts'

/** An open warning of a plan: chat will be late in an hour. @returns its id */
export async function storeAlert(db: Database, planId: string, given: Partial<Risk> = {}): Promise<string> {
  const plan = await db.selectFrom('plan').select('unit_id').where('id', '=', planId).executeTakeFirstOrThrow()
  const now = Date.now()
  const risk: Risk = {
    ...{ kind: 'serviceAtRisk', queueId: 'chat', startMs: now + 3_600_000, endMs: now + 7_200_000 },
    ...{ isGrave: true, value: 0.62, limit: 0.8, ...given },
  }
  const id = randomUUID()
  const at = new Date(now)
  await db
    .updateTable('alert')
    .set({ cleared_at: at })
    .where('plan_id', '=', planId)
    .where('kind', '=', risk.kind)
    .where('queue_id', '=', risk.queueId)
    .where('cleared_at', 'is', null)
    .execute()
  await db
    .insertInto('alert')
    .values({
      ...{ id, unit_id: plan.unit_id, plan_id: planId, kind: risk.kind, queue_id: risk.queueId },
      ...{ risk: JSON.stringify(risk), raised_at: at, seen_at: at, step: 0, step_at: at },
      created_by: ACTOR,
    })
    .execute()
  return id
}
