import { serialize } from 'node:v8'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { Plan } from '../../../server/contracts/plan.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { makePart } from '../../../server/jobs/make-part.ts'
import { hashOfFiles } from '../../../server/jobs/part-messages.ts'
import { openQueue } from '../../../server/open-queue.ts'
import type { Database } from '../../../server/store/database.ts'
import { finishRunPart, offerParts, startRunPart } from '../../../server/store/run-part-store.ts'
import { startRun } from '../../../server/store/run-store.ts'
import { SharedParts } from '../../../server/work/shared-parts.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { buildTestApp, importOf, type TestApp } from '../api/build-test-app.ts'
import { testDatabase, urlOf } from '../database.ts'
import { storePlan, storeRun } from '../stored-plan.ts'

const ONE = new Uint8Array([1])

/** Two teams of which neither answers what the other does, each large enough to be worth another worker's while. */
function twoTeams(): string {
  const own = ['an', 'bo', 'di'].map((id) => `${id},${id},care,chat:1,full-time,30,,`)
  const more = ['chat', 'tickets'].flatMap((queue) =>
    Array.from({ length: 13 }, (_, index) => `${queue}${index},${queue} ${index},care,${queue}:1,full-time,30,,`),
  )
  const head = 'id,name,group,skills,contract,hourly_cost,restrictions,overtime_minutes_this_month'
  return `${[head, ...own, 'cy,cy,care,tickets:0.8,full-time,28,nursing,', ...more].join('\n')}\n`
}

async function planned(tested: TestApp): Promise<Run> {
  const imported = await tested.post(
    '/api/plans',
    importOf({ 'employees.csv': twoTeams(), 'previous-roster.csv': undefined }),
  )
  expect(imported.statusCode, imported.body).toBe(201)
  const asked = await tested.post(`/api/plans/${imported.json<Plan>().id}/runs`, { seed: 3, replications: 5 })
  expect(asked.statusCode, asked.body).toBe(202)
  const run = await tested.services.runs.finished(asked.json<Run>().id)
  expect(run.error).toBeNull()
  return run
}

const partsMade = ({ log }: TestApp): number => log.filter((line) => line.includes('"part of a run ended"')).length

/** What a run made, but for the seconds that it took. */
async function resultsOf(db: Database, { id, report }: Run) {
  const rows = await db
    .selectFrom('run_result')
    .select(['name', 'sha256'])
    .where('run_id', '=', id)
    .where('name', '<>', 'report.json')
    .orderBy('name')
    .execute()
  return { rows, report: { ...report, solveSeconds: 0 } }
}

test('two workers make the parts of one roster, and the roster and its bound are those of one worker', {
  timeout: 120_000,
}, async () => {
  const alone = await buildTestApp()
  const wanted = await planned(alone)
  const db = await testDatabase()
  const [one, other] = [await buildTestApp({ db }), await buildTestApp({ db })]
  const made = await planned(one)
  expect(await resultsOf(db, made)).toEqual(await resultsOf(alone.db, wanted))
  expect(made.report!.objectiveBound).toBeLessThanOrEqual(made.report!.objective)
  expect([partsMade(alone), partsMade(one) + partsMade(other)]).toEqual([0, 1])
  expect(await db.selectFrom('run_part').select('id').execute()).toEqual([])
})

async function sharing() {
  const db = await testDatabase()
  const { queue, close } = await openQueue(urlOf(db), { supervises: false, onLost: () => undefined })
  const id = await storeRun(db, await storePlan(db))
  const run = (await startRun(db, id, 1))!
  const left = new AbortController()
  const parts = new SharedParts({ db, queue, run, signal: left.signal })
  const offer = async (count: number) =>
    (await offerParts(
      db,
      queue,
      run,
      Array.from({ length: count }, () => ONE),
    )) ?? []
  return { db, queue, run, parts, left, offer, close }
}

/** As the plan in the making offers parts: as one text of all of them. */
async function offered({ parts, db }: Awaited<ReturnType<typeof sharing>>, count: number): Promise<string[]> {
  await parts.answer('offerParts', serialize(Array.from({ length: count }, () => ONE)))
  return (await db.selectFrom('run_part').select('id').orderBy('place').execute()).map(({ id }) => id)
}

test('a part that nobody has taken is taken back, once; one in hand is waited for', async () => {
  const shared = await sharing()
  const { db, parts } = shared
  const [first, second] = await offered(shared, 2)
  expect(await parts.answer('takePartBack 0')).toBe('yes')
  expect(await startRunPart(db, first!, 1)).toBeUndefined()
  const begun = (await startRunPart(db, second!, 1))!
  await sql`update pgboss.job set state = 'active', started_on = now() where data ->> 'id' = ${second}`.execute(db)
  expect(await parts.answer('takePartBack 1')).toBeUndefined()
  const made = parts.answer('partMade 1')
  expect(await finishRunPart(db, begun.part, new Uint8Array([4, 2]))).toBe(true)
  expect(await made).toEqual(Buffer.from([4, 2]))
  await shared.close()
})

test('a part whose worker is gone, or cannot make it, is made by who offered it, and what comes late counts for nothing', async () => {
  const shared = await sharing()
  const { db, parts } = shared
  const [lost, failed] = await offered(shared, 2)
  const [late, broken] = [(await startRunPart(db, lost!, 1))!, (await startRunPart(db, failed!, 1))!]
  await sql`update pgboss.job set state = 'active', started_on = now()`.execute(db)
  const made = parts.answer('partMade 0')
  // As the queue does when the worker says nothing for too long.
  await sql`update pgboss.job set state = 'retry' where data ->> 'id' = ${lost}`.execute(db)
  expect(await made).toBeUndefined()
  expect(await finishRunPart(db, late.part, ONE)).toBe(false)
  await finishRunPart(db, broken.part, undefined)
  expect(await parts.answer('partMade 1')).toBeUndefined()
  await shared.close()
})

test('a run that is begun again by another has no parts of the attempt before, and that attempt offers none', async () => {
  const shared = await sharing()
  const { db, run, parts, left, offer } = shared
  const [part] = await offer(1)
  await startRunPart(db, part!, 1)
  const waiting = parts.answer('partMade 0')
  expect((await startRun(db, run.id, 2))?.attempt).toBe(2)
  expect(await waiting).toBeUndefined()
  expect(await offer(1)).toEqual([])
  left.abort()
  await vi.waitFor(async () => expect(await db.selectFrom('run_part').select('id').execute()).toEqual([]))
  await shared.close()
})

test('a part is not made from a plan that was changed since it was offered', async () => {
  const files = smallPlan()
  const given = serialize({ queueIds: ['chat'], requirement: undefined, filesHash: hashOfFiles(files) })
  const options = {
    ...{ week: SMALL_PLAN_WEEK, weeks: 1, seed: 1, scenario: 'baseline' },
    ...{ gap: 0.1, timeLimitSeconds: 5, replications: 1 },
  }
  const changed = new Map(files).set('calendar.csv', `${files.get('calendar.csv')}\n`)
  await expect(makePart({ files: changed, options, given }, () => false)).rejects.toThrow('The plan was changed since')
})
