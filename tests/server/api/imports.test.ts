import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { type FileImport, fileImportSchema, type ImportMapping } from '../../../server/contracts/import.ts'
import type { Plan } from '../../../server/contracts/plan.ts'
import type { PlanTasks } from '../../../server/jobs/plan-tasks.ts'
import { WorkerCrashed } from '../../../server/jobs/run-in-process.ts'
import type { DescribedPlan, ReadFile } from '../../../server/jobs/worker-task.ts'
import { UPLOAD_BYTES } from '../../../server/services/file-import-service.ts'
import { changePlan, sha256 } from '../../../server/store/plan-store.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { ownerOf } from '../database.ts'
import { ACTOR, storePlan } from '../stored-plan.ts'
import { buildTestApp, importSmallPlan, type TestApp } from './build-test-app.ts'

const CHATS = `id,created,queue,seconds
c1,2026-11-09T10:05:00+08:00,chat,120
c2,2026-11-09T10:20:00+08:00,chat,180
c3,2026-11-09T11:00:00+08:00,tickets,600
c4,yesterday,chat,60
`

const MAPPING: ImportMapping = {
  name: 'chats',
  kind: 'contacts',
  zone: 'Asia/Shanghai',
  columns: [
    { field: 'id', column: 'id' },
    { field: 'createdAt', column: 'created', timeFormat: 'iso' },
    { field: 'queue', column: 'queue' },
    { field: 'effort', column: 'seconds', durationUnit: 'seconds' },
  ],
  queues: {},
  botValues: [],
  repeatWindowHours: 24,
}

const send = ({ app }: TestApp, planId: string, body: string | Buffer = CHATS, name = 'chats.csv') =>
  app.inject({
    method: 'POST',
    url: `/api/plans/${planId}/imports`,
    query: { name },
    headers: { 'content-type': 'application/octet-stream' },
    body,
  })

async function received(tested: TestApp, planId: string, body?: string): Promise<FileImport> {
  const reply = await send(tested, planId, body)
  expect(reply.statusCode, reply.body).toBe(202)
  const item = fileImportSchema.parse(reply.json())
  expect(item).toMatchObject({ planId, fileName: 'chats.csv', state: 'detecting', detection: null, finishedAt: null })
  return settledImport(tested, item.id)
}

async function read(tested: TestApp, id: string, choices: object = {}): Promise<FileImport> {
  const reply = await tested.post(`/api/imports/${id}/read`, { mapping: MAPPING, apply: false, ...choices })
  expect(reply.statusCode, reply.body).toBe(202)
  expect(reply.json().state).toBe('reading')
  return settledImport(tested, id)
}

async function settledImport(tested: TestApp, id: string): Promise<FileImport> {
  await tested.settled()
  return tested.services.imports.get(id)
}

/** Imports whose file is kept in the database; nothing may be left on the disk by then. */
async function uploads({ db, folder }: TestApp): Promise<string[]> {
  expect(await readdir(path.join(folder, 'uploads')).catch(() => [])).toEqual([])
  const rows = await db.selectFrom('upload_chunk').select('import_id').distinct().execute()
  return rows.map(({ import_id }) => import_id)
}

const planOf = async ({ get }: TestApp, id: string): Promise<Plan> => (await get(`/api/plans/${id}`)).json()
const actionsOn = async ({ db }: TestApp, id: string) => {
  const rows = await db.selectFrom('audit_log').select('action').where('entity_id', '=', id).orderBy('id').execute()
  return rows.map(({ action }) => action)
}

