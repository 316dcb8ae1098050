import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { buildTestApp, importOf, type TestApp, type TestAppOptions } from '../api/build-test-app.ts'

/** A server on a real port of this machine. */
async function listening(options: TestAppOptions) {
  const server = await buildTestApp(options)
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  return { server, port: (server.app.server.address() as AddressInfo).port }
}

/** Sends a text and gathers what comes back until the server ends the connection. */
function rawRequest(port: number, text: string) {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.write(text)
  return new Promise<string>((resolve) => {
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}

/** Requests that are in hand until they are let go. */
function heldRequests(server: TestApp) {
  let letGo = () => undefined as unknown
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  for (const method of ['GET', 'POST'] as const) {
    server.app.route({ method, url: '/held', handler: () => gate.then(() => 'done') })
  }
  return () => letGo()
}

const held = (server: TestApp, method: 'GET' | 'POST') =>
  server.app.inject({ method, url: '/held', headers: { host: 'localhost' } })

test('more requests than are answered at once are told to come again, changes before reads, and it recovers', async () => {
  const server = await buildTestApp({ limits: { requests: 6 } })
  const letGo = heldRequests(server)
  const changes = Array.from({ length: 5 }, () => held(server, 'POST'))
  await wait(50)
  const refused = await held(server, 'POST')
  expect([refused.statusCode, refused.headers['retry-after'], refused.json().error.code]).toEqual([
    503,
    '3',
    'unavailable',
  ])
  // Reads have the other half.
  const reads = Array.from({ length: 3 }, () => held(server, 'GET'))
  await wait(50)
  expect((await server.get('/api/plans')).statusCode).toBe(503)
  // Who looks after the server sees it all the same.
  expect((await server.get('/api/health/live')).statusCode).toBe(200)
  expect((await server.get('/metrics')).body).toMatch(/tideline_requests_in_flight 6\n/)
  letGo()
  const codes = (await Promise.all([...changes, ...reads])).map(({ statusCode }) => statusCode)
  expect(codes.toSorted()).toEqual([...Array(6).fill(200), 503, 503])
  expect((await server.post('/api/plans', importOf())).statusCode).toBe(201)
  expect((await server.get('/metrics')).body).toMatch(
    /tideline_requests_in_flight 0\n[\s\S]*tideline_requests_refused 4\n/,
  )
})

test('while the process lags changes are refused and reads go on', async () => {
  let lag = 5000
  const server = await buildTestApp({ lagMs: () => lag })
  const refused = await server.post('/api/plans', importOf())
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '3'])
  expect((await server.get('/api/plans')).json()).toMatchObject({ plans: [] })
  lag = 900
  expect((await server.post('/api/plans', importOf())).statusCode).toBe(201)
})

test('the delay of the event loop is measured', async () => {
  const server = await buildTestApp({ lagMs: 'measured' })
  const lag = async () =>
    Number(/^tideline_event_loop_lag_seconds (\S+)/m.exec((await server.get('/metrics')).body)![1])
  // Holds the loop up for most of the time, for as many seconds as it takes to be read.
  await vi.waitFor(
    async () => {
      const stop = performance.now() + 150
      while (performance.now() < stop);
      expect(await lag()).toBeGreaterThan(0.01)
    },
    { timeout: 20_000, interval: 1 },
  )
})

test('a sender who takes too long for headers or a small body is refused in the common shape, and others are served', async () => {
  const { server, port } = await listening({ limits: { headersMs: 400, bodyMs: 400 } })
  const url = `http://127.0.0.1:${port}`
  const post =
    'POST /api/runs HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"pl'
  const slow = [
    ...Array.from({ length: 60 }, () => rawRequest(port, 'GET /api/plans HTTP/1.1\r\nhost: 127.')),
    ...Array.from({ length: 60 }, () => rawRequest(port, post)),
  ]
  await wait(100)
  const startedAt = performance.now()
  expect((await fetch(`${url}/api/plans`)).status).toBe(200)
  expect(performance.now() - startedAt).toBeLessThan(2000)
  const answers = await Promise.all(slow)
  const told = answers.map((answer) => {
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    return [head.split('\r\n')[0], JSON.parse(body).error.code]
  })
  expect(told.slice(0, 60)).toEqual(Array(60).fill(['HTTP/1.1 408 Request Timeout', 'invalidRequest']))
  expect(told.slice(60)).toEqual(Array(60).fill(['HTTP/1.1 400 Bad Request', 'invalidRequest']))
  expect((await server.get('/metrics')).body).toMatch(/tideline_requests_in_flight 0\n/)
})

test('what is no HTTP request, or has headers without end, is told so in the common shape', async () => {
  const { port } = await listening({})
  expect(await rawRequest(port, 'hello\r\n\r\n')).toMatch(
    /^HTTP\/1.1 400 [\s\S]*"code":"invalidRequest"[\s\S]*"requestId":"/,
  )
  const huge = `GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`
  expect(await rawRequest(port, huge)).toMatch(/^HTTP\/1.1 431 [\s\S]*"code":"tooLarge"/)
})

test('more connections than allowed are closed', async () => {
  const { port } = await listening({ limits: { connections: 3 } })
  const open = Array.from({ length: 6 }, () => {
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.on('error', () => undefined)
    return socket
  })
  await wait(300)
  expect(open.filter((socket) => !socket.destroyed && socket.readyState === 'open')).toHaveLength(3)
})

test('a server that is stopped answers what it has in hand and takes nothing new', async () => {
  const server = await buildTestApp()
  const letGo = heldRequests(server)
  const inHand = held(server, 'POST')
  await wait(50)
  let isDrained = false
  const drained = server.app.drain().then(() => {
    isDrained = true
  })
  const refused = await server.get('/api/plans')
  expect([refused.statusCode, refused.headers['retry-after'], refused.headers.connection]).toEqual([503, '3', 'close'])
  await wait(50)
  expect(isDrained).toBe(false)
  letGo()
  expect((await inHand).statusCode).toBe(200)
  await drained
  // Nothing is in hand: there is nothing to wait for.
  await server.app.drain()
})
