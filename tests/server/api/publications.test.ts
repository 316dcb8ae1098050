import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { type Publication, publicationSchema } from '../../../server/contracts/publication.ts'
import { runSchema } from '../../../server/contracts/run.ts'
import { sha256 } from '../../../server/store/plan-store.ts'
import { testDatabaseAsOwner } from '../database.ts'
import { OPEN_GATE, REPORT, storeFinishedRun, storePlan, storeRun } from '../stored-plan.ts'
import { buildTestApp, type TestApp } from './build-test-app.ts'

const MISSED = 'targetMissed:chat:answeredWithin:30:0.8:week'
const UNPROVEN = 'targetUnproven:phone:answeredWithin:30:0.8:week'
const REASON = '大促当晚只能这样'

const blocker = (kind: 'targetMissed' | 'targetUnproven', id: string, queue: string) => ({
  ...{ kind, id, overridable: true as const },
  target: {
    ...{
      queue,
      unit: 'share' as const,
      kind: 'answeredWithin' as const,
      within: 30,
      asked: 0.8,
      over: 'week' as const,
    },
    ...{ mean: 0.7, lower95: 0.68, upper95: 0.72, at: null, preset: null },
    verdict: kind === 'targetMissed' ? ('missed' as const) : ('unproven' as const),
  },
})
const withBlockers = (...blockers: NonNullable<PlanReportReply['gate']>['blockers']): PlanReportReply => ({
  ...REPORT,
  gate: { publishable: false, blockers },
})
const BELOW_TARGET = withBlockers(blocker('targetMissed', MISSED, 'chat'), blocker('targetUnproven', UNPROVEN, 'phone'))

const publish = ({ post }: TestApp, runId: string, body: object = {}) => post(`/api/runs/${runId}/publication`, body)

async function published(tested: TestApp, runId: string, body: object = {}): Promise<Publication> {
  const reply = await publish(tested, runId, body)
  expect(reply.statusCode, reply.body).toBe(201)
  return publicationSchema.parse(reply.json())
}

async function refused(tested: TestApp, runId: string, body: object = {}) {
  const reply = await publish(tested, runId, body)
  const { code, message, issues = [] } = reply.json().error
  return { status: reply.statusCode, code, message, values: issues.map(({ value }: { value?: string }) => value) }
}

const listOf = async ({ get }: TestApp, planId: string): Promise<Publication[]> =>
  (await get(`/api/plans/${planId}/publications`)).json().publications

const runOf = async ({ get }: TestApp, id: string) => runSchema.parse((await get(`/api/runs/${id}`)).json())

async function auditOf({ db }: TestApp, id: string) {
  const rows = await db.selectFrom('audit_log').selectAll().where('entity_id', '=', id).orderBy('id').execute()
  return rows.map(({ actor_id, action, detail }) => [action, actor_id, detail])
}

test('a roster that keeps every target is published at once, and again finds what was made', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const runId = await storeFinishedRun(tested.db, planId, OPEN_GATE)
  expect((await runOf(tested, runId)).publication).toBeNull()
  const publication = await published(tested, runId)
  const file = await tested.get(`/api/runs/${runId}/files/roster.csv`)
  const rosterSha256 = sha256(file.body)
  expect(publication).toMatchObject({
    ...{ planId, runId, week: '2026-11-09', rosterSha256, override: null, publishedBy: 'local-planner' },
    ...{ supersededAt: null, supersededByRunId: null },
  })
  const again = await publish(tested, runId, { override: { blockers: ['anything'], reason: 'a second click' } })
  expect([again.statusCode, again.json()]).toEqual([200, publication])
  expect((await runOf(tested, runId)).publication).toEqual(publication)
  expect((await tested.get(`/api/plans/${planId}/runs`)).json().runs[0].publication).toEqual(publication)
  expect(await listOf(tested, planId)).toEqual([publication])
  expect(await auditOf(tested, publication.id)).toEqual([
    ['publication.made', 'local-planner', { runId, week: '2026-11-09', weeks: 1, rosterSha256, overridden: [] }],
  ])
})

test('a roster below target takes an override that names each blocker, and a reason', async () => {
  const tested = await buildTestApp()
  const runId = await storeFinishedRun(tested.db, await storePlan(tested.db), BELOW_TARGET)
  expect(await refused(tested, runId)).toMatchObject({
    ...{ status: 409, code: 'notPublishable', values: [MISSED, UNPROVEN] },
  })
  expect(await refused(tested, runId, { override: { blockers: [MISSED], reason: REASON } })).toEqual({
    ...{ status: 409, code: 'notPublishable', values: [UNPROVEN] },
    message: 'The roster is below target. Publishing it takes an override that names each target and a reason.',
  })
  const stale = { blockers: [MISSED, UNPROVEN, 'targetMissed:sms'], reason: REASON }
  expect(await refused(tested, runId, { override: stale })).toMatchObject({
    ...{ status: 409, code: 'conflict', values: ['targetMissed:sms'] },
  })
  expect((await runOf(tested, runId)).publication).toBeNull()

  const publication = await published(tested, runId, { override: { blockers: [UNPROVEN, MISSED], reason: REASON } })
  expect(publication.override).toEqual({ blockers: BELOW_TARGET.gate?.blockers, reason: REASON })
  expect(await auditOf(tested, publication.id)).toMatchObject([
    ['publication.made', 'local-planner', { overridden: [MISSED, UNPROVEN] }],
  ])
})

