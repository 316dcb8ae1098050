import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { authTables } from '../../../server/store/auth-tables.ts'
import { buildTestApp } from '../api/build-test-app.ts'
import { buildSignInApp, clientOf, cookieOf, makePerson, PASSWORD, sentBack, signIn } from './signed-in.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.parse('2030-01-07T08:00:00Z')

test('who signs in gets a cookie that scripts cannot read, and is known by it', async () => {
  const app = await buildSignInApp()
  const { email, actorId } = await makePerson(app, { role: 'scheduler' })
  expect((await app.get('/api/me')).statusCode).toBe(401)
  const body = { email: ` ${email.toUpperCase()} `, password: PASSWORD }
  const reply = await app.post('/api/sign-in', body)
  expect(reply.json()).toMatchObject({ actorId, email, memberships: [{ unitId: 'main', role: 'scheduler' }] })
  expect(reply.json().rights).not.toContain('plan.publish')
  expect(reply.cookies).toHaveLength(1)
  expect(reply.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 7 * 86_400 })
  expect(reply.cookies[0]!.secure).toBeUndefined()
  const me = await clientOf(app, sentBack(reply)).get('/api/me')
  expect(me.json()).toEqual(reply.json())
  expect(me.headers['cache-control']).toBe('no-store')
})

test('served by HTTPS, the cookie travels by HTTPS alone', async () => {
  const app = await buildTestApp({ lagMs: () => 0, signIn: { publicUrl: 'https://plan.example.com' } })
  const { email } = await makePerson(app, { role: 'hr' })
  const reply = await app.post('/api/sign-in', { email, password: PASSWORD })
  expect(reply.cookies[0]).toMatchObject({ secure: true, name: expect.stringMatching(/^__Secure-/) })
})

test('a wrong password, an unknown address and a disabled account get the same answer, after the same work', async () => {
  const app = await buildSignInApp()
  const known = await makePerson(app, { role: 'hr' })
  const disabled = await makePerson(app, { role: 'hr' })
  await authTables(app.db)
    .updateTable('person')
    .set({ disabled_at: new Date() })
    .where('id', '=', disabled.actorId)
    .execute()
  const times: number[] = []
  const answer = async (email: string, password: string) => {
    const begun = performance.now()
    const reply = await app.post('/api/sign-in', { email, password })
    times.push(performance.now() - begun)
    expect(reply.cookies).toEqual([])
    const { requestId: _, ...error } = reply.json().error
    return { status: reply.statusCode, error }
  }
  const wrong = await answer(known.email, 'not the password')
  expect(wrong).toEqual({
    status: 401,
    error: { code: 'notSignedIn', message: 'The e-mail address or the password is not right.' },
  })
  expect(await answer('nobody@example.com', 'not the password')).toEqual(wrong)
  expect(await answer(disabled.email, PASSWORD)).toEqual(wrong)
  // Every one of them hashes: without it an answer takes a tenth.
  expect(Math.min(...times)).toBeGreaterThan(Math.max(...times) / 8)
  expect(app.log.join('')).not.toMatch(/@example\.com|not the password|four words/)
})

test('tries wait longer and longer, whether or not the account exists, for all processes together', async () => {
  let now = START
  const app = await buildSignInApp({ now: () => now })
  const other = await buildSignInApp({ now: () => now, db: app.db })
  const { email } = await makePerson(app, { role: 'hr' })
  for (const address of [email, 'nobody@example.com']) {
    for (let failure = 0; failure < 5; failure++) {
      expect((await app.post('/api/sign-in', { email: address, password: 'wrong one' })).statusCode).toBe(401)
    }
    expect((await other.post('/api/sign-in', { email: address, password: 'wrong one' })).statusCode).toBe(401)
    const waits: number[] = []
    for (let round = 0; round < 3; round++) {
      const refused = await app.post('/api/sign-in', { email: address, password: PASSWORD })
      expect(refused.statusCode).toBe(429)
      expect(refused.json().error.code).toBe('tooManyRequests')
      const wait = Number(refused.headers['retry-after'])
      waits.push(wait)
      now += wait * 1000
      expect((await app.post('/api/sign-in', { email: address, password: 'wrong one' })).statusCode).toBe(401)
    }
    expect(waits).toEqual([...waits].toSorted((a, b) => a - b))
    expect(waits[2]).toBeGreaterThan(waits[0]!)
  }
  now += HOUR
  expect((await other.post('/api/sign-in', { email, password: PASSWORD })).statusCode).toBe(200)
  // All is forgotten with the right password.
  expect((await app.post('/api/sign-in', { email, password: 'wrong one' })).statusCode).toBe(401)
  expect((await app.post('/api/sign-in', { email, password: PASSWORD })).statusCode).toBe(200)
})

