import { expect, test } from 'vitest'
import type { TestApp } from '../api/build-test-app.ts'
import { buildSignInApp, type Client, signIn } from './signed-in.ts'

/** The server on a socket, with a stream that goes on for ever. */
async function buildStreamingApp(): Promise<{ readonly app: TestApp; readonly address: string }> {
  const app = await buildSignInApp()
  app.app.get(
    '/api/endless/events',
    { sse: { kind: 'only' }, config: { access: 'signedIn' } },
    async (_request, reply) => {
      const closed = new Promise<void>((resolve) => reply.sse.onClose(resolve))
      await reply.sse.send({ data: 'hello' })
      await closed
    },
  )
  return { app, address: await app.app.listen({ port: 0, host: '127.0.0.1' }) }
}

/** A stream that has begun; resolves with the milliseconds until it ended. */
async function openStream(address: string, headers: Record<string, string>): Promise<() => Promise<number>> {
  const reply = await fetch(`${address}/api/endless/events`, { headers: { accept: 'text/event-stream', ...headers } })
  expect(reply.status).toBe(200)
  const reader = reply.body!.getReader()
  await reader.read()
  return async () => {
    const begun = performance.now()
    for (;;) {
      const { done } = await reader.read().catch(() => ({ done: true }))
      if (done) return performance.now() - begun
    }
  }
}

test.each([
  ['disabled', (admin: Client, id: string) => admin.post(`/api/accounts/${id}/disable`, { revision: 1 })],
  [
    'given another role',
    (admin: Client, id: string) =>
      admin.put(`/api/accounts/${id}/memberships/main`, { role: 'agent', scope: { kind: 'unit' }, revision: 1 }),
  ],
  ['signed out everywhere', (_admin: Client, _id: string, person: Client) => person.post('/api/me/sessions/end-all')],
  ['signed out', (_admin: Client, _id: string, person: Client) => person.post('/api/sign-out')],
] as const)('the streams of who is %s end within a second, and those of others go on', async (_what, act) => {
  const { app, address } = await buildStreamingApp()
  const admin = await signIn(app, { role: 'admin' })
  const [person, other] = [await signIn(app, { role: 'manager' }), await signIn(app, { role: 'manager' })]
  const ended = await openStream(address, { cookie: person.cookie })
  const goesOn = await openStream(address, { cookie: other.cookie })
  expect((await act(admin, person.actorId, person)).statusCode).toBe(200)
  expect(await ended()).toBeLessThan(1000)
  const late = new Promise((resolve) => setTimeout(() => resolve('goes on'), 300))
  expect(await Promise.race([goesOn(), late])).toBe('goes on')
})

test('the stream of a token ends when it is revoked, by another process as well', async () => {
  const { app, address } = await buildStreamingApp()
  const person = await signIn(app, { role: 'manager' })
  const { secret, token } = (
    await person.post('/api/me/tokens', { name: 'Wall', rights: ['audit.view'], days: 1 })
  ).json()
  const ended = await openStream(address, { authorization: `Bearer ${secret}` })
  const elsewhere = await buildSignInApp({ db: app.db })
  const reply = await elsewhere.app.inject({
    ...{ method: 'POST', url: `/api/me/tokens/${token.id}/revoke`, headers: { cookie: person.cookie } },
  })
  expect(reply.statusCode).toBe(200)
  expect(await ended()).toBeLessThan(1000)
})
