import { type Selectable, sql, type Transaction } from 'kysely'
import type { Swept } from '../contracts/personal-data.ts'
import type { Database } from './database.ts'
import { beginErasing } from './erasure-store.ts'
import type { Tables } from './tables.ts'

export type RetentionRow = Selectable<Tables['retention']>

export const findRetention = (db: Database, unitId: string): Promise<RetentionRow | undefined> =>
  db.selectFrom('retention').selectAll().where('unit_id', '=', unitId).executeTakeFirst()

/** Moments before which something goes; null keeps it. */
export interface SweepBefore {
  readonly requestNotes: Date | null
  readonly rejects: Date | null
  readonly results: Date | null
}

/** Takes away what a unit keeps no longer, in the caller's transaction. */
export async function sweepUnit(transaction: Transaction<Tables>, unitId: string, before: SweepBefore): Promise<Swept> {
  return {
    requestNotes: await counted(
      transaction,
      before.requestNotes,
      (moment) => sql`delete from team_request_note where unit_id = ${unitId} and created_at < ${moment}`,
    ),
    rejects: await counted(
      transaction,
      before.rejects,
      (moment) =>
        sql`update file_import set rejects_gzip = null
        where unit_id = ${unitId} and rejects_gzip is not null and finished_at < ${moment}`,
    ),
    results: before.results === null ? 0 : await deleteResults(transaction, unitId, before.results),
  }
}

async function counted(
  transaction: Transaction<Tables>,
  before: Date | null,
  statement: (before: Date) => ReturnType<typeof sql>,
): Promise<number> {
  if (before === null) return 0
  const { numAffectedRows = 0n } = await statement(before).execute(transaction)
  return Number(numAffectedRows)
}

/** Of runs that were never published; the runs themselves stay, with what they reported. @returns how many runs */
async function deleteResults(transaction: Transaction<Tables>, unitId: string, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select r.id from run r where r.unit_id = ${unitId} and r.finished_at < ${before}
      and not exists (select 1 from publication p where p.run_id = r.id)
      and exists (select 1 from run_result x where x.run_id = r.id)
    order by r.id for update of r`.execute(transaction)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await beginErasing(transaction)
  for (const table of ['roster_edit_cell', 'roster_edit', 'given_roster', 'run_result'] as const) {
    await transaction.deleteFrom(table).where('run_id', 'in', ids).execute()
  }
  return ids.length
}

/** Sessions and links of sign-in that are over. @returns how many */
export async function deleteEndedSessions(transaction: Transaction<Tables>): Promise<number> {
  let count = 0
  for (const table of ['session', 'verification', 'one_time_link']) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(`auth.${table}`)} where expires_at < now() - interval '30 days'`.execute(transaction)
    count += Number(numAffectedRows)
  }
  return count
}
