import { type ChildProcess, spawn } from 'node:child_process'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { PlannedWeek } from '../../../server/jobs/worker-task.ts'
import { openQueue } from '../../../server/open-queue.ts'
import { openWorker } from '../../../server/open-worker.ts'
import type { Database } from '../../../server/store/database.ts'
import { finishForecast, insertForecast, startForecast } from '../../../server/store/forecast-store.ts'
import { finishRun, startRun, storeProgress } from '../../../server/store/run-store.ts'
import type { MakePlan } from '../../../server/work/run-work.ts'
import { countOf, makeTries, TRIES_MS } from '../../faults/tries.ts'
import { buildTestApp, importOf, type TestApp } from '../api/build-test-app.ts'
import { testDatabase, urlOf } from '../database.ts'
import { ACTOR, REPORT, storePlan, storeRun } from '../stored-plan.ts'

const WORKER = new URL('./spawn-worker.ts', import.meta.url).pathname
const planned = (text: string): PlannedWeek => ({ report: REPORT, contents: new Map([['roster.csv', text]]) })

/** A worker in a process of its own. */
async function workerOn(db: Database, milliseconds: number) {
  const child: ChildProcess = spawn(process.execPath, [WORKER, urlOf(db), String(milliseconds)])
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const ended = new Promise((resolve) => child.once('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const says = (text: string) => vi.waitFor(() => expect(output).toContain(text), { timeout: 30_000, interval: 20 })
  await says('ready')
  return { child, ended, says, output: () => output }
}

/** A server whose runs only others make. */
const serverWithoutWorker = (db: Database) => buildTestApp({ db, slots: 0 })

async function ask(tested: TestApp, planId: string, seed: number): Promise<string> {
  const reply = await tested.post(`/api/plans/${planId}/runs`, { seed })
  expect(reply.statusCode, reply.body).toBe(202)
  return reply.json().id
}

const actionsOf = async (db: Database, id: string) =>
  (await db.selectFrom('audit_log').select('action').where('entity_id', '=', id).orderBy('id').execute()).map(
    ({ action }) => action,
  )

test('a late writer is refused: progress, endings and results of an attempt that was begun again count for nothing', async () => {
  const db = await testDatabase()
  const id = await storeRun(db, await storePlan(db))
  expect((await startRun(db, id, 1))?.attempt).toBe(1)
  expect((await startRun(db, id, 2))?.attempt).toBe(2)
  expect(await startRun(db, id, 1)).toBeUndefined()
  expect(await startRun(db, id, 2)).toBeUndefined()
  expect(await storeProgress(db, id, 1, { stage: 'check' })).toBe(false)
  expect(await storeProgress(db, id, 2, { stage: 'check' })).toBe(true)
  expect(await finishRun(db, id, ACTOR, { state: 'succeeded', ...planned('late') }, 1)).toBeUndefined()
  expect(await db.selectFrom('run_result').selectAll().execute()).toEqual([])
  expect((await finishRun(db, id, ACTOR, { state: 'succeeded', ...planned('in time') }, 2))?.state).toBe('succeeded')
  expect(
    await finishRun(db, id, ACTOR, { state: 'failed', error: { code: 'crashed', message: '', issues: [] } }, 2),
  ).toBe(undefined)
  expect((await db.selectFrom('run_result').select('content').execute()).map(String)).toHaveLength(1)
  expect(await db.selectFrom('effect').select('key').execute()).toEqual([{ key: `run:${id}:ended` }])
})

test('what is done once cannot be done again, even by a writer that is not fenced', async () => {
  const db = await testDatabase()
  const id = await storeRun(db, await storePlan(db))
  await startRun(db, id, 1)
  await finishRun(db, id, ACTOR, { state: 'succeeded', ...planned('first') }, 1)
  // As if the states and the attempts had been forgotten.
  await sql`update run set state = 'running', finished_at = null, report = null where id = ${id}`.execute(db)
  await expect(finishRun(db, id, ACTOR, { state: 'succeeded', ...planned('again') }, 1)).rejects.toThrow('effect_pkey')
  expect((await db.selectFrom('run').select('state').executeTakeFirst())?.state).toBe('running')
})

test('a late forecast is refused', async () => {
  const db = await testDatabase()
  const key = { planId: await storePlan(db), inputHash: '1'.repeat(64), madeWith: '1', from: '2026-11-09', days: 7 }
  const row = await insertForecast(db, { ...key, id: crypto.randomUUID(), unitId: 'main', actorId: ACTOR })
  await startForecast(db, row!.id, 1)
  await startForecast(db, row!.id, 2)
  const failed = { state: 'failed', error: { message: 'late', issues: [] } } as const
  const ending = { ...failed, error: { ...failed.error, issues: [] } }
  expect(await finishForecast(db, row!.id, ACTOR, ending, 1)).toBeUndefined()
  expect((await finishForecast(db, row!.id, ACTOR, ending, 2))?.state).toBe('failed')
})

test('the job of a worker that is killed is begun again by another within 30 s, and ends once', {
  timeout: 90_000,
}, async () => {
  const db = await testDatabase()
  const tested = await serverWithoutWorker(db)
  const planId = await storePlan(db)
  const killed = await workerOn(db, 60_000)
  const id = await ask(tested, planId, 7)
  await killed.says('begun 7')
  const other = await workerOn(db, 0)
  killed.child.kill('SIGKILL')
  const killedAt = performance.now()
  await killed.ended
  await other.says('ended 7')
  expect(performance.now() - killedAt).toBeLessThan(30_000)
  expect((await tested.services.runs.finished(id)).state).toBe('succeeded')
  expect(await actionsOf(db, id)).toEqual(['run.queued', 'run.started', 'run.started', 'run.succeeded'])
})

test('a worker that was stopped past its time and goes on is refused', { timeout: 90_000 }, async () => {
  const db = await testDatabase()
  const tested = await serverWithoutWorker(db)
  const planId = await storePlan(db)
  const stopped = await workerOn(db, 1000)
  const id = await ask(tested, planId, 8)
  await stopped.says('begun 8')
  stopped.child.kill('SIGSTOP')
  const other = await workerOn(db, 0)
  await other.says('ended 8')
  await tested.services.runs.finished(id)
  stopped.child.kill('SIGCONT')
  await stopped.says('ended 8')
  const next = await ask(tested, planId, 9)
  await tested.services.runs.finished(next)
  const rows = await db.selectFrom('run_result').select('content').where('run_id', '=', id).execute()
  expect(rows.map(({ content }) => content.toString())).toEqual([`${other.child.pid}\n`])
  expect(await actionsOf(db, id)).toEqual(['run.queued', 'run.started', 'run.started', 'run.succeeded'])
})

test('two workers do a hundred jobs and more, each once', { timeout: TRIES_MS }, async () => {
  const db = await testDatabase()
  const tested = await serverWithoutWorker(db)
  const planId = await storePlan(db)
  const [first, second] = [await workerOn(db, 1), await workerOn(db, 1)]
  const ids: string[] = []
  // No more than 50 runs of a unit may wait.
  await makeTries(
    13,
    async ({ index }) => {
      const id = await ask(tested, planId, index)
      ids.push(id)
      expect((await tested.services.runs.finished(id)).state).toBe('succeeded')
    },
    { atOnce: 40 },
  )
  await tested.settled()
  const count = countOf(13)
  const runs = await db.selectFrom('run').select(['state', 'attempt']).execute()
  expect(runs).toEqual(Array(count).fill({ state: 'succeeded', attempt: 1 }))
  const effects = await db.selectFrom('effect').select('key').execute()
  expect(effects.map(({ key }) => key).sort()).toEqual(ids.map((id) => `run:${id}:ended`).sort())
  const ended = [first, second].map(({ output }) => [...output().matchAll(/^ended (\d+)$/gm)].map(([, seed]) => seed))
  expect(ended.flat().sort()).toEqual(Array.from({ length: count }, (_, seed) => String(seed)).sort())
  for (const each of ended) expect(each.length).toBeGreaterThan(0)
})

test('what one server is asked, another does, and a third cancels it', async () => {
  const signals: AbortSignal[] = []
  const makePlan: MakePlan = (_work, _say, signal) =>
    new Promise((_resolve, reject) => {
      signals.push(signal)
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  const db = await testDatabase()
  const [asked, third] = [await serverWithoutWorker(db), await serverWithoutWorker(db)]
  await buildTestApp({ db, makePlan })
  const id = await ask(asked, await storePlan(db), 1)
  const followed = third.services.runs.follow(id, new AbortController().signal)
  await vi.waitFor(() => expect(signals).toHaveLength(1), 10_000)
  expect((await third.post(`/api/runs/${id}/cancel`)).statusCode).toBe(200)
  await vi.waitFor(() => expect(signals[0]!.aborted).toBe(true), 5000)
  const states: string[] = []
  for await (const { state } of followed) states.push(state)
  expect(states.at(-1)).toBe('cancelled')
  await asked.settled()
})

test('a job that its worker leaves again and again is given up in plain words', async () => {
  const db = await testDatabase()
  const tested = await serverWithoutWorker(db)
  const id = await ask(tested, await storePlan(db), 1)
  // As if three workers had been killed at it.
  await sql`update pgboss.job set retry_count = 2, started_on = now(), state = 'retry'`.execute(db)
  const other = await buildTestApp({ db, makePlan: async () => planned('never') })
  const run = await other.services.runs.finished(id)
  expect(run).toMatchObject({ state: 'failed', error: { code: 'crashed' } })
  expect(run.error!.message).toContain('The run was begun several times, and each time its worker ended')
})

test('a worker that is told to stop at the moment at which a run ends leaves no job behind', async () => {
  const db = await testDatabase()
  const asked = await serverWithoutWorker(db)
  const open = await openQueue(urlOf(db), { supervises: false, onLost: () => undefined })
  onTestFinished(open.close)
  let closed: Promise<void> | undefined
  const stopAtTheEnd = (_facts: object, message: string) => {
    if (message === 'run ended') closed = opened.worker.close()
  }
  const log = { info: stopAtTheEnd, warn: () => undefined, error: (facts: object) => expect.unreachable(String(facts)) }
  const opened = await openWorker({
    ...{ ...open, db, log, dataFolder: asked.folder, slots: 1 },
    makePlan: async () => planned('made'),
  })
  onTestFinished(opened.close)
  const id = await ask(asked, await storePlan(db), 1)
  expect((await asked.services.runs.finished(id)).state).toBe('succeeded')
  await vi.waitFor(() => expect(closed).toBeDefined())
  await closed
  const { rows } = await sql`select state from pgboss.job where name = 'work' and state <= 'active'`.execute(db)
  expect(rows).toEqual([])
})

test('what the log says of a job names the request that asked for it, also when another process does it again', async () => {
  const db = await testDatabase()
  const asked = await serverWithoutWorker(db)
  const reply = await asked.post(`/api/plans/${await storePlan(db)}/runs`, { seed: 1 })
  const request = asked.log
    .map((line) => JSON.parse(line))
    .find(({ msg, method }) => msg === 'request' && method === 'POST')
  const requestId = request.reqId
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
  let tries = 0
  const other = await buildTestApp({
    db,
    makePlan: async () => {
      if (tries++ === 0) throw new Error('the solver broke')
      return planned('made')
    },
  })
  await asked.services.runs.finished(reply.json().id)
  await other.settled()
  const lines = other.log.map((line) => JSON.parse(line)).filter(({ runId }) => runId === reply.json().id)
  expect(lines.map((line) => [line.msg, line.requestId])).toEqual([
    ['solver failed', requestId],
    ['run ended', requestId],
  ])
})

test('work begins promptly after it is asked for', async () => {
  const begun: number[] = []
  const tested = await buildTestApp({
    makePlan: async () => {
      begun.push(performance.now())
      return planned('')
    },
  })
  const planId = await storePlan(tested.db)
  const waits: number[] = []
  for (let seed = 0; seed < 5; seed++) {
    const askedAt = performance.now()
    await tested.services.runs.finished(await ask(tested, planId, seed))
    waits.push(begun[seed]! - askedAt)
  }
  // Without a signal it would be half a second in the mean, and up to a whole one.
  expect(Math.min(...waits)).toBeLessThan(300)
})

test('a sweep is the same whatever the number of workers', { timeout: 120_000 }, async () => {
  const results: unknown[] = []
  for (const workers of [1, 2]) {
    const db = await testDatabase()
    const [tested] = await Promise.all(Array.from({ length: workers }, () => buildTestApp({ db })))
    const plan = (await tested!.post('/api/plans', importOf())).json()
    const body = { kind: 'sweep', levers: ['volume=1,1.1'], seed: 3, replications: 2, gap: 0.2 }
    const { id } = (await tested!.post(`/api/plans/${plan.id}/comparisons`, body)).json()
    await tested!.settled()
    const { state, result } = (await tested!.get(`/api/comparisons/${id}`)).json()
    expect(state).toBe('succeeded')
    // The seconds that each took are the one figure that does not repeat.
    results.push(JSON.parse(JSON.stringify(result), (key, value) => (key === 'seconds' ? 0 : value)))
  }
  expect(results[1]).toEqual(results[0])
})
