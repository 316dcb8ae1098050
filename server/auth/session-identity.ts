import { everythingAs, withAccess } from '../store/access.ts'
import { findPersonByEmail } from '../store/account-store.ts'
import { findUsableToken } from '../store/api-token-store.ts'
import { hashOfSecret } from '../store/auth-store.ts'
import type { Database } from '../store/database.ts'
import { dropSession, findMember, findMemberSession, type Member, touchSession } from '../store/identity-store.ts'
import { ACCESS_RULE } from './actor.ts'
import type { Authentication } from './authentication.ts'
import type { Identify, Identity } from './identity.ts'
import { sessionTokenOf } from './session-cookie.ts'

/** A session that nobody uses ends. */
export const IDLE_SECONDS = 12 * 3600
/** How exactly its last use is known. */
const SEEN_EVERY_SECONDS = 60

/** Before the secret of an API token, so that one that was lost is known for what it is. */
export const TOKEN_PREFIX = 'tideline_'
const BEARER = new RegExp(`^Bearer (${TOKEN_PREFIX}[\\w-]{20,100})$`)

export interface SessionIdentityParts {
  readonly db: Database
  readonly authentication: Authentication
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Whether a request keeps the session from ending for want of use. */
  readonly countsAsUse: boolean
}

/** Who sends a request, by the cookie of a session or by an API token; asked of the database at every request. */
export async function sessionIdentify(parts: SessionIdentityParts): Promise<Identify> {
  const { authCookies, secret } = await parts.authentication.$context
  const sessionCookie = { name: authCookies.sessionToken.name, secret }
  return ({ headers: { authorization, cookie } }) =>
    withAccess(everythingAs(ACCESS_RULE.id), async () => {
      if (authorization !== undefined) return byToken(parts, authorization)
      const token = cookie === undefined ? undefined : sessionTokenOf(cookie, sessionCookie)
      return token === undefined ? undefined : bySession(parts, token)
    })
}

async function bySession({ db, now, countsAsUse }: SessionIdentityParts, token: string): Promise<Identity | undefined> {
  const found = await findMemberSession(db, hashOfSecret(token))
  if (!found) return undefined
  const { sessionId, lastSeenAt, expiresAt } = found
  const idleSeconds = (now() - lastSeenAt.getTime()) / 1000
  if (idleSeconds > IDLE_SECONDS || now() > expiresAt.getTime()) {
    await dropSession(db, sessionId)
    return undefined
  }
  if (countsAsUse && idleSeconds > SEEN_EVERY_SECONDS) await touchSession(db, sessionId, new Date(now()))
  const identity = identityFrom(found)
  return identity && { ...identity, sessionId }
}

async function byToken({ db, now }: SessionIdentityParts, authorization: string): Promise<Identity | undefined> {
  const secret = BEARER.exec(authorization)?.[1]
  const token = secret && (await findUsableToken(db, hashOfSecret(secret), new Date(now())))
  const member = token && (await findMember(db, token.person_id))
  const identity = member && identityFrom(member)
  if (!identity) return undefined
  const { memberships } = member
  return {
    ...identity,
    tokenRights: new Set(token.rights),
    memberships: token.unit_id === null ? memberships : memberships.filter(({ unitId }) => unitId === token.unit_id),
  }
}

/** Of somebody who has just signed in. */
export const identityByEmail = (db: Database, email: string): Promise<Identity | undefined> =>
  withAccess(everythingAs(ACCESS_RULE.id), async () => {
    const person = await findPersonByEmail(db, email)
    const member = person && (await findMember(db, person.id))
    return member && identityFrom(member)
  })

const identityFrom = ({ personId, name, email, isDisabled, memberships }: Member): Identity | undefined =>
  isDisabled ? undefined : { actorId: personId, displayName: name, email, memberships }