test('an override of a roster with nothing against it is of another report', async () => {
  const tested = await buildTestApp()
  const runId = await storeFinishedRun(tested.db, await storePlan(tested.db), OPEN_GATE)
  expect(await refused(tested, runId, { override: { blockers: [MISSED], reason: REASON } })).toMatchObject({
    ...{ status: 409, code: 'conflict', values: [MISSED] },
  })
})

test.each([
  [{ override: { blockers: [], reason: REASON } }],
  [{ override: { blockers: [MISSED], reason: 'no' } }],
  [{ override: { blockers: [MISSED], reason: '   \n  ' } }],
  [{ override: { blockers: [MISSED], reason: 'x'.repeat(501) } }],
  [{ override: { blockers: [MISSED], reason: 'a\0bcd' } }],
  [{ override: { blockers: [MISSED], reason: 'half \uD83D pair' } }],
  [{ override: { blockers: ['x'.repeat(301)], reason: REASON } }],
  [{ override: { reason: REASON } }],
  [{ replaces: 'nothing' }],
  [{ force: true }],
])('a request of another form is refused: %j', async (body) => {
  const tested = await buildTestApp()
  const runId = await storeFinishedRun(tested.db, await storePlan(tested.db), BELOW_TARGET)
  expect(await refused(tested, runId, body)).toMatchObject({ status: 400, code: 'invalidRequest' })
})

test('no override publishes a broken rule, an unproved queue, an older report or a run without a roster', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const rule = 'brokenRule:rest'
  const reports = [
    withBlockers(
      {
        ...{ kind: 'brokenRule', id: rule, overridable: false, ruleId: 'rest', count: 1 },
        message: 'An rests too little',
      },
      blocker('targetMissed', MISSED, 'chat'),
    ),
    withBlockers({ kind: 'nothingProved', id: 'nothingProved:chat', overridable: false, queue: 'chat' }),
    REPORT,
  ]
  const refusals = []
  for (const report of reports) {
    const runId = await storeFinishedRun(tested.db, planId, report)
    for (const body of [{}, { override: { blockers: [MISSED, rule, 'nothingProved:chat'], reason: REASON } }]) {
      refusals.push(await refused(tested, runId, body))
    }
  }
  expect(refusals.map(({ status, code, values }) => [status, code, values])).toEqual([
    [409, 'notPublishable', [rule]],
    [409, 'notPublishable', [rule]],
    [409, 'notPublishable', ['nothingProved:chat']],
    [409, 'notPublishable', ['nothingProved:chat']],
    [409, 'notPublishable', []],
    [409, 'notPublishable', []],
  ])
  expect(refusals.at(-1)?.message).toBe(
    'The run was made by an earlier version, which proved no targets. Plan the week again.',
  )
  expect(await refused(tested, await storeRun(tested.db, planId))).toMatchObject({
    ...{ status: 409, code: 'notReady', message: 'The run has no roster to publish: it is queued.' },
  })
  expect(await refused(tested, '00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 })
  expect(await refused(tested, 'x')).toMatchObject({ status: 404 })
  expect((await tested.get('/api/plans/x/publications')).statusCode).toBe(404)
  expect(await listOf(tested, planId)).toEqual([])
})

test("another run of the week takes the former one's place, which is kept; and the former may come back", async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const [first, second] = [
    await storeFinishedRun(tested.db, planId, OPEN_GATE),
    await storeFinishedRun(tested.db, planId, OPEN_GATE),
  ]
  const one = await published(tested, first)
  const two = await published(tested, second, { replaces: one.id })
  expect((await runOf(tested, first)).publication).toEqual({
    ...{ ...one, supersededAt: two.publishedAt, supersededByRunId: second },
  })
  const three = await published(tested, first)
  expect((await runOf(tested, first)).publication).toEqual(three)
  expect((await listOf(tested, planId)).map(({ id, supersededByRunId }) => [id, supersededByRunId])).toEqual([
    [three.id, null],
    [two.id, first],
    [one.id, second],
  ])
  const runs = (await tested.get(`/api/plans/${planId}/runs`)).json().runs
  expect(runs.find(({ id }: { id: string }) => id === first).publication.id).toBe(three.id)
  expect((await auditOf(tested, one.id)).map(([action, , detail]) => [action, detail])).toEqual([
    ['publication.made', expect.objectContaining({ runId: first })],
    ['publication.superseded', { byRunId: second }],
  ])
})

