import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../../server/store/database.ts'
import { MIGRATIONS, migrate } from '../../../server/store/migrate.ts'
import { findPublication, insertPublication, type PublicationRow } from '../../../server/store/publication-store.ts'
import { findRun } from '../../../server/store/run-store.ts'
import { testDatabase, testDatabaseAsOwner } from '../database.ts'
import { ACTOR, OPEN_GATE, storeFinishedRun, storePlan } from '../stored-plan.ts'

const EMPTY = { currency: 'CNY', shifts: [], people: [] }

async function publishRun(db: Database, runId: string, replaced?: PublicationRow): Promise<PublicationRow | undefined> {
  const run = await findRun(db, runId)
  return insertPublication(db, {
    ...{
      id: randomUUID(),
      run: run!,
      rosterSha256: 'a'.repeat(64),
      replaced: replaced ? [replaced] : [],
      actorId: ACTOR,
    },
    ...{ overridden: [], reason: null, roster: EMPTY },
  })
}

async function twoRuns() {
  const db = await testDatabaseAsOwner()
  const planId = await storePlan(db)
  const first = await storeFinishedRun(db, planId, OPEN_GATE)
  return { db, planId, first, second: await storeFinishedRun(db, planId, OPEN_GATE) }
}

test.each([
  'update publication set reason = $$x$$',
  `update publication set roster_sha256 = repeat('b', 64)`,
  'update publication set created_at = now() - interval $$1 day$$',
  'delete from publication',
  'truncate publication cascade',
  'truncate run_result cascade',
])('what was published is never changed: %s', async (statement) => {
  const { db, first } = await twoRuns()
  await publishRun(db, first)
  await expect(sql.raw(statement).execute(db)).rejects.toThrow(/is never changed|are never changed/)
})

test('a publication is superseded once', async () => {
  const { db, first, second } = await twoRuns()
  const one = await publishRun(db, first)
  await publishRun(db, second, one)
  const undo = sql`update publication set superseded_at = null, superseded_by_run_id = null where id = ${one!.id}`
  await expect(undo.execute(db)).rejects.toThrow('a publication is never changed, only superseded')
})

test.each([
  'update run set report = $${}$$',
  'update run_result set created_by = created_by',
  'delete from run_result',
])('what a published run is made of is never changed: %s', async (statement) => {
  const { db, first, second } = await twoRuns()
  await publishRun(db, first)
  const of = (id: string) =>
    sql.raw(`${statement} where ${statement.includes('run_result') ? 'run_id' : 'id'} = '${id}'`)
  await expect(of(first).execute(db)).rejects.toThrow(`run ${first} is published and never changed`)
  // A run that nobody published may go.
  await of(second).execute(db)
})

test('a second publication of a week is refused, and nothing of the try is left', async () => {
  const { db, first, second } = await twoRuns()
  const one = await publishRun(db, first)
  expect(await publishRun(db, second)).toBeUndefined()
  const two = await publishRun(db, second, one)
  expect(await publishRun(db, first, one)).toBeUndefined()
  const rows = await db.selectFrom('publication').select(['id', 'superseded_at']).orderBy('created_at').execute()
  expect(rows).toEqual([
    { id: one!.id, superseded_at: two!.created_at },
    { id: two!.id, superseded_at: null },
  ])
  const entries = await db.selectFrom('audit_log').select('action').where('entity', '=', 'publication').execute()
  expect(entries.map(({ action }) => action).sort()).toEqual([
    'publication.made',
    'publication.made',
    'publication.superseded',
  ])
})

test('a publishing that fails at its audit entry leaves the week as it was', async () => {
  const { db, first, second } = await twoRuns()
  await publishRun(db, first)
  const [one] = await db.selectFrom('publication').selectAll().execute()
  await sql`alter table audit_log add constraint refused check (entity <> 'publication') not valid`.execute(db)
  await expect(publishRun(db, second, await findPublication(db, one!.id))).rejects.toThrow('refused')
  expect(await db.selectFrom('publication').selectAll().execute()).toEqual([one])
})

test('an override without a reason, or a reason without an override, is not stored', async () => {
  const { db, first } = await twoRuns()
  const run = (await findRun(db, first))!
  const item = { id: randomUUID(), run, rosterSha256: 'a'.repeat(64), replaced: [], actorId: ACTOR, roster: EMPTY }
  await expect(insertPublication(db, { ...item, overridden: [], reason: 'because' })).rejects.toThrow(
    'publication_reason',
  )
})

test('runs of a database from before stay as they are, unpublished', async () => {
  const db = await testDatabase('bare')
  const before = Object.entries(MIGRATIONS).filter(([name]) => name < '0003-publication')
  await migrate(db, Object.fromEntries(before))
  const [planId, runId] = [randomUUID(), randomUUID()]
  await sql`insert into plan (id, unit_id, input_hash, description, created_by, updated_by)
    values (${planId}, 'main', ${'0'.repeat(64)}, '{}', ${ACTOR}, ${ACTOR})`.execute(db)
  await sql`insert into run (id, unit_id, plan_id, week, seed, scenario, gap, time_limit_seconds, replications, state,
    created_by, updated_by) values (${runId}, 'main', ${planId}, '2026-11-09', 1, 'baseline', 0.01, 60, 30, 'queued',
    ${ACTOR}, ${ACTOR})`.execute(db)
  const row = await findRun(db, runId)
  await migrate(db)
  expect(await findRun(db, runId)).toEqual({ ...row, weeks: 1, stop_requested_at: null, source: null, attempt: 0 })
  expect(await db.selectFrom('publication').selectAll().execute()).toEqual([])
})

test('the database itself refuses a publication that covers a week of another that stands', async () => {
  const db = await testDatabase()
  const planId = await storePlan(db)
  const spans = [
    { week: '2026-11-09', weeks: 4 },
    { week: '2026-11-30', weeks: 1 },
    { week: '2026-11-02', weeks: 2 },
    { week: '2026-12-07', weeks: 2 },
    { week: '2026-11-02', weeks: 1 },
  ]
  const runs: string[] = []
  for (const span of spans) runs.push(await storeFinishedRun(db, planId, OPEN_GATE, span))
  const made = []
  for (const run of runs) made.push((await publishRun(db, run)) !== undefined)
  expect(made).toEqual([true, false, false, true, true])
  const other = await storeFinishedRun(db, await storePlan(db), OPEN_GATE)
  expect(await publishRun(db, other)).toBeDefined()
})
