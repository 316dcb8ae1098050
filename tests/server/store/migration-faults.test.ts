import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { type Database, openAsOwner } from '../../../server/store/database.ts'
import { MIGRATIONS, migrate } from '../../../server/store/migrate.ts'
import { schemaText } from '../../../server/store/schema-text.ts'
import { type StatementFault, startPostgresProxy } from '../../faults/postgres-proxy.ts'
import { isFull, makeTries, TRIES_MS } from '../../faults/tries.ts'
import { makeDatabase, testDatabaseAsOwner } from '../database.ts'
import { contentOf } from '../filled-database.ts'

const FAULTS: readonly StatementFault[] = ['refused', 'cutBefore', 'cutAfter']
/** Of the last version before this one that people have rows of. */
const OLD = '0007-roster-drafts'
const OLD_MIGRATIONS = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name <= OLD))

const FIRST_ROWS = [
  `insert into plan (id, unit_id, input_hash, description, created_at, created_by, updated_at, updated_by)
    values ('00000000-0000-4000-8000-000000000001', 'main', repeat('0', 64), '{}',
    '2026-01-02T03:04:05Z', 'local-planner', '2026-01-02T03:04:05Z', 'local-planner')`,
  `insert into plan_file (unit_id, plan_id, path, content, sha256, created_by) values ('main',
    '00000000-0000-4000-8000-000000000001', 'plan.yaml', 'a: 1',
    encode(sha256('a: 1'::bytea), 'hex'), 'local-planner')`,
  `insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
    values ('main', 'local-planner', 'plan.imported', 'plan', '00000000-0000-4000-8000-000000000001', '{}')`,
]

/** A database of the old version with rows, reached through a proxy that fails statements. */
async function oldDatabase() {
  const { url, db, close } = await makeDatabase('bare')
  await migrate(db, OLD_MIGRATIONS)
  for (const statement of FIRST_ROWS) await sql.raw(statement).execute(db)
  const proxy = await startPostgresProxy(url)
  return { db, proxy, close: async () => Promise.all([proxy.close(), close()]) }
}

const state = async (db: Database) => ({ schema: await schemaText(db), content: await contentOf(db) })

/** How many statements bringing the old database up to date takes, and what it then is. */
async function upToDate() {
  const { db, proxy, close } = await oldDatabase()
  const owner = openAsOwner(proxy.url)
  proxy.failAt(undefined)
  await migrate(owner)
  const reached = { statements: proxy.statements(), ...(await state(db)) }
  await owner.destroy()
  await close()
  return reached
}

test(
  'whichever statement of the migrations fails, and however, the database is the old one or the new one, and the next try ends it',
  async () => {
    const goal = await upToDate()
    expect(goal.statements).toBeGreaterThan(20)
    const ks = Array.from({ length: goal.statements }, (_, index) => index + 1)
    // The last statements are the ones that decide: all of them are tried with every run.
    const tried = isFull ? ks : ks.filter((k) => k % 6 === 1 || k > goal.statements - 4)
    const attempts = tried.flatMap((k) =>
      (isFull ? FAULTS : [FAULTS[k % FAULTS.length]!]).map((fault) => ({ k, fault })),
    )
    const ended = { old: 0, new: 0 }
    await makeTries(
      16,
      async ({ index }) => {
        const { k, fault } = attempts[index]!
        const { db, proxy, close } = await oldDatabase()
        try {
          const before = await state(db)
          proxy.failAt(k, fault)
          const owner = openAsOwner(proxy.url)
          const failed = await migrate(owner).then(
            () => undefined,
            (error: Error) => error,
          )
          await owner.destroy()
          const after = await state(db)
          // Cut behind the commit, the new version stands though nobody was told so.
          const isNew = after.schema === goal.schema
          if (!isNew) expect(after).toEqual(before)
          if (failed === undefined) expect(isNew).toBe(true)
          ended[isNew ? 'new' : 'old']++
          proxy.failAt(undefined)
          await migrate(db)
          expect((await state(db)).schema).toBe(goal.schema)
          const { plan, plan_file } = (await state(db)).content
          expect([plan, plan_file]).toEqual([goal.content.plan, goal.content.plan_file])
        } finally {
          await close()
        }
      },
      { count: attempts.length },
    )
    expect(ended.old).toBeGreaterThan(3)
    expect(ended.new).toBeGreaterThan(0)
  },
  TRIES_MS,
)

test('of two that migrate at once the second waits and finds nothing to do', async () => {
  const { url, db, close } = await makeDatabase('bare')
  onTestFinished(close)
  const owners = [openAsOwner(url), openAsOwner(url), openAsOwner(url)]
  await Promise.all(owners.map((owner) => migrate(owner)))
  for (const owner of owners) await owner.destroy()
  expect(await schemaText(db)).toBe(await schemaText(await testDatabaseAsOwner()))
})

test('an older version refuses the database of a newer one in plain words, and changes nothing', async () => {
  const db = await testDatabaseAsOwner()
  const before = await state(db)
  await expect(migrate(db, OLD_MIGRATIONS)).rejects.toThrow(
    /^The database cannot be brought up to date: .* It may be from a newer Tideline; start that version\.$/,
  )
  expect(await state(db)).toEqual(before)
})
