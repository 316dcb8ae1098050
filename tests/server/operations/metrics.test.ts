import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { LOCAL_PLANNER } from '../../../server/auth/actor.ts'
import type { Identity } from '../../../server/auth/identity.ts'
import type { Role } from '../../../server/contracts/access.ts'
import { buildTestApp, importSmallPlan, type TestApp } from '../api/build-test-app.ts'

const elsewhere = { remoteAddress: '203.0.113.9' }
const read = ({ app }: TestApp, headers: Record<string, string> = {}, from: object = {}) =>
  app.inject({ method: 'GET', url: '/metrics', headers: { host: 'localhost', ...headers }, ...from })

const sentBy = (role: Role) => async (): Promise<Identity> => ({
  ...{ actorId: LOCAL_PLANNER.id, displayName: 'N', email: null },
  memberships: [{ unitId: 'main', role, scope: { kind: 'unit' }, extraRights: [], employeeId: null }],
})

/** Value of a figure, found by its name and labels. */
const figureIn = (text: string, figure: string): number => {
  const line = text.split('\n').find((one) => one.startsWith(`${figure} `))
  if (line === undefined) throw new Error(`${figure} is not in:\n${text}`)
  return Number(line.slice(figure.length + 1))
}

test('requests are measured by the pattern of their route, without ids', async () => {
  const server = await buildTestApp()
  const plan = await importSmallPlan(server)
  await server.get(`/api/plans/${plan.id}`)
  await server.get(`/api/plans/${plan.id}`)
  await server.get('/api/plans/00000000-0000-4000-8000-000000000000')
  const { body, statusCode, headers } = await read(server)
  expect([statusCode, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')])
  const count = (status: number) =>
    figureIn(body, `http_request_duration_seconds_count{method="GET",route="/api/plans/:id",status_code="${status}"}`)
  expect([count(200), count(404)]).toEqual([2, 1])
  expect(body).not.toContain(plan.id)
  expect(body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
  expect(body).not.toContain('main')
})

test('work that waits, the pool and the process are measured', async () => {
  const server = await buildTestApp()
  const plan = await importSmallPlan(server)
  const queueJob = (kind: string, seconds: number) =>
    sql`
    insert into pgboss.job (name, data, created_on) values
    ('work', ${JSON.stringify({ kind, unitId: 'secret-unit', actorId: 'secret-actor', urgency: 'solve' })}::jsonb,
    now() - ${seconds} * interval '1 second')`.execute(server.db)
  await queueJob('run', 100)
  await queueJob('run', 20)
  await queueJob('forecast', 5)
  const { body } = await read(server)
  expect(figureIn(body, 'tideline_queue_waiting{kind="run"}')).toBe(2)
  expect(figureIn(body, 'tideline_queue_waiting{kind="forecast"}')).toBe(1)
  expect(figureIn(body, 'tideline_queue_active{kind="run"}')).toBe(0)
  expect(figureIn(body, 'tideline_queue_oldest_seconds{kind="run"}')).toBeGreaterThanOrEqual(100)
  expect(figureIn(body, 'tideline_queue_oldest_seconds{kind="run"}')).toBeLessThan(160)
  expect(figureIn(body, 'tideline_database_up')).toBe(1)
  expect(figureIn(body, 'tideline_database_connections')).toBeGreaterThan(0)
  expect(figureIn(body, 'tideline_event_loop_lag_seconds')).toBeGreaterThanOrEqual(0)
  expect(figureIn(body, 'process_cpu_seconds_total')).toBeGreaterThan(0)
  expect(body).not.toContain('secret-')
  expect(plan.id).toBeTruthy()
})

test('when the database is gone the metrics say so, and are told all the same', async () => {
  const server = await buildTestApp()
  expect((await server.get('/api/plans')).statusCode).toBe(200)
  await server.db.destroy()
  const { statusCode, body } = await read(server)
  expect([statusCode, figureIn(body, 'tideline_database_up')]).toEqual([200, 0])
})

test.each<[string, Parameters<typeof buildTestApp>[0], Record<string, string>, object, number]>([
  ['this machine', {}, {}, {}, 200],
  ['this machine for somebody else', { identify: async () => undefined }, { 'x-forwarded-for': '9.9.9.9' }, {}, 403],
  ['another machine', { identify: async () => undefined }, {}, elsewhere, 403],
  [
    'another machine with the token',
    { metricsToken: 'a'.repeat(20) },
    { authorization: `Bearer ${'a'.repeat(20)}` },
    elsewhere,
    200,
  ],
  [
    'another machine with another token',
    { metricsToken: 'a'.repeat(20), identify: async () => undefined },
    { authorization: `Bearer ${'a'.repeat(19)}` },
    ...([elsewhere, 403] as const),
  ],
  ['a scheduler', { identify: sentBy('scheduler') }, {}, elsewhere, 403],
  ['an administrator', { identify: sentBy('admin') }, {}, elsewhere, 200],
])('metrics asked for by %s', async (_who, options, headers, from, status) => {
  const server = await buildTestApp(options)
  const reply = await read(server, headers, from)
  expect(reply.statusCode).toBe(status)
  if (status === 403) expect(reply.json().error.code).toBe('forbidden')
})
