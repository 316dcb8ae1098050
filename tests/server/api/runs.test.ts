import { afterEach, expect, test, vi } from 'vitest'
import { apiErrorSchema } from '../../../server/contracts/api-error.ts'
import { type Run, type RunProgress, runSchema } from '../../../server/contracts/run.ts'
import { WorkerCrashed, WorkerTimedOut } from '../../../server/jobs/run-in-process.ts'
import type { PlannedWeek } from '../../../server/jobs/worker-task.ts'
import { finishRun, requestStop } from '../../../server/store/run-store.ts'
import type { MakePlan } from '../../../server/work/run-work.ts'
import type { Violation } from '../../../solver/domain/plan-outputs.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { testDatabase } from '../database.ts'
import { ACTOR, REPORT, storePlan, storeRun } from '../stored-plan.ts'
import { buildTestApp, type TestApp } from './build-test-app.ts'

const PLANNED: PlannedWeek = {
  report: REPORT,
  contents: new Map([
    ['roster.csv', 'employee,start\n安安,2026-11-09T09:00+08:00\n'],
    ['report.json', '{}\n'],
    ['roster.json', JSON.stringify({ zone: 'Asia/Shanghai', days: ['2026-11-09'], employees: [], assignments: [] })],
  ]),
}

/** A solver whose steps the test takes. */
function steppedSolver() {
  const calls: {
    readonly work: Parameters<MakePlan>[0]
    readonly signal: AbortSignal
    readonly stop: AbortSignal
    readonly say: (progress: RunProgress) => void
    readonly end: (planned: PlannedWeek) => void
    readonly fail: (error: unknown) => void
  }[] = []
  const makePlan: MakePlan = (work, say, signal, stop) =>
    new Promise((end, fail) => {
      if (signal.aborted) return fail(signal.reason)
      signal.addEventListener('abort', () => fail(signal.reason))
      calls.push({ work, signal, stop, say, end, fail })
    })
  const call = (index: number) =>
    vi.waitFor(() => calls[index] ?? Promise.reject(new Error(`no call ${index}`)), 20_000)
  return { makePlan, call, calls }
}

async function startRun({ post, db }: TestApp, planId?: string, body: object = {}): Promise<Run> {
  const reply = await post(`/api/plans/${planId ?? (await storePlan(db))}/runs`, body)
  expect(reply.statusCode, reply.body).toBe(202)
  return runSchema.parse(reply.json())
}

const runOf = async ({ get }: TestApp, id: string): Promise<Run> =>
  runSchema.parse((await get(`/api/runs/${id}`)).json())

async function auditOf({ db }: TestApp, id: string) {
  const rows = await db.selectFrom('audit_log').selectAll().where('entity_id', '=', id).orderBy('id').execute()
  return rows.map(({ actor_id, action }) => `${action} by ${actor_id}`)
}

let readers: AbortController[] = []
afterEach(() => {
  for (const reader of readers) reader.abort()
  readers = []
})

/** Reads a run's events over a real socket. @returns the runs in the order in which they came, once the stream ends */
async function eventsOf({ app }: TestApp, id: string, onEvent: (run: Run) => void = () => undefined): Promise<Run[]> {
  const address = app.server.listening ? addressOf(app) : await app.listen({ host: '127.0.0.1', port: 0 })
  const reader = new AbortController()
  readers.push(reader)
  const reply = await fetch(`${address}/api/runs/${id}/events`, { signal: reader.signal })
  expect(reply.headers.get('content-type')).toContain('text/event-stream')
  const runs: Run[] = []
  let text = ''
  const decoder = new TextDecoder()
  // The web's type of a body leaves out that it can be iterated, which Node's can.
  for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop()!
    for (const block of blocks) {
      const lines = new Map(
        block.split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1).trim()]),
      )
      if (!lines.has('data')) continue
      expect(lines.get('event')).toBe('run')
      runs.push(runSchema.parse(JSON.parse(lines.get('data')!)))
      onEvent(runs.at(-1)!)
    }
  }
  return runs
}

function addressOf(app: TestApp['app']): string {
  const address = app.server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
}

