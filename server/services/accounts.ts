import {
  type Authentication,
  type AuthenticationParts,
  openAuthentication,
  tryPassword,
} from '../auth/authentication.ts'
import type { Identify, Identity } from '../auth/identity.ts'
import { identityByEmail, sessionIdentify } from '../auth/session-identity.ts'
import { type AccountService, accountService } from './account-service.ts'
import { type LinkService, linkService } from './link-service.ts'
import { type SessionService, sessionService, tellOfAccount } from './session-service.ts'
import { type TokenService, tokenService } from './token-service.ts'
import { type UnitService, unitService } from './unit-service.ts'

/** Everything about who people are; an installation without sign-in has none of it. */
export interface Accounts {
  readonly authentication: Authentication
  /** What the button of the company's own sign-in says; null when there is none. */
  readonly oidcName: string | null
  readonly identify: Identify
  /** The same, without counting as use of the session. */
  readonly identifyQuietly: Identify
  identityByEmail(email: string): Promise<Identity | undefined>
  readonly sessions: SessionService
  readonly links: LinkService
  readonly tokens: TokenService
  readonly people: AccountService
  readonly units: UnitService
}

export interface AccountsParts extends Omit<AuthenticationParts, 'onSession'> {
  /** In the place of the clock: epoch milliseconds. */
  readonly now?: () => number
}

export async function openAccounts({ db, publicUrl, oidc, now = Date.now }: AccountsParts): Promise<Accounts> {
  const authentication = await openAuthentication({
    ...{ db, publicUrl, oidc },
    onSession: (personId) => tellOfAccount(db, personId, personId, 'account.signedIn'),
  })
  const known = { db, authentication, now }
  return {
    ...{ authentication, oidcName: oidc?.name ?? null },
    identify: await sessionIdentify({ ...known, countsAsUse: true }),
    identifyQuietly: await sessionIdentify({ ...known, countsAsUse: false }),
    identityByEmail: (email) => identityByEmail(db, email),
    sessions: sessionService(db, (given, browser) => tryPassword(authentication, given, browser), now),
    links: linkService(db, now),
    tokens: tokenService(db, now),
    people: accountService(db, now),
    units: unitService(db),
  }
}
