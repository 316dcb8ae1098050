import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { InjectOptions } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { apiErrorSchema } from '../../../server/contracts/api-error.ts'
import { openDatabase } from '../../../server/store/database.ts'
import { testDatabaseAsOwner } from '../database.ts'
import { buildTestApp } from './build-test-app.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

test.each([
  ['GET', `/api/plans/${NOBODY}`],
  ['GET', `/api/plans/${NOBODY}/files`],
  ['GET', `/api/plans/${NOBODY}/runs`],
  ['GET', `/api/plans/${NOBODY}/imports`],
  ['GET', `/api/imports/${NOBODY}`],
  ['GET', `/api/imports/${NOBODY}/rejects.csv`],
  ['DELETE', `/api/imports/${NOBODY}`],
  ['GET', '/api/imports/not-a-uuid'],
  ['GET', `/api/plans/${NOBODY}/forecasts`],
  ['POST', `/api/plans/${NOBODY}/forecasts`],
  ['GET', `/api/forecasts/${NOBODY}`],
  ['GET', `/api/forecasts/${NOBODY}/content`],
  ['GET', `/api/forecasts/${NOBODY}/forecast.csv`],
  ['GET', `/api/plans/${NOBODY}/accuracy`],
  ['GET', `/api/plans/${NOBODY}/overrides`],
  ['GET', `/api/plans/${NOBODY}/settings`],
  ['DELETE', `/api/plans/${NOBODY}/overrides/some`],
  ['POST', `/api/plans/${NOBODY}/runs`],
  ['GET', `/api/runs/${NOBODY}`],
  ['GET', `/api/runs/${NOBODY}/events`],
  ['POST', `/api/runs/${NOBODY}/cancel`],
  ['GET', `/api/runs/${NOBODY}/forecast`],
  ['GET', `/api/runs/${NOBODY}/coverage`],
  ['GET', `/api/runs/${NOBODY}/roster`],
  ['GET', `/api/runs/${NOBODY}/board`],
  ['GET', `/api/runs/${NOBODY}/score-basis`],
  ['GET', `/api/runs/${NOBODY}/draft`],
  ['GET', `/api/runs/${NOBODY}/draft/edits`],
  ['GET', `/api/runs/${NOBODY}/draft/events`],
  ['GET', `/api/runs/${NOBODY}/files/roster.csv`],
  ['GET', '/api/plans/not-a-uuid'],
  ['GET', `/api/runs/${encodeURIComponent("' or 1=1 --")}`],
  ['GET', '/api/nothing'],
  ['DELETE', '/api/plans'],
] as const)('%s %s of nothing is answered with 404 in the common shape', async (method, url) => {
  const { app } = await buildTestApp()
  const reply = await app.inject({ method, url, ...(method === 'POST' ? { body: {} } : {}) })
  expect(reply.statusCode).toBe(404)
  expect(apiErrorSchema.parse(reply.json()).error.code).toBe('notFound')
})

test.each([
  ['GET', '/api/units/%00/publishing-rule'],
  ['GET', '/api/units/a%00b/shifts?from=2026-09-01&days=3'],
] as const)('%s %s, which no text here can be, is refused in the common shape', async (method, url) => {
  const { app } = await buildTestApp()
  const reply = await app.inject({ method, url })
  expect([reply.statusCode, apiErrorSchema.parse(reply.json()).error.code]).toEqual([400, 'invalidRequest'])
})

