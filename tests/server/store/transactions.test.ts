import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../../server/store/database.ts'
import { findRun, finishRun, startRun } from '../../../server/store/run-store.ts'
import { TABLE_NAMES } from '../../../server/store/tables.ts'
import { testDatabaseAsOwner } from '../database.ts'
import { ACTOR, REPORT, storePlan, storeRun } from '../stored-plan.ts'

async function countRows(db: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of TABLE_NAMES) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
    counts[table] = rows[0]!.count
  }
  return counts
}

/** From now on the database refuses new rows of the table whose `column` is `value`. */
async function refuse(db: Database, table: string, column: string, value: string): Promise<void> {
  await sql.raw(`alter table ${table} add constraint refused check (${column} <> '${value}') not valid`).execute(db)
}

test.each([
  ['plan_file', 'path', 'previous-roster.csv'],
  ['audit_log', 'action', 'plan.imported'],
])('an import that fails at %s leaves nothing', async (table, column, value) => {
  const db = await testDatabaseAsOwner()
  const before = await countRows(db)
  await refuse(db, table, column, value)
  await expect(storePlan(db)).rejects.toThrow('refused')
  expect(await countRows(db)).toEqual(before)
})

test.each([
  ['run_result', 'name', 'roster.csv'],
  ['audit_log', 'action', 'run.succeeded'],
])('a success that fails at %s leaves the run running and without results', async (table, column, value) => {
  const db = await testDatabaseAsOwner()
  const id = await storeRun(db, await storePlan(db))
  await startRun(db, id)
  const before = await countRows(db)
  await refuse(db, table, column, value)
  const contents = new Map([
    ['forecast.csv', 'queue\n'],
    ['roster.csv', 'employee\n'],
  ])
  await expect(finishRun(db, id, ACTOR, { state: 'succeeded', report: REPORT, contents })).rejects.toThrow('refused')
  expect(await countRows(db)).toEqual(before)
  expect(await findRun(db, id)).toMatchObject({ state: 'running', report: null, finished_at: null })
})

test('of many endings of one run exactly one is kept, with one audit entry', async () => {
  const db = await testDatabaseAsOwner()
  const id = await storeRun(db, await storePlan(db))
  await startRun(db, id)
  const endings = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      finishRun(
        db,
        id,
        ACTOR,
        index % 2 === 0
          ? { state: 'cancelled' }
          : { state: 'succeeded', report: REPORT, contents: new Map([['a', 'b']]) },
      ),
    ),
  )
  const kept = endings.filter((row) => row !== undefined)
  expect(kept.length).toBe(1)
  expect((await findRun(db, id))?.state).toBe(kept[0]!.state)
  const entries = await db.selectFrom('audit_log').select('action').where('entity_id', '=', id).orderBy('id').execute()
  expect(entries.map(({ action }) => action)).toEqual(['run.queued', 'run.started', `run.${kept[0]!.state}`])
  expect((await countRows(db)).run_result).toBe(kept[0]!.state === 'succeeded' ? 1 : 0)
})

test('a row cannot point into another unit', async () => {
  const db = await testDatabaseAsOwner()
  const planId = await storePlan(db)
  await db.insertInto('planning_unit').values({ id: 'other', name: 'Other' }).execute()
  const row = {
    ...{ id: randomUUID(), unit_id: 'other', plan_id: planId, week: '2026-11-09', seed: 1, scenario: 'baseline' },
    ...{ gap: 0, time_limit_seconds: 1, replications: 2, created_by: ACTOR, updated_by: ACTOR },
  }
  await expect(
    db
      .insertInto('run')
      .values({ ...row, state: 'queued' })
      .execute(),
  ).rejects.toThrow('run_unit_id_plan_id_fkey')
})

test('dates stay the dates that were written, and large counts become numbers', async () => {
  const db = await testDatabaseAsOwner()
  const { rows } = await sql<{ day: unknown; count: unknown }>`
    select date '2026-11-09' as day, 9007199254740991::int8 as count`.execute(db)
  expect(rows).toEqual([{ day: '2026-11-09', count: 9007199254740991 }])
  await expect(sql`select 9007199254740993::int8`.execute(db)).rejects.toThrow(
    'Stored integer 9007199254740993 is too large for a number',
  )
})
