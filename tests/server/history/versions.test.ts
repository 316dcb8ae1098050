import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { Version } from '../../../server/contracts/version.ts'
import { verifyChain } from '../../../server/store/audit-chain.ts'
import { openAsOwner } from '../../../server/store/database.ts'
import { sha256 } from '../../../server/store/plan-store.ts'
import { finishRun, startRun } from '../../../server/store/run-store.ts'
import { buildTestApp, importSmallPlan, type TestApp } from '../api/build-test-app.ts'
import { urlOf } from '../database.ts'
import { storeDraftableRun } from '../draftable-run.ts'
import { ACTOR, OPEN_GATE, storeRun } from '../stored-plan.ts'

const ROSTER = 'employee,start,end,template,breaks,queue_or_activity\n'

/** A plan with a run whose roster is nobody's shifts, and which keeps what else is published with it. */
async function appWithRun() {
  const app = await buildTestApp({ slots: 0, lagMs: () => 0 })
  const plan = await importSmallPlan(app)
  return { app, plan, runId: await plannedRun(app, plan.id) }
}

async function plannedRun({ db }: TestApp, planId: string, requirement = 'queue,start\n'): Promise<string> {
  const runId = await storeRun(db, planId)
  await startRun(db, runId)
  const contents = new Map([
    ['roster.csv', ROSTER],
    ['requirement.csv', requirement],
    ['forecast.csv', 'queue,mean\n'],
  ])
  await finishRun(db, runId, ACTOR, { state: 'succeeded', report: OPEN_GATE, contents })
  return runId
}

const proposal = (runId: string, kind: 'roster' | 'requirement' = 'roster') => ({
  ...{ id: randomUUID(), kind, runId, notes: 'for the sale' },
})

async function propose(app: TestApp, planId: string, body: object): Promise<Version> {
  const reply = await app.post(`/api/plans/${planId}/versions`, body)
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json()
}

const listed = async ({ get }: TestApp, planId: string): Promise<Version[]> =>
  (await get(`/api/plans/${planId}/versions`)).json().versions

test('a roster goes from proposal by way of a second try to publication, with all that it rests on', async () => {
  const { app, plan, runId } = await appWithRun()
  const made = await propose(app, plan.id, proposal(runId))
  expect(made).toMatchObject({ state: 'review', number: 1, name: '2026-11-09/2026-11-15', sha256: sha256(ROSTER) })
  const back = await app.post(`/api/versions/${made.id}/send-back`, {
    expectedRevision: 1,
    reason: 'too thin at night',
  })
  expect(back.json()).toMatchObject({
    state: 'draft',
    returned: { reason: 'too thin at night', name: 'Local planner' },
  })
  expect(
    (await app.post(`/api/versions/${made.id}/publish`, { expectedRevision: 2, id: randomUUID() })).statusCode,
  ).toBe(409)
  await app.post(`/api/versions/${made.id}/submit`, { expectedRevision: 2 })
  const publish = { expectedRevision: 3, id: randomUUID() }
  const published = await app.post(`/api/versions/${made.id}/publish`, publish)
  expect(published.json()).toMatchObject({ state: 'published', publicationId: publish.id })
  const versions = await listed(app, plan.id)
  expect(versions.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
    'forecast published',
    'requirement published',
    'roster published',
  ])
  const [publication] = (await app.get(`/api/plans/${plan.id}/publications`)).json().publications
  expect(publication).toMatchObject({ id: publish.id, runId, rosterSha256: made.sha256 })
  const again = await app.post(`/api/versions/${made.id}/publish`, publish)
  expect([again.statusCode, again.json().state]).toEqual([200, 'published'])
  expect((await app.get(`/api/versions/${made.id}/content`)).body).toBe(ROSTER)
  expect((await verifyChain(app.db, 'main')).fault).toBeNull()
})

test('a run that is published directly leaves its versions, and a proposal of it is what is published', async () => {
  const { app, plan, runId } = await appWithRun()
  const made = await propose(app, plan.id, proposal(runId))
  expect((await app.post(`/api/runs/${runId}/publication`, {})).statusCode).toBe(201)
  expect((await app.get(`/api/versions/${made.id}`)).json().state).toBe('published')
  const other = await plannedRun(app, plan.id, 'queue,start\nchat,1\n')
  expect((await app.post(`/api/runs/${other}/publication`, {})).statusCode).toBe(201)
  const states = (await listed(app, plan.id)).map(({ kind, number, state }) => `${kind} ${number} ${state}`)
  expect(states.toSorted()).toEqual([
    'forecast 1 published',
    'requirement 1 superseded',
    'requirement 2 published',
    'roster 1 superseded',
    'roster 2 published',
  ])
})

test('a version and a proposal are made once, however often they are asked for', async () => {
  const { app, plan, runId } = await appWithRun()
  const body = proposal(runId, 'requirement')
  const replies = [
    await app.post(`/api/plans/${plan.id}/versions`, body),
    await app.post(`/api/plans/${plan.id}/versions`, body),
  ]
  expect(replies.map(({ statusCode }) => statusCode)).toEqual([201, 200])
  const many = await Promise.all(Array.from({ length: 6 }, () => propose(app, plan.id, proposal(runId, 'requirement'))))
  expect(many.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7])
})

test('of many who publish the same proposal one does, the others are told who was first', async () => {
  const { app, plan, runId } = await appWithRun()
  const { id } = await propose(app, plan.id, proposal(runId, 'requirement'))
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => app.post(`/api/versions/${id}/publish`, { expectedRevision: 1, id: randomUUID() })),
  )
  expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  const refused = replies.find(({ statusCode }) => statusCode === 409)!.json().error
  expect(refused.message).toContain('Local planner was the last to change it')
})

