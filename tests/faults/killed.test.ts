import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { everythingAs } from '../../server/store/access.ts'
import { openDatabase } from '../../server/store/database.ts'
import { ACTOR } from '../server/stored-plan.ts'
import { breaches, lastingBreaches, lostWrites } from './invariants.ts'
import { type Site, type SitePart, startSite } from './site.ts'
import { contactsOf, startTraffic, untilSettled } from './traffic.ts'
import { below, isFull, makeTries, TRIES_MS } from './tries.ts'

const MOST_MS_BEFORE_KILL = 800
/** Of a machine that does nothing else; tests side by side take each other's time. */
const READY_P95_MS = 5000

/** Killed parts and how soon each was back, by turns: a server, a worker, the database. */
async function killAndStart(site: Site, index: number, inTurn: readonly SitePart[]): Promise<number> {
  const part = inTurn[index % inTurn.length]!
  await part.kill()
  const killedAt = performance.now()
  await part.start()
  if (part === site.database) await untilReady(site)
  return performance.now() - killedAt
}

async function untilReady({ servers }: Site): Promise<void> {
  for (const { address } of servers) {
    while (
      !(await fetch(`${address}/api/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ))
    )
      await setTimeout(50)
  }
}

test(
  'whichever process is killed at whichever moment, nothing that was acknowledged is lost or done twice',
  async () => {
    const site = await startSite({ servers: 2, workers: 1 })
    onTestFinished(() => site.stop())
    const db = openDatabase(site.databaseUrl, undefined, everythingAs(ACTOR))
    onTestFinished(() => db.destroy())
    const { traffic, planId } = await startTraffic(site.servers, db)
    const inTurn = [site.servers[0]!, site.workers[0]!, site.database]
    const readyMs: number[] = []
    await makeTries(1, async ({ index, random }) => {
      await setTimeout(below(random, MOST_MS_BEFORE_KILL))
      readyMs.push(await killAndStart(site, index, inTurn))
      const { name } = inTurn[index % inTurn.length]!
      expect((await lastingBreaches(db)).join('\n'), `after killing ${name}`).toBe('')
    })
    await traffic.stop()
    expect(await untilSettled(db, traffic.runs)).toEqual(traffic.runs.map(() => 'succeeded'))
    expect(await lostWrites(db, traffic.acknowledged)).toEqual([])
    expect(await contactsOf(db, planId)).toBe(traffic.contacts)
    expect(await breaches(db)).toEqual([])
    const { edits, publications } = traffic.acknowledged
    expect(Math.min(edits.length, publications.length, traffic.runs.length, traffic.contacts)).toBeGreaterThan(0)
    const p95 = readyMs.toSorted((a, b) => a - b)[Math.floor(readyMs.length * 0.95)]!
    if (isFull) expect(p95).toBeLessThanOrEqual(READY_P95_MS)
  },
  TRIES_MS,
)
