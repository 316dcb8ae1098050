import { expect, test } from 'vitest'
import type { Account, AccountWithLink } from '../../../server/contracts/account.ts'
import type { TestApp } from '../api/build-test-app.ts'
import { buildSignInApp, type Client, clientOf, makePerson, sentBack, signIn } from './signed-in.ts'

const NEW_PASSWORD = 'plum harbour quilt'
const HOUR = 3_600_000

const codeOf = (reply: { statusCode: number; json(): { error: { code: string } } }) => [
  reply.statusCode,
  reply.json().error.code,
]
const secretOf = (link: string): string => new URLSearchParams(link).get('welcome')!
const actionsIn = async ({ db }: TestApp, entity: 'account' | 'unit' | 'token') =>
  (await db.selectFrom('audit_log').selectAll().where('entity', '=', entity).orderBy('id').execute()).map(
    ({ unit_id, actor_id, action, entity_id }) => ({ unit: unit_id, actor: actor_id, action, id: entity_id }),
  )

const invite = async (admin: Client, changes: object = {}): Promise<AccountWithLink> => {
  const reply = await admin.post('/api/accounts', {
    ...{ email: 'an@example.com', displayName: 'An' },
    memberships: [{ unitId: 'main', role: 'scheduler', scope: { kind: 'unit' } }],
    ...changes,
  })
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json()
}
const use = ({ app }: TestApp, link: string, more: object = {}) =>
  app.inject({
    ...{ method: 'POST', url: '/api/links/use' },
    body: { token: secretOf(link), password: NEW_PASSWORD, ...more },
  })

test('the first administrator is made with a link that works once and for a day, however many try at once', async () => {
  let now = Date.now()
  const app = await buildSignInApp({ now: () => now })
  const { links } = app.accounts!
  expect((await app.get('/api/sign-in')).json()).toEqual({ oidc: null, needsFirstAccount: true })
  const old = (await links.firstLink())!
  const lost = (await links.firstLink())!
  expect((await app.post('/api/links/look', { token: secretOf(old.link) })).statusCode).toBe(404)
  now += 25 * HOUR
  expect((await use(app, lost.link, { email: 'a@example.com', displayName: 'A' })).statusCode).toBe(404)
  // Sessions are dated by the system's clock.
  now = Date.now()
  const { link } = (await links.firstLink())!
  expect((await app.post('/api/links/look', { token: secretOf(link) })).json()).toMatchObject({
    ...{ purpose: 'firstAdmin', email: null, displayName: null },
  })
  expect((await use(app, link, { password: 'Password1' })).statusCode).toBe(400)
  expect((await use(app, link)).json().error.message).toBe('The first account needs an e-mail address and a name.')
  const racers = await Promise.all(
    Array.from({ length: 10 }, (_, place) => use(app, link, { email: `p${place}@example.com`, displayName: 'Li Na' })),
  )
  expect(racers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, ...Array(9).fill(404)])
  const first = racers.find(({ statusCode }) => statusCode === 200)!
  const me = (await clientOf(app, sentBack(first)).get('/api/me')).json()
  expect(me).toMatchObject({ displayName: 'Li Na', memberships: [{ unitId: 'main', role: 'admin' }] })
  expect(await links.firstLink()).toBeUndefined()
  expect((await app.get('/api/sign-in')).json().needsFirstAccount).toBe(false)
  expect(await actionsIn(app, 'account')).toEqual([
    { unit: 'main', actor: me.actorId, action: 'account.passwordSet', id: me.actorId },
    { unit: 'main', actor: me.actorId, action: 'account.signedIn', id: me.actorId },
  ])
})