test.each([
  `update version set content_gzip = 'x'`,
  `update version set notes = 'otherwise'`,
  'update version set published_at = now()',
  'delete from version',
])('a published version is never changed: %s', async (statement) => {
  const { app, runId } = await appWithRun()
  await app.post(`/api/runs/${runId}/publication`, {})
  await expect(sql.raw(statement).execute(app.db)).rejects.toThrow('is never changed')
})

test('where two people are needed nobody publishes own work', async () => {
  const { app, plan, runId } = await appWithRun()
  const rule = { expectedRevision: 0, fourEyes: true }
  expect((await app.put('/api/units/main/publishing-rule', rule)).json()).toMatchObject({ fourEyes: true, revision: 1 })
  expect((await app.put('/api/units/main/publishing-rule', rule)).statusCode).toBe(409)
  expect((await app.post(`/api/runs/${runId}/publication`, {})).statusCode).toBe(403)
  const { id } = await propose(app, plan.id, proposal(runId))
  expect((await app.post(`/api/versions/${id}/publish`, { expectedRevision: 1, id: randomUUID() })).statusCode).toBe(
    403,
  )
  const published = await sql`select 1 from version where state = 'published' union select 1 from publication`.execute(
    app.db,
  )
  expect(published.rows).toEqual([])
})

test('a scenario is put back into the plan, a roster becomes a run, and a requirement says why it is neither', async () => {
  const { app, plan, runId } = await appWithRun()
  const requirement = await propose(app, plan.id, proposal(runId, 'requirement'))
  const refused = await app.post(`/api/versions/${requirement.id}/restore`, { reason: 'as it was' })
  expect([refused.statusCode, refused.json().error.message]).toEqual([
    400,
    expect.stringContaining('made from the plan'),
  ])
  const roster = await propose(app, plan.id, proposal(await storeDraftableRun(app.db, plan.id)))
  const restored = await app.post(`/api/versions/${roster.id}/restore`, { reason: 'as it was' })
  expect(restored.json()).toMatchObject({ kind: 'roster' })
  const run = (await app.get(`/api/runs/${restored.json().runId}`)).json()
  expect(run.source).toEqual({ kind: 'file', fileName: '2026-11-09_2026-11-15-v1.csv' })
})

test('a scenario and the entry of its restoring are stored together, or neither', async () => {
  const { app, plan } = await appWithRun()
  const written = await app.put(`/api/plans/${plan.id}/scenarios/busy`, {
    revision: plan.revision,
    text: 'id: busy\nvolume: [{ queue: chat, factor: 2 }]\n',
  })
  const { revision } = written.json()
  const { id } = await propose(app, plan.id, { id: randomUUID(), kind: 'scenario', scenarioId: 'busy' })
  const restore = () => app.post(`/api/versions/${id}/restore`, { expectedRevision: revision, reason: 'as it was' })
  const owner = openAsOwner(urlOf(app.db))
  onTestFinished(() => owner.destroy())
  await sql`alter table audit_log add constraint broken check (action <> 'version.restored')`.execute(owner)
  expect((await restore()).statusCode).toBe(500)
  expect((await app.get(`/api/plans/${plan.id}`)).json().revision).toBe(revision)
  await sql`alter table audit_log drop constraint broken`.execute(owner)
  expect((await restore()).json()).toEqual({ kind: 'scenario', planRevision: revision + 1, scenarioId: 'busy' })
  const { entries } = (await app.get('/api/audit?action=version.restored')).json()
  expect(entries).toMatchObject([{ entityId: id, reason: 'as it was', detail: { planRevision: revision + 1 } }])
})

test('whatever statement of a publication fails, all of it is there or nothing', async () => {
  const { app, plan, runId } = await appWithRun()
  const tables = ['publication', 'published_roster', 'version', 'audit_log', 'audit_link', 'audit_head']
  const counts = async () =>
    Promise.all(
      tables.map(
        async (table) =>
          (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(app.db)).rows[0]!.n,
      ),
    )
  const owner = openAsOwner(urlOf(app.db))
  onTestFinished(() => owner.destroy())
  await sql`create function break_now() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`.execute(
    owner,
  )
  const before = await counts()
  const request = { id: randomUUID() }
  for (const [table, when] of [
    ['publication', 'insert'],
    ['published_roster', 'insert'],
    ['version', 'insert'],
    ['version', 'update'],
    ['audit_log', 'insert'],
    ['audit_link', 'insert'],
    ['audit_head', 'update'],
  ] as const) {
    await sql
      .raw(`create trigger broken before ${when} on ${table} for each row execute function break_now()`)
      .execute(owner)
    const reply = await app.post(`/api/runs/${runId}/publication`, request)
    expect([table, when, reply.statusCode]).toEqual([table, when, 500])
    expect(await counts()).toEqual(before)
    await sql.raw(`drop trigger broken on ${table}`).execute(owner)
  }
  expect((await app.post(`/api/runs/${runId}/publication`, request)).statusCode).toBe(201)
  const retried = await app.post(`/api/runs/${runId}/publication`, request)
  expect([retried.statusCode, retried.json().id]).toEqual([200, request.id])
  const other = await plannedRun(app, plan.id)
  expect((await app.post(`/api/runs/${other}/publication`, {})).statusCode).toBe(201)
  expect((await app.post(`/api/runs/${runId}/publication`, request)).json()).toMatchObject({
    id: request.id,
    supersededByRunId: other,
  })
  expect((await verifyChain(app.db, 'main')).fault).toBeNull()
})
