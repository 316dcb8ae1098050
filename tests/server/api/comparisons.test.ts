import { expect, test, vi } from 'vitest'
import { type ComparisonReply, comparisonListSchema, comparisonSchema } from '../../../server/contracts/comparison.ts'
import type { CompareWork } from '../../../server/jobs/compare-task.ts'
import { WorkerCrashed } from '../../../server/jobs/run-in-process.ts'
import type { PartTalk } from '../../../server/jobs/scenario-planner.ts'
import { JobStore } from '../../../server/store/job-store.ts'
import type { OpenPlanner } from '../../../server/work/comparison-part-work.ts'
import type { PlannedScenario } from '../../../solver/domain/comparison.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { plannedSample } from '../../solver/compare/planned-samples.ts'
import { buildTestApp, importOf, type TestApp } from './build-test-app.ts'

/** Solvers whose steps the test takes: a call for each scenario, in the order in which they are begun. */
function steppedSolver() {
  const calls: {
    readonly work: CompareWork
    readonly scenario: string
    readonly talk: PartTalk
    readonly end: (planned: PlannedScenario) => void
    readonly fail: (error: unknown) => void
  }[] = []
  const opened: CompareWork[] = []
  const openPlanner: OpenPlanner = (work) => {
    opened.push(work)
    return {
      plan: (place, talk) =>
        new Promise((end, fail) => {
          if (talk.signal.aborted) return fail(talk.signal.reason)
          talk.signal.addEventListener('abort', () => fail(talk.signal.reason))
          calls.push({ work, scenario: work.scenarios[place]!.id, talk, end, fail })
        }),
      close: async () => undefined,
    }
  }
  const call = (index: number) =>
    vi.waitFor(() => calls[index] ?? Promise.reject(new Error(`no call ${index}`)), 20_000)
  return { openPlanner, call, calls, opened }
}

const KIND = { table: 'comparison', entity: 'comparison' } as const
const BUSY = 'id: busy\nvolume: [{ factor: 2 }]\n'
const SICK = 'id: sick\nunplannedShrinkage: 0.2\n'

async function importPlan({ post }: TestApp): Promise<string> {
  const reply = await post('/api/plans', importOf({ 'scenarios/busy.yaml': BUSY, 'scenarios/sick.yaml': SICK }))
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json().id
}

const SCENARIOS = { kind: 'scenarios', scenarios: ['baseline', 'busy', 'busy+sick'], seed: 7 }

async function start({ post }: TestApp, planId: string, body: object = SCENARIOS): Promise<ComparisonReply> {
  const reply = await post(`/api/plans/${planId}/comparisons`, body)
  expect(reply.statusCode, reply.body).toBe(202)
  return comparisonSchema.parse(reply.json())
}

const comparisonOf = async ({ get }: TestApp, id: string): Promise<ComparisonReply> =>
  comparisonSchema.parse((await get(`/api/comparisons/${id}`)).json())

async function auditOf({ db }: TestApp, id: string) {
  const rows = await db.selectFrom('audit_log').selectAll().where('entity_id', '=', id).orderBy('id').execute()
  return rows.map(({ actor_id, action }) => `${action} by ${actor_id}`)
}

const made = (scenario: string, wages: number) => plannedSample(scenario, [{ measure: 'wages', value: wages }])

/** Plans the scenarios of a comparison from a call on. */
async function endAll(solver: ReturnType<typeof steppedSolver>, from: number, count: number): Promise<void> {
  for (let index = from; index < from + count; index++) {
    const { scenario, end } = await solver.call(index)
    end(made(scenario, 100 + 50 * (index - from)))
  }
}

