import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Plan } from '../../../server/contracts/plan.ts'
import type { PlanRevisionList, RevisionComparison } from '../../../server/contracts/revision.ts'
import { verifyChain } from '../../../server/store/audit-chain.ts'
import { buildTestApp, importSmallPlan, type TestApp } from '../api/build-test-app.ts'

async function filesOf({ get }: TestApp, id: string): Promise<Map<string, string>> {
  const { files } = (await get(`/api/plans/${id}/files`)).json() as { files: { path: string; content: string }[] }
  return new Map(files.map(({ path, content }) => [path, content]))
}

const addSale = (expectedRevision: number, title: string) => ({
  expectedRevision,
  changes: [{ section: 'calendar', add: { kind: 'sale', title, start: '2026-11-10T10:00', end: '2026-11-10T12:00' } }],
})

async function changedTwice() {
  const app = await buildTestApp({ lagMs: () => 0 })
  const plan = await importSmallPlan(app)
  const first = await filesOf(app, plan.id)
  for (const [revision, title] of [
    [1, 'one'],
    [2, 'two'],
  ] as const) {
    const reply = await app.post(`/api/plans/${plan.id}/settings/changes`, addSale(revision, title))
    if (reply.statusCode !== 200) throw new Error(reply.body)
  }
  return { app, plan, first }
}

test('each change is a revision that tells who, what and when, and two of them what is different', async () => {
  const { app, plan } = await changedTwice()
  const { revisions, next } = (await app.get(`/api/plans/${plan.id}/revisions`)).json() as PlanRevisionList
  expect(next).toBeNull()
  expect(revisions.map(({ revision, action, name }) => [revision, action, name])).toEqual([
    [3, 'plan.settingsChanged', 'Local planner'],
    [2, 'plan.settingsChanged', 'Local planner'],
    [1, 'plan.imported', 'Local planner'],
  ])
  expect(revisions[0]!.paths).toEqual(['calendar.csv'])
  const changes = (await app.get(`/api/plans/${plan.id}/revisions/3/changes?since=2`)).json() as RevisionComparison
  expect(changes.files.map(({ path }) => path)).toEqual(['calendar.csv'])
  const told = changes.files[0]!.lines!.filter(({ kind }) => kind !== 'same')
  expect(told).toEqual([expect.objectContaining({ kind: 'added', text: expect.stringContaining('two') })])
})

test('a revision is restored byte for byte as a new one, with its reason, and can itself be undone', async () => {
  const { app, plan, first } = await changedTwice()
  const third = await filesOf(app, plan.id)
  const body = { expectedRevision: 3, reason: 'the sale was moved' }
  const restored = await app.post(`/api/plans/${plan.id}/revisions/1/restore`, body)
  expect(restored.statusCode).toBe(200)
  expect(restored.json<Plan>()).toMatchObject({ revision: 4, inputHash: plan.inputHash })
  expect(await filesOf(app, plan.id)).toEqual(first)
  const undo = { expectedRevision: 4, reason: 'it was not' }
  expect((await app.post(`/api/plans/${plan.id}/revisions/3/restore`, undo)).statusCode).toBe(200)
  expect(await filesOf(app, plan.id)).toEqual(third)
  const { entries } = (await app.get('/api/audit?action=plan.restored')).json()
  expect(entries.map((entry: { reason: string }) => entry.reason)).toEqual(['it was not', 'the sale was moved'])
  expect((await verifyChain(app.db, 'main')).fault).toBeNull()
})

test('what is kept grows by what changes, once for each content', async () => {
  const { app, plan } = await changedTwice()
  const count = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from plan_blob`.execute(app.db)).rows[0]!.n
  expect(await count()).toBe(2)
  for (const [revision, expectedRevision] of [
    [1, 3],
    [3, 4],
    [1, 5],
  ]) {
    await app.post(`/api/plans/${plan.id}/revisions/${revision}/restore`, { expectedRevision, reason: 'to and fro' })
  }
  expect(await count()).toBe(3)
})

test('whoever comes second is told who changed what, and when', async () => {
  const { app, plan } = await changedTwice()
  const reply = await app.post(`/api/plans/${plan.id}/revisions/1/restore`, { expectedRevision: 2, reason: 'late' })
  expect(reply.statusCode).toBe(409)
  const { error } = reply.json()
  expect(error.message).toMatch(
    /^Local planner changed the plan in the meantime \(calendar\.csv, \d{4}-\d\d-\d\d \d\d:\d\d\)\. Nothing of yours was stored\. Look at it again, then decide\.$/,
  )
  expect(error.issues).toEqual([expect.objectContaining({ file: 'calendar.csv', value: '3' })])
})

test('what was erased cannot be restored, and says so', async () => {
  const { app, plan } = await changedTwice()
  await sql`update plan_blob set content = null, erased_at = now()`.execute(app.db)
  const reply = await app.post(`/api/plans/${plan.id}/revisions/1/restore`, { expectedRevision: 3, reason: 'gone' })
  expect([reply.statusCode, reply.json().error.message]).toEqual([
    409,
    expect.stringContaining('calendar.csv of that revision was erased'),
  ])
  expect((await app.get(`/api/plans/${plan.id}`)).json().revision).toBe(3)
})

test('a kept content is never changed, and an unknown revision is not found', async () => {
  const { app, plan } = await changedTwice()
  await expect(sql`update plan_blob set created_at = now()`.execute(app.db)).rejects.toThrow(
    'never changed, only erased',
  )
  expect((await app.get(`/api/plans/${plan.id}/revisions/9/changes?since=1`)).statusCode).toBe(404)
  const body = { expectedRevision: 3, reason: 'x y z' }
  expect((await app.post(`/api/plans/${plan.id}/revisions/9/restore`, body)).statusCode).toBe(404)
  expect((await app.post(`/api/plans/${plan.id}/revisions/3/restore`, body)).statusCode).toBe(409)
})
