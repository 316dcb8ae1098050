import { expect, test, vi } from 'vitest'
import { type Headcount, headcountListSchema, headcountSchema } from '../../../server/contracts/headcount.ts'
import { WorkerCrashed } from '../../../server/jobs/run-in-process.ts'
import { JobStore } from '../../../server/store/job-store.ts'
import type { PlanHeadcount } from '../../../server/work/headcount-work.ts'
import type { HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { sampleHeadcountPlan } from '../exports/xlsx/sample-headcount-plan.ts'
import { buildTestApp, importSmallPlan, type TestApp } from './build-test-app.ts'

const ASKED = { from: '2026-12', months: 4, by: 'month', scenario: 'baseline' }
const PLANNED = sampleHeadcountPlan({ groups: 2, months: 4 })

/** A planner whose steps the test takes. */
function steppedPlanner() {
  const calls: {
    readonly request: Parameters<PlanHeadcount>[0]
    readonly files: Parameters<PlanHeadcount>[1]
    readonly talk: Parameters<PlanHeadcount>[2]
    readonly end: (plan: HeadcountPlan) => void
    readonly fail: (error: unknown) => void
  }[] = []
  const planHeadcount: PlanHeadcount = (request, files, talk) =>
    new Promise((end, fail) => {
      talk.signal.addEventListener('abort', () => fail(talk.signal.reason))
      calls.push({ request, files, talk, end, fail })
    })
  const call = (index: number) =>
    vi.waitFor(() => calls[index] ?? Promise.reject(new Error(`no call ${index}`)), 20_000)
  return { planHeadcount, call, calls }
}

async function start({ post }: TestApp, planId: string, body: object = ASKED): Promise<Headcount> {
  const reply = await post(`/api/plans/${planId}/headcount-plans`, body)
  expect(reply.statusCode, reply.body).toBe(202)
  expect(reply.headers.location).toBe(`/api/headcount-plans/${reply.json().id}`)
  return headcountSchema.parse(reply.json())
}

const headcountOf = async ({ get }: TestApp, id: string): Promise<Headcount> =>
  headcountSchema.parse((await get(`/api/headcount-plans/${id}`)).json())

async function auditOf({ db }: TestApp, id: string) {
  const rows = await db.selectFrom('audit_log').selectAll().where('entity_id', '=', id).orderBy('id').execute()
  return rows.map(({ actor_id, action }) => `${action} by ${actor_id}`)
}

test('a headcount plan goes from queued to succeeded; its result, list and audit entries are there', async () => {
  const planner = steppedPlanner()
  const tested = await buildTestApp(planner)
  const plan = await importSmallPlan(tested)
  const asked = await start(tested, plan.id)
  expect(asked).toMatchObject({ state: 'queued', request: ASKED, result: null, planId: plan.id })
  const { request, files, talk, end } = await planner.call(0)
  expect(request).toEqual(ASKED)
  expect(files.get('plan.yaml')).toContain('Small team')
  talk.onProgress({ stage: 'requirement', fraction: 0.5 })
  await vi.waitFor(async () =>
    expect(await headcountOf(tested, asked.id)).toMatchObject({
      ...{ state: 'running', progress: { stage: 'requirement', fraction: 0.5 } },
    }),
  )
  end(PLANNED)
  await tested.settled()
  expect(await headcountOf(tested, asked.id)).toMatchObject({ state: 'succeeded', result: PLANNED, error: null })
  const { headcountPlans } = headcountListSchema.parse(
    (await tested.get(`/api/plans/${plan.id}/headcount-plans`)).json(),
  )
  expect(headcountPlans).toMatchObject([{ id: asked.id, state: 'succeeded', result: null }])
  expect(await auditOf(tested, asked.id)).toEqual([
    'headcountPlan.queued by local-planner',
    'headcountPlan.started by local-planner',
    'headcountPlan.succeeded by local-planner',
  ])
})

test('the next waits its turn; what is wrong with the inputs, or with the solver, is told', async () => {
  const planner = steppedPlanner()
  const tested = await buildTestApp(planner)
  const plan = await importSmallPlan(tested)
  const [first, second] = [await start(tested, plan.id), await start(tested, plan.id, { from: '2027-01' })]
  expect(second.request).toEqual({ from: '2027-01', months: 12, by: 'month', scenario: 'baseline' })
  const issue = { file: 'plan.yaml', problem: 'decides too late', hint: 'Say an earlier day.' }
  const call = await planner.call(0)
  expect(planner.calls).toHaveLength(1)
  call.fail(new PlanningInputError(issue))
  ;(await planner.call(1)).fail(new WorkerCrashed('boom', 'secret path'))
  await tested.settled()
  expect(await headcountOf(tested, first.id)).toMatchObject({
    ...{ state: 'failed', error: { code: 'invalidPlan', issues: [issue] } },
  })
  const failed = await headcountOf(tested, second.id)
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'crashed' } })
  expect(JSON.stringify(failed)).not.toContain('secret')
  expect(tested.log.join('')).toContain('boom')
})

