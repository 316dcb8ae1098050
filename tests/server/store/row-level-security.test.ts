import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Access, everythingAs, NOBODY, unitAs, withAccess } from '../../../server/store/access.ts'
import { authTables } from '../../../server/store/auth-tables.ts'
import { type Database, openDatabase } from '../../../server/store/database.ts'
import { insertPlan, listPlans } from '../../../server/store/plan-store.ts'
import { TABLE_NAMES } from '../../../server/store/tables.ts'
import { makePerson } from '../auth/signed-in.ts'
import { makeDatabase, testDatabase } from '../database.ts'
import { ACTOR, storeFinishedRun, storePlan } from '../stored-plan.ts'

const EAST = unitAs(ACTOR, 'east')
const MAIN = unitAs(ACTOR, 'main')
const PLAN = { description: {} as never, files: [{ path: 'plan.yaml', content: 'a' }], actorId: ACTOR }
const HASHES = { inputHash: '0'.repeat(64), forecastHash: '1'.repeat(64) }

/** A plan in each of two units, and a finished run in the first. */
async function twoUnits() {
  const db = await testDatabase()
  await db.insertInto('planning_unit').values({ id: 'east', name: 'East' }).execute()
  const mainPlan = await storePlan(db)
  await storeFinishedRun(db, mainPlan)
  const eastPlan = randomUUID()
  await insertPlan(db, { ...PLAN, ...HASHES, id: eastPlan, unitId: 'east' })
  return { db, mainPlan, eastPlan }
}

async function unitsSeen(db: Database, access: Access): Promise<Set<string>> {
  const seen = new Set<string>()
  for (const table of TABLE_NAMES) {
    if (table === 'planning_unit' || table === 'actor') continue
    const { rows } = await withAccess(access, () =>
      sql<{ unit: string }>`select distinct unit_id as unit from ${sql.table(table)}`.execute(db),
    )
    for (const { unit } of rows) seen.add(unit)
  }
  return seen
}

test('statements see the rows of the units of their access, of every table', async () => {
  const { db } = await twoUnits()
  expect(await unitsSeen(db, MAIN)).toEqual(new Set(['main']))
  expect(await unitsSeen(db, EAST)).toEqual(new Set(['east']))
  expect(await unitsSeen(db, unitAs(ACTOR, 'nowhere'))).toEqual(new Set())
  expect(await unitsSeen(db, NOBODY)).toEqual(new Set())
})

test('what serves to sign in is for the program alone', async () => {
  const { db } = await twoUnits()
  await makePerson({ db }, { role: 'admin' }, { role: 'admin', unitId: 'east' })
  const peopleUnder = (access: Access) =>
    withAccess(access, async () => (await authTables(db).selectFrom('person').select('id').execute()).length)
  expect(await peopleUnder(everythingAs(ACTOR))).toBe(1)
  expect(await Promise.all([MAIN, EAST, NOBODY].map(peopleUnder))).toEqual([0, 0, 0])
  const ended = await withAccess(MAIN, () => authTables(db).deleteFrom('credential').executeTakeFirst())
  expect(ended.numDeletedRows).toBe(0n)
})

test('a connection that the pool lends on shows nothing of the access before', async () => {
  const { db, mainPlan, eastPlan } = await twoUnits()
  const idsUnder = (access: Access) => withAccess(access, async () => (await listPlans(db, 10)).map(({ id }) => id))
  const rounds = Array.from({ length: 60 }, (_, index) => index % 3)
  const seen = await Promise.all(rounds.map((kind) => idsUnder([MAIN, EAST, NOBODY][kind]!)))
  expect(seen).toEqual(rounds.map((kind) => [[mainPlan], [eastPlan], []][kind]))
})

test('nothing can be changed, taken away or put in where nothing is seen', async () => {
  const { db, mainPlan } = await twoUnits()
  await withAccess(EAST, async () => {
    const changed = await db.updateTable('plan').set({ revision: 9 }).where('id', '=', mainPlan).executeTakeFirst()
    expect(changed.numUpdatedRows).toBe(0n)
    const gone = await db.deleteFrom('plan_file').where('plan_id', '=', mainPlan).executeTakeFirst()
    expect(gone.numDeletedRows).toBe(0n)
    await expect(insertPlan(db, { ...PLAN, ...HASHES, id: randomUUID(), unitId: 'main' })).rejects.toThrow(
      'violates row-level security policy',
    )
  })
})

test('an entry of the audit log cannot be put under the name of somebody else', async () => {
  const { db } = await twoUnits()
  await db.insertInto('actor').values({ id: 'mallory', kind: 'person', display_name: 'Mallory' }).execute()
  const entry = { unit_id: 'main', action: 'x', entity: 'plan', entity_id: 'x', detail: '{}' }
  const write = (actorId: string) =>
    db
      .insertInto('audit_log')
      .values({ ...entry, actor_id: actorId })
      .execute()
  const asMallory = unitAs('mallory', 'main')
  await expect(withAccess(asMallory, () => write(ACTOR))).rejects.toThrow('violates row-level security policy')
  await expect(withAccess(asMallory, () => write('mallory'))).resolves.toBeDefined()
})

test('the application is neither owner of the tables nor superuser, and sees nothing without an access', async () => {
  const { url, close } = await makeDatabase()
  const db = openDatabase(url)
  try {
    const { rows } = await sql`select current_user as name, rolsuper, rolbypassrls,
      exists (select 1 from pg_tables where schemaname = 'public' and tableowner = current_user) as owns
      from pg_roles where rolname = current_user`.execute(db)
    expect(rows).toEqual([{ name: 'tideline_app', rolsuper: false, rolbypassrls: false, owns: false }])
    expect(await db.selectFrom('planning_unit').selectAll().execute()).toEqual([])
  } finally {
    await db.destroy()
    await close()
  }
})
