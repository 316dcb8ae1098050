import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { FORECAST_STATES } from '../../../server/contracts/forecast.ts'
import { IMPORT_STATES } from '../../../server/contracts/import.ts'
import { RUN_STATES } from '../../../server/contracts/run.ts'
import type { Database } from '../../../server/store/database.ts'
import { MIGRATIONS, migrate } from '../../../server/store/migrate.ts'
import { schemaText } from '../../../server/store/schema-text.ts'
import { TABLE_NAMES } from '../../../server/store/tables.ts'
import { testDatabase, testDatabaseAsOwner } from '../database.ts'

/** Tables that name who there is; everything else belongs to a unit and was written by an actor. */
const ROOTS = ['planning_unit', 'actor']

async function ownershipProblems(db: Database): Promise<string[]> {
  const { rows } = await sql<{ problem: string }>`
    with owned as (
      select c.oid, c.relname from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and c.relname not like 'kysely%' and not c.relname = any(${ROOTS})
    ), reference as (
      select o.conrelid as oid, o.confrelid::regclass::text as target,
        (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = o.conrelid and a.attnum = any(o.conkey)) as columns
      from pg_constraint o where o.contype = 'f'
    ), filled as (
      select attrelid as oid, attname::text as name from pg_attribute where attnum > 0 and attnotnull
    )
    select relname || ': no unit_id that must name a planning unit' as problem from owned
      where not exists (select 1 from reference r join filled f on f.oid = r.oid and f.name = 'unit_id'
        where r.oid = owned.oid and r.target = 'planning_unit' and r.columns = array['unit_id'])
    union all
    select relname || ': no column that must name the actor' from owned
      where not exists (select 1 from reference r join filled f on f.oid = r.oid and array[f.name] = r.columns
        where r.oid = owned.oid and r.target = 'actor' and f.name in ('created_by', 'actor_id'))
    union all
    select relname || ': updated_at without an updated_by that must name the actor' from owned
      where exists (select 1 from filled f where f.oid = owned.oid and f.name = 'updated_at')
        and not exists (select 1 from reference r join filled f on f.oid = r.oid and array[f.name] = r.columns
          where r.oid = owned.oid and r.target = 'actor' and f.name = 'updated_by')
    union all
    select relname || ': may point to a ' || r.target || ' of another unit' from owned join reference r using (oid)
      where not r.target = any(${ROOTS}) and not 'unit_id' = any(r.columns)
    order by 1`.execute(db)
  return rows.map((row) => row.problem)
}

describe('schema', () => {
  test('schema.sql tells the migrated schema', async () => {
    const stored = await readFile(new URL('../../../server/store/schema.sql', import.meta.url), 'utf8')
    expect(await schemaText(await testDatabase()), 'run `npm run schema` and look at the difference').toBe(stored)
  })

  test('every row belongs to a unit, says who wrote it and points within its unit', async () => {
    expect(await ownershipProblems(await testDatabase())).toEqual([])
  })

  test.each([
    ['create table stray (id text primary key)', 'stray: no column that must name the actor'],
    ['create table stray (id text primary key)', 'stray: no unit_id that must name a planning unit'],
    [
      `create table stray (unit_id text references planning_unit (id), created_by text not null references actor (id))`,
      'stray: no unit_id that must name a planning unit',
    ],
    [
      `create table stray (unit_id text not null references planning_unit (id),
        created_by text not null references actor (id), plan_id uuid references plan (id))`,
      'stray: may point to a plan of another unit',
    ],
    [
      `create table stray (unit_id text not null references planning_unit (id),
        created_by text not null references actor (id), updated_at timestamptz not null)`,
      'stray: updated_at without an updated_by that must name the actor',
    ],
  ])('a table that breaks the rule is found: %s', async (statement, problem) => {
    const db = await testDatabaseAsOwner()
    await sql.raw(statement).execute(db)
    expect(await ownershipProblems(db)).toContain(problem)
  })

  test('every table is held to a policy, for its owner as well', async () => {
    const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
      where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'auth') and c.relname not like 'kysely%'
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select 1 from pg_policy p where p.polrelid = c.oid))`.execute(await testDatabase())
    expect(rows).toEqual([])
  })

  test('the tables known to the code are those of the database', async () => {
    const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%'`.execute(await testDatabaseAsOwner())
    expect(rows.map((row) => row.name).sort()).toEqual([...TABLE_NAMES].sort())
  })

  test.each([
    ['run_state_check', RUN_STATES],
    ['file_import_state_check', IMPORT_STATES],
    ['forecast_state_check', FORECAST_STATES],
    ['comparison_state_check', RUN_STATES],
  ])('the states of the database are those of the contract: %s', async (constraint, states) => {
    const { rows } = await sql<{ text: string }>`select pg_get_constraintdef(oid) as text from pg_constraint
      where conname = ${constraint}`.execute(await testDatabaseAsOwner())
    expect([...rows[0]!.text.matchAll(/'(\w+)'/g)].map((match) => match[1]).sort()).toEqual([...states].sort())
  })
})

describe('migrate', () => {
  test('two at once: the second waits and finds nothing to do', async () => {
    const db = await testDatabase('bare')
    await Promise.all([migrate(db), migrate(db)])
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
    expect(rows.map((row) => row.name)).toEqual(Object.keys(MIGRATIONS))
  })

  test('plans of the first version have a revision and an author of their last change afterwards', async () => {
    const db = await testDatabase('bare')
    await migrate(db, { '0001-first-tables': MIGRATIONS['0001-first-tables']! })
    const id = '00000000-0000-4000-8000-000000000001'
    await sql`insert into plan (id, unit_id, input_hash, description, created_at, created_by) values
      (${id}, 'main', ${'0'.repeat(64)}, '{}', '2026-01-02T03:04:05Z', 'local-planner')`.execute(db)
    await migrate(db)
    expect(await db.selectFrom('plan').selectAll().executeTakeFirst()).toMatchObject({
      ...{ id, revision: 1, forecast_hash: null, updated_by: 'local-planner' },
      updated_at: new Date('2026-01-02T03:04:05Z'),
    })
  })

  test('a migration that fails leaves the database as it was and says so', async () => {
    const db = await testDatabase('bare')
    const broken = {
      up: async (target: Database) => {
        await sql`create table half_done (id text)`.execute(target)
        await sql`select 1 / 0`.execute(target)
      },
    }
    await expect(migrate(db, { ...MIGRATIONS, '9998-broken': broken as never })).rejects.toThrow(
      'Migration 9998-broken failed and was rolled back: division by zero. The database is as it was before.',
    )
    const { rows } = await sql`select 1 from pg_tables where tablename in ('half_done', 'plan')`.execute(db)
    expect(rows).toEqual([])
  })

  test('a database of a newer Tideline is refused', async () => {
    const db = await testDatabaseAsOwner()
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(db)
    await expect(migrate(db)).rejects.toThrow(/^The database cannot be brought up to date: .*9999-later/)
  })
})

describe('audit log', () => {
  test.each(['update audit_log set action = $$x$$', 'delete from audit_log', 'truncate audit_log cascade'])(
    'is never changed: %s',
    async (statement) => {
      const db = await testDatabaseAsOwner()
      await expect(sql.raw(statement).execute(db)).rejects.toThrow('rows of audit_log are never changed')
    },
  )
})
