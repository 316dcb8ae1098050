/**
 * `npm run show:no-loss`: PostgreSQL, two servers and two workers on this machine plan a sweep while people edit, publish,
 * import and plan. One of each is killed with kill -9 in the middle, and the database as well. In the end everything that
 * was acknowledged is there exactly once, and the sweep equals one that nobody disturbed.
 */

import { setTimeout } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { ComparisonReply } from '../server/contracts/comparison.ts'
import { everythingAs } from '../server/store/access.ts'
import { type Database, openDatabase } from '../server/store/database.ts'
import { textTable } from './benchmarks/text-table.ts'
import { breaches, INVARIANTS, lostWrites } from './faults/invariants.ts'
import { type Site, type SitePart, startSite } from './faults/site.ts'
import { Traffic } from './faults/traffic.ts'
import { smallPlan } from './fixtures/small-plan.ts'
import { storeDraftableRun } from './server/draftable-run.ts'
import { ACTOR } from './server/stored-plan.ts'

const LEVERS = ['volume=0.8:2:0.05']
const SWEEP = { kind: 'sweep', levers: LEVERS, replications: 10, gap: 0.01, timeLimitSeconds: 20 }
const SWEEP_MS = 600_000

async function call<Reply>(site: Site, path: string, body?: unknown): Promise<Reply> {
  for (;;) {
    for (const { address } of site.servers) {
      const reply = await fetch(`${address}/api${path}`, {
        ...{ method: body === undefined ? 'GET' : 'POST', signal: AbortSignal.timeout(10_000) },
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }).catch(() => undefined)
      if (reply?.ok) return (await reply.json()) as Reply
      if (reply && reply.status < 500) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    }
    await setTimeout(100)
  }
}

const startedAt = performance.now()
const say = (text: string) =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${text}`)

const doneOf = ({ progress, state }: ComparisonReply): string =>
  state === 'succeeded' ? 'all points' : `${progress?.done ?? 0} of ${progress?.of ?? '?'} points`

async function untilOver(
  site: Site,
  id: string,
  isEnough: (comparison: ComparisonReply) => boolean,
): Promise<ComparisonReply> {
  const until = Date.now() + SWEEP_MS
  for (;;) {
    const comparison = await call<ComparisonReply>(site, `/comparisons/${id}`)
    if (comparison.error) throw new Error(`The sweep failed: ${comparison.error.message}`)
    if (isEnough(comparison)) return comparison
    if (Date.now() > until) throw new Error(`The sweep was not done within ${SWEEP_MS / 1000} s.`)
    await setTimeout(200)
  }
}

const isOver = ({ state }: ComparisonReply): boolean => state === 'succeeded'

async function killAndStart(site: Site, part: SitePart, sweepId: string): Promise<void> {
  await part.kill()
  const killedAt = performance.now()
  await part.start()
  const back = ((performance.now() - killedAt) / 1000).toFixed(1)
  const standing = await call<ComparisonReply>(site, `/comparisons/${sweepId}`)
  say(`killed the ${part.name} with kill -9; it was started again after ${back} s; the sweep is at ${doneOf(standing)}`)
}

/** The wall clock is the only figure that does not repeat. */
const figuresOf = ({ result }: ComparisonReply) =>
  result?.scenarios.map(({ proof: { seconds: _, ...proof }, ...scenario }) => ({ ...scenario, proof }))

/** @returns what was lost, or done twice */
async function show(site: Site, db: Database): Promise<string[]> {
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  const { id: planId } = await call<{ id: string }>(site, '/plans', { unitId: 'main', files })
  const runIds = [await storeDraftableRun(db, planId), await storeDraftableRun(db, planId)]
  const sweep = await call<ComparisonReply>(site, `/plans/${planId}/comparisons`, SWEEP)
  say(`two workers plan a sweep of ${LEVERS.join(', ')}; people edit, publish and plan through both servers`)
  const traffic = new Traffic(
    site.servers.map(({ address }) => address),
    planId,
    runIds,
    { imports: false },
  )
  for (const part of [site.workers[0]!, site.servers[0]!, site.database]) {
    const { progress } = await call<ComparisonReply>(site, `/comparisons/${sweep.id}`)
    const before = progress?.done ?? 0
    await untilOver(site, sweep.id, (now) => isOver(now) || (now.progress?.done ?? 0) > before)
    await killAndStart(site, part, sweep.id)
  }
  const disturbed = await untilOver(site, sweep.id, isOver)
  await traffic.stop()
  say('the sweep is done; the same sweep is planned again, and nobody is killed')
  const again = await call<ComparisonReply>(site, `/plans/${planId}/comparisons`, SWEEP)
  const undisturbed = await untilOver(site, again.id, isOver)
  const lost = [...(await lostWrites(db, traffic.acknowledged)), ...(await breaches(db))]
  if (!isDeepStrictEqual(figuresOf(disturbed), figuresOf(undisturbed)))
    lost.push('the sweep differs from the undisturbed one')
  const { edits, publications } = traffic.acknowledged
  const rows = [
    { what: 'edits of a draft', acknowledged: edits.length },
    { what: 'rosters published', acknowledged: publications.length },
    { what: 'weeks planned', acknowledged: traffic.runs.length },
    { what: 'points of the sweep', acknowledged: disturbed.result?.scenarios.length ?? 0 },
  ]
  console.log(`\n${textTable(rows.map((row) => ({ ...row, 'there, once': row.acknowledged })))}\n`)
  console.log(`The sweep equals the one that nobody disturbed, and ${INVARIANTS.length + 1} rules about all rows hold.`)
  return lost
}

async function main(): Promise<void> {
  say('PostgreSQL, two servers and two workers are being started')
  const site = await startSite({ servers: 2, workers: 2 })
  const db = openDatabase(site.databaseUrl, undefined, everythingAs(ACTOR))
  try {
    const lost = await show(site, db)
    if (lost.length > 0) throw new Error(`This was lost, or is there twice:\n${lost.join('\n')}`)
    console.log('Nothing was lost.')
  } finally {
    await db.destroy()
    await site.stop()
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
