import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely'
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
  readonly actuals: Date | null
}

/** Takes away what a unit keeps no longer, in the caller's transaction. */
export async function sweepUnit(transaction: Transaction<Tables>, unitId: string, before: SweepBefore): Promise<Swept> {
  return {
    requestNotes: await counted(
      before.requestNotes,
      async (moment) => (await sql`delete ${oldNotes(unitId, moment)}`.execute(transaction)).numAffectedRows,
    ),
    rejects: await counted(
      before.rejects,
      async (moment) =>
        (
          await sql`update file_import set rejects_gzip = null where ${isOldReject(unitId, moment)}`.execute(
            transaction,
          )
        ).numAffectedRows,
    ),
    results: await counted(before.results, (moment) => deleteResults(transaction, unitId, moment)),
    actuals: await counted(before.actuals, (moment) => deleteActuals(transaction, unitId, moment)),
  }
}

/** How much of a unit `sweepUnit` would take away. */
export async function countKeptNoLonger(db: Database, unitId: string, before: SweepBefore): Promise<Swept> {
  const count = async (from: RawBuilder<unknown>) =>
    (await sql<{ count: number }>`select count(*)::int as count ${from}`.execute(db)).rows[0]?.count
  return {
    requestNotes: await counted(before.requestNotes, (moment) => count(oldNotes(unitId, moment))),
    rejects: await counted(before.rejects, (moment) =>
      count(sql`from file_import where ${isOldReject(unitId, moment)}`),
    ),
    results: await counted(before.results, (moment) => count(oldResults(unitId, moment))),
    actuals: await counted(before.actuals, (moment) => count(oldActuals('interval_actual', unitId, moment))),
  }
}

const oldNotes = (unitId: string, before: Date) =>
  sql`from team_request_note where unit_id = ${unitId} and created_at < ${before}`
const isOldReject = (unitId: string, before: Date) =>
  sql`unit_id = ${unitId} and rejects_gzip is not null and finished_at < ${before}`
/** Runs that were never published and still have results. */
const oldResults = (unitId: string, before: Date) => sql`
  from run r where r.unit_id = ${unitId} and r.finished_at < ${before}
    and not exists (select 1 from publication p where p.run_id = r.id)
    and exists (select 1 from run_result x where x.run_id = r.id)`

/** @returns 0 for what is kept for ever */
async function counted(
  before: Date | null,
  count: (before: Date) => Promise<number | bigint | undefined>,
): Promise<number> {
  return before === null ? 0 : Number((await count(before)) ?? 0)
}

/** Of runs that were never published; the runs themselves stay, with what they reported. @returns how many runs */
async function deleteResults(transaction: Transaction<Tables>, unitId: string, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select r.id ${oldResults(unitId, before)} order by r.id for update of r`.execute(transaction)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await beginErasing(transaction)
  for (const table of ['roster_edit_cell', 'roster_edit', 'given_roster', 'run_result'] as const) {
    await transaction.deleteFrom(table).where('run_id', 'in', ids).execute()
  }
  return ids.length
}

const oldActuals = (table: string, unitId: string, before: Date) =>
  sql`from ${sql.table(table)} where unit_id = ${unitId} and starts_at < ${before}`

/** With warnings of those days. Of each plan the last batch stays, which tells how far its actuals have come. @returns how many intervals */
async function deleteActuals(transaction: Transaction<Tables>, unitId: string, before: Date): Promise<number> {
  await beginErasing(transaction)
  for (const table of ['interval_actual_report', 'agent_state_report', 'agent_state']) {
    await sql`delete ${oldActuals(table, unitId, before)}`.execute(transaction)
  }
  await sql`delete from actuals_batch b where unit_id = ${unitId} and received_at < ${before} and exists (
    select 1 from actuals_batch later where later.plan_id = b.plan_id and later.received_at > b.received_at)`.execute(
    transaction,
  )
  await sql`delete from alert where unit_id = ${unitId} and cleared_at < ${before}`.execute(transaction)
  const { numAffectedRows = 0n } = await sql`delete ${oldActuals('interval_actual', unitId, before)}`.execute(
    transaction,
  )
  return Number(numAffectedRows)
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
