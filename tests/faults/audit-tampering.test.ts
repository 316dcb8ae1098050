import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { verifyChain } from '../../server/store/audit-chain.ts'
import { type Database, openAsOwner } from '../../server/store/database.ts'
import { addressOf, BODIES, headersOf, nameOf, routesOf } from '../security/route-requests.ts'
import { ask, buildTwoWorlds, type Sender } from '../security/worlds.ts'
import { asSuperuser, makeDatabase } from '../server/database.ts'
import { OPEN_GATE, storeFinishedRun, storePlan } from '../server/stored-plan.ts'
import { below, makeTries, oneOf, TRIES_MS, type Try } from './tries.ts'

const TABLES = ['audit_log', 'audit_link', 'audit_head'] as const

interface Tampering {
  readonly what: string
  /** @param at a number of the chain, from 1 */
  readonly statement: (at: number, one: Try) => string
}

const entryAt = (at: number): string => `(select entry_id from audit_link where unit_id = 'main' and sequence = ${at})`
/** The middle of the chain: a cut leaves both ends standing. */
const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'action changed',
    statement: (at) => `update audit_log set action = 'run.failed!' where id = ${entryAt(at)}`,
  },
  {
    what: 'actor changed',
    statement: (at) => `update audit_log set actor_id = 'interrupt-leftover-runs' where id = ${entryAt(at)}`,
  },
  {
    what: 'time moved',
    statement: (at, { random }) =>
      `update audit_log set at = at - interval '${1 + below(random, 1000)} milliseconds' where id = ${entryAt(at)}`,
  },
  {
    what: 'detail changed',
    statement: (at) => `update audit_log set detail = detail || '{"seen": true}' where id = ${entryAt(at)}`,
  },
  { what: 'entry deleted', statement: (at) => `delete from audit_log where id = ${entryAt(at)}` },
  {
    what: 'entry and link deleted',
    statement: (at) =>
      `with gone as (delete from audit_link where unit_id = 'main' and sequence = ${at} returning entry_id)
       delete from audit_log where id in (select entry_id from gone)`,
  },
  {
    what: 'end cut off',
    statement: (at) =>
      `with gone as (delete from audit_link where unit_id = 'main' and sequence >= ${at} returning entry_id)
       delete from audit_log where id in (select entry_id from gone)`,
  },
  {
    what: 'two entries swapped',
    statement: (at) =>
      `update audit_log a set action = b.action, detail = b.detail || '{"swapped": true}' from audit_log b
       where a.id = ${entryAt(at)} and b.id = ${entryAt(1)}`,
  },
  {
    what: 'two links swapped',
    statement: (at) =>
      `update audit_link set sequence = ${at} + 1000000 where unit_id = 'main' and sequence = ${at};
       update audit_link set sequence = ${at} where unit_id = 'main' and sequence = ${at} + 1;
       update audit_link set sequence = ${at} + 1 where sequence = ${at} + 1000000`,
  },
  { what: 'hash changed', statement: (at) => `update audit_link set hash = repeat('0', 64) where sequence = ${at}` },
  { what: 'head set back', statement: (at) => `update audit_head set sequence = ${at} - 1 where unit_id = 'main'` },
  {
    what: 'entry put in beside the chain',
    statement: () =>
      `insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
       values ('main', 'local-planner', 'run.queued', 'run', 'x', '{}')`,
  },
]

test(
  'whatever is changed, deleted, put in, reordered or cut of the audit log is found',
  async () => {
    const { url, db, close } = await makeDatabase()
    const owner = openAsOwner(url)
    onTestFinished(async () => {
      await owner.destroy()
      await close()
    })
    const planId = await storePlan(db)
    for (let run = 0; run < 10; run++) await storeFinishedRun(db, planId, OPEN_GATE)
    const { entries, fault } = await verifyChain(db, 'main')
    expect([fault, entries]).toEqual([null, expect.toSatisfy((count) => count >= 30)])
    // Past the triggers, as somebody with the database's password can.
    const tamper = (statement: string) =>
      asSuperuser(url, `set session_replication_role = replica; ${statement}; set session_replication_role = origin`)
    await tamper(TABLES.map((table) => `create table kept_${table} as table ${table}`).join('; '))
    const restore = TABLES.map(
      (table) => `delete from ${table}; insert into ${table} ${OVERRIDING[table]} table kept_${table}`,
    )
    await makeTries(20, async (one) => {
      const { what, statement } = oneOf(one.random, TAMPERINGS)
      const at = 2 + below(one.random, entries - 3)
      await tamper(statement(at, one))
      expect((await verifyChain(db, 'main')).fault, `${what} at ${at}`).not.toBe(null)
      await tamper(restore.join('; '))
    })
    expect((await verifyChain(db, 'main')).fault).toBe(null)
  },
  TRIES_MS,
)

const OVERRIDING = { audit_log: 'overriding system value', audit_link: '', audit_head: '' } as const

/** Of a route's own unit: entries there are. */
const entriesOf = async (db: Database): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from audit_log`.execute(db)
  return rows[0]!.count
}

test(
  'every route that changes something leaves an entry of who did it',
  async () => {
    const { tested, main } = await buildTwoWorlds()
    const writes = routesOf(tested.app.swagger()).filter(({ method }) => method !== 'GET')
    const senders: readonly Sender[] = ['admin', 'agent']
    const silent: string[] = []
    const changing = new Set<string>()
    for (const route of writes) {
      for (const sender of senders) {
        const before = await entriesOf(tested.db)
        const { status, body } = await ask(tested, {
          ...{ method: route.method, url: addressOf(route, main), sender },
          ...{ body: BODIES[nameOf(route)]?.(main), headers: headersOf(route) },
        })
        if (status >= 300) continue
        changing.add(nameOf(route))
        const told = (await entriesOf(tested.db)) > before
        // Asked again for what stands already, nothing is changed.
        if (!told && status !== 200) silent.push(`${nameOf(route)} by ${sender}: ${status} ${body.slice(0, 200)}`)
      }
    }
    expect(silent).toEqual([])
    expect(changing.size).toBeGreaterThanOrEqual(10)
  },
  TRIES_MS,
)
