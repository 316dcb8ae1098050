import { expect, test } from 'vitest'
import { apiErrorSchema } from '../../../server/contracts/api-error.ts'
import { planSchema } from '../../../server/contracts/plan.ts'
import { buildTestApp, importOf, importSmallPlan } from './build-test-app.ts'

test('a plan folder is taken in, described, listed and given back byte for byte', async () => {
  const tested = await buildTestApp()
  const sent = importOf({
    'scenarios/double.yaml': 'id: double\nvolume: [{ factor: 2 }]\n',
    'README.md': '\uFEFF说明\r\n',
  })
  const reply = await tested.post('/api/plans', sent)
  expect(reply.statusCode).toBe(201)
  const plan = planSchema.parse(reply.json())
  expect(reply.headers.location).toBe(`/api/plans/${plan.id}`)
  expect(plan).toMatchObject({
    unitId: 'main',
    name: { 'zh-CN': '小队', en: 'Small team' },
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    intervalMinutes: 60,
    weekStartsOn: 1,
    defaultWeek: '2026-11-09',
    groups: [{ id: 'care', name: 'care' }],
    createdBy: 'local-planner',
    revision: 1,
  })
  expect(plan.queues.map(({ id, target }) => [id, target])).toEqual([
    ['chat', { kind: 'serviceLevel', serviceLevelTarget: 0.8, answerWithinSeconds: 60 }],
    ['tickets', { kind: 'deadline', serviceLevelTarget: 0.95, finishWithinHours: 4, deadlineClock: 'open' }],
  ])
  expect(plan.employees.map(({ id }) => id)).toEqual(['an', 'bo', 'cy', 'di'])
  expect(plan.scenarios.map(({ id }) => id)).toEqual(['baseline', 'double'])

  expect((await tested.get(`/api/plans/${plan.id}`)).json()).toEqual(plan)
  expect((await tested.get('/api/plans')).json()).toEqual({ plans: [plan], unreadable: [] })
  expect((await tested.get('/api/units')).json()).toEqual({ units: [{ id: 'main', name: 'Main' }] })
  const { files } = (await tested.get(`/api/plans/${plan.id}/files`)).json()
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1)
  expect(files.sort(byPath)).toEqual([...sent.files].sort(byPath))
})

test('what is wrong with a plan is told with its place, and nothing is taken in', async () => {
  const tested = await buildTestApp()
  const { 'employees.csv': broken } = {
    'employees.csv': 'id,name,group,skills,contract,hourly_cost\nan,An,care,chatt:1,full-time,-3\n',
  }
  const reply = await tested.post('/api/plans', importOf({ 'employees.csv': broken, 'previous-roster.csv': undefined }))
  expect(reply.statusCode).toBe(400)
  const { error } = apiErrorSchema.parse(reply.json())
  expect(error.code).toBe('invalidPlan')
  expect(error.issues).toContainEqual(expect.objectContaining({ file: 'employees.csv', row: 2, column: 'skills' }))
  expect((await tested.get('/api/plans')).json()).toEqual({ plans: [], unreadable: [] })
  expect(await tested.db.selectFrom('audit_log').selectAll().execute()).toEqual([])
})

test.each<[string, object, string]>([
  ['no plan.yaml', importOf({ 'plan.yaml': undefined }), 'plan.yaml'],
  [
    'a scenario of an unknown queue',
    importOf({ 'scenarios/x.yaml': 'id: x\nvolume: [{ queue: fax, factor: 2 }]\n' }),
    'scenarios/x.yaml',
  ],
  ['a scenario called baseline', importOf({ 'scenarios/x.yaml': 'id: baseline\n' }), 'scenarios/x.yaml'],
])('refused: %s', async (_name, body, file) => {
  const tested = await buildTestApp()
  const reply = await tested.post('/api/plans', body)
  expect(reply.statusCode).toBe(400)
  expect(reply.json().error.code).toBe('invalidPlan')
  expect(reply.json().error.issues[0].file).toBe(file)
})

