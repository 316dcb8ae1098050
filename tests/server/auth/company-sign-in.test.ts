import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { expect, onTestFinished, test } from 'vitest'
import { authTables } from '../../../server/store/auth-tables.ts'
import type { TestApp } from '../api/build-test-app.ts'
import { buildSignInApp, clientOf, makePerson, sentBack, signIn } from './signed-in.ts'

const PUBLIC_URL = 'http://localhost'
const CLIENT = { clientId: 'tideline', clientSecret: 'a secret of the company' }

/** What the company's own sign-in says of who signs in there, by the name that they type. */
type Directory = Map<string, { readonly email: string; readonly email_verified: boolean }>

/** A real OpenID provider on this machine. */
async function startCompany(directory: Directory): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, grant_types: ['authorization_code'] },
        ...{ response_types: ['code'], redirect_uris: [`${PUBLIC_URL}/api/auth/callback/company`] },
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the test'] },
    findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...directory.get(id)! }) }),
  })
  server.on('request', provider.callback())
  return issuer
}

/** A browser at the company's own sign-in: keeps cookies, fills the two forms in. @returns where it is sent back to */
async function signInAtCompany(begin: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  const visit = async (url: string, form?: Record<string, string>): Promise<string> => {
    const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(url, {
      ...{ redirect: 'manual', headers: { cookie } },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const set of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      jar.set(name!, value!)
    }
    const text = await reply.text()
    const place = reply.headers.get('location')
    if (place === null) {
      const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1]
      if (prompt === undefined) throw new Error(`${reply.status} ${text.slice(0, 500)}`)
      return visit(url, prompt === 'login' ? { prompt, login, password: 'any' } : { prompt })
    }
    const next = new URL(place, url)
    return next.origin === PUBLIC_URL ? next.href : visit(next.href)
  }
  return visit(begin)
}

async function buildCompanyApp(directory: Directory): Promise<TestApp> {
  const issuer = await startCompany(directory)
  return buildSignInApp({ signIn: { publicUrl: PUBLIC_URL, oidc: { ...CLIENT, issuer, name: 'Hangzhou SSO' } } })
}

/** Through the company's sign-in and back. */
async function comeBack({ app }: TestApp, login: string) {
  const begun = await app.inject({ method: 'GET', url: '/api/sign-in/oidc' })
  expect(begun.statusCode).toBe(302)
  const back = new URL(await signInAtCompany(begun.headers.location!, login))
  const headers = { cookie: sentBack(begun) }
  const url = back.pathname + back.search
  return { reply: await app.inject({ method: 'GET', url, headers }), url, headers }
}

test('who has an account signs in with the company, without a password of ours', async () => {
  const directory: Directory = new Map()
  const app = await buildCompanyApp(directory)
  expect((await app.get('/api/sign-in')).json().oidc).toEqual({ name: 'Hangzhou SSO' })
  const person = await makePerson(app, { role: 'scheduler' })
  directory.set('an', { email: person.email, email_verified: true })
  const { reply, url, headers } = await comeBack(app, 'an')
  expect([reply.statusCode, reply.headers.location]).toEqual([302, '/'])
  const me = (await clientOf(app, sentBack(reply)).get('/api/me')).json()
  expect(me).toMatchObject({ actorId: person.actorId, displayName: 'Chen Wei', email: person.email })
  // The way back works once.
  const again = await app.app.inject({ method: 'GET', url, headers })
  expect(again.headers.location).toBe('/?oidc=refused')
  expect((await comeBack(app, 'an')).reply.headers.location).toBe('/')
  const told = await app.db.selectFrom('audit_log').select(['actor_id', 'action']).execute()
  expect(told).toEqual(Array(2).fill({ actor_id: person.actorId, action: 'account.signedIn' }))
  // Nothing of the company's is kept but who it is.
  const kept = await authTables(app.db)
    .selectFrom('credential')
    .selectAll()
    .where('provider_id', '=', 'company')
    .execute()
  expect(kept).toMatchObject([{ account_id: 'an', access_token: null, refresh_token: null, id_token: null }])
})

test('who has no account, an address that nobody has verified, or an account that is disabled, stays out', async () => {
  const directory: Directory = new Map([['li', { email: 'li@example.com', email_verified: true }]])
  const app = await buildCompanyApp(directory)
  const [unverified, disabled] = [await makePerson(app, { role: 'admin' }), await makePerson(app, { role: 'admin' })]
  directory.set('un', { email: unverified.email, email_verified: false })
  directory.set('di', { email: disabled.email, email_verified: true })
  const admin = await signIn(app, { role: 'admin' })
  await admin.post(`/api/accounts/${disabled.actorId}/disable`, { revision: 1 })
  for (const login of ['li', 'un', 'di']) {
    const { reply } = await comeBack(app, login)
    expect([login, reply.statusCode]).toEqual([login, 302])
    expect(reply.headers.location, login).toBe('/?oidc=refused')
    expect((await clientOf(app, sentBack(reply)).get('/api/me')).statusCode, login).toBe(401)
  }
  const people = await authTables(app.db).selectFrom('person').select('email').execute()
  expect(people.map(({ email }) => email)).not.toContain('li@example.com')
})

test('a way back that this browser did not begin is refused', async () => {
  const directory: Directory = new Map()
  const app = await buildCompanyApp(directory)
  const person = await makePerson(app, { role: 'scheduler' })
  directory.set('an', { email: person.email, email_verified: true })
  const begun = await app.get('/api/sign-in/oidc')
  const back = new URL(await signInAtCompany(begun.headers.location!, 'an'))
  const url = back.pathname + back.search
  for (const [place, cookie] of [
    [url, ''],
    [url.replace(/state=[^&]+/, 'state=another'), sentBack(begun)],
    [url.replace(/code=[^&]+/, 'code=another'), sentBack(begun)],
    ['/api/auth/callback/company', sentBack(begun)],
  ] as const) {
    const reply = await app.app.inject({ method: 'GET', url: place, headers: { cookie } })
    expect((await clientOf(app, sentBack(reply)).get('/api/me')).statusCode, place).toBe(401)
    expect(reply.headers.location, place).toBe('/?oidc=refused')
  }
  // Nothing else of the library is reached.
  expect((await app.get('/api/auth/get-session')).statusCode).toBe(404)
})