test('a run goes from queued to succeeded, and its results and audit entries are there', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const run = await startRun(tested, undefined, { weeks: 3, seed: 7, gap: 0.02, timeLimitSeconds: 5, replications: 40 })
  expect(run).toMatchObject({
    state: 'queued',
    week: '2026-11-09',
    weeks: 3,
    seed: 7,
    scenario: 'baseline',
    gap: 0.02,
    report: null,
  })

  const { work, say, end } = await solver.call(0)
  expect(work.options).toEqual({
    ...{ week: '2026-11-09', weeks: 3, seed: 7, scenario: 'baseline', gap: 0.02 },
    ...{ timeLimitSeconds: 5, replications: 40 },
  })
  expect([...work.files.keys()].sort()).toContain('plan.yaml')
  say({ stage: 'roster', objective: 120, objectiveBound: 90 })
  await vi.waitFor(async () =>
    expect(await runOf(tested, run.id)).toMatchObject({
      state: 'running',
      progress: { stage: 'roster', objective: 120, objectiveBound: 90 },
      startedAt: expect.any(String),
    }),
  )
  const early = await tested.get(`/api/runs/${run.id}/roster`)
  expect([early.statusCode, early.json().error.code]).toEqual([409, 'notReady'])

  end(PLANNED)
  expect(await tested.services.runs.finished(run.id)).toMatchObject({ state: 'succeeded', report: REPORT, error: null })
  expect((await tested.get(`/api/runs/${run.id}/roster`)).json()).toEqual({
    runId: run.id,
    ...{ zone: 'Asia/Shanghai', days: ['2026-11-09'], employees: [], assignments: [] },
  })
  const file = await tested.get(`/api/runs/${run.id}/files/roster.csv`)
  expect(file.body).toBe('employee,start\n安安,2026-11-09T09:00+08:00\n')
  expect(file.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="roster.csv"',
  })
  expect(await auditOf(tested, run.id)).toEqual([
    'run.queued by local-planner',
    'run.started by local-planner',
    'run.succeeded by local-planner',
  ])
})

test('events: how the run stands comes first, then what happens in order, and the stream ends with the run', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const run = await startRun(tested)
  const { say, end } = await solver.call(0)
  say({ stage: 'forecast' })
  await vi.waitFor(async () => expect((await runOf(tested, run.id)).progress?.stage).toBe('forecast'))
  const seen = await eventsOf(tested, run.id, ({ progress }) => {
    // Each step is taken when the one before has been seen.
    if (progress?.stage === 'forecast') say({ stage: 'roster', fraction: 0.5 })
    else if (progress?.stage === 'roster') end(PLANNED)
  })
  expect(seen.map(({ state, progress }) => [state, progress?.stage])).toEqual([
    ['running', 'forecast'],
    ['running', 'roster'],
    ['succeeded', expect.anything()],
  ])
  expect(seen.at(-1)?.report).toEqual(REPORT)
  // One who comes later is told the end at once.
  expect((await eventsOf(tested, run.id)).map(({ state }) => state)).toEqual(['succeeded'])
})

test('a reader who leaves is forgotten, and the run goes on', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const run = await startRun(tested)
  const { say, end } = await solver.call(0)
  await expect(eventsOf(tested, run.id, () => readers[0]!.abort())).rejects.toThrow()
  say({ stage: 'check' })
  end(PLANNED)
  expect((await tested.services.runs.finished(run.id)).state).toBe('succeeded')
})

test('one solve at a time, in the order asked for; a cancelled one in the queue never starts', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const planId = await storePlan(tested.db)
  const first = await startRun(tested, planId, { seed: 1 })
  const second = await startRun(tested, planId, { seed: 2 })
  const third = await startRun(tested, planId, { seed: 3 })
  await solver.call(0)
  expect(solver.calls.length).toBe(1)
  const cancelled = await tested.post(`/api/runs/${second.id}/cancel`)
  expect([cancelled.statusCode, cancelled.json().state]).toEqual([200, 'cancelled'])
  solver.calls[0]!.end(PLANNED)
  expect((await solver.call(1)).work.options.seed).toBe(3)
  solver.calls[1]!.end(PLANNED)
  expect((await tested.services.runs.finished(third.id)).state).toBe('succeeded')
  const { runs } = (await tested.get(`/api/plans/${planId}/runs`)).json() as { runs: Run[] }
  expect(runs.map(({ id, state }) => [id, state])).toEqual([
    [third.id, 'succeeded'],
    [second.id, 'cancelled'],
    [first.id, 'succeeded'],
  ])
})