test('a file is detected, previewed, applied once, and changes nothing when it is applied again', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const item = await received(tested, plan.id)
  expect(item).toMatchObject({ state: 'open', bytes: Buffer.byteLength(CHATS), error: null })
  expect(item.detection).toMatchObject({ format: 'csv', headerRow: 1, mapping: { kind: 'contacts' } })
  expect((await tested.get(`/api/imports/${item.id}/rejects.csv`)).json().error.code).toBe('notReady')

  const preview = await read(tested, item.id)
  expect(preview).toMatchObject({
    state: 'open',
    error: null,
    report: { rows: 4, accepted: 3, rejected: 1, changes: true },
  })
  expect(preview.report!.preview.length).toBeGreaterThan(0)
  expect(await planOf(tested, plan.id)).toEqual(plan)
  const rejects = await tested.get(`/api/imports/${item.id}/rejects.csv`)
  expect(rejects.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(rejects.body.split('\n')).toEqual([
    'row,column,value,problem,hint',
    expect.stringContaining('5,created,yesterday,'),
    '',
  ])

  const applied = await read(tested, item.id, { apply: true, saveMapping: true })
  // What was shown of the file's content goes with the file.
  expect(applied).toMatchObject({ state: 'applied', detection: null, report: { accepted: 3, preview: [] } })
  expect(await uploads(tested)).toEqual([])
  const changed = await planOf(tested, plan.id)
  expect(changed).toMatchObject({ revision: 2, defaultWeek: '2026-11-16' })
  expect(changed.inputHash).not.toBe(plan.inputHash)
  expect(changed.forecastInputHash).not.toBe(plan.forecastInputHash)
  const { files } = (await tested.get(`/api/plans/${plan.id}/files?include=contacts`)).json()
  const contentByPath = new Map(files.map((file: { path: string; content: string }) => [file.path, file.content]))
  expect(contentByPath.get('history.csv')).toContain('chat,2026-11-09T10:00')
  expect(contentByPath.has('contacts/2026-11.csv')).toBe(true)
  expect(contentByPath.get('mappings/chats.yaml')).toContain('name: chats')
  expect(await actionsOn(tested, plan.id)).toEqual(['plan.imported', 'plan.fileImported'])
  expect(await actionsOn(tested, item.id)).toEqual(['import.received', 'import.applied'])
  expect((await tested.app.inject({ method: 'DELETE', url: `/api/imports/${item.id}` })).statusCode).toBe(409)

  const again = await received(tested, plan.id)
  // The mapping that was kept is found again.
  expect(again.detection).toMatchObject({ mapping: { name: 'chats' }, questions: [] })
  const repeated = await read(tested, again.id, { apply: true, saveMapping: true })
  expect(repeated).toMatchObject({ state: 'applied', report: { changes: false, added: 0, updated: 0 } })
  expect(await planOf(tested, plan.id)).toEqual(changed)
  const { imports } = (await tested.get(`/api/plans/${plan.id}/imports`)).json()
  expect(imports.map(({ id }: FileImport) => id)).toEqual([again.id, item.id])
})

test('an empty file, and one that is no table, are refused with a reason and leave no file', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const empty = await send(tested, planId, '')
  expect([empty.statusCode, empty.json().error.code]).toEqual([400, 'invalidRequest'])
  const reply = await send(tested, planId, Buffer.from('%PDF-1.7\n'), 'report.pdf')
  const item = await settledImport(tested, reply.json().id)
  expect(item).toMatchObject({ state: 'failed', error: { message: expect.stringContaining('cannot be read') } })
  expect(item.error!.issues[0]).toMatchObject({ file: 'report.pdf' })
  expect(item.finishedAt).not.toBeNull()
  expect(await uploads(tested)).toEqual([])
  expect(await actionsOn(tested, item.id)).toEqual(['import.received', 'import.failed'])
})

test('a file that says that it is above the limit is refused before it is read', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const reply = await tested.app.inject({
    method: 'POST',
    url: `/api/plans/${planId}/imports?name=big.csv`,
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(UPLOAD_BYTES + 1) },
    body: 'x',
  })
  expect([reply.statusCode, reply.json().error.code]).toEqual([413, 'tooLarge'])
})

/** Processes whose steps the test takes. */
function steppedTasks() {
  const readings: {
    readonly work: Parameters<PlanTasks['readFile']>[0]
    readonly say: (fraction: number) => void
    readonly answer: (path: string) => Promise<unknown>
    readonly end: (read: ReadFile) => void
    readonly fail: (error: unknown) => void
  }[] = []
  const tasks: Partial<PlanTasks> = {
    detect: async () => ({
      ...{ format: 'csv', headerRow: 1, columns: [], preset: null },
      ...{ mapping: { ...MAPPING, name: 'detected' }, unknownQueues: [], questions: [] },
    }),
    readFile: (work, { onProgress, answer }, signal) =>
      new Promise((end, fail) => {
        if (signal.aborted) fail(signal.reason)
        signal.addEventListener('abort', () => fail(signal.reason))
        readings.push({ work, say: onProgress, answer, end, fail })
      }),
  }
  const reading = (index: number) =>
    vi.waitFor(() => readings[index] ?? Promise.reject(new Error(`no reading ${index}`)), 20_000)
  return { tasks, reading }
}

const DESCRIBED: DescribedPlan = {
  ...{ inputHash: 'a'.repeat(64), forecastHash: 'b'.repeat(64) },
  description: {
    ...{ name: 'Small team', zone: 'Asia/Shanghai', currency: 'CNY', intervalMinutes: 60, weekStartsOn: 1 },
    ...{ defaultWeek: '2026-11-16', queues: [], groups: [], shiftTemplates: [], employees: [], scenarios: [] },
  },
}