test('an invitation makes an account that its person opens; a link of before, or used, opens nothing', async () => {
  const app = await buildSignInApp()
  const admin = await signIn(app, { role: 'admin' })
  const { account, link } = await invite(admin)
  expect(account).toMatchObject({ state: 'invited', memberships: [{ unitId: 'main', role: 'scheduler', revision: 1 }] })
  const again: AccountWithLink = (await admin.post(`/api/accounts/${account.id}/link`)).json()
  expect((await use(app, link!)).statusCode).toBe(404)
  const opened = await use(app, again.link!, { displayName: 'An Ning' })
  expect(opened.json()).toMatchObject({ actorId: account.id, displayName: 'An Ning', email: 'an@example.com' })
  expect((await use(app, again.link!)).statusCode).toBe(404)
  const listed: { accounts: Account[] } = (await admin.get('/api/accounts')).json()
  expect(listed.accounts.find(({ id }) => id === account.id)).toMatchObject({ state: 'active', displayName: 'An Ning' })
  expect(JSON.stringify(await app.db.selectFrom('audit_log').selectAll().execute())).not.toMatch(/Ning|@example/)
  // Of another unit as well: a member of both, under one account, without a way in for who invites.
  const other = await signIn(app, { role: 'admin', unitId: 'west' })
  const both = await invite(other, { memberships: [{ unitId: 'west', role: 'agent', scope: { kind: 'unit' } }] })
  expect(both).toMatchObject({ link: null, account: { id: account.id, memberships: [{ unitId: 'west' }] } })
  expect(codeOf(await other.post(`/api/accounts/${account.id}/link`))).toEqual([403, 'forbidden'])
})

test('a link for a new password ends the sessions of before', async () => {
  const app = await buildSignInApp()
  const admin = await signIn(app, { role: 'admin' })
  const person = await signIn(app, { role: 'hr' })
  const { link } = (await admin.post(`/api/accounts/${person.actorId}/link`)).json()
  expect((await person.get('/api/me')).statusCode).toBe(200)
  expect((await use(app, link, { displayName: 'Someone Else' })).statusCode).toBe(200)
  expect((await person.get('/api/me')).statusCode).toBe(401)
  expect((await app.post('/api/sign-in', { email: person.email, password: NEW_PASSWORD })).statusCode).toBe(200)
})

test('who is disabled is shut out with the next request, and let in again with a new session', async () => {
  const app = await buildSignInApp()
  const admin = await signIn(app, { role: 'admin' })
  const person = await signIn(app, { role: 'hr' })
  const change = (step: string, revision: number) => admin.post(`/api/accounts/${person.actorId}/${step}`, { revision })
  expect(codeOf(await change('disable', 2))).toEqual([409, 'conflict'])
  expect((await person.get('/api/me')).statusCode).toBe(200)
  expect((await change('disable', 1)).json()).toMatchObject({ state: 'disabled', revision: 2 })
  expect((await person.get('/api/me')).statusCode).toBe(401)
  expect(
    (await app.post('/api/sign-in', { email: person.email, password: 'four words do not rhyme' })).statusCode,
  ).toBe(401)
  expect((await change('enable', 2)).json()).toMatchObject({ state: 'active', revision: 3 })
  expect((await person.get('/api/me')).statusCode).toBe(401)
  expect(
    (await app.post('/api/sign-in', { email: person.email, password: 'four words do not rhyme' })).statusCode,
  ).toBe(200)
})

test('a changed role holds at once and ends the sessions that had the old one', async () => {
  const app = await buildSignInApp()
  const admin = await signIn(app, { role: 'admin' })
  const person = await signIn(app, { role: 'manager' })
  const url = `/api/accounts/${person.actorId}/memberships/main`
  const change = (revision: number | null) => admin.put(url, { role: 'agent', scope: { kind: 'unit' }, revision })
  expect(codeOf(await change(null))).toEqual([409, 'conflict'])
  expect(codeOf(await change(7))).toEqual([409, 'conflict'])
  expect((await change(1)).json().memberships).toMatchObject([{ role: 'agent', revision: 2 }])
  expect((await person.get('/api/me')).statusCode).toBe(401)
  expect((await admin.post(`${url}/remove`, { revision: 2 })).statusCode).toBe(200)
  expect((await actionsIn(app, 'account')).map(({ action }) => action)).toEqual([
    ...['account.signedIn', 'account.signedIn'],
    ...['membership.changed', 'membership.removed'],
  ])
})

test('of two changes of one membership at once one wins', async () => {
  const app = await buildSignInApp()
  const admin = await signIn(app, { role: 'admin' })
  const { actorId } = await makePerson(app, { role: 'hr' })
  for (let round = 1; round <= 5; round++) {
    const change = (role: string) =>
      admin.put(`/api/accounts/${actorId}/memberships/main`, { role, scope: { kind: 'unit' }, revision: round })
    const statuses = (await Promise.all(['agent', 'hr', 'scheduler', 'manager'].map(change))).map((r) => r.statusCode)
    expect(statuses.toSorted()).toEqual([200, 409, 409, 409])
  }
})