test('cancelling a run in hand ends its solver, its streams and leaves no result', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const run = await startRun(tested)
  const { signal } = await solver.call(0)
  const events = eventsOf(tested, run.id, ({ state }) => {
    if (state === 'running') void tested.post(`/api/runs/${run.id}/cancel`)
  })
  expect((await events).map(({ state }) => state)).toEqual(['running', 'cancelled'])
  await vi.waitFor(() => expect(signal.aborted).toBe(true))
  expect(await tested.db.selectFrom('run_result').selectAll().execute()).toEqual([])
  expect((await auditOf(tested, run.id)).at(-1)).toBe('run.cancelled by local-planner')
  const again = await tested.post(`/api/runs/${run.id}/cancel`)
  expect([again.statusCode, again.json().error.code]).toEqual([409, 'conflict'])
  const next = await startRun(tested, run.planId)
  ;(await solver.call(1)).end(PLANNED)
  expect((await tested.services.runs.finished(next.id)).state).toBe('succeeded')
})

test('a run that is stopped goes on to the roster that it has, and is stopped once', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const run = await startRun(tested)
  const waiting = await startRun(tested, run.planId)
  const { stop, signal, say, end } = await solver.call(0)
  const early = await tested.post(`/api/runs/${waiting.id}/stop`)
  expect([early.statusCode, early.json().error.message]).toEqual([
    409,
    'The run has not begun, so there is no roster to keep. Wait until it runs, or cancel it.',
  ])
  say({ stage: 'roster', objective: 120, objectiveBound: 90 })
  await vi.waitFor(async () => expect((await runOf(tested, run.id)).progress?.stage).toBe('roster'))
  const seen = eventsOf(tested, run.id, ({ stopRequestedAt }) => {
    if (stopRequestedAt === null) void tested.post(`/api/runs/${run.id}/stop`)
  })
  await vi.waitFor(() => expect(stop.aborted).toBe(true))
  await vi.waitFor(async () => expect((await runOf(tested, run.id)).stopRequestedAt).not.toBeNull())
  expect(signal.aborted).toBe(false)
  end(PLANNED)
  expect((await seen).map(({ state, stopRequestedAt }) => [state, stopRequestedAt !== null])).toEqual([
    ['running', false],
    ['running', true],
    ['succeeded', true],
  ])
  const late = await tested.post(`/api/runs/${run.id}/stop`)
  expect([late.statusCode, late.json().error.code]).toEqual([409, 'conflict'])
  expect((await tested.post('/api/runs/00000000-0000-4000-8000-000000000000/stop')).statusCode).toBe(404)
  expect(await auditOf(tested, run.id)).toEqual([
    'run.queued by local-planner',
    'run.started by local-planner',
    'run.stopRequested by local-planner',
    'run.succeeded by local-planner',
  ])
})

test('what another process writes into the row of a run, to stop or to end it, is obeyed', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const first = await startRun(tested)
  const second = await startRun(tested, first.planId)
  const stopped = await solver.call(0)
  await requestStop(tested.db, first.id, ACTOR)
  await vi.waitFor(() => expect(stopped.stop.aborted).toBe(true))
  expect((await runOf(tested, first.id)).stopRequestedAt).not.toBeNull()
  stopped.end(PLANNED)
  const ended = await solver.call(1)
  await finishRun(tested.db, second.id, ACTOR, { state: 'cancelled' })
  await vi.waitFor(() => expect([ended.signal.aborted, ended.stop.aborted]).toEqual([true, false]))
})

test.each<[string, unknown, object]>([
  [
    'inputs that cannot be planned',
    new PlanningInputError({ file: 'history.csv', row: 3, value: '-1', problem: 'is negative', hint: 'Use 0.' }),
    {
      code: 'invalidPlan',
      issues: [{ file: 'history.csv', row: 3, value: '-1', problem: 'is negative', hint: 'Use 0.' }],
    },
  ],
  ['a solver past its limit', new WorkerTimedOut(90), { code: 'timedOut' }],
  [
    'a crash, whose details stay in the log',
    new WorkerCrashed('TypeError at /srv/solver.ts', 'stack'),
    { code: 'crashed', message: 'The solver failed. The server log has the details under the run id.', issues: [] },
  ],
])('a run fails by %s', async (_name, failure, error) => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const run = await startRun(tested)
  ;(await solver.call(0)).fail(failure)
  expect(await tested.services.runs.finished(run.id)).toMatchObject({ state: 'failed', report: null, error })
  expect((await auditOf(tested, run.id)).at(-1)).toBe('run.failed by local-planner')
})