test.each<[string, object | string, string]>([
  ['a way out of the folder', { unitId: 'main', files: [{ path: '../secret', content: '' }] }, 'files.0.path'],
  ['an absolute path', { unitId: 'main', files: [{ path: '/etc/passwd', content: '' }] }, 'files.0.path'],
  ['a NUL', { unitId: 'main', files: [{ path: 'plan.yaml', content: 'a\0b' }] }, 'files.0.content'],
  ['half a surrogate pair', { unitId: 'main', files: [{ path: 'plan.yaml', content: '\uD800' }] }, 'files.0.content'],
  ['no files', { unitId: 'main', files: [] }, 'files'],
  ['fields that are not known', { ...importOf(), createdBy: 'somebody' }, 'body'],
])('the form of the request is checked: %s', async (_name, body, column) => {
  const tested = await buildTestApp()
  const reply = await tested.post('/api/plans', body as object)
  expect(reply.statusCode).toBe(400)
  const { error } = apiErrorSchema.parse(reply.json())
  expect(error.code).toBe('invalidRequest')
  expect(error.issues?.map((issue) => issue.column)).toEqual([column])
})

test('one file sent twice is refused by name', async () => {
  const tested = await buildTestApp()
  const { unitId, files } = importOf()
  const reply = await tested.post('/api/plans', { unitId, files: [...files, files[1]!] })
  expect(reply.statusCode).toBe(400)
  expect(reply.json().error.message).toBe('employees.csv was sent twice; nothing was taken in.')
})

test('an import into an unknown unit is answered with 404', async () => {
  const tested = await buildTestApp()
  const reply = await tested.post('/api/plans', { ...importOf(), unitId: 'elsewhere' })
  expect(reply.statusCode).toBe(404)
  expect(reply.json().error.message).toBe('There is no planning unit "elsewhere". It may have been mistyped.')
})

test('an import leaves one audit entry with its actor, in the same transaction', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const entries = await tested.db.selectFrom('audit_log').selectAll().execute()
  expect(entries).toMatchObject([
    { unit_id: 'main', actor_id: 'local-planner', action: 'plan.imported', entity: 'plan', entity_id: plan.id },
  ])
  expect(entries[0]!.detail).toEqual({ inputHash: plan.inputHash, files: 6 })
})

test('the ledger of contacts is given only when it is asked for', async () => {
  const tested = await buildTestApp()
  const reply = await tested.post('/api/plans', importOf({ 'contacts/2026-11.csv': 'key\n' }))
  const plan = planSchema.parse(reply.json())
  const pathsOf = async (query: string): Promise<string[]> => {
    const { files } = (await tested.get(`/api/plans/${plan.id}/files${query}`)).json()
    return files.map(({ path }: { path: string }) => path)
  }
  expect(await pathsOf('')).not.toContain('contacts/2026-11.csv')
  expect(await pathsOf('?include=contacts')).toContain('contacts/2026-11.csv')
  expect((await tested.get(`/api/plans/${plan.id}/files?include=all`)).statusCode).toBe(400)
})

test('a plan that an earlier version described is described anew from its files', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const earlier = { description: JSON.stringify({ name: 'Small team', zone: 'Asia/Shanghai' }), forecast_hash: null }
  await tested.db.updateTable('plan').set(earlier).execute()
  expect((await tested.get('/api/plans')).json()).toEqual({ plans: [plan], unreadable: [] })
  const { description } = await tested.db.selectFrom('plan').select('description').executeTakeFirstOrThrow()
  expect(description).toMatchObject({ defaultWeek: '2026-11-09' })
})

test('a plan that this version cannot read any more stands apart and keeps the others from nothing', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const other = await importSmallPlan(tested)
  const lost = tested.db.deleteFrom('plan_file').where('plan_id', '=', other.id).where('path', '=', 'employees.csv')
  await lost.execute()
  await tested.db.updateTable('plan').set({ description: '{}' }).where('id', '=', other.id).execute()
  const message = 'This version cannot read the plan any more. Take its files away, mend them and take them in again.'
  const issues = [expect.objectContaining({ file: 'employees.csv', problem: 'the file is missing' })]
  expect((await tested.get('/api/plans')).json()).toEqual({
    plans: [plan],
    unreadable: [{ id: other.id, message, issues }],
  })
  const reply = await tested.get(`/api/plans/${other.id}`)
  expect([reply.statusCode, reply.json().error]).toMatchObject([400, { code: 'invalidPlan', message, issues }])
  expect((await tested.get(`/api/plans/${other.id}/files`)).statusCode).toBe(200)
})
