import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeTries, TRIES_MS } from '../faults/tries.ts'
import { importOf, type TestApp } from '../server/api/build-test-app.ts'
import { buildSignInApp, type Client, type GivenMembership, signIn } from '../server/auth/signed-in.ts'
import { storeDraftableRun } from '../server/draftable-run.ts'

/** From the answer to whoever revokes to the refusal of whoever is shut out. */
const MOST_MS = 1000

interface Place {
  readonly tested: TestApp
  readonly admin: Client
  readonly planId: string
  readonly runId: string
}

async function openPlace(): Promise<Place> {
  const tested = await buildSignInApp({ slots: 0, lagMs: () => 0 })
  const admin = await signIn(tested, { role: 'admin' })
  const planId: string = (await admin.post('/api/plans', importOf())).json().id
  return { tested, admin, planId, runId: await storeDraftableRun(tested.db, planId) }
}

const accountOf = async ({ admin }: Place, { actorId }: Client) => {
  const { accounts } = (await admin.get('/api/accounts')).json()
  return accounts.find(({ id }: { id: string }) => id === actorId)
}

/** Fails unless a request is refused, asked again and again, within the time. */
async function expectRefused(ask: () => Promise<{ readonly statusCode: number }>, statuses: readonly number[]) {
  const until = performance.now() + MOST_MS
  let { statusCode } = await ask()
  while (!statuses.includes(statusCode) && performance.now() < until) ({ statusCode } = await ask())
  expect(statuses).toContain(statusCode)
}

/** A stream of a draft's events as a browser holds it open. @returns resolves with true once it has ended */
async function openStream({ tested, runId }: Place, { cookie }: Client): Promise<() => Promise<boolean>> {
  const reply = await tested.app.inject({
    ...{ method: 'GET', url: `/api/runs/${runId}/draft/events`, payloadAsStream: true },
    headers: { cookie, accept: 'text/event-stream' },
  })
  expect(reply.statusCode).toBe(200)
  const stream = reply.stream()
  let hasEnded = false
  stream.once('close', () => {
    hasEnded = true
  })
  stream.resume().on('error', () => undefined)
  return async () => {
    const until = performance.now() + MOST_MS
    while (!hasEnded && performance.now() < until) await setTimeout(10)
    return hasEnded
  }
}

const SCHEDULER: GivenMembership = { role: 'scheduler' }

/** What is taken away, and what its bearer is then refused. */
const REVOCATIONS: readonly ((place: Place) => Promise<void>)[] = [
  async function disabled(place) {
    const person = await signIn(place.tested, SCHEDULER)
    const token = (
      await person.post('/api/me/tokens', { name: 'a', rights: ['plan.view', 'costs.view'], days: 1 })
    ).json().secret
    const isStreamOver = await openStream(place, person)
    const { revision } = await accountOf(place, person)
    const reply = await place.admin.post(`/api/accounts/${person.actorId}/disable`, { revision })
    expect(reply.statusCode, reply.body).toBe(200)
    await expectRefused(() => person.get('/api/plans'), [401])
    const byToken = { method: 'GET', url: '/api/plans', headers: { authorization: `Bearer ${token}` } } as const
    await expectRefused(() => place.tested.app.inject(byToken), [401])
    expect(await isStreamOver()).toBe(true)
  },
  async function anotherRole(place) {
    const person = await signIn(place.tested, SCHEDULER)
    const isStreamOver = await openStream(place, person)
    const [{ revision }] = (await accountOf(place, person)).memberships
    const change = { role: 'agent', scope: { kind: 'unit' }, revision }
    const reply = await place.admin.put(`/api/accounts/${person.actorId}/memberships/main`, change)
    expect(reply.statusCode, reply.body).toBe(200)
    await expectRefused(() => person.get(`/api/plans/${place.planId}`), [401, 403])
    expect(await isStreamOver()).toBe(true)
  },
  async function membershipRemoved(place) {
    const person = await signIn(place.tested, SCHEDULER)
    const [{ revision }] = (await accountOf(place, person)).memberships
    const url = `/api/accounts/${person.actorId}/memberships/main/remove`
    const reply = await place.admin.post(url, { revision })
    expect(reply.statusCode, reply.body).toBe(200)
    await expectRefused(() => person.get(`/api/plans/${place.planId}`), [401, 403])
  },
  async function calendarReset(place) {
    const person = await signIn(place.tested, { role: 'agent', employeeId: 'an' })
    const path: string = (await person.post('/api/own/feed', { unitId: 'main' })).json().path
    const read = () => place.tested.app.inject({ method: 'GET', url: path })
    expect((await read()).statusCode).toBe(200)
    await person.post('/api/own/feed', { unitId: 'main' })
    await expectRefused(read, [404])
  },
  async function tokenRevoked(place) {
    const person = await signIn(place.tested, SCHEDULER)
    const made = (
      await person.post('/api/me/tokens', { name: 'a', rights: ['plan.view', 'costs.view'], days: 1 })
    ).json()
    const headers = { authorization: `Bearer ${made.secret}` }
    const read = () => place.tested.app.inject({ method: 'GET', url: '/api/plans', headers })
    expect((await read()).statusCode).toBe(200)
    await person.post(`/api/me/tokens/${made.token.id}/revoke`)
    await expectRefused(read, [401])
  },
  async function signedOutEverywhere(place) {
    const person = await signIn(place.tested, SCHEDULER)
    const isStreamOver = await openStream(place, person)
    expect((await person.post('/api/me/sessions/end-all')).statusCode).toBe(200)
    await expectRefused(() => person.get('/api/me'), [401])
    expect(await isStreamOver()).toBe(true)
  },
]

test(
  'what is taken away is refused with the next request, and open streams end within a second',
  async () => {
    const place = await openPlace()
    await makeTries(10, ({ index }) => REVOCATIONS[index % REVOCATIONS.length]!(place))
  },
  TRIES_MS,
)
