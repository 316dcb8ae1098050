import { expect, test } from 'vitest'
import type { RandomStream } from '../../solver/domain/random.ts'
import { below, makeTries, oneOf, TRIES_MS } from '../faults/tries.ts'
import { importOf, type TestApp } from '../server/api/build-test-app.ts'
import { buildSignInApp, signIn } from '../server/auth/signed-in.ts'

const AT_ONCE = 8
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~%+/='

/** A secret that lets its bearer in, and a request that tries one. */
interface Secret {
  readonly name: string
  readonly value: string
  /** Status of the true one. */
  readonly accepted: number
  readonly refused: readonly number[]
  try(value: string, address: string): Promise<{ readonly statusCode: number; readonly body: string }>
}

/** The secret with something else in it. */
function tampered(value: string, random: RandomStream): string {
  const at = below(random, value.length)
  const letter = oneOf(random, [...LETTERS])
  const changed = [
    () => value.slice(0, at) + letter + value.slice(at + 1),
    () => value.slice(0, at) + value.slice(at + 1),
    () => value.slice(0, at) + letter + value.slice(at),
    () => value.slice(0, at),
    () => value.slice(at),
    () => value + letter,
    () => [...value].reverse().join(''),
    () => value.toUpperCase(),
    () => value.slice(at) + value.slice(0, at),
    () => Array.from(value, () => oneOf(random, [...LETTERS])).join(''),
  ]
  const made = oneOf(random, changed)()
  return made === value ? `${value}x` : made
}

async function secretsOf(tested: TestApp): Promise<Secret[]> {
  const admin = await signIn(tested, { role: 'admin', employeeId: 'an' })
  const plan = await admin.post('/api/plans', importOf())
  const made = await admin.post('/api/me/tokens', { name: 'reports', rights: ['plan.view', 'costs.view'], days: 30 })
  const token: string = made.json().secret
  const feed = await admin.post('/api/own/feed', { unitId: plan.json().unitId })
  const feedSecret: string = feed.json().path.split('/').at(-1).replace('.ics', '')
  const invited = await admin.post('/api/accounts', {
    ...{ email: 'new@example.com', displayName: 'New' },
    memberships: [{ unitId: 'main', role: 'agent', scope: { kind: 'unit' } }],
  })
  const link = new URLSearchParams(invited.json().link.replace(/^.*\?/, '')).get('welcome')!
  const [cookieName = '', session = ''] = admin.cookie.split('=')
  const ask = (url: string, remoteAddress: string, headers: Record<string, string>) =>
    tested.app.inject({ method: 'GET', url, remoteAddress, headers })
  return [
    {
      ...{ name: 'session', value: decodeURIComponent(session), accepted: 200, refused: [401] },
      try: (value, from) => ask('/api/me', from, { cookie: `${cookieName}=${encodeURIComponent(value)}` }),
    },
    {
      ...{ name: 'token', value: token, accepted: 200, refused: [401] },
      try: (value, from) => ask('/api/plans', from, { authorization: `Bearer ${value}` }),
    },
    {
      ...{ name: 'calendar', value: feedSecret, accepted: 200, refused: [400, 404] },
      try: (value, from) => ask(`/api/feeds/${encodeURIComponent(value)}.ics`, from, {}),
    },
    {
      ...{ name: 'link', value: link, accepted: 200, refused: [400, 404] },
      try: (value, from) =>
        tested.app.inject({ method: 'POST', url: '/api/links/look', remoteAddress: from, body: { token: value } }),
    },
  ]
}

test(
  'of tampered sessions, tokens, calendar addresses and links none is accepted, and the true ones are',
  async () => {
    const tested = await buildSignInApp({ slots: 0, lagMs: () => 0 })
    const secrets = await secretsOf(tested)
    const areAccepted = async () => {
      for (const { name, value, accepted, try: attempt } of secrets) {
        const { statusCode, body } = await attempt(value, '10.200.0.1')
        expect(statusCode, `${name}: ${body}`).toBe(accepted)
      }
    }
    await areAccepted()
    await makeTries(
      11,
      async ({ index, random }) => {
        const { name, value, refused, try: attempt } = secrets[index % secrets.length]!
        const wrong = tampered(value, random)
        // From everywhere: the limit of tries a minute is not what is tried.
        const { statusCode, body } = await attempt(
          wrong,
          `10.${(index >> 14) & 127}.${(index >> 6) & 255}.${index & 63}`,
        )
        expect(refused, `${name} ${JSON.stringify(wrong)}: ${statusCode} ${body}`).toContain(statusCode)
      },
      { atOnce: AT_ONCE },
    )
    await areAccepted()
  },
  TRIES_MS,
)
