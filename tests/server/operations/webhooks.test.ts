import { createHmac, randomUUID } from 'node:crypto'
import type { lookup as systemLookup } from 'node:dns'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { deliverDue } from '../../../server/services/deliver-due.ts'
import { isForbiddenAddress } from '../../../server/services/forbidden-address.ts'
import { type OutboundRules, postOutbound, urlProblem } from '../../../server/services/outbound-request.ts'
import { countOf, makeTries, oneOf, TRIES_MS } from '../../faults/tries.ts'
import { buildTestApp, type TestApp } from '../api/build-test-app.ts'
import { OPEN_GATE, storeFinishedRun, storePlan } from '../stored-plan.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver on this machine that notes every connection and message, and answers as it is told. */
async function receiver(answer: () => { status: number; location?: string } = () => ({ status: 204 })) {
  const received: Received[] = []
  let connections = 0
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const { status, location } = answer()
      response.writeHead(status, location === undefined ? {} : { location }).end()
    })
  })
  server.on('connection', () => {
    connections++
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { received, port, connections: () => connections, url: `http://127.0.0.1:${port}/hook` }
}

/** A system that knows names that stand for what they must not; some do so every second time they are asked. */
function deceitfulLookup(addresses: readonly string[]) {
  let asked = 0
  return ((_host: string, _options: object, callback: (error: null, found: object[]) => void) => {
    const address = addresses[asked++ % addresses.length]!
    callback(null, [{ address, family: address.includes(':') ? 6 : 4 }])
  }) as unknown as typeof systemLookup
}

const byte = (random: { uniform(): number }) => Math.floor(random.uniform() * 256)
/** Addresses of every kind that leads inwards, drawn. */
const INWARD: readonly ((random: { uniform(): number }) => string)[] = [
  (random) => `127.${byte(random)}.${byte(random)}.${byte(random)}`,
  (random) => `10.${byte(random)}.${byte(random)}.${byte(random)}`,
  (random) => `172.${16 + (byte(random) % 16)}.${byte(random)}.${byte(random)}`,
  (random) => `192.168.${byte(random)}.${byte(random)}`,
  (random) => `169.254.${byte(random)}.${byte(random)}`,
  (random) => `100.${64 + (byte(random) % 64)}.${byte(random)}.${byte(random)}`,
  (random) => `${224 + (byte(random) % 32)}.${byte(random)}.${byte(random)}.${byte(random)}`,
  (random) => `0.${byte(random)}.${byte(random)}.${byte(random)}`,
  () => '169.254.169.254',
  () => '100.100.100.200',
  () => '168.63.129.16',
  () => '::1',
  () => '::',
  (random) => `::ffff:127.0.0.${byte(random)}`,
  (random) => `::ffff:10.0.${byte(random)}.1`,
  () => 'fd00:ec2::254',
  (random) => `fe80::${byte(random).toString(16)}`,
  () => '64:ff9b::7f00:1',
  () => '2002:7f00:1::',
  () => 'ff02::1',
]

const inBrackets = (address: string) => (address.includes(':') ? `[${address}]` : address)
const asNumber = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
/** Ways of writing an address into a URL. */
const WRITTEN: readonly ((address: string) => string)[] = [
  inBrackets,
  (address) => (address.includes(':') ? inBrackets(address) : String(asNumber(address))),
  (address) => (address.includes(':') ? inBrackets(address) : `0x${asNumber(address).toString(16)}`),
  (address) =>
    address.includes(':')
      ? inBrackets(address)
      : address
          .split('.')
          .map((part) => `0${Number(part).toString(8)}`)
          .join('.'),
  (address) => `${inBrackets(address)}${address.includes(':') ? '' : '.'}`,
]
const NAMES = ['localhost', 'db', 'vault.internal', 'a.localhost', 'printer.local', 'metadata.google.internal']

test(
  'no host of the inner network is connected to, however it is written or named, and the allowed one is',
  async () => {
    const canary = await receiver()
    const count = countOf(18)
    await makeTries(
      18,
      async ({ index, random }) => {
        const address = oneOf(random, INWARD)(random)
        const host = [() => oneOf(random, WRITTEN)(address), () => oneOf(random, NAMES), () => 'hooks.example.com'][
          index % 3
        ]!()
        const scheme = oneOf(random, ['http', 'https'])
        // A name that is public when it is looked at, and is not when it is connected to.
        const lookup = deceitfulLookup(random.uniform() < 0.5 ? [address] : [address, '93.184.216.34'])
        const rules: OutboundRules = { allowedHosts: [], lookup, timeoutMs: 1000 }
        await expect(postOutbound(`${scheme}://${host}:${canary.port}/`, '{}', {}, rules)).rejects.toThrow(/address/)
      },
      { count },
    )
    expect(canary.connections()).toBe(0)
    await postOutbound(canary.url, '{"a":1}', {}, { allowedHosts: ['127.0.0.1'] })
    expect([canary.connections(), canary.received[0]?.body]).toEqual([1, '{"a":1}'])
  },
  TRIES_MS,
)

test('addresses of the internet are not forbidden, those of every inner kind are', () => {
  const random = { uniform: Math.random }
  for (const draw of INWARD) expect(isForbiddenAddress(draw(random))).toBe(true)
  for (const address of ['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1']) {
    expect([address, isForbiddenAddress(address)]).toEqual([address, false])
  }
  expect(isForbiddenAddress('no address')).toBe(true)
  expect(urlProblem('https://hooks.example.com/x', { allowedHosts: [] })).toBeUndefined()
  expect(urlProblem('https://me:pw@hooks.example.com/x', { allowedHosts: [] })).toContain('user or password')
  expect(urlProblem('ftp://hooks.example.com/x', { allowedHosts: [] })).toContain('is not an address')
})

async function hooked(url: string, events: readonly string[]) {
  const server = await buildTestApp({ slots: 0, webhookHosts: ['127.0.0.1'] })
  const reply = await server.post('/api/units/main/webhooks', { url, events })
  expect(reply.statusCode).toBe(201)
  return { server, hook: reply.json() as { id: string; secret: string } }
}

async function publish({ db, post }: TestApp): Promise<string> {
  const runId = await storeFinishedRun(db, await storePlan(db), OPEN_GATE)
  const reply = await post(`/api/runs/${runId}/publication`, {})
  return reply.json().id
}

const rules: OutboundRules = { allowedHosts: ['127.0.0.1'], timeoutMs: 2000 }

test('what happens is told once, signed, with ids alone; what was not asked for is not', async () => {
  const { received, url } = await receiver()
  const { server, hook } = await hooked(url, ['publication.made'])
  const publicationId = await publish(server)
  await sql`insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
    values ('main', 'local-planner', 'run.failed', 'run', ${randomUUID()}, '{}')`.execute(server.db)
  expect(await deliverDue(server.db, rules)).toBe(1)
  expect(await deliverDue(server.db, rules)).toBe(0)
  expect(received).toHaveLength(1)
  const { headers, body } = received[0]!
  const message = JSON.parse(body)
  expect(message).toEqual({
    ...{ id: headers['x-tideline-delivery'], event: 'publication.made', unitId: 'main', entityId: publicationId },
    happenedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  })
  const [, at, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-tideline-signature']))!
  expect(createHmac('sha256', hook.secret).update(`${at}.${body}`).digest('hex')).toBe(signature)
  expect((await server.get(`/api/webhooks/${hook.id}/deliveries`)).json().deliveries).toMatchObject([
    { state: 'delivered', attempt: 1, outcome: '204', entityId: publicationId },
  ])
  // The secret was told once.
  expect((await server.get('/api/units/main/webhooks')).body).not.toContain(hook.secret)
  expect(server.log.join('')).not.toContain(hook.secret)
})

test('what is not taken is sent again later, redirects are not followed, and in the end it is given up', async () => {
  const elsewhere = await receiver()
  let status = 500
  const { received, url } = await receiver(() => ({ status, location: elsewhere.url }))
  const { server, hook } = await hooked(url, ['publication.made'])
  await publish(server)
  const state = async () => (await server.get(`/api/webhooks/${hook.id}/deliveries`)).json().deliveries[0]
  const again = () => sql`update delivery set next_at = now()`.execute(server.db)
  await deliverDue(server.db, rules)
  const first = await state()
  expect(first).toMatchObject({ state: 'waiting', attempt: 1, outcome: '500' })
  expect(Date.parse(first.nextAt)).toBeGreaterThan(Date.now() + 20_000)
  expect(await deliverDue(server.db, rules)).toBe(0)
  status = 302
  await again()
  await deliverDue(server.db, rules)
  expect(await state()).toMatchObject({ state: 'waiting', attempt: 2, outcome: '302: redirects are not followed' })
  for (let attempt = 3; attempt <= 8; attempt++) {
    await again()
    await deliverDue(server.db, rules)
  }
  expect(await state()).toMatchObject({ state: 'failed', attempt: 8 })
  expect([received.length, elsewhere.connections()]).toEqual([8, 0])
  // Every try was the same message.
  expect(new Set(received.map(({ body }) => body)).size).toBe(1)
})

test('of several processes each message is sent by one, and one that died with it leaves it to another', async () => {
  const { received, url } = await receiver()
  const { server } = await hooked(url, ['publication.made'])
  for (let count = 0; count < 3; count++) await publish(server)
  await Promise.all([1, 2, 3, 4].map(() => deliverDue(server.db, rules)))
  const ids = received.map(({ headers }) => headers['x-tideline-delivery'])
  expect([ids.length, new Set(ids).size]).toEqual([3, 3])
  // Taken by a process that is gone: waiting still, its lease over.
  await sql`update delivery set state = 'waiting', next_at = now() - interval '1 second'`.execute(server.db)
  expect(await deliverDue(server.db, rules)).toBe(3)
  expect(received).toHaveLength(6)
})

test('webhooks are made, listed and removed by unit, and addresses that lead inwards are refused in words', async () => {
  const { server, hook } = await hooked('https://hooks.example.com/x', ['run.failed', 'run.failed', 'request.decided'])
  expect((await server.get('/api/units/main/webhooks')).json().webhooks).toMatchObject([
    { id: hook.id, url: 'https://hooks.example.com/x', events: ['run.failed', 'request.decided'] },
  ])
  const make = (url: string) => server.post('/api/units/main/webhooks', { url, events: ['run.failed'] })
  for (const url of ['https://10.0.0.1/', 'https://localhost/', 'http://hooks.example.com/', 'https://167772161/']) {
    const reply = await make(url)
    expect([url, reply.statusCode, reply.json().error.code]).toEqual([url, 400, 'invalidRequest'])
  }
  expect((await make('nonsense')).statusCode).toBe(400)
  for (let count = 1; count < 20; count++) await make(`https://hooks.example.com/${count}`)
  expect((await make('https://hooks.example.com/last')).statusCode).toBe(409)
  const remove = () => server.app.inject({ method: 'DELETE', url: `/api/webhooks/${hook.id}` })
  expect([(await remove()).statusCode, (await remove()).statusCode]).toEqual([204, 404])
  expect((await server.get('/api/units/elsewhere/webhooks')).statusCode).toBe(404)
  expect((await server.get(`/api/webhooks/${hook.id}/deliveries`)).statusCode).toBe(404)
  const { rows } = await sql<{
    action: string
  }>`select action from audit_log where entity = 'webhook' and entity_id = ${hook.id}
    order by id`.execute(server.db)
  expect(rows.map(({ action }) => action)).toEqual(['webhook.made', 'webhook.removed'])
})
