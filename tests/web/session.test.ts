import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

const NOT_SIGNED_IN = { error: { code: 'notSignedIn', message: 'Sign in first.', requestId: 'r' } }

/** The page's modules as a newly loaded page has them, and a server that knows its sender or does not. */
async function page() {
  const { request, requestOnce } = await import('../../web/lib/api.ts')
  const session = await import('../../web/lib/session.ts')
  const server = { knows: false, asked: [] as string[] }
  vi.stubGlobal('fetch', async (address: string) => {
    server.asked.push(address)
    return server.knows
      ? new Response(JSON.stringify({ said: 'here' }))
      : new Response(JSON.stringify(NOT_SIGNED_IN), { status: 401 })
  })
  return { ...session, request, requestOnce, server }
}

test('on a page that nobody is signed in on, a refusal is the answer', async () => {
  const { request, hasSessionEnded } = await page()
  await expect(request('/plans')).rejects.toMatchObject({ code: 'notSignedIn' })
  expect(hasSessionEnded()).toBe(false)
})

test('what an ended session refuses waits for the same person, and is asked once more', async () => {
  const { request, server, ...session } = await page()
  session.beginSession('sam')
  const told = vi.fn()
  session.watchSession(told)
  const replies = [request('/plans'), request('/runs/r/draft/edits', { method: 'POST', body: { cells: [] } })]
  await vi.waitUntil(() => session.hasSessionEnded(), { timeout: 2_000 })
  expect(told).toHaveBeenCalledTimes(1)
  server.knows = true
  session.resumeSession()
  expect(await Promise.all(replies)).toEqual([{ said: 'here' }, { said: 'here' }])
  expect(session.hasSessionEnded()).toBe(false)
  expect(session.signInRound()).toBe(1)
  expect(server.asked.filter((address) => address.endsWith('/draft/edits'))).toHaveLength(2)
})

test('signing in itself waits for nobody', async () => {
  const { requestOnce, beginSession, hasSessionEnded } = await page()
  beginSession('sam')
  await expect(requestOnce('/sign-in', { method: 'POST', body: {} })).rejects.toMatchObject({ code: 'notSignedIn' })
  expect(hasSessionEnded()).toBe(false)
})

test('a refusal says how long to wait', async () => {
  const { requestOnce } = await page()
  vi.stubGlobal('fetch', async () => {
    const error = { code: 'tooManyRequests', message: 'Too many tries.', requestId: 'r' }
    return new Response(JSON.stringify({ error }), { status: 429, headers: { 'retry-after': '90' } })
  })
  await expect(requestOnce('/sign-in')).rejects.toMatchObject({ code: 'tooManyRequests', retryAfterSeconds: 90 })
})
