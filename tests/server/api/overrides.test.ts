import { expect, test } from 'vitest'
import { overrideListSchema, signedOverrideSchema } from '../../../server/contracts/forecast.ts'
import type { ChangedOverrides } from '../../../server/jobs/worker-task.ts'
import { changePlan } from '../../../server/store/plan-store.ts'
import { ACTOR, storePlan } from '../stored-plan.ts'
import { buildTestApp, importSmallPlan, type TestApp } from './build-test-app.ts'

const REQUEST = {
  queueId: 'chat',
  start: '2026-11-12T16:00+08:00',
  end: '2026-11-12T19:00+08:00',
  kind: 'multiply',
  value: 1.5,
  reason: '主播加场',
}

const overridesOf = async ({ get }: TestApp, planId: string) =>
  overrideListSchema.parse((await get(`/api/plans/${planId}/overrides`)).json()).overrides
const fileOf = async ({ get }: TestApp, planId: string): Promise<string | undefined> => {
  const { files } = (await get(`/api/plans/${planId}/files`)).json()
  return files.find(({ path }: { path: string }) => path === 'overrides.csv')?.content
}

test('an override is kept in the plan folder with who and why, and taken back without a trace in it', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  expect(await overridesOf(tested, plan.id)).toEqual([])
  const reply = await tested.post(`/api/plans/${plan.id}/overrides`, REQUEST)
  expect(reply.statusCode, reply.body).toBe(201)
  const override = signedOverrideSchema.parse(reply.json())
  expect(override).toMatchObject({ ...REQUEST, author: 'local-planner', authorName: 'Local planner' })
  expect(await overridesOf(tested, plan.id)).toEqual([override])
  expect(await fileOf(tested, plan.id)).toContain(`${override.id},chat,2026-11-12T16:00+08:00`)
  const changed = (await tested.get(`/api/plans/${plan.id}`)).json()
  // The model's forecast is as it was; what is planned from it is not.
  expect(changed).toMatchObject({ revision: 2, forecastInputHash: plan.forecastInputHash })

  const url = `/api/plans/${plan.id}/overrides/${override.id}`
  const undone = await tested.app.inject({ method: 'DELETE', url })
  expect([undone.statusCode, undone.json()]).toEqual([200, { overrides: [] }])
  expect(await overridesOf(tested, plan.id)).toEqual([])
  expect(await fileOf(tested, plan.id)).toBeUndefined()
  expect((await tested.get(`/api/plans/${plan.id}`)).json()).toEqual({ ...plan, revision: 3 })
  expect((await tested.app.inject({ method: 'DELETE', url })).statusCode).toBe(404)

  const entries = await tested.db.selectFrom('audit_log').selectAll().orderBy('id').execute()
  expect(entries.map(({ action, actor_id }) => [action, actor_id])).toEqual(
    ['plan.imported', 'plan.overrideAdded', 'plan.overrideRemoved'].map((action) => [action, 'local-planner']),
  )
  expect(entries[2]!.detail).toMatchObject({
    revision: 3,
    override: { id: override.id, reason: '主播加场', value: 1.5 },
  })
})

test('what is wrong with an override is told by field, and nothing changes', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const broken = { ...REQUEST, queueId: 'chatt', start: 'today', value: -1 }
  const reply = await tested.post(`/api/plans/${planId}/overrides`, broken)
  expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'invalidRequest'])
  expect(reply.json().error.issues.map(({ column }: { column: string }) => column)).toEqual([
    'start',
    'queueId',
    'value',
  ])
  const form = await tested.post(`/api/plans/${planId}/overrides`, { ...REQUEST, reason: ' ', author: 'me' })
  expect(form.statusCode).toBe(400)
  expect(await fileOf(tested, planId)).toBeUndefined()
})

test('a reason that the database cannot hold is refused', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  for (const reason of ['a\0b', 'a\ud800b']) {
    const reply = await tested.post(`/api/plans/${planId}/overrides`, { ...REQUEST, reason })
    expect(reply.statusCode, reply.body).toBe(400)
    expect(reply.json().error.issues).toMatchObject([{ column: 'reason' }])
  }
})

test('changes of one plan wait for each other, and one that is overtaken is done again', async () => {
  const seen: (string | undefined)[] = []
  let overtake = true
  const tested = await buildTestApp({
    tasks: {
      changeOverrides: async (files, change) => {
        seen.push(files.get('overrides.csv'))
        if (!('add' in change)) throw new Error('only additions')
        const text = `${files.get('overrides.csv') ?? ''}${change.add.value};`
        const described = { inputHash: 'a'.repeat(64), forecastHash: 'b'.repeat(64), description: {} as never }
        const done: ChangedOverrides = {
          ...{ changed: change.add, overrides: [], described, files: new Map([['overrides.csv', text]]) },
        }
        if (overtake) {
          overtake = false
          await tested.db.transaction().execute((transaction) =>
            changePlan(transaction, {
              ...{ planId, seenRevision: 1, actorId: ACTOR, action: 'plan.fileImported', detail: {}, ...described },
              files: new Map([['overrides.csv', 'imported;']]),
            }),
          )
        }
        return done
      },
    },
  })
  const planId = await storePlan(tested.db)
  const add = (value: number) => tested.post(`/api/plans/${planId}/overrides`, { ...REQUEST, value })
  const replies = await Promise.all([1, 2, 3, 4, 5, 6].map(add))
  expect(replies.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201, 201, 201])
  expect(seen.slice(0, 2)).toEqual([undefined, 'imported;'])
  const kept = (await fileOf(tested, planId))!.split(';').slice(0, -1)
  expect(kept[0]).toBe('imported')
  expect(kept.slice(1).sort()).toEqual(['1', '2', '3', '4', '5', '6'])
})

test('a change that is overtaken again and again is refused as a conflict', async () => {
  const tested = await buildTestApp({
    tasks: {
      changeOverrides: async (_files, change) => {
        await tested.db
          .updateTable('plan')
          .set((eb) => ({ revision: eb('revision', '+', 1) }))
          .execute()
        const described = { inputHash: 'a'.repeat(64), forecastHash: 'b'.repeat(64), description: {} as never }
        if (!('add' in change)) return undefined
        return { changed: change.add, overrides: [], described, files: new Map([['overrides.csv', 'x']]) }
      },
    },
  })
  const planId = await storePlan(tested.db)
  const reply = await tested.post(`/api/plans/${planId}/overrides`, REQUEST)
  expect([reply.statusCode, reply.json().error.code]).toEqual([409, 'conflict'])
  expect(await fileOf(tested, planId)).toBeUndefined()
})
