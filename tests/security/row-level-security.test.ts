import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Access, NOBODY, withAccess } from '../../server/store/access.ts'
import type { Database } from '../../server/store/database.ts'
import { TABLE_NAMES } from '../../server/store/tables.ts'
import { below, makeTries, oneOf, TRIES_MS, type Try } from '../faults/tries.ts'
import { buildTwoWorlds } from './worlds.ts'

const AT_ONCE = 12
/** Of everybody: units, actors and what belongs to the program itself. */
const whole = (unitId: string): Access => ({
  actorId: unitId === 'main' ? 'sender-admin' : 'sender-otherTeamAdmin',
  ...{ units: [unitId], groups: [], people: [] },
})

async function tablesWithUnits(db: Database): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'unit_id' order by 1`.execute(db)
  return rows.map(({ table_name }) => table_name)
}

const unitsSeen = async (db: Database, table: string): Promise<string[]> => {
  const query = sql<{ unit_id: string }>`select distinct unit_id from ${sql.table(table)} order by 1`
  return (await query.execute(db)).rows.map(({ unit_id }) => unit_id)
}

test('no table is without forced row-level security, and the application is neither owner nor superuser', async () => {
  const { tested } = await buildTwoWorlds()
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity) and relname not like 'kysely%'`.execute(tested.db)
  expect(rows).toEqual([])
  const role =
    await sql`select rolsuper, rolbypassrls, rolname as name from pg_roles where rolname = current_user`.execute(
      tested.db,
    )
  expect(role.rows).toEqual([{ rolsuper: false, rolbypassrls: false, name: 'tideline_app' }])
  const owned = await sql`select relname from pg_class where relowner = current_user::regrole`.execute(tested.db)
  expect(owned.rows).toEqual([])
})

test(
  'statements without any filter see rows of their own unit alone, over one pool, after errors and rollbacks',
  async () => {
    const { tested } = await buildTwoWorlds()
    const tables = await tablesWithUnits(tested.db)
    expect(tables.length).toBeGreaterThanOrEqual(10)
    const looks: ((one: Try) => Promise<void>)[] = [
      async ({ random }) => {
        const [unit, table] = [oneOf(random, ['main', 'other']), oneOf(random, tables)]
        const seen = await withAccess(whole(unit), () => unitsSeen(tested.db, table))
        expect([[], [unit]], `${table} shows ${seen} to ${unit}`).toContainEqual(seen)
      },
      async ({ random }) => {
        const table = oneOf(random, tables)
        expect(await withAccess(NOBODY, () => unitsSeen(tested.db, table)), table).toEqual([])
      },
      async ({ random }) => {
        const [unit, table] = [oneOf(random, ['main', 'other']), oneOf(random, tables)]
        const failing = withAccess(whole(unit), () =>
          tested.db.transaction().execute(async (transaction) => {
            await sql`select count(*) from ${sql.table(table)}`.execute(transaction)
            await sql`select 1 / 0`.execute(transaction)
          }),
        )
        await expect(failing).rejects.toThrow('division by zero')
      },
      async ({ random }) => {
        const [unit, foreign] = below(random, 2) === 0 ? ['main', 'other'] : ['other', 'main']
        const table = oneOf(random, tables)
        const change = sql`update ${sql.table(table)} set unit_id = unit_id where unit_id = ${foreign}`
        const outcome = await withAccess(whole(unit), () => change.execute(tested.db)).then(
          ({ numAffectedRows }) => Number(numAffectedRows),
          (error: Error) => error.message,
        )
        // Append-only tables refuse the statement itself.
        if (outcome !== 0) expect(outcome).toMatch(/is never changed|are never changed|permission denied/)
      },
    ]
    await makeTries(9, (one) => looks[one.index % looks.length]!(one), { atOnce: AT_ONCE })
    // Or nothing would have been there to be hidden.
    for (const unit of ['main', 'other']) {
      const seen = await withAccess(whole(unit), () => unitsSeen(tested.db, 'plan_file'))
      expect(seen).toEqual([unit])
    }
  },
  TRIES_MS,
)

test('every table of the backup is looked into', () => {
  expect(TABLE_NAMES.length).toBeGreaterThanOrEqual(10)
})