test.each<[string, InjectOptions, number, string]>([
  [
    'broken JSON',
    { method: 'POST', url: '/api/plans', headers: { 'content-type': 'application/json' }, body: '{' },
    400,
    'invalidRequest',
  ],
  [
    'another content type',
    { method: 'POST', url: '/api/plans', headers: { 'content-type': 'text/xml' }, body: '<a/>' },
    400,
    'invalidRequest',
  ],
  ...['../orders.csv', 'a\nb', ''].map((name): [string, InjectOptions, number, string] => [
    `a file called ${JSON.stringify(name)}`,
    {
      method: 'POST',
      url: `/api/plans/${NOBODY}/imports`,
      query: { name },
      headers: { 'content-type': 'application/octet-stream' },
      body: 'a',
    },
    400,
    'invalidRequest',
  ]),
  [
    'a file as a form of another site would send it',
    {
      method: 'POST',
      url: `/api/plans/${NOBODY}/imports?name=a.csv`,
      headers: { 'content-type': 'text/plain' },
      body: 'a',
    },
    400,
    'invalidRequest',
  ],
  [
    'a body too large',
    { method: 'POST', url: `/api/plans/${NOBODY}/runs`, body: { scenario: 'x'.repeat(70_000) } },
    413,
    'tooLarge',
  ],
  ['an address in broken UTF-8', { method: 'GET', url: '/api/plans/%ff' }, 400, 'invalidRequest'],
  ['an address too long', { method: 'POST', url: `/api/runs/${'a'.repeat(300)}/cancel` }, 400, 'invalidRequest'],
  ...['0000-01-01', '1999-12-27', '9999-12-27', '2026-02-30'].map((week): [string, InjectOptions, number, string] => [
    `the week ${week}`,
    { method: 'POST', url: `/api/plans/${NOBODY}/runs`, body: { week } },
    400,
    'invalidRequest',
  ]),
  [
    'a planning unit with a NUL',
    { method: 'POST', url: '/api/plans', body: { unitId: '\0', files: [{ path: 'a', content: '' }] } },
    400,
    'invalidRequest',
  ],
  [
    'events as something else',
    { method: 'GET', url: `/api/runs/${NOBODY}/events`, headers: { accept: 'application/json' } },
    400,
    'invalidRequest',
  ],
  ['an unknown file', { method: 'GET', url: `/api/runs/${NOBODY}/files/passwd` }, 400, 'invalidRequest'],
  [
    'an address of another name',
    { method: 'GET', url: '/api/plans', headers: { host: 'evil.example:3000' } },
    403,
    'forbidden',
  ],
  [
    'a page of another site',
    {
      method: 'POST',
      url: `/api/runs/${NOBODY}/cancel`,
      headers: { host: 'localhost:3000', origin: 'http://evil.example' },
    },
    403,
    'forbidden',
  ],
])('refused: %s', async (_name, request, status, code) => {
  const { app } = await buildTestApp()
  const reply = await app.inject(request)
  expect([reply.statusCode, apiErrorSchema.parse(reply.json()).error.code]).toEqual([status, code])
})

test('without its database the server says so, shows nothing of it, and health turns 503', async () => {
  const db = openDatabase('postgres://nobody:secret@127.0.0.1:1/none')
  const { get, log } = await buildTestApp({ db, makePlan: () => Promise.reject(new Error('unused')) }).catch(
    (error) => {
      throw error
    },
  )
  const reply = await get('/api/plans')
  expect(reply.statusCode).toBe(503)
  expect(reply.headers['retry-after']).toBe('5')
  const { error } = apiErrorSchema.parse(reply.json())
  expect(error.message).toBe(
    'The database cannot be reached at the moment. Try again in a few seconds; if it lasts, check that it runs and ' +
      'start Tideline again.',
  )
  expect(log.find((line) => line.includes(error.requestId) && line.includes('ECONNREFUSED'))).toBeDefined()
  const health = await get('/api/health')
  expect([health.statusCode, health.json()]).toEqual([
    503,
    { status: 'degraded', version: '1.2.3', database: 'unreachable' },
  ])
})

test('a database that takes the connection and says nothing is given up in seconds, as one that cannot be reached', async () => {
  const mute = createServer((socket) => socket.on('error', () => undefined))
  await once(mute.listen(0, '127.0.0.1'), 'listening')
  const db = openDatabase(`postgres://nobody:secret@127.0.0.1:${(mute.address() as AddressInfo).port}/none`)
  onTestFinished(async () => {
    await db.destroy()
    mute.close()
  })
  const { get } = await buildTestApp({ db, makePlan: () => Promise.reject(new Error('unused')) })
  const askedAt = performance.now()
  const reply = await get('/api/plans')
  expect([reply.statusCode, reply.json().error.code]).toEqual([503, 'unavailable'])
  // Others are to be back within ten seconds of the moment at which it can be reached again.
  expect(performance.now() - askedAt).toBeLessThan(9000)
})

