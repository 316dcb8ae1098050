import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authTables } from '../../../server/store/auth-tables.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import type { TestApp } from '../api/build-test-app.ts'
import { buildSignInApp, signIn } from './signed-in.ts'

const DAY = 86_400_000
const FULL = { name: 'Payroll', rights: ['plan.view', 'costs.view'], days: 30 }

const withToken = ({ app }: TestApp, secret: string, url: string, method: 'GET' | 'POST' = 'GET', body?: object) =>
  app.inject({ method, url, headers: { authorization: `Bearer ${secret}` }, ...(body && { body }) })

test('a token does what it was made for, is told once, and is stored so that nobody can use it', async () => {
  const app = await buildSignInApp()
  const person = await signIn(app, { role: 'scheduler' }, { role: 'scheduler', unitId: 'west' })
  const made = (await person.post('/api/me/tokens', { ...FULL, unitId: 'main' })).json()
  expect(made).toMatchObject({ token: { name: 'Payroll', unitId: 'main', lastUsedOn: null } })
  const me = (await withToken(app, made.secret, '/api/me')).json()
  expect(me).toMatchObject({ actorId: person.actorId, rights: ['plan.view', 'costs.view'] })
  expect(me.memberships.map(({ unitId }: { unitId: string }) => unitId)).toEqual(['main'])
  expect((await withToken(app, made.secret, '/api/plans')).statusCode).toBe(200)
  const write = await withToken(app, made.secret, '/api/plans', 'POST', { unitId: 'main', files: [] })
  expect(write.statusCode).toBe(403)
  const [listed] = (await person.get('/api/me/tokens')).json().tokens
  expect(listed).toEqual({ ...made.token, lastUsedOn: new Date().toISOString().slice(0, 10) })
  const stored = JSON.stringify(await authTables(app.db).selectFrom('api_token').selectAll().execute())
  expect(stored).not.toContain(made.secret)
  expect(stored).not.toContain(made.secret.slice('tideline_'.length))
})

test('a token that may send what the day brings does that, and reads nothing of the plan', async () => {
  const app = await buildSignInApp()
  const person = await signIn(app, { role: 'scheduler' })
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  const { id } = (await person.post('/api/plans', { unitId: 'main', files })).json()
  const { secret } = (await person.post('/api/me/tokens', { ...FULL, rights: ['actuals.send'] })).json()
  const sent = await withToken(app, secret, `/api/plans/${id}/actuals`, 'POST', {
    ...{ batchId: randomUUID(), sentAt: new Date().toISOString() },
    intervals: [{ queueId: 'chat', start: '2026-11-09T09:00', offered: 5 }],
  })
  expect(sent.json()).toMatchObject({ stored: 1, refused: 0 })
  const read = [`/api/plans/${id}/actuals`, `/api/plans/${id}`, '/api/plans', `/api/plans/${id}/day-watch`]
  const codes = await Promise.all(read.map(async (url) => (await withToken(app, secret, url)).statusCode))
  expect(codes).toEqual([403, 403, 403, 403])
})

test('a token reaches neither accounts, nor passwords, nor tokens', async () => {
  const app = await buildSignInApp()
  const admin = await signIn(app, { role: 'admin' })
  const { secret } = (await admin.post('/api/me/tokens', { ...FULL, rights: ['accounts.manage'] })).json()
  const asked = [
    await withToken(app, secret, '/api/accounts'),
    await withToken(app, secret, '/api/me/tokens', 'POST', FULL),
    await withToken(app, secret, '/api/me/sessions'),
    await withToken(app, secret, '/api/me/password', 'POST', { currentPassword: 'a', newPassword: 'b' }),
    await withToken(app, secret, '/api/units', 'POST', { id: 'x', name: 'x' }),
  ]
  expect(asked.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403, 403])
})

test('nobody makes a token with rights that he lacks, or for a unit that he is not in', async () => {
  const app = await buildSignInApp()
  const person = await signIn(app, { role: 'scheduler' })
  await signIn(app, { role: 'admin', unitId: 'west' })
  const make = async (changes: object) => (await person.post('/api/me/tokens', { ...FULL, ...changes })).statusCode
  expect(await make({ rights: ['plan.publish'] })).toBe(403)
  expect(await make({ unitId: 'west' })).toBe(404)
  expect(await make({ unitId: 'nowhere' })).toBe(404)
  expect(await make({ days: 367 })).toBe(400)
  expect(await make({ rights: [] })).toBe(400)
})

test('a token ends with its day, its revoking, its maker, and the right of its maker', async () => {
  let now = Date.now()
  const app = await buildSignInApp({ now: () => now })
  const admin = await signIn(app, { role: 'admin' })
  const person = await signIn(app, { role: 'manager' })
  const other = await signIn(app, { role: 'manager' })
  const make = async () => (await person.post('/api/me/tokens', { ...FULL, rights: ['audit.view'] })).json()
  const [kept, revoked] = [await make(), await make()]
  const statusOf = async (secret: string) => (await withToken(app, secret, '/api/me')).statusCode
  expect((await other.post(`/api/me/tokens/${revoked.token.id}/revoke`)).statusCode).toBe(404)
  expect(await statusOf(revoked.secret)).toBe(200)
  expect((await person.post(`/api/me/tokens/${revoked.token.id}/revoke`)).statusCode).toBe(200)
  expect((await person.post(`/api/me/tokens/${revoked.token.id}/revoke`)).statusCode).toBe(404)
  expect(await statusOf(revoked.secret)).toBe(401)
  now += 31 * DAY
  expect(await statusOf(kept.secret)).toBe(401)
  now -= 31 * DAY
  expect((await withToken(app, kept.secret, '/api/me')).json().rights).toEqual(['audit.view'])
  const url = `/api/accounts/${person.actorId}`
  await admin.put(`${url}/memberships/main`, { role: 'scheduler', scope: { kind: 'unit' }, revision: 1 })
  expect((await withToken(app, kept.secret, '/api/me')).json().rights).toEqual([])
  expect((await admin.post(`${url}/disable`, { revision: 1 })).statusCode).toBe(200)
  expect(await statusOf(kept.secret)).toBe(401)
})

test('of a thousand changed tokens none is taken, and the true one is', async () => {
  const app = await buildSignInApp()
  const person = await signIn(app, { role: 'scheduler' })
  const { secret } = (await person.post('/api/me/tokens', FULL)).json()
  const statuses = new Set<number>()
  for (let round = 0; round < 1000; round++) {
    const at = round % secret.length
    const letter = secret[at] === 'x' ? 'y' : 'x'
    const changed = round % 2 === 0 ? secret.slice(0, at) + letter + secret.slice(at + 1) : secret.slice(0, at)
    statuses.add((await withToken(app, changed, '/api/me')).statusCode)
  }
  expect([...statuses]).toEqual([401])
  expect((await withToken(app, secret, '/api/me')).statusCode).toBe(200)
}, 120_000)