test('many tries at once do not pass for one', async () => {
  const app = await buildSignInApp({ now: () => START })
  const { email } = await makePerson(app, { role: 'hr' })
  const tries = Array.from({ length: 30 }, () => app.post('/api/sign-in', { email, password: 'wrong one' }))
  const statuses = (await Promise.all(tries)).map(({ statusCode }) => statusCode)
  expect(statuses.filter((status) => status === 401)).toHaveLength(6)
  expect((await app.post('/api/sign-in', { email, password: PASSWORD })).statusCode).toBe(429)
})

test('signing in and out are in the log of each unit, refusals once in the longest wait, unknown addresses never', async () => {
  let now = Date.now()
  const app = await buildSignInApp({ now: () => now })
  const { email, actorId } = await makePerson(app, { role: 'hr' }, { role: 'agent', unitId: 'west' })
  const fail = (address: string) => app.post('/api/sign-in', { email: address, password: 'wrong one' })
  const told = async () =>
    (await app.db.selectFrom('audit_log').selectAll().where('entity', '=', 'account').orderBy('id').execute()).map(
      ({ unit_id, actor_id, action, entity_id, detail }) => {
        expect(entity_id).toBe(actorId)
        return [unit_id, actor_id === actorId ? 'self' : actor_id, action, detail]
      },
    )
  const inBoth = (actor: string, action: string, detail: object) =>
    ['main', 'west'].map((unit) => [unit, actor, `account.${action}`, detail])

  const client = clientOf(app, await cookieOf(app, email))
  expect(await told()).toEqual(inBoth('self', 'signedIn', {}))
  await client.post('/api/sign-out')
  const before = [...inBoth('self', 'signedIn', {}), ...inBoth('self', 'signedOut', {})]
  expect(await told()).toEqual(before)

  await Promise.all(Array.from({ length: 20 }, () => fail(email)))
  for (let round = 0; round < 8; round++) await fail('nobody@example.com')
  const refused = (because: string) => inBoth('look-up-access', 'signInRefused', { because })
  const first = (await told()).slice(before.length)
  expect([refused('wrong'), refused('wait')]).toContainEqual(first)
  now += 14 * MINUTE
  await fail(email)
  expect(await told()).toHaveLength(before.length + 2)
  now += MINUTE
  await fail(email)
  expect((await told()).slice(before.length + 2)).toEqual(refused('wrong'))
}, 30_000)

test('signing in begins a new session: one that somebody planted is not taken over', async () => {
  const app = await buildSignInApp()
  const planted = await signIn(app, { role: 'agent', employeeId: 'an' })
  const { email, actorId } = await makePerson(app, { role: 'manager' })
  const reply = await app.app.inject({
    ...{ method: 'POST', url: '/api/sign-in', headers: { cookie: planted.cookie } },
    body: { email, password: PASSWORD },
  })
  expect(sentBack(reply)).not.toBe(planted.cookie)
  expect((await clientOf(app, sentBack(reply)).get('/api/me')).json().actorId).toBe(actorId)
  expect((await planted.get('/api/me')).json().actorId).toBe(planted.actorId)
})

test('a session ends when it is not used, and in any case after a week', async () => {
  // The library dates new sessions by the system's clock, so that this one goes on from there.
  const begun = Date.now()
  let now = begun
  const app = await buildSignInApp({ now: () => now })
  const { email } = await makePerson(app, { role: 'hr' })
  const [used, left] = [clientOf(app, await cookieOf(app, email)), clientOf(app, await cookieOf(app, email))]
  now += 11 * HOUR
  expect((await used.get('/api/me')).statusCode).toBe(200)
  now += 2 * HOUR
  expect((await used.get('/api/me')).statusCode).toBe(200)
  expect((await left.get('/api/me')).statusCode).toBe(401)
  while (now < begun + 7 * 24 * HOUR - 12 * HOUR) {
    now += 11 * HOUR
    expect((await used.get('/api/me')).statusCode).toBe(200)
  }
  now = begun + 7 * 24 * HOUR + MINUTE
  expect((await used.get('/api/me')).statusCode).toBe(401)
  // It is gone, and does not come back with the clock.
  now = begun
  expect((await used.get('/api/me')).statusCode).toBe(401)
})

test('signing out ends the session itself, everywhere ends all of them, and others go on', async () => {
  const app = await buildSignInApp()
  const { email } = await makePerson(app, { role: 'hr' })
  const bystander = await signIn(app, { role: 'hr' })
  const [a, b, c] = await Promise.all([1, 2, 3].map(async () => clientOf(app, await cookieOf(app, email))))
  const out = await a!.post('/api/sign-out')
  expect(out.cookies[0]).toMatchObject({ value: '', maxAge: 0 })
  expect((await a!.get('/api/me')).statusCode).toBe(401)
  const { sessions } = (await b!.get('/api/me/sessions')).json()
  expect(sessions).toHaveLength(2)
  expect(sessions.filter((session: { isCurrent: boolean }) => session.isCurrent)).toHaveLength(1)
  const foreign = (await bystander.get('/api/me/sessions')).json().sessions[0].id
  expect((await b!.post(`/api/me/sessions/${foreign}/end`)).statusCode).toBe(404)
  const other = sessions.find((session: { isCurrent: boolean }) => !session.isCurrent)
  expect((await b!.post(`/api/me/sessions/${other.id}/end`)).statusCode).toBe(200)
  expect((await c!.get('/api/me')).statusCode).toBe(401)
  const d = clientOf(app, await cookieOf(app, email))
  expect((await b!.post('/api/me/sessions/end-all')).statusCode).toBe(200)
  expect((await b!.get('/api/me')).statusCode).toBe(401)
  expect((await d.get('/api/me')).statusCode).toBe(401)
  expect((await bystander.get('/api/me')).statusCode).toBe(200)
})