test('a fault inside the server shows neither stack nor SQL nor path', async () => {
  const { db, get, log } = await buildTestApp({ db: await testDatabaseAsOwner() })
  await db.schema.alterTable('plan').renameColumn('description', 'gone').execute()
  const reply = await get(`/api/plans/${NOBODY}/runs`)
  expect(reply.statusCode).toBe(404)
  await db.schema.alterTable('plan').renameTo('lost').execute()
  const broken = await get('/api/plans')
  expect(broken.statusCode).toBe(500)
  const { error } = apiErrorSchema.parse(broken.json())
  expect(error).toEqual({
    code: 'internal',
    message: 'Something went wrong in the server. Its log has the details under this id.',
    requestId: expect.any(String),
  })
  expect(log.find((line) => line.includes(error.requestId) && line.includes('does not exist'))).toBeDefined()
})

test('the page is served with a strict policy, and its paths lead to it', async () => {
  const webFolder = await mkdtemp(path.join(tmpdir(), 'tideline-web-'))
  onTestFinished(() => rm(webFolder, { recursive: true }))
  await mkdir(path.join(webFolder, 'assets'))
  await writeFile(path.join(webFolder, 'index.html'), '<!doctype html><title>page</title>')
  await writeFile(path.join(webFolder, 'assets', 'index-1a2b.js'), 'export {}')
  const { app, get } = await buildTestApp({ webFolder })
  for (const url of ['/', '/roster', '/plans/x?queue=chat']) {
    const reply = await get(url)
    expect([reply.statusCode, reply.body]).toEqual([200, '<!doctype html><title>page</title>'])
    expect(reply.headers['cache-control']).toBe('no-cache')
    expect(reply.headers['content-security-policy']).toBe(
      "default-src 'self';img-src 'self' data:;object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    )
    expect(reply.headers['strict-transport-security']).toBeUndefined()
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
  }
  expect((await get('/assets/index-1a2b.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get('/assets/gone.js')).statusCode).toBe(404)
  const packed = brotliCompressSync('export {}')
  await writeFile(path.join(webFolder, 'assets', 'index-1a2b.js.br'), packed)
  const sent = await app.inject({ url: '/assets/index-1a2b.js', headers: { 'accept-encoding': 'gzip, br' } })
  expect([sent.rawPayload, sent.headers['content-encoding']]).toEqual([packed, 'br'])
  expect(sent.headers['content-type']).toContain('javascript')
  expect(sent.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get('/assets/index-1a2b.js')).body).toBe('export {}')
  // An office loads it from one address, before anybody is signed in.
  for (const url of ['/', '/assets/index-1a2b.js', '/wall/secret']) {
    expect((await get(url)).headers['x-ratelimit-remaining']).toBeUndefined()
  }
  expect(Number((await get('/api/units')).headers['x-ratelimit-remaining'])).toBeGreaterThan(0)
  expect((await get('/api/gone')).statusCode).toBe(404)
  expect((await get('/%2e%2e/package.json')).body).not.toContain('tideline')
})

test('OpenAPI is made from the contracts and served with its pages', async () => {
  const { get } = await buildTestApp()
  const document = (await get('/api/openapi.json')).json()
  expect(document.openapi).toMatch(/^3\.1/)
  // Which routes there are, and who may use them, is reviewed in tests/security/role-route-matrix.csv.
  const routes = Object.entries<Record<string, { summary?: string }>>(document.paths)
  expect(routes.length).toBeGreaterThan(80)
  const unnamed = routes.filter(([, methods]) => Object.values(methods).some(({ summary }) => !summary))
  expect(unnamed).toEqual([])
  const runNames = ['Plan', 'Run', 'RunForecast', 'RunCoverage', 'RunRoster', 'RunBoard', 'ApiError', 'PlanReport']
  const importNames = ['FileImport', 'ImportReport', 'ForecastSnapshot', 'ForecastOverride', 'AccuracyReport']
  const planNames = ['Comparison', 'ComparisonResult', 'HeadcountPlan', 'HeadcountPlanResult']
  const draftNames = ['RosterDraft', 'DraftEdit', 'DraftEditRequest', 'DraftRunRequest', 'RosterFileRequest']
  for (const name of [...draftNames, ...runNames, ...importNames, ...planNames]) {
    expect(document.components.schemas[name], name).toBeDefined()
  }
  const reply = document.paths['/api/runs/{id}'].get.responses['200'].content['application/json'].schema
  expect(reply).toEqual({ $ref: '#/components/schemas/Run' })
  const pages = await get('/api/docs/')
  expect(pages.statusCode).toBe(200)
  expect(pages.headers['content-security-policy']).toContain("script-src 'self'")
  expect(pages.headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
})