test('one in hand and one that waits are cancelled, once', async () => {
  const planner = steppedPlanner()
  const tested = await buildTestApp(planner)
  const plan = await importSmallPlan(tested)
  const [inHand, waiting] = [await start(tested, plan.id), await start(tested, plan.id)]
  const { talk } = await planner.call(0)
  for (const { id } of [waiting, inHand]) {
    const reply = await tested.post(`/api/headcount-plans/${id}/cancel`)
    expect([reply.statusCode, reply.json().state]).toEqual([200, 'cancelled'])
  }
  await vi.waitFor(() => expect(talk.signal.aborted).toBe(true))
  await tested.settled()
  expect(planner.calls).toHaveLength(1)
  const again = await tested.post(`/api/headcount-plans/${inHand.id}/cancel`)
  expect([again.statusCode, again.json().error.message]).toEqual([
    409,
    'The headcount plan is over already (cancelled); there is nothing to cancel.',
  ])
})

test('what a stopped server was at is gone on with by the next one', async () => {
  const planner = steppedPlanner()
  const tested = await buildTestApp(planner)
  const { id } = await start(tested, (await importSmallPlan(tested)).id)
  await planner.call(0)
  await tested.stopWorker()
  expect(await headcountOf(tested, id)).toMatchObject({ state: 'queued', startedAt: null })
  const other = await buildTestApp({ ...planner, db: tested.db })
  ;(await planner.call(1)).end(PLANNED)
  await other.settled()
  expect((await headcountOf(tested, id)).state).toBe('succeeded')
})

test('a plan that another process cancelled is not gone on with', async () => {
  const planner = steppedPlanner()
  const tested = await buildTestApp(planner)
  const plan = await importSmallPlan(tested)
  const asked = await start(tested, plan.id)
  const { talk } = await planner.call(0)
  const elsewhere = new JobStore(tested.db, { table: 'headcount_plan', entity: 'headcountPlan' })
  await elsewhere.finish(asked.id, 'local-planner', { state: 'cancelled' })
  await vi.waitFor(() => expect(talk.signal.aborted).toBe(true))
  await tested.settled()
  expect(await headcountOf(tested, asked.id)).toMatchObject({ state: 'cancelled' })
})

test.each([
  [{ from: '2026-13' }, 'from'],
  [{ from: '2026-12', months: 0 }, 'months'],
  [{ from: '2026-12', by: 'day' }, 'by'],
  [{ from: '2026-12', surprise: 1 }, 'surprise'],
])('a request that cannot be is refused: %j', async (body, named) => {
  const tested = await buildTestApp(steppedPlanner())
  const plan = await importSmallPlan(tested)
  const reply = await tested.post(`/api/plans/${plan.id}/headcount-plans`, body)
  expect(reply.statusCode).toBe(400)
  expect(reply.body).toContain(named)
})

test('an unknown scenario, plan and headcount plan are named', async () => {
  const tested = await buildTestApp(steppedPlanner())
  const plan = await importSmallPlan(tested)
  const unknown = await tested.post(`/api/plans/${plan.id}/headcount-plans`, { ...ASKED, scenario: 'baseline+nova' })
  expect([unknown.statusCode, unknown.json().error.message]).toEqual([
    400,
    'The plan has no scenario "nova". It has: baseline.',
  ])
  expect((await tested.get('/api/plans/nobody/headcount-plans')).statusCode).toBe(404)
  const missing = await tested.get('/api/headcount-plans/nobody')
  expect([missing.statusCode, missing.json().error.message]).toEqual([
    404,
    'There is no headcount plan "nobody". It may have been mistyped.',
  ])
})

test('it is taken away as a workbook in either language, a table and requisitions; before it is done, not', async () => {
  const planner = steppedPlanner()
  const tested = await buildTestApp(planner)
  const plan = await importSmallPlan(tested)
  const { id } = await start(tested, plan.id)
  const early = await tested.get(`/api/headcount-plans/${id}/files/headcount.csv`)
  expect([early.statusCode, early.json().error.code]).toEqual([409, 'notReady'])
  ;(await planner.call(0)).end(PLANNED)
  await tested.settled()
  const file = async (name: string) => {
    const reply = await tested.get(`/api/headcount-plans/${id}/files/${name}`)
    expect(reply.statusCode, reply.body).toBe(200)
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="${name.split('?')[0]}"`)
    return reply
  }
  const [chinese, english] = [await file('headcount.xlsx?lang=zh-CN'), await file('headcount.xlsx?lang=en')]
  expect(chinese.headers['content-type']).toContain('spreadsheetml.sheet')
  expect(chinese.rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect(chinese.rawPayload.equals(english.rawPayload)).toBe(false)
  const table = await file('headcount.csv')
  expect(table.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(table.body).toContain('group-1')
  expect((await file('requisitions.csv?lang=en')).body).toContain('Headcount plan of 4 months from 2026-12')
  expect((await tested.get(`/api/headcount-plans/${id}/files/passwords.csv`)).statusCode).toBe(400)
}, 60_000)