test('a comparison goes from queued to succeeded; its result, list and audit entries are there', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const planId = await importPlan(tested)
  const started = await start(tested, planId)
  expect(started).toMatchObject({ state: 'queued', week: '2026-11-09', result: null, request: SCENARIOS })

  const { work, scenario, talk } = await solver.call(0)
  expect(scenario).toBe('baseline')
  expect(work).toMatchObject({
    options: { week: '2026-11-09', weeks: 1, seed: 7, gap: 0.01, timeLimitSeconds: 60, replications: 30 },
    scenarios: [
      { id: 'baseline', base: 'baseline', settings: [] },
      { id: 'busy', base: 'busy', settings: [] },
      { id: 'busy+sick', base: 'busy+sick', settings: [] },
    ],
    ...{ keepFiles: false, withEstimates: true },
  })
  expect(work.files.get('scenarios/busy.yaml')).toBe(BUSY)
  talk.onProgress({ stage: 'forecast' })
  solver.calls[0]!.end(made('baseline', 100))
  ;(await solver.call(1)).talk.onProgress({ stage: 'roster', round: 1 })
  await vi.waitFor(async () =>
    expect(await comparisonOf(tested, started.id)).toMatchObject({
      state: 'running',
      progress: { done: 1, of: 3, inHand: [{ scenario: 'busy', stage: 'roster', round: 1 }] },
    }),
  )

  solver.calls[1]!.end(made('busy', 150))
  ;(await solver.call(2)).end(made('busy+sick', 160))
  await tested.settled()
  // One worker at one place reads the plan once.
  expect(solver.opened).toHaveLength(1)
  const ended = await comparisonOf(tested, started.id)
  expect(ended).toMatchObject({ state: 'succeeded', error: null })
  expect(ended.result!.scenarios.map(({ scenario, values }) => [scenario, values[0]!.difference])).toEqual([
    ['baseline', 0],
    ['busy', 50],
    ['busy+sick', 60],
  ])
  const list = comparisonListSchema.parse((await tested.get(`/api/plans/${planId}/comparisons`)).json())
  expect(list.comparisons).toMatchObject([{ id: started.id, state: 'succeeded', result: null }])
  expect(await auditOf(tested, started.id)).toEqual([
    'comparison.queued by local-planner',
    'comparison.started by local-planner',
    'comparison.succeeded by local-planner',
  ])
})

test('its events tell how it stands at once, then each change, and end with it', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const { id } = await start(tested, await importPlan(tested))
  await solver.call(0)
  const address = await tested.app.listen({ host: '127.0.0.1', port: 0 })
  const reply = await fetch(`${address}/api/comparisons/${id}/events`)
  expect(reply.headers.get('content-type')).toContain('text/event-stream')
  await endAll(solver, 0, 3)
  const told = [...(await reply.text()).matchAll(/event: ?comparison\ndata: ?(.+)\n/g)].map(([, data]) =>
    comparisonSchema.parse(JSON.parse(data!)),
  )
  expect(told[0]).toMatchObject({ state: 'running', progress: { done: 0, of: 3 } })
  expect(told.at(-1)!.state).toBe('succeeded')
  const done = told.map(({ progress }) => progress?.done ?? 3)
  expect(done).toEqual([...done].sort())
})

test('a sweep is a comparison of the points of its levers over a scenario', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const planId = await importPlan(tested)
  await start(tested, planId, { kind: 'sweep', scenario: 'busy', levers: ['volume=1:1.2:0.1', 'absence=0,0.1'] })
  const { work } = await solver.call(0)
  expect(work.withEstimates).toBe(false)
  expect(work.scenarios.map(({ id, base }) => `${base}: ${id}`)).toEqual([
    'busy: volume=1,absence=0',
    'busy: volume=1,absence=0.1',
    'busy: volume=1.1,absence=0',
    'busy: volume=1.1,absence=0.1',
    'busy: volume=1.2,absence=0',
    'busy: volume=1.2,absence=0.1',
  ])
  await endAll(solver, 0, 6)
  await tested.settled()
})

test('what cannot be compared is refused before anything is stored', async () => {
  const tested = await buildTestApp(steppedSolver())
  const planId = await importPlan(tested)
  const refused = async (body: object) => {
    const reply = await tested.post(`/api/plans/${planId}/comparisons`, body)
    return [reply.statusCode, reply.json().error]
  }
  expect(await refused({ ...SCENARIOS, scenarios: ['baseline', 'bussy'] })).toMatchObject([
    400,
    { code: 'invalidRequest', message: 'The plan has no scenario "bussy". It has: baseline, busy, sick.' },
  ])
  expect(await refused({ kind: 'sweep', levers: ['volume=2:1:0.1'] })).toMatchObject([
    400,
    {
      message: 'The levers cannot be swept so.',
      issues: [{ value: 'volume=2:1:0.1', problem: 'runs from 2 down to 1' }],
    },
  ])
  for (const scenarios of [['baseline'], ['busy', 'busy']])
    expect(await refused({ ...SCENARIOS, scenarios })).toMatchObject([400, { code: 'invalidRequest' }])
  const missing = '00000000-0000-4000-8000-000000000000'
  expect((await tested.post(`/api/plans/${missing}/comparisons`, SCENARIOS)).statusCode).toBe(404)
  expect((await tested.get(`/api/comparisons/${missing}`)).statusCode).toBe(404)
  expect(await tested.db.selectFrom('comparison').selectAll().execute()).toEqual([])
})