const readFile = (files: Record<string, string> = {}): ReadFile => ({
  report: {
    ...{ file: 'chats.csv', fileHash: sha256(CHATS), kind: 'contacts', mapping: 'chats' },
    ...{ rows: 4, accepted: 3, blank: 0, rejected: 1, duplicates: 0, added: 3, updated: 0, repeats: 0, botOnly: 0 },
    ...{ firstDate: '2026-11-09', lastDate: '2026-11-09', queues: [], days: [], ahtBasis: 'effort', changes: true },
    ...{ rejects: [], warnings: [], preview: [{ id: 'c1' }] },
  },
  rejectsGzip: new Uint8Array(),
  files: new Map(Object.entries(files)),
  ...(Object.keys(files).length === 0 ? {} : { described: DESCRIBED }),
})

async function steppedApp() {
  const stepped = steppedTasks()
  const tested = await buildTestApp(stepped)
  const planId = await storePlan(tested.db)
  const item = await received(tested, planId)
  const begin = (id: string, apply: boolean) => tested.post(`/api/imports/${id}/read`, { mapping: MAPPING, apply })
  return { ...stepped, tested, planId, item, begin }
}

test('one file is read into a plan at a time, and its progress is told', async () => {
  const { tested, planId, item, begin, reading } = await steppedApp()
  const other = await received(tested, planId)
  expect((await begin(item.id, true)).statusCode).toBe(202)
  const { work, say, answer, end } = await reading(0)
  expect(work.paths).toContain('history.csv')
  expect(await answer('calendar.csv')).toContain('livestream')
  say(0.5)
  await vi.waitFor(async () =>
    expect((await tested.get(`/api/imports/${item.id}`)).json()).toMatchObject({ state: 'reading', progress: 0.5 }),
  )
  for (const id of [other.id, item.id]) {
    const reply = await begin(id, false)
    expect([reply.statusCode, reply.json().error.code]).toEqual([409, 'conflict'])
  }
  end(readFile({ 'history.csv': 'new' }))
  expect(await settledImport(tested, item.id)).toMatchObject({ state: 'applied', progress: null })
  expect(await planOf(tested, planId)).toMatchObject({
    revision: 2,
    inputHash: 'a'.repeat(64),
    defaultWeek: '2026-11-16',
  })
  expect((await begin(other.id, false)).statusCode).toBe(202)
})

test('a plan that others change meanwhile is read again, on what it then is', async () => {
  const { tested, planId, item, begin, reading } = await steppedApp()
  await begin(item.id, true)
  const first = await reading(0)
  await tested.db.transaction().execute((transaction) =>
    changePlan(transaction, {
      ...{ planId, seenRevision: 1, actorId: ACTOR, action: 'plan.overrideAdded', detail: {}, ...DESCRIBED },
      files: new Map([['overrides.csv', 'id']]),
    }),
  )
  first.end(readFile({ 'history.csv': 'on the old plan' }))
  const second = await reading(1)
  expect(second.work.files.get('overrides.csv')).toBe('id')
  second.end(readFile({ 'history.csv': 'on the new plan' }))
  expect((await settledImport(tested, item.id)).state).toBe('applied')
  expect((await planOf(tested, planId)).revision).toBe(3)
  const { files } = (await tested.get(`/api/plans/${planId}/files`)).json()
  expect(files).toContainEqual({ path: 'history.csv', content: 'on the new plan' })
  expect(files).toContainEqual({ path: 'overrides.csv', content: 'id' })
})

test.each<[string, unknown, string]>([
  [
    'a mapping that does not fit',
    new PlanningInputError({ column: 'created', problem: 'is not there', hint: 'Map another.' }),
    'The file cannot be taken in as it is mapped; nothing was changed.',
  ],
  [
    'too little memory',
    new WorkerCrashed('The work needs more than 64 MB of memory, its limit.'),
    'The work needs more than 64 MB of memory, its limit. Nothing was changed. Split the file, by month for instance.',
  ],
  [
    'a fault',
    new Error('secret path'),
    'Reading failed; nothing was changed. The server log has the details under the import id.',
  ],
])('what goes wrong is told, and the file waits for another try: %s', async (_name, error, message) => {
  const { tested, planId, item, begin, reading } = await steppedApp()
  await begin(item.id, true)
  ;(await reading(0)).fail(error)
  const open = await settledImport(tested, item.id)
  expect(open).toMatchObject({ state: 'open', report: null, error: { message } })
  // The mapping that was tried is kept for the next try.
  expect(open.detection!.mapping.name).toBe('chats')
  expect((await planOf(tested, planId)).revision).toBe(1)
  expect(await uploads(tested)).toEqual([item.id])
})

