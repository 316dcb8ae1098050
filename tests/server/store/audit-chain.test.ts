import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { unitAs, withAccess } from '../../../server/store/access.ts'
import { ChainWalk, chainedUnits, entryHash, verifyChain } from '../../../server/store/audit-chain.ts'
import { recordAudit } from '../../../server/store/audit-log.ts'
import type { Database } from '../../../server/store/database.ts'
import { openAsOwner } from '../../../server/store/database.ts'
import { MIGRATIONS, migrate } from '../../../server/store/migrate.ts'
import { makeDatabase, testDatabase, testDatabaseAsOwner } from '../database.ts'
import { ACTOR, OPEN_GATE, storeFinishedRun, storePlan } from '../stored-plan.ts'

const DETAILS = [{}, { a: 1.5, b: ['é', '中文', '\n"\\'] }, { n: 1e21, empty: '' }, { deep: { list: [1, null, true] } }]

async function writeEntries(db: Database, count: number, unitId = 'main'): Promise<void> {
  for (let index = 0; index < count; index++) {
    await db.transaction().execute((transaction) =>
      recordAudit(transaction, {
        ...{ unitId, actorId: ACTOR, action: 'run.queued', entity: 'run', entityId: `run-${index}` },
        detail: { index, ...DETAILS[index % DETAILS.length] },
      }),
    )
  }
}

/** A chain of so many entries, in the hands of somebody who may change everything but take the triggers' part. */
async function openChain(count: number): Promise<Database> {
  const db = await testDatabaseAsOwner()
  await writeEntries(db, count)
  expect(await verifyChain(db, 'main')).toMatchObject({ entries: count, fault: null, head: { sequence: count } })
  for (const table of ['audit_log', 'audit_link', 'audit_head']) {
    await sql.raw(`alter table ${table} disable trigger user`).execute(db)
    await sql.raw(`alter table ${table} no force row level security`).execute(db)
  }
  await sql.raw('alter table audit_link drop constraint audit_link_unit_id_entry_id_fkey').execute(db)
  return db
}

const faultAfter = async (db: Database, ...statements: string[]) => {
  for (const statement of statements) await sql.raw(statement).execute(db)
  return (await verifyChain(db, 'main')).fault
}

describe('what was done to the chain is found, at the first entry that it befell', () => {
  test.each([
    ['an action', `update audit_log set action = 'run.failed' where id = 3`, 'entryChanged', 3],
    ['who', `update audit_log set actor_id = 'interrupt-leftover-runs' where id = 1`, 'entryChanged', 1],
    [
      'when, by a microsecond',
      `update audit_log set at = at + interval '1 microsecond' where id = 5`,
      'entryChanged',
      5,
    ],
    ['a detail', `update audit_log set detail = detail || '{"index": 7}' where id = 2`, 'entryChanged', 2],
    ['a deleted entry', 'delete from audit_log where id = 4', 'entryMissing', 4],
    [
      'an entry cut out with its link',
      'delete from audit_link where sequence = 4; delete from audit_log where id = 4',
      'linkMissing',
      4,
    ],
    [
      'the end cut off',
      'delete from audit_link where sequence > 4; delete from audit_log where id > 4',
      'endMissing',
      5,
    ],
    ['the head set back alone', `update audit_head set sequence = 5`, 'headWrong', 6],
    ['the head gone', 'delete from audit_head', 'headWrong', 6],
    [
      'two that changed places',
      'update audit_link set entry_id = -entry_id where entry_id in (2, 3); update audit_link set entry_id = 5 + entry_id where entry_id < 0',
      'entryChanged',
      2,
    ],
    [
      'a link that names another past',
      `update audit_link set previous_hash = repeat('a', 64) where sequence = 3`,
      'linkBroken',
      3,
    ],
    [
      'an entry put in without a link',
      `insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail) values ('main', 'local-planner', 'run.queued', 'run', 'x', '{}')`,
      'entryUnchained',
      null,
    ],
  ])('%s', async (_name, statements, kind, sequence) => {
    const db = await openChain(6)
    expect(await faultAfter(db, ...statements.split('; '))).toMatchObject({ kind, sequence })
  })

  test('a chain that was cut and closed again is found by an anchor that was kept elsewhere', async () => {
    const db = await openChain(6)
    const { head } = await verifyChain(db, 'main')
    const fault = await faultAfter(
      db,
      'delete from audit_link where sequence > 4',
      'delete from audit_log where id > 4',
      'update audit_head set sequence = 4, hash = (select hash from audit_link where sequence = 4)',
    )
    expect(fault).toBeNull()
    expect((await verifyChain(db, 'main', [head!])).fault).toEqual({ kind: 'anchorMissing', sequence: 6, id: null })
  })

  test('a publication that no entry tells of', async () => {
    const db = await testDatabaseAsOwner()
    const runId = await storeFinishedRun(db, await storePlan(db), OPEN_GATE)
    await sql`insert into publication (id, unit_id, plan_id, run_id, week, roster_sha256, overridden, created_by)
      select gen_random_uuid(), unit_id, plan_id, id, week, repeat('a', 64), '[]', created_by from run
      where id = ${runId}`.execute(db)
    expect((await verifyChain(db, 'main')).fault).toMatchObject({ kind: 'publicationUntold' })
  })
})