test('a roster that breaks a hard rule is never stored as a success', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const run = await startRun(tested)
  const violation: Violation = {
    ...{ ruleId: 'rest', ruleKind: 'minRestBetweenShifts', severity: 'hard', at: '2026-11-10T06:00+08:00' },
    ...{ size: 60, unit: 'minutes', message: 'an rests 600 minutes' },
  }
  const explained = { message: 'an has no legal week.', conflict: [], waysOut: [{ text: 'give up a', cost: 0 }] }
  const explanations = (['noLegalWeek', 'noSkill'] as const).map((kind) => ({ kind, ...explained }))
  ;(await solver.call(0)).end({ ...PLANNED, report: { ...REPORT, violations: [violation], explanations } })
  expect(await tested.services.runs.finished(run.id)).toMatchObject({
    state: 'failed',
    error: {
      code: 'brokenRules',
      message: 'The roster breaks 1 hard rule(s), so it was not kept. First: an rests 600 minutes',
      issues: [{ problem: 'an has no legal week', hint: 'Ways out, cheapest first: (1) give up a.' }],
    },
  })
  expect(await tested.db.selectFrom('run_result').selectAll().execute()).toEqual([])
})

test('a run that waits without a place in the queue, as of a restored database, is taken up at the next start', async () => {
  const db = await testDatabase()
  const id = await storeRun(db, await storePlan(db))
  const solver = steppedSolver()
  const tested = await buildTestApp({ ...solver, db })
  ;(await solver.call(0)).end(PLANNED)
  expect((await tested.services.runs.finished(id)).state).toBe('succeeded')
  expect(solver.calls).toHaveLength(1)
})

test('a server that stops ends its streams and puts its run back; another one begins it again', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const run = await startRun(tested)
  const { signal, say } = await solver.call(0)
  say({ stage: 'roster' })
  const ended = eventsOf(tested, run.id, () => tested.services.runs.close())
  await ended
  const refused = await tested.post(`/api/plans/${run.planId}/runs`, {})
  expect([refused.statusCode, refused.json().error.code]).toEqual([503, 'unavailable'])
  await tested.stopWorker()
  expect(signal.aborted).toBe(true)
  expect(await runOf(tested, run.id)).toMatchObject({ state: 'queued', progress: null, startedAt: null })
  const other = await buildTestApp({ ...solver, db: tested.db })
  ;(await solver.call(1)).end(PLANNED)
  expect((await other.services.runs.finished(run.id)).state).toBe('succeeded')
  expect(await auditOf(tested, run.id)).toEqual([
    'run.queued by local-planner',
    'run.started by local-planner',
    'run.started by local-planner',
    'run.succeeded by local-planner',
  ])
})

test.each<[object, string]>([
  [{ week: 'monday' }, 'week'],
  [{ weeks: 9 }, 'weeks'],
  [{ weeks: 1.5 }, 'weeks'],
  [{ seed: -1 }, 'seed'],
  [{ gap: 2 }, 'gap'],
  [{ timeLimitSeconds: 0 }, 'timeLimitSeconds'],
])('a request out of bounds is refused: %j', async (body, column) => {
  const tested = await buildTestApp(steppedSolver())
  const reply = await tested.post(`/api/plans/${await storePlan(tested.db)}/runs`, body)
  const { error } = apiErrorSchema.parse(reply.json())
  expect([reply.statusCode, error.code, error.issues?.[0]?.column]).toEqual([400, 'invalidRequest', column])
})

test('an unknown scenario is refused with those that there are', async () => {
  const tested = await buildTestApp(steppedSolver())
  const reply = await tested.post(`/api/plans/${await storePlan(tested.db)}/runs`, { scenario: 'doubel' })
  expect([reply.statusCode, reply.json().error.message]).toEqual([
    400,
    'The plan has no scenario "doubel". It has: baseline.',
  ])
})
