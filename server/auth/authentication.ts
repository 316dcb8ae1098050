import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from '../contracts/account.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { signingSecret } from '../store/auth-store.ts'
import { authTables } from '../store/auth-tables.ts'
import type { Database } from '../store/database.ts'
import { ACCESS_RULE } from './actor.ts'
import { hashedSessions } from './hashed-sessions.ts'
import { hashPassword, isPasswordOf } from './passwords.ts'

/** A session ends so long after it began, whatever is done with it, seconds. */
export const SESSION_SECONDS = 7 * 86_400

/** Where the library answers by itself: the way back from the company's own sign-in. */
export const AUTH_PATH = '/api/auth'

export const OIDC_PROVIDER = 'company'

/** The company's own sign-in, by OpenID Connect. */
export interface OidcChoice {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What its button says. */
  readonly name: string
}

export interface AuthenticationParts {
  /** Reads and writes the tables of sign-in, and those alone. */
  readonly db: Database
  /** Where people reach the server: `https://plan.example.com`. */
  readonly publicUrl: string
  readonly oidc?: OidcChoice | undefined
  /** Told of each session that begins, by whatever way, before its cookie is handed over. */
  readonly onSession: (personId: string) => Promise<void>
}

/**
 * The library that signs people in, on our tables: passwords, sessions with their cookies, and OpenID Connect. Accounts are
 * made by administrators alone, so that nobody signs up by either way.
 */
export async function openAuthentication({ db, publicUrl, oidc, onSession }: AuthenticationParts) {
  return betterAuth({
    appName: 'Tideline',
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret: await byRule(() => signingSecret(db)),
    trustedOrigins: [new URL(publicUrl).origin],
    database: { db: authTables(db) as never, type: 'postgres' as const },
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'session',
      fields: {
        ...{ userId: 'person_id', expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
        ...{ ipAddress: 'ip_address', userAgent: 'user_agent' },
      },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'credential',
      fields: {
        ...{ accountId: 'account_id', providerId: 'provider_id', userId: 'person_id' },
        ...{ accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token' },
        ...{ accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at' },
        ...{ createdAt: 'created_at', updatedAt: 'updated_at' },
      },
      accountLinking: { enabled: true, allowDifferentEmails: false },
      updateAccountOnSignIn: false,
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: {
      ...{ enabled: true, disableSignUp: true },
      ...{ minPasswordLength: MIN_PASSWORD_CHARACTERS, maxPasswordLength: MAX_PASSWORD_CHARACTERS },
      password: { hash: hashPassword, verify: ({ hash, password }) => isPasswordOf(hash, password) },
    },
    // Tries are counted by ourselves, in the database, for all processes together.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'tideline',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      database: { generateId: () => randomUUID() },
      // Addresses of people are not kept.
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      account: {
        create: {
          // Of the company's sign-in only who it is of: what else it gives would let others act there.
          before: async (credential) => ({ data: { ...credential, ...NO_TOKENS } }),
        },
      },
      session: {
        create: {
          // Whoever was disabled begins no session, by whatever way he comes.
          before: async (session) => !(await isDisabled(db, session.userId)),
          after: (session) => onSession(session.userId),
        },
      },
    },
    plugins: [hashedSessions, ...(oidc ? [companySignIn(oidc)] : [])],
  })
}

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null, scope: null }

export type Authentication = Awaited<ReturnType<typeof openAuthentication>>

const companySignIn = ({ issuer, clientId, clientSecret, name }: OidcChoice) =>
  genericOAuth({
    config: [
      {
        ...{ providerId: OIDC_PROVIDER, name, clientId, clientSecret },
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        ...{ requireIdTokenVerification: true, disableSignUp: true, disableImplicitSignUp: true, pkce: true },
        scopes: ['openid', 'email', 'profile'],
      },
    ],
  })

async function isDisabled(db: Database, personId: string): Promise<boolean> {
  const row = await authTables(db)
    .selectFrom('person')
    .select('disabled_at')
    .where('id', '=', personId)
    .executeTakeFirst()
  return row === undefined || row.disabled_at !== null
}

/**
 * Tries a password, which takes as long for an address that nobody has.
 * @param browser as it names itself, for telling sessions apart
 * @returns the cookies of the new session; undefined when the password is wrong or the account is disabled
 */
export async function tryPassword(
  authentication: Authentication,
  given: { readonly email: string; readonly password: string },
  browser: string,
): Promise<readonly string[] | undefined> {
  const headers = new Headers({ 'user-agent': browser })
  const reply = await authentication.api.signInEmail({ body: given, headers, asResponse: true })
  return reply.ok ? reply.headers.getSetCookie() : undefined
}

/** The library's tables are the program's alone, and nobody has an access before it is known who they are. */
const byRule = <Result>(work: () => Promise<Result>): Promise<Result> => withAccess(everythingAs(ACCESS_RULE.id), work)

/** Ends the session of a cookie. @returns the cookies that clear it */
export async function signOut(authentication: Authentication, cookie: string): Promise<readonly string[]> {
  const reply = await byRule(() => authentication.api.signOut({ headers: new Headers({ cookie }), asResponse: true }))
  return reply.headers.getSetCookie()
}

/** The way to the company's own sign-in, with the cookies that know the way back. */
export async function companySignInAddress(
  authentication: Authentication,
): Promise<{ readonly url: string; readonly cookies: readonly string[] }> {
  const reply = await byRule(() =>
    authentication.api.signInSocial({
      body: { provider: OIDC_PROVIDER, callbackURL: '/', errorCallbackURL: '/?oidc=refused' },
      headers: new Headers(),
      asResponse: true,
    }),
  )
  const { url } = (await reply.json()) as { url?: string }
  if (!reply.ok || url === undefined) throw new Error("The company's own sign-in cannot be reached.")
  return { url, cookies: reply.headers.getSetCookie() }
}

/** The way back from the company's own sign-in. @param request as the browser sent it, with the cookies that know the way */
export const comeBackFromCompany = (authentication: Authentication, request: Request): Promise<Response> =>
  byRule(() => authentication.handler(request))