/** Entries as they may be, of texts that try to run into their neighbours. */
const entries = fc.array(
  fc.record({
    unitId: fc.constant('main'),
    actorId: fc.string({ maxLength: 8 }),
    action: fc.string({ maxLength: 8 }),
    entity: fc.constantFrom('1:a', 'a,1:', 'run'),
    entityId: fc.string({ unit: fc.constantFrom('1', ':', ',', 'é'), maxLength: 6 }),
    at: fc.constant('2026-11-23T04:05:06.789012Z'),
    detail: fc.json({ maxDepth: 1 }),
  }),
  { minLength: 2, maxLength: 12 },
)

function chainOf(items: readonly (typeof entries extends fc.Arbitrary<infer Item> ? Item : never)[number][]) {
  let previousHash = '0'.repeat(64)
  return items.map((entry, index) => {
    const link = { sequence: index + 1, entryId: index + 1, previousHash, entry }
    previousHash = entryHash(link.sequence, link.previousHash, link.entryId, entry)
    return { ...link, hash: previousHash }
  })
}

test('of random chains every change of a field, loss and swap is found, and nothing else', () => {
  fc.assert(
    fc.property(
      entries,
      fc.nat(),
      fc.constantFrom('field', 'drop', 'swap', 'none'),
      fc.nat(),
      (items, at, how, which) => {
        const chain = chainOf(items)
        const head = { sequence: chain.length, hash: chain.at(-1)!.hash }
        const place = at % chain.length
        const other = (place + 1) % chain.length
        let changed = [...chain]
        if (how === 'field') {
          const name = (['actorId', 'action', 'entity', 'entityId', 'at', 'detail'] as const)[which % 6]!
          changed[place] = {
            ...chain[place]!,
            entry: { ...chain[place]!.entry, [name]: `${chain[place]!.entry[name]}x` },
          }
        }
        if (how === 'drop') changed = chain.toSpliced(place, 1)
        if (how === 'swap') {
          changed[place] = { ...chain[place]!, entryId: chain[other]!.entryId, entry: chain[other]!.entry }
          changed[other] = { ...chain[other]!, entryId: chain[place]!.entryId, entry: chain[place]!.entry }
        }
        const walk = new ChainWalk()
        for (const link of changed) walk.take(link)
        walk.end(head)
        expect(walk.fault === null).toBe(how === 'none')
      },
    ),
  )
})

describe('the chain grows by itself', () => {
  test('writers of one unit at once make one unbroken chain, and none waits for ever', async () => {
    const db = await testDatabase()
    await Promise.all(Array.from({ length: 10 }, () => writeEntries(db, 12)))
    expect(await verifyChain(db, 'main')).toMatchObject({ entries: 120, fault: null })
  })

  test('a transaction that is rolled back leaves no gap', async () => {
    const db = await testDatabase()
    await writeEntries(db, 1)
    const broken = db.transaction().execute(async (transaction) => {
      await recordAudit(transaction, {
        ...{ unitId: 'main', actorId: ACTOR, action: 'run.queued', entity: 'run', entityId: 'x', detail: {} },
      })
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    await writeEntries(db, 1)
    expect(await verifyChain(db, 'main')).toMatchObject({ entries: 2, fault: null })
  })

  test('whoever sees a part of a unit adds to its chain without seeing it, and nobody writes links by hand', async () => {
    const db = await testDatabase()
    const agent = { actorId: ACTOR, units: [], groups: [], people: [{ unitId: 'main', employeeId: 'an' }] }
    await withAccess(agent, () => writeEntries(db, 2))
    expect(await withAccess(agent, () => chainedUnits(db))).toEqual([])
    expect(await withAccess(unitAs(ACTOR, 'main'), () => verifyChain(db, 'main'))).toMatchObject({
      entries: 2,
      fault: null,
    })
    await expect(sql`update audit_head set sequence = 1`.execute(db)).rejects.toThrow('permission denied')
    await expect(sql`delete from audit_link`.execute(db)).rejects.toThrow('permission denied')
  })

  test('entries of before are chained when the database is brought up to date', async () => {
    const { url, db: bare, close } = await makeDatabase('bare')
    const earlier = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0011'))
    await migrate(bare, earlier)
    await sql`insert into planning_unit (id, name) values ('other', 'Other')`.execute(bare)
    for (const unit of ['main', 'other', 'main']) {
      await sql`insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
        values (${unit}, ${ACTOR}, 'run.queued', 'run', 'r', '{"b": 1, "a": [2.50]}')`.execute(bare)
    }
    await migrate(bare)
    const owner = openAsOwner(url)
    await writeEntries(owner, 1)
    const found = [await verifyChain(owner, 'main'), await verifyChain(owner, 'other')]
    expect(found.map(({ entries, fault }) => [entries, fault])).toEqual([
      [3, null],
      [1, null],
    ])
    await owner.destroy()
    await close()
  })
})