test('the last administrator of a unit stays, also when two try to remove each other', async () => {
  const app = await buildSignInApp()
  const [a, b] = [await signIn(app, { role: 'admin' }), await signIn(app, { role: 'admin' })]
  const remove = (by: Client, whom: Client) =>
    by.post(`/api/accounts/${whom.actorId}/memberships/main/remove`, { revision: 1 })
  const statuses = (await Promise.all([remove(a, b), remove(b, a)])).map(({ statusCode }) => statusCode)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  const left = statuses[0] === 200 ? a : b
  expect(codeOf(await remove(left, left))).toEqual([409, 'conflict'])
  expect(codeOf(await left.post(`/api/accounts/${left.actorId}/disable`, { revision: 1 }))).toEqual([409, 'conflict'])
  const lesser = { role: 'agent', scope: { kind: 'unit' }, revision: 1 }
  expect(codeOf(await left.put(`/api/accounts/${left.actorId}/memberships/main`, lesser))).toEqual([409, 'conflict'])
})

test('nobody gives what he lacks, and accounts of other units are not found', async () => {
  const app = await buildSignInApp()
  const admin = await signIn(app, { role: 'admin' })
  const stranger = await signIn(app, { role: 'admin', unitId: 'west' })
  const keeper = await signIn(app, { role: 'hr', extraRights: ['accounts.manage'] })
  const membership = (role: string, more: object = {}) => ({ unitId: 'main', role, scope: { kind: 'unit' }, ...more })
  const ask = (by: Client, memberships: object[]) =>
    by.post('/api/accounts', { email: 'x@example.com', displayName: 'X', memberships })
  expect(codeOf(await ask(keeper, [membership('admin')]))).toEqual([403, 'forbidden'])
  expect(codeOf(await ask(keeper, [membership('hr', { extraRights: ['plan.publish'] })]))).toEqual([403, 'forbidden'])
  expect(codeOf(await ask(admin, [membership('agent', { unitId: 'west' })]))).toEqual([404, 'notFound'])
  const missing = await ask(admin, [membership('agent', { unitId: 'nowhere' })])
  expect(codeOf(missing)).toEqual([404, 'notFound'])
  expect((await ask(keeper, [membership('agent')])).statusCode).toBe(201)
  const foreign = stranger.actorId
  const none = 'f0f0f0f0-0000-4000-8000-000000000000'
  for (const id of [foreign, none]) {
    for (const url of [
      `/api/accounts/${id}/link`,
      `/api/accounts/${id}/disable`,
      `/api/accounts/${id}/memberships/main/remove`,
    ]) {
      expect(codeOf(await admin.post(url, { revision: 1 })), url).toEqual([404, 'notFound'])
    }
    const put = await admin.put(`/api/accounts/${id}/memberships/main`, {
      role: 'hr',
      scope: { kind: 'unit' },
      revision: null,
    })
    expect(codeOf(put)).toEqual([404, 'notFound'])
  }
  const listed: { accounts: Account[] } = (await admin.get('/api/accounts')).json()
  expect(listed.accounts.map(({ id }) => id)).not.toContain(foreign)
  expect(codeOf(await (await signIn(app, { role: 'manager' })).get('/api/accounts'))).toEqual([403, 'forbidden'])
})

test('who manages a unit makes another, and is its administrator at once', async () => {
  const app = await buildSignInApp()
  const admin = await signIn(app, { role: 'admin' })
  expect((await admin.post('/api/units', { id: 'north', name: 'Harbin' })).json()).toEqual({
    id: 'north',
    name: 'Harbin',
  })
  expect(codeOf(await admin.post('/api/units', { id: 'north', name: 'Again' }))).toEqual([409, 'conflict'])
  expect((await admin.post('/api/units', { id: 'no spaces', name: 'X' })).statusCode).toBe(400)
  expect((await admin.put('/api/units/north', { name: '哈尔滨' })).statusCode).toBe(200)
  expect((await admin.get('/api/units')).json().units).toContainEqual({ id: 'north', name: '哈尔滨' })
  const stranger = await signIn(app, { role: 'admin', unitId: 'west' })
  expect(codeOf(await stranger.put('/api/units/north', { name: 'Mine' }))).toEqual([404, 'notFound'])
  expect((await actionsIn(app, 'unit')).map(({ unit, action }) => [unit, action])).toEqual([
    ['north', 'unit.made'],
    ['north', 'unit.renamed'],
  ])
})