test('a file that was discarded while it was read changes nothing', async () => {
  const { tested, planId, item, begin, reading } = await steppedApp()
  await begin(item.id, true)
  const { end } = await reading(0)
  const reply = await tested.app.inject({ method: 'DELETE', url: `/api/imports/${item.id}` })
  expect([reply.statusCode, reply.json().state]).toEqual([200, 'discarded'])
  end(readFile({ 'history.csv': 'new' }))
  expect((await settledImport(tested, item.id)).state).toBe('discarded')
  expect((await planOf(tested, planId)).revision).toBe(1)
  expect(await uploads(tested)).toEqual([])
})

test('a reading that a server was at when it stopped is done by the next one, once', async () => {
  const { tested, planId, item, begin, reading, tasks } = await steppedApp()
  const waiting = await received(tested, planId)
  await begin(item.id, true)
  await reading(0)
  await tested.stopWorker()
  expect(await tested.services.imports.get(item.id)).toMatchObject({ state: 'reading', error: null })
  expect((await planOf(tested, planId)).revision).toBe(1)
  expect((await uploads(tested)).sort()).toEqual([item.id, waiting.id].sort())
  const other = await buildTestApp({ tasks, db: tested.db })
  ;(await reading(1)).end(readFile({ 'history.csv': 'new' }))
  expect((await settledImport(other, item.id)).state).toBe('applied')
  expect((await planOf(tested, planId)).revision).toBe(2)
  expect(await uploads(other)).toEqual([waiting.id])
})

test('an apply that fails anywhere leaves the plan and the import as they were', async () => {
  const { tested, planId, item, begin, reading } = await steppedApp()
  const owner = ownerOf(tested.db)
  const before = (await tested.get(`/api/plans/${planId}/files`)).json()
  for (const [attempt, action] of ['plan.fileImported', 'import.applied'].entries()) {
    const constraint = `refused${attempt}`
    await owner.schema
      .alterTable('audit_log')
      .addCheckConstraint(constraint, sql.raw(`action <> '${action}'`))
      .execute()
    await begin(item.id, true)
    ;(await reading(attempt)).end(readFile({ 'history.csv': 'new', 'contacts/2026-11.csv': 'new' }))
    expect(await settledImport(tested, item.id)).toMatchObject({ state: 'open', report: null })
    expect((await planOf(tested, planId)).revision).toBe(1)
    expect((await tested.get(`/api/plans/${planId}/files?include=contacts`)).json()).toEqual(before)
    await owner.schema.alterTable('audit_log').dropConstraint(constraint).execute()
  }
})

test('cells that the database cannot hold neither stop an import nor keep others from the plan', async () => {
  const { tested, item, begin, reading } = await steppedApp()
  await begin(item.id, false)
  const { report } = readFile()
  ;(await reading(0)).end({ ...readFile(), report: { ...report, preview: [{ id: 'c\0\ud800' }] } })
  expect(await settledImport(tested, item.id)).toMatchObject({
    ...{ state: 'open', report: { preview: [{ id: 'c\uFFFD\uFFFD' }] } },
  })
  const mapping = { ...MAPPING, queues: { 'a\0': 'chat' }, botValues: ['\ud800'] }
  const refused = await tested.post(`/api/imports/${item.id}/read`, { mapping, apply: false })
  expect([refused.statusCode, refused.json().error.code]).toEqual([400, 'invalidRequest'])
})

test('an import whose end cannot be stored fails, so that the plan takes other files', async () => {
  const { tested, planId, item, begin, reading } = await steppedApp()
  await begin(item.id, false)
  const { end } = await reading(0)
  const constraint = sql`alter table file_import add constraint refused check (state <> 'open')`
  const owner = ownerOf(tested.db)
  await constraint.execute(owner)
  end(readFile())
  const ended = await settledImport(tested, item.id)
  expect(ended).toMatchObject({ state: 'failed', error: { message: expect.stringContaining('nothing was changed') } })
  expect(await uploads(tested)).toEqual([])
  await sql`alter table file_import drop constraint refused`.execute(owner)
  const next = await received(tested, planId)
  expect((await begin(next.id, false)).statusCode).toBe(202)
})

test('rejects come gzipped to those who take them so', async () => {
  const { tested, item, begin, reading } = await steppedApp()
  await begin(item.id, false)
  ;(await reading(0)).end({ ...readFile(), rejectsGzip: gzipSync('row\n') })
  await settledImport(tested, item.id)
  const url = `/api/imports/${item.id}/rejects.csv`
  const packed = await tested.app.inject({ method: 'GET', url, headers: { 'accept-encoding': 'gzip, br' } })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(packed.rawPayload).toString()).toBe('row\n')
  const plain = await tested.app.inject({ method: 'GET', url, headers: { 'accept-encoding': 'gzip;q=0' } })
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, 'row\n'])
})