test('who saw another publication of the week than there is, or none, is told so', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const first = await storeFinishedRun(tested.db, planId, OPEN_GATE)
  const second = await storeFinishedRun(tested.db, planId, OPEN_GATE)
  const unseen = await refused(tested, first, { replaces: '00000000-0000-4000-8000-000000000000' })
  expect(unseen).toMatchObject({ status: 409, code: 'conflict' })
  expect(unseen.message).toContain('No roster of this week is published that could be replaced.')
  await published(tested, first, { replaces: null })
  const late = await refused(tested, second, { replaces: null })
  expect(late).toMatchObject({ status: 409, code: 'conflict' })
  expect(late.message).toContain(`Somebody else was first: run ${first} is published for the week now.`)
  expect((await listOf(tested, planId)).length).toBe(1)
})

test('of many who publish different runs of a week at once, one is first and the others are told', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const runs: string[] = []
  for (let count = 0; count < 8; count++) runs.push(await storeFinishedRun(tested.db, planId, OPEN_GATE))
  const race = async (ids: readonly string[], body: object) =>
    (await Promise.all(ids.map((id) => publish(tested, id, body)))).map(({ statusCode }) => statusCode).sort()

  expect(await race(runs.slice(1), { replaces: null })).toEqual([201, 409, 409, 409, 409, 409, 409])
  const [current] = await listOf(tested, planId)
  const others = runs.filter((id) => id !== current?.runId)
  expect(await race(others, { replaces: current?.id })).toEqual([201, 409, 409, 409, 409, 409, 409])
  // Those who do not say what they saw: each that is told of success was published, one after the other.
  const statuses = await race(runs, {})
  const chain = await listOf(tested, planId)
  expect(chain.filter(({ supersededAt }) => supersededAt === null).length).toBe(1)
  expect(chain.length).toBe(2 + statuses.filter((status) => status === 201).length)
  const { rows } = await sql<{ count: number }>`select count(*) as count from audit_log
    where action = 'publication.made'`.execute(tested.db)
  expect(rows[0]?.count).toBe(chain.length)
})

test('a roster of several weeks takes the place of those of its weeks, and of none that reaches further', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const runFor = (week: string, weeks: number) => storeFinishedRun(tested.db, planId, OPEN_GATE, { week, weeks })
  const one = await published(tested, await runFor('2026-11-09', 1))
  const two = await published(tested, await runFor('2026-11-23', 1))
  const four = await runFor('2026-11-09', 4)
  expect(await refused(tested, four, { replaces: one.id })).toMatchObject({ status: 409, code: 'conflict' })
  const whole = await published(tested, four, { replaces: [two.id, one.id] })
  expect([whole.week, whole.weeks]).toEqual(['2026-11-09', 4])
  const standing = (await listOf(tested, planId)).filter(({ supersededAt }) => supersededAt === null)
  expect(standing.map(({ id }) => id)).toEqual([whole.id])
  const part = await refused(tested, await runFor('2026-11-16', 1), { replaces: whole.id })
  expect([part.status, part.message]).toEqual([
    409,
    'The roster published for 2026-11-09 to 2026-12-06 covers further weeks. Plan all of them together and publish that.',
  ])
  await published(tested, await runFor('2026-12-07', 1), { replaces: null })
})

test('one run published by many at once is published once, and all are told of it', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const runId = await storeFinishedRun(tested.db, planId, OPEN_GATE)
  const replies = await Promise.all(Array.from({ length: 8 }, () => publish(tested, runId, { replaces: null })))
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
  expect(new Set(replies.map(({ body }) => body)).size).toBe(1)
})

test('a published roster that reads otherwise than it was published is not given out', async () => {
  const tested = await buildTestApp({ db: await testDatabaseAsOwner() })
  const runId = await storeFinishedRun(tested.db, await storePlan(tested.db), OPEN_GATE)
  await published(tested, runId)
  expect((await tested.get(`/api/runs/${runId}/files/roster.csv`)).statusCode).toBe(200)
  const other = Buffer.from('employee,start\nbo,2026-11-09T09:00+08:00\n')
  await sql`alter table run_result disable trigger run_result_published_is_kept`.execute(tested.db)
  await sql`update run_result set content = ${other}, sha256 = ${sha256(other)} where run_id = ${runId}`.execute(
    tested.db,
  )
  const reply = await tested.get(`/api/runs/${runId}/files/roster.csv`)
  expect([reply.statusCode, reply.json().error.code]).toEqual([500, 'internal'])
  expect(reply.json().error.message).toContain('is not the one that was published')
})