test('a new password takes the current one, is refused when it is a bad one, and ends all other sessions', async () => {
  const app = await buildSignInApp()
  const { email } = await makePerson(app, { role: 'hr' })
  const [own, other] = [clientOf(app, await cookieOf(app, email)), clientOf(app, await cookieOf(app, email))]
  const change = (currentPassword: string, newPassword: string) =>
    own.post('/api/me/password', { currentPassword, newPassword })
  expect((await change('not the password', 'plum harbour quilt')).json().error.code).toBe('invalidRequest')
  for (const bad of ['short1!', 'Password123', 'Tideline2026', 'qwertyuiop', 'aaaaaaaaaaaa', email, 'x'.repeat(129)]) {
    expect((await change(PASSWORD, bad)).statusCode, bad).toBe(400)
  }
  expect((await other.get('/api/me')).statusCode).toBe(200)
  const long = `密码${'ocean plum '.repeat(8)}`
  expect((await change(PASSWORD, long)).statusCode).toBe(200)
  expect((await own.get('/api/me')).statusCode).toBe(200)
  expect((await other.get('/api/me')).statusCode).toBe(401)
  expect((await app.post('/api/sign-in', { email, password: PASSWORD })).statusCode).toBe(401)
  expect((await app.post('/api/sign-in', { email, password: long })).statusCode).toBe(200)
})

test('of thousands of changed cookies none is taken, and the true one is', async () => {
  const app = await buildSignInApp()
  const { cookie, get } = await signIn(app, { role: 'admin' })
  const [name, value] = cookie.split('=', 2) as [string, string]
  const [token, signature] = decodeURIComponent(value).split('.') as [string, string]
  const bytes = Buffer.from(signature, 'base64')
  const statuses: number[] = []
  for (let round = 0; round < 800; round++) {
    const changed = [
      `${replaced(token, round)}.${signature}`,
      `${token}.${Buffer.from(bytes.map((byte, at) => (at === round % bytes.length ? byte ^ (1 << (round % 8)) : byte))).toString('base64')}`,
      `${token}.${signature.slice(0, round % 40)}`,
      `${token.slice(0, round % token.length)}.${signature}`,
    ][round % 4]!
    const reply = await clientOf(app, `${name}=${encodeURIComponent(changed)}`).get('/api/me')
    statuses.push(reply.statusCode)
  }
  expect(new Set(statuses)).toEqual(new Set([401]))
  expect((await get('/api/me')).statusCode).toBe(200)
}, 120_000)

test('who has read the database cannot sign with its secret what it knows of a session', async () => {
  const app = await buildSignInApp()
  const { cookie, get } = await signIn(app, { role: 'admin' })
  const auth = authTables(app.db)
  const { token } = await auth.selectFrom('session').select('token').executeTakeFirstOrThrow()
  const { value } = await auth.selectFrom('secret').select('value').executeTakeFirstOrThrow()
  const [name, signed] = cookie.split('=', 2) as [string, string]
  const signedAs = (text: string) => `${text}.${createHmac('sha256', value).update(text).digest('base64')}`
  const given = decodeURIComponent(signed).split('.')[0]!
  expect(signedAs(given)).toBe(decodeURIComponent(signed))
  expect((await get('/api/me')).statusCode).toBe(200)
  const forged = clientOf(app, `${name}=${encodeURIComponent(signedAs(token))}`)
  expect((await forged.get('/api/me')).statusCode).toBe(401)
})

/** With one letter that is another. */
const replaced = (text: string, round: number): string => {
  const at = round % text.length
  return text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1)
}

test('pages of other sites do not act for who is signed in', async () => {
  const app = await buildSignInApp()
  const { cookie } = await signIn(app, { role: 'admin' })
  const send = (headers: Record<string, string>, payload?: string) =>
    app.app.inject({
      method: 'POST',
      url: '/api/me/sessions/end-all',
      headers: { cookie, host: 'localhost', ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
  expect((await send({ origin: 'https://evil.example' })).statusCode).toBe(403)
  expect((await send({ origin: 'null' })).statusCode).toBe(403)
  expect((await send({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  const form = await send({ 'content-type': 'application/x-www-form-urlencoded' }, 'a=b')
  expect(form.statusCode).toBe(400)
  expect((await send({ origin: 'http://localhost', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
})
