import { expect, test } from 'vitest'
import { planTargetsSchema } from '../../../server/contracts/queue-targets.ts'
import { PLATFORM_PRESETS } from '../../../solver/domain/platform-presets.ts'
import { storePlan } from '../stored-plan.ts'
import { buildTestApp, importSmallPlan, type TestApp } from './build-test-app.ts'

const targetsOf = async ({ get }: TestApp, planId: string) =>
  planTargetsSchema.parse((await get(`/api/plans/${planId}/targets`)).json())
const yamlOf = async ({ get }: TestApp, planId: string): Promise<string> => {
  const { files } = (await get(`/api/plans/${planId}/files`)).json()
  return files.find(({ path }: { path: string }) => path === 'plan.yaml').content
}

test('targets are read with every preset, its source, version and whether it is verified', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const { revision, plannedVolume, queues, presets } = await targetsOf(tested, plan.id)
  expect([revision, plannedVolume]).toEqual([1, { planFor: 'mean' }])
  expect(queues.map(({ id, settings }) => [id, settings.kind])).toEqual([
    ['chat', 'instant'],
    ['tickets', 'deferred'],
  ])
  expect(presets.map(({ id }) => id)).toEqual(PLATFORM_PRESETS.map(({ id }) => id))
  const jd = presets.find(({ id }) => id === 'jd-dongdong-30s')!.versions.at(-1)!
  expect(jd).toMatchObject({ validFrom: '2025-09-01', verified: false })
  expect(jd.targets[0]).toMatchObject({ kind: 'answeredWithin', share: 0.9, window: [{ from: '09:00', to: '23:00' }] })
  expect((await tested.get('/api/plans/nothing/targets')).statusCode).toBe(404)
})

test('a changed target is kept in plan.yaml with who and what; forecasts stay as they are', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const { queues } = await targetsOf(tested, plan.id)
  const before = await yamlOf(tested, plan.id)
  const target = { serviceLevelTarget: 0.9, answerWithinSeconds: 45 }
  const settings = { ...queues[0]!.settings, target, presets: ['chat-90-60'] }
  const url = `/api/plans/${plan.id}/queues/chat/targets`
  const reply = await tested.put(url, { revision: 1, settings })
  expect(reply.statusCode, reply.body).toBe(200)
  const changed = planTargetsSchema.parse(reply.json())
  expect(changed).toMatchObject({ revision: 2, queues: [{ settings }, queues[1]] })
  expect(await targetsOf(tested, plan.id)).toEqual(changed)
  expect(await yamlOf(tested, plan.id)).toBe(
    before.replace(
      'serviceLevelTarget: 0.8, answerWithinSeconds: 60 }\n',
      'serviceLevelTarget: 0.9, answerWithinSeconds: 45 }\n    presets: [ chat-90-60 ]\n',
    ),
  )
  const stored = (await tested.get(`/api/plans/${plan.id}`)).json()
  expect(stored).toMatchObject({ revision: 2, forecastInputHash: plan.forecastInputHash })
  expect(stored.inputHash).not.toBe(plan.inputHash)
  expect(stored.queues[0].target).toEqual({ kind: 'serviceLevel', ...target })
  // What is so already makes no new revision.
  const again = await tested.put(url, { revision: 2, settings })
  expect([again.statusCode, again.json().revision]).toEqual([200, 2])

  const entries = await tested.db.selectFrom('audit_log').selectAll().orderBy('id').execute()
  expect(entries.map(({ action, actor_id }) => [action, actor_id])).toEqual(
    ['plan.imported', 'plan.targetsChanged'].map((action) => [action, 'local-planner']),
  )
  expect(entries[1]!.detail).toMatchObject({
    ...{ revision: 2, queueId: 'chat' },
    before: { target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 } },
    after: { target, presets: ['chat-90-60'] },
  })
})

test('the planned volume is changed, and the change of it is told by a name of its own', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const url = `/api/plans/${plan.id}/assurance`
  const reply = await tested.put(url, { revision: 1, planFor: 'mean', assurance: 0.8 })
  expect([reply.statusCode, reply.json().plannedVolume]).toEqual([200, { planFor: 'mean', assurance: 0.8 }])
  expect(await yamlOf(tested, plan.id)).toContain('\nassurance: 0.8\n')
  const without = await tested.put(url, { revision: 2, planFor: 'p90' })
  expect(without.json().plannedVolume).toEqual({ planFor: 'p90' })
  expect(await yamlOf(tested, plan.id)).not.toContain('assurance')
  const entries = await tested.db.selectFrom('audit_log').selectAll().orderBy('id').execute()
  expect(entries.slice(1).map(({ action }) => action)).toEqual(Array(2).fill('plan.plannedVolumeChanged'))
  expect((await tested.put(url, { revision: 3, planFor: 'mean', assurance: 1 })).statusCode).toBe(400)
})

test('who has not seen the last change is refused, whatever was changed', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const { queues } = await targetsOf(tested, plan.id)
  const [chat, tickets] = queues
  const url = (queue: string) => `/api/plans/${plan.id}/queues/${queue}/targets`
  const change = (seconds: number) => ({
    revision: 1,
    settings: { ...chat!.settings, target: { serviceLevelTarget: 0.8, answerWithinSeconds: seconds } },
  })
  const replies = await Promise.all([10, 20, 40].map((seconds) => tested.put(url('chat'), change(seconds))))
  expect(replies.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409])
  const late = await tested.put(url('tickets'), { revision: 1, settings: tickets!.settings })
  expect([late.statusCode, late.json().error.code]).toEqual([409, 'conflict'])
  expect((await targetsOf(tested, plan.id)).revision).toBe(2)
})

test('what is wrong is told by place, and nothing changes', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const before = await yamlOf(tested, planId)
  const { queues } = await targetsOf(tested, planId)
  const { settings } = queues[0]!
  const put = (queue: string, settings: unknown) =>
    tested.put(`/api/plans/${planId}/queues/${queue}/targets`, { revision: 1, settings })
  const columns = async (reply: ReturnType<typeof put>) => {
    const { statusCode, json } = await reply
    return [statusCode, ...json().error.issues.map(({ column }: { column: string }) => column)]
  }
  const certain = { ...settings, target: { serviceLevelTarget: 1, answerWithinSeconds: -1 } }
  expect(await columns(put('chat', certain))).toEqual([
    ...[400, 'settings.target.serviceLevelTarget', 'settings.target.answerWithinSeconds'],
  ])
  const window = [{ from: '23:00', to: '09:00' }]
  const backwards = { ...settings, targets: [{ kind: 'presence', agents: 1, window }] }
  expect(await columns(put('chat', backwards))).toEqual([400, 'settings.targets.0.window.0'])
  expect(await columns(put('chat', { ...settings, presets: ['jd-30'] }))).toEqual([400, 'queues[0].presets[0]'])
  expect(await columns(put('tickets', settings))).toEqual([400, 'kind'])
  expect((await put('nobody', settings)).statusCode).toBe(404)
  expect(await yamlOf(tested, planId)).toBe(before)
})