test('cancelling one in hand ends its solvers, one that waits never starts, and both leave nothing', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const planId = await importPlan(tested)
  const [first, second, third] = [await start(tested, planId), await start(tested, planId), await start(tested, planId)]
  const { talk } = await solver.call(0)
  for (const { id } of [second, first]) {
    const reply = await tested.post(`/api/comparisons/${id}/cancel`)
    expect([reply.statusCode, reply.json().state]).toEqual([200, 'cancelled'])
  }
  await vi.waitFor(() => expect(talk.signal.aborted).toBe(true))
  await endAll(solver, 1, 3)
  await tested.settled()
  expect(solver.calls).toHaveLength(4)
  expect((await comparisonOf(tested, third.id)).state).toBe('succeeded')
  expect((await comparisonOf(tested, first.id)).result).toBeNull()
  const again = await tested.post(`/api/comparisons/${first.id}/cancel`)
  expect([again.statusCode, again.json().error.code]).toEqual([409, 'conflict'])
})

test('one that was cancelled by another server is not gone on with', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const { id } = await start(tested, await importPlan(tested))
  const { talk } = await solver.call(0)
  await new JobStore(tested.db, KIND).finish(id, 'local-planner', { state: 'cancelled' })
  await vi.waitFor(() => expect(talk.signal.aborted).toBe(true))
  await tested.settled()
  expect(solver.calls).toHaveLength(1)
  expect((await comparisonOf(tested, id)).state).toBe('cancelled')
})

test.each([
  [
    new PlanningInputError({ value: 'busy', problem: 'cannot be', hint: 'Change it.' }),
    { code: 'invalidPlan', issues: [{ value: 'busy', problem: 'cannot be', hint: 'Change it.' }] },
  ],
  [
    new WorkerCrashed('the work ended', 'a secret stack'),
    { code: 'crashed', message: expect.not.stringContaining('secret') },
  ],
])('what goes wrong ends the comparison in words that may be shown: %s', async (error, expected) => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const { id } = await start(tested, await importPlan(tested))
  ;(await solver.call(0)).fail(error)
  await tested.settled()
  expect(await comparisonOf(tested, id)).toMatchObject({ state: 'failed', result: null, error: expected })
})

test('what a stopped server was at is gone on with by the next one; scenarios that are planned stay planned', async () => {
  const solver = steppedSolver()
  const tested = await buildTestApp(solver)
  const { id } = await start(tested, await importPlan(tested))
  ;(await solver.call(0)).end(made('baseline', 100))
  await solver.call(1)
  await tested.stopWorker()
  const other = await buildTestApp({ ...solver, db: tested.db })
  await endAll(solver, 2, 2)
  await other.settled()
  expect(solver.calls.map(({ scenario }) => scenario)).toEqual(['baseline', 'busy', 'busy', 'busy+sick'])
  const ended = await comparisonOf(other, id)
  expect([ended.state, ended.result!.scenarios.length]).toEqual(['succeeded', 3])
})

test('two scenarios of a small plan are planned in processes and compared', async () => {
  const tested = await buildTestApp()
  const planId = await importPlan(tested)
  const body = { ...SCENARIOS, scenarios: ['baseline', 'busy'], replications: 3, gap: 0.2 }
  const { id } = await start(tested, planId, body)
  await tested.settled()
  const { state, error, result } = await comparisonOf(tested, id)
  expect([state, error]).toEqual(['succeeded', null])
  const [baseline, busy] = result!.scenarios
  const contacts = (scenario: typeof busy) =>
    scenario!.values.find(({ measure, queue }) => measure === 'contactsPlanned' && queue === undefined)!
  expect(contacts(busy).value).toBeCloseTo(2 * contacts(baseline).value!, 6)
  expect(contacts(busy).difference).toBeCloseTo(contacts(baseline).value!, 6)
  expect(busy!.waterfall.map(({ kind }) => kind)).toEqual(['volume', 'plan'])
}, 60_000)
