import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { hashPassword } from '../../../server/auth/passwords.ts'
import type { Membership } from '../../../server/contracts/access.ts'
import { everythingAs, withAccess } from '../../../server/store/access.ts'
import { insertMembership, insertPerson, setPassword } from '../../../server/store/account-store.ts'
import { insertUnit } from '../../../server/store/unit-store.ts'
import { buildTestApp, type TestApp, type TestAppOptions } from '../api/build-test-app.ts'
import { servedDatabase, testDatabase } from '../database.ts'

export const PASSWORD = 'four words do not rhyme'
/** Slow on purpose, and so once for all people of a file. */
let passwordHash: Promise<string> | undefined

/** The server with sign-in on, on connections as it opens them; `db` sees everything. */
export async function buildSignInApp(options: TestAppOptions = {}): Promise<TestApp> {
  const db = options.db ?? (await testDatabase())
  const app = await buildTestApp({
    // What a busy machine refuses is tried elsewhere.
    lagMs: () => 0,
    signIn: { publicUrl: 'http://localhost', ...(options.now === undefined ? {} : { now: options.now }) },
    ...options,
    db: servedDatabase(db),
  })
  return { ...app, db }
}

export interface Client {
  readonly actorId: string
  readonly email: string
  /** As a browser sends it back. */
  readonly cookie: string
  get(url: string): Promise<LightMyRequestResponse>
  post(url: string, body?: object): Promise<LightMyRequestResponse>
  put(url: string, body: object): Promise<LightMyRequestResponse>
  delete(url: string): Promise<LightMyRequestResponse>
}

export type GivenMembership = Pick<Membership, 'role'> & Partial<Membership>

/** Somebody with an account and the memberships given (of unit `main` unless they say), who has not signed in. */
export async function makePerson(
  { db }: Pick<TestApp, 'db'>,
  ...memberships: readonly GivenMembership[]
): Promise<{ readonly actorId: string; readonly email: string }> {
  const actorId = randomUUID()
  const email = `${actorId.slice(0, 8)}@example.com`
  passwordHash ??= hashPassword(PASSWORD)
  const hash = await passwordHash
  await withAccess(everythingAs('local-planner'), () =>
    db.transaction().execute(async (transaction) => {
      await insertPerson(transaction, { id: actorId, email, name: 'Chen Wei' })
      await setPassword(transaction, actorId, hash)
      for (const given of memberships) {
        const { unitId, ...rest } = { ...WHOLE, ...given }
        await insertUnit(transaction, { id: unitId, name: unitId })
        await insertMembership(transaction, { ...rest, unitId, id: randomUUID(), personId: actorId, actorId })
      }
    }),
  )
  return { actorId, email }
}

const WHOLE: Omit<Membership, 'role'> = {
  ...{ unitId: 'main', scope: { kind: 'unit' }, extraRights: [], employeeId: null },
}

/** Somebody new with the memberships given, signed in with a password. */
export async function signIn(app: TestApp, ...memberships: readonly GivenMembership[]): Promise<Client> {
  const person = await makePerson(app, ...memberships)
  return { ...person, ...clientOf(app, await cookieOf(app, person.email)) }
}

let signedIn = 0
/** Of nobody who signs in often: the limit of tries a minute is not what is tested. */
const nextAddress = () => `10.2.${(signedIn++ >> 8) & 255}.${signedIn & 255}`

/** Signs somebody in who has an account. @returns the cookie of the new session */
export async function cookieOf({ app }: Pick<TestApp, 'app'>, email: string, password = PASSWORD): Promise<string> {
  const reply = await app.inject({
    ...{ method: 'POST', url: '/api/sign-in', body: { email, password }, remoteAddress: nextAddress() },
  })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return sentBack(reply)
}

/** What a browser sends back of the cookies that a reply sets. */
export const sentBack = ({ cookies }: LightMyRequestResponse): string =>
  cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')

/** Sends requests with a cookie. */
export function clientOf({ app }: Pick<TestApp, 'app'>, cookie: string): Omit<Client, 'actorId' | 'email'> {
  const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object) =>
    app.inject({ method, url, headers: { cookie }, ...(body === undefined ? {} : { body }) })
  return {
    cookie,
    get: (url) => send('GET', url),
    post: (url, body) => send('POST', url, body),
    put: (url, body) => send('PUT', url, body),
    delete: (url) => send('DELETE', url),
  }
}
