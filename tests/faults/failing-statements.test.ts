import { expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../server/store/database.ts'
import { buildTestApp, type TestApp } from '../server/api/build-test-app.ts'
import { databaseThrough, makeDatabase } from '../server/database.ts'
import { OPEN_GATE, storeFinishedRun, storePlan } from '../server/stored-plan.ts'
import { breaches, lostWrites } from './invariants.ts'
import { type PostgresProxy, type StatementFault, startPostgresProxy } from './postgres-proxy.ts'
import { makeTries, TRIES_MS } from './tries.ts'

const FAULTS: readonly StatementFault[] = ['refused', 'cutBefore', 'cutAfter']
/** The rest of a publication is reading, which fails like any other. */
const LEAST_STATEMENTS = 8

interface Publishing {
  /** Looks past the proxy. */
  readonly db: Database
  readonly proxy: PostgresProxy
  readonly app: TestApp
  /** Two of one week, of which the one takes the other's place. */
  readonly runs: readonly [string, string]
}

async function startPublishing(): Promise<Publishing> {
  const { url, db, close } = await makeDatabase()
  const proxy = await startPostgresProxy(url)
  const behind = databaseThrough(proxy.url, url)
  onTestFinished(async () => {
    await behind.destroy()
    await proxy.close()
    await close()
  })
  const planId = await storePlan(db)
  const runs = [await storeFinishedRun(db, planId, OPEN_GATE), await storeFinishedRun(db, planId, OPEN_GATE)] as const
  const app = await buildTestApp({ db: behind, slots: 0, lagMs: () => 0 })
  return { db, proxy, app, runs }
}

const standing = async (db: Database) =>
  (await db.selectFrom('publication').select(['id', 'run_id']).where('superseded_at', 'is', null).execute()).map(
    ({ run_id }) => run_id,
  )

test(
  'whichever statement of publishing fails, and however, all of it stands or nothing, and asking again ends it',
  async () => {
    const { db, proxy, app, runs } = await startPublishing()
    const publish = (runId: string) => app.post(`/api/runs/${runId}/publication`, {})
    await publish(runs[1])
    proxy.failAt(undefined)
    await publish(runs[0])
    const statements = proxy.statements()
    expect(statements).toBeGreaterThanOrEqual(LEAST_STATEMENTS)

    const acknowledged: string[] = []
    const kept = { unknown: 0, nothing: 0 }
    const attempt = async (k: number, fault: StatementFault) => {
      const [before] = await standing(db)
      const after = runs.find((run) => run !== before)!
      proxy.failAt(k, fault)
      const faulty = await publish(after)
      proxy.failAt(undefined)
      const where = `${fault} at statement ${k}`
      // Connections that were idle are mended without the sender's knowing.
      expect([200, 201, 500, 503], `${where}: ${faulty.body}`).toContain(faulty.statusCode)
      if (faulty.statusCode < 300) acknowledged.push(faulty.json().id)
      expect(await breaches(db), where).toEqual([])
      const now = await standing(db)
      expect(now, where).toEqual([faulty.statusCode < 300 ? after : expect.toBeOneOf([before, after])])
      if (faulty.statusCode >= 500) kept[now[0] === after ? 'unknown' : 'nothing']++
      const again = await publish(after)
      // What was kept without the sender's knowing is found; what was not is made.
      expect(again.statusCode, `${where}: ${again.body}`).toBe(now[0] === after ? 200 : 201)
      acknowledged.push(again.json().id)
      expect(await standing(db), where).toEqual([after])
    }
    await makeTries(2, ({ index }) => attempt(Math.floor(index / FAULTS.length) + 1, FAULTS[index % FAULTS.length]!), {
      count: statements * FAULTS.length,
    })
    const lost = await lostWrites(db, { edits: [], publications: acknowledged })
    expect([...(await breaches(db)), ...lost]).toEqual([])
    // Commits whose answer was lost among them, or the programme would not have tried them.
    expect(kept).toEqual({
      unknown: expect.toSatisfy((count) => count >= 1),
      nothing: expect.toSatisfy((count) => count >= 9),
    })
    expect(new Set(acknowledged).size).toBe(statements * FAULTS.length)
  },
  TRIES_MS,
)
