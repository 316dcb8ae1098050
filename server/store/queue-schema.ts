import { type Kysely, sql } from 'kysely'
import { getConstructionPlans, PgBoss } from 'pg-boss'
import type { Database } from './database.ts'

/** pg-boss keeps its jobs in a schema of its own, beside our tables in the same database. */
export const QUEUE_SCHEMA = 'pgboss'
/** All work that takes long waits in one queue, so that one order holds for all of it. */
export const QUEUE = 'work'

/**
 * A worker says every few seconds that it is at a job. One that has said nothing for this long has lost it: the job is
 * begun again by whoever is free. The least that pg-boss allows.
 */
export const HEARTBEAT_SECONDS = 10

const OPTIONS = {
  policy: 'standard',
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // How often is enough is decided where a job is begun, so that it can be told to whoever asked for it.
  retryLimit: 1000,
  retryDelay: 1,
  // The most that there is. What ends a job that hangs is the limit of its process.
  expireInSeconds: 86_400,
  retentionSeconds: 30 * 86_400,
  deleteAfterSeconds: 3600,
}

const GRANTS = `
grant usage on schema ${QUEUE_SCHEMA} to tideline_app;
grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to tideline_app;
grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to tideline_app;
alter default privileges in schema ${QUEUE_SCHEMA} grant select, insert, update, delete on tables to tideline_app;
alter default privileges in schema ${QUEUE_SCHEMA} grant usage, select on sequences to tideline_app;
`

/** Makes the tables of the queue, and the queue, in the transaction of the caller. */
export async function installQueue(db: Kysely<unknown>): Promise<void> {
  await sql.raw(withoutTransaction(getConstructionPlans(QUEUE_SCHEMA))).execute(db)
  await sql.raw(`select ${QUEUE_SCHEMA}.create_queue('${QUEUE}', '${JSON.stringify(OPTIONS)}'::jsonb)`).execute(db)
  await sql.raw(GRANTS).execute(db)
}

/** The plan brings its own transaction, which would end that of the migration in its middle. */
function withoutTransaction(plan: string): string {
  const statements = plan.replace(/^\s*BEGIN;/, '').replace(/COMMIT;\s*$/, '')
  if (/^\s*(BEGIN|COMMIT);/m.test(statements)) throw new Error('pg-boss makes its tables in another way than it did.')
  return statements
}

/** The version of its tables that the installed pg-boss works with. */
function wantedVersion(): number {
  const found = /version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans(QUEUE_SCHEMA))
  if (!found) throw new Error('pg-boss tells the version of its tables in another way than it did.')
  return Number(found[1])
}

/**
 * Brings the tables of the queue to the installed version of pg-boss; does nothing when they are.
 * @param owner of the tables
 * @param url of the same database, as their owner
 */
export async function upgradeQueue(owner: Database, url: string): Promise<void> {
  const { rows } = await sql<{ version: number }>`select version from ${sql.raw(`${QUEUE_SCHEMA}.version`)}`.execute(
    owner,
  )
  if (rows[0]?.version === wantedVersion()) return
  const boss = new PgBoss({
    ...{ connectionString: url, schema: QUEUE_SCHEMA, createSchema: false, supervise: false, schedule: false, max: 1 },
  })
  // Errors are told by the promise; without a listener they would end the process.
  boss.on('error', () => undefined)
  try {
    await boss.start()
  } finally {
    await boss.stop({ graceful: false })
  }
}
