import fastify from 'fastify'
import { expect, test } from 'vitest'
import { registerSameOrigin, type ServedNames } from '../../../server/routes/same-origin.ts'

const PUBLIC = 'https://plan.example.com'

/** What a request with these headers is answered by a server that serves these names. */
async function statusOf(names: ServedNames, headers: Record<string, string>, method: 'GET' | 'POST' = 'POST') {
  const app = fastify()
  registerSameOrigin(app, names)
  app.route({ method: ['GET', 'POST'], url: '/', handler: async () => 'done' })
  return (await app.inject({ method, url: '/', headers })).statusCode
}

test.each([
  ['its own name', { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, 200],
  ['the public name, as a proxy hands it on', { host: 'plan.example.com', origin: PUBLIC }, 200],
  ["a proxy's own request for a page of the public name", { host: '127.0.0.1:3000', origin: PUBLIC }, 200],
  ['another name', { host: 'evil.example', origin: 'https://evil.example' }, 403],
  ['the public name at the end of another', { host: 'evil-plan.example.com' }, 403],
  ['a page of another site', { host: 'plan.example.com', origin: 'https://evil.example' }, 403],
  ['a page of the public name without its HTTPS', { host: '127.0.0.1:3000', origin: 'http://plan.example.com' }, 403],
])('behind a proxy on this machine, %s', async (_name, headers, status) => {
  expect(await statusOf({ isLocalOnly: true, publicUrl: PUBLIC }, headers)).toBe(status)
})

test('without a public name none but those of this machine are served', async () => {
  expect(await statusOf({ isLocalOnly: true }, { host: 'plan.example.com' }, 'GET')).toBe(403)
  expect(await statusOf({ isLocalOnly: true }, { host: 'localhost:3000' }, 'GET')).toBe(200)
})
