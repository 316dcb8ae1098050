import { type Selectable, sql } from 'kysely'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

export type FeedRow = Selectable<Tables['calendar_feed']>
export interface FeedOwner {
  readonly unitId: string
  readonly employeeId: string
}

export const findFeed = (db: Database, { unitId, employeeId }: FeedOwner): Promise<FeedRow | undefined> =>
  db
    .selectFrom('calendar_feed')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('employee_id', '=', employeeId)
    .executeTakeFirst()

/** The person's feed under another secret: whoever has the one before finds nothing from now on. */
export const putFeed = (
  db: Database,
  { unitId, employeeId }: FeedOwner,
  secretSha256: string,
  actorId: string,
): Promise<FeedRow> =>
  db.transaction().execute(async (transaction) => {
    const row = await transaction
      .insertInto('calendar_feed')
      .values({ unit_id: unitId, employee_id: employeeId, secret_sha256: secretSha256, created_by: actorId })
      .onConflict((conflict) =>
        conflict.columns(['unit_id', 'employee_id']).doUpdateSet({
          ...{ secret_sha256: secretSha256, created_by: actorId, read_at: null },
          created_at: sql`now()`,
        }),
      )
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(transaction, {
      ...{ unitId, actorId, action: 'feed.made', entity: 'feed', entityId: employeeId, detail: {} },
    })
    return row
  })

/** @returns false when there was none */
export const deleteFeed = (db: Database, { unitId, employeeId }: FeedOwner, actorId: string): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const { numDeletedRows } = await transaction
      .deleteFrom('calendar_feed')
      .where('unit_id', '=', unitId)
      .where('employee_id', '=', employeeId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) return false
    await recordAudit(transaction, {
      ...{ unitId, actorId, action: 'feed.ended', entity: 'feed', entityId: employeeId, detail: {} },
    })
    return true
  })

/** Whose feed a secret is; noted as read. */
export const openFeed = (db: Database, secretSha256: string): Promise<FeedRow | undefined> =>
  db
    .updateTable('calendar_feed')
    .set({ read_at: sql`now()` })
    .where('secret_sha256', '=', secretSha256)
    .returningAll()
    .executeTakeFirst()
