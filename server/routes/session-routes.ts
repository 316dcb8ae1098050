import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { allRights } from '../auth/access-hook.ts'
import { AUTH_PATH, comeBackFromCompany, companySignInAddress, OIDC_PROVIDER, signOut } from '../auth/authentication.ts'
import type { Identity } from '../auth/identity.ts'
import { type Me, meSchema } from '../contracts/access.ts'
import {
  doneSchema,
  lookAtLinkSchema,
  oneTimeLinkSchema,
  passwordChangeSchema,
  sessionListSchema,
  signInOptionsSchema,
  signInSchema,
  useLinkSchema,
} from '../contracts/account.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import type { Accounts } from '../services/accounts.ts'
import { ServiceError } from '../services/service-error.ts'
import type { SignedIn } from '../services/session-service.ts'

const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['sign-in']
const DONE = { done: true } as const
const sessionParams = z.object({ id: z.string().max(64) })

/** Signing in and out, and the own sessions. Without accounts everybody is the one planner. */
export const sessionRoutes =
  (accounts: Accounts | undefined): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/me',
      {
        config: { access: 'signedIn' },
        schema: { summary: 'Who is signed in, and what they may do', tags, response: { 200: meSchema, ...errors } },
      },
      async ({ identity }) => meFrom(identity!),
    )
    app.get(
      '/sign-in',
      {
        config: { access: 'public' },
        schema: { summary: 'Ways to sign in', tags, response: { 200: signInOptionsSchema, ...errors } },
      },
      async () => ({
        oidc: accounts?.oidcName ? { name: accounts.oidcName } : null,
        needsFirstAccount: (await accounts?.links.needsFirstAccount()) ?? false,
      }),
    )
    if (!accounts) return
    await app.register(signInRoutes(accounts))
    await app.register(ownSessionRoutes(accounts))
  }

const signInRoutes =
  (accounts: Accounts): FastifyPluginAsyncZod =>
  async (app) => {
    const { sessions, links, authentication, oidcName } = accounts
    /** Of a password that is right, or has just been set. */
    const begin = async (request: FastifyRequest, reply: FastifyReply, given: { email: string; password: string }) => {
      const outcome = await sessions.signIn(given, request.ip, request.headers['user-agent'] ?? '')
      if (outcome.kind === 'wait') {
        reply.header('retry-after', String(outcome.seconds))
        throw new ServiceError('tooManyRequests', `Too many tries. Wait ${outcome.seconds} seconds, then try again.`)
      }
      const identity = outcome.kind === 'signedIn' ? await accounts.identityByEmail(given.email) : undefined
      if (outcome.kind !== 'signedIn' || !identity) {
        throw new ServiceError('notSignedIn', 'The e-mail address or the password is not right.')
      }
      reply.header('set-cookie', [...outcome.cookies])
      return meFrom(identity)
    }
    const config = { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } as const
    app.post(
      '/sign-in',
      {
        config,
        schema: {
          ...{ summary: 'Sign in with e-mail address and password', tags, body: signInSchema },
          response: { 200: meSchema, ...errors },
        },
      },
      async (request, reply) => begin(request, reply, request.body),
    )
    app.post(
      '/links/look',
      {
        config,
        schema: {
          ...{ summary: 'What a one-time link is for', tags, body: lookAtLinkSchema },
          response: { 200: oneTimeLinkSchema, ...errors },
        },
      },
      async ({ body }) => links.look(body.token),
    )
    app.post(
      '/links/use',
      {
        config,
        schema: {
          ...{ summary: 'Set a password with a one-time link, and sign in', tags, body: useLinkSchema },
          response: { 200: meSchema, ...errors },
        },
      },
      async (request, reply) => {
        const email = await links.use(request.body)
        return begin(request, reply, { email, password: request.body.password })
      },
    )
    if (oidcName === null) return
    app.get(
      '/sign-in/oidc',
      { config, schema: { summary: "Go to the company's own sign-in", tags } },
      async (_request, reply) => {
        const { url, cookies } = await companySignInAddress(authentication)
        return reply.header('set-cookie', [...cookies]).redirect(url)
      },
    )
    app.get(
      `${AUTH_PATH.replace('/api', '')}/callback/${OIDC_PROVIDER}`,
      { config, schema: { summary: "The way back from the company's own sign-in", tags } },
      async (request, reply) => {
        const { cookie = '', 'user-agent': browser = '' } = request.headers
        const headers = new Headers({ cookie, 'user-agent': browser })
        const address = new URL(request.url, authentication.options.baseURL)
        const answer = await comeBackFromCompany(authentication, new Request(address, { headers }))
        const cookies = answer.headers.getSetCookie()
        if (cookies.length > 0) reply.header('set-cookie', cookies)
        return reply.redirect(placeInPage(answer.headers.get('location')))
      },
    )
  }

const ownSessionRoutes =
  ({ sessions, authentication }: Accounts): FastifyPluginAsyncZod =>
  async (app) => {
    const config = { access: 'signedIn' } as const
    const response = { 200: doneSchema, ...errors }
    app.post(
      '/sign-out',
      { config, schema: { summary: 'End this session', tags, response } },
      async (request, reply) => {
        const who = signedIn(request)
        // Before the library does, which tells nobody: open streams of the session end with it.
        if (who.sessionId !== undefined) await sessions.end(who, who.sessionId)
        const cookies = await signOut(authentication, request.headers.cookie ?? '')
        reply.header('set-cookie', [...cookies])
        return DONE
      },
    )
    app.get(
      '/me/sessions',
      { config, schema: { summary: 'Own sessions', tags, response: { 200: sessionListSchema, ...errors } } },
      async (request) => ({ sessions: await sessions.list(signedIn(request)) }),
    )
    app.post(
      '/me/sessions/:id/end',
      { config, schema: { summary: 'End a session of your own', tags, params: sessionParams, response } },
      async (request) => {
        await sessions.end(signedIn(request), request.params.id)
        return DONE
      },
    )
    app.post(
      '/me/sessions/end-all',
      { config, schema: { summary: 'End all sessions of your own, this one as well', tags, response } },
      async (request) => {
        await sessions.endAll(signedIn(request))
        return DONE
      },
    )
    app.post(
      '/me/password',
      {
        config: { ...config, rateLimit: { max: 10, timeWindow: '1 minute' } },
        schema: { summary: 'Change your password', tags, body: passwordChangeSchema, response },
      },
      async (request) => {
        await sessions.changePassword(signedIn(request), request.body)
        return DONE
      },
    )
  }

/** The library tells in the address why it let nobody in; the page says one thing, whatever it was. */
const placeInPage = (location: string | null): string => (location === '/' ? '/' : '/?oidc=refused')

/** @throws ServiceError `forbidden` for a token: what concerns the account itself is its person's alone */
export function signedIn({ identity }: FastifyRequest): SignedIn {
  if (!identity || identity.memberships === 'all' || identity.tokenRights) {
    throw new ServiceError('forbidden', 'A person who has signed in does this, not a token.')
  }
  return { actorId: identity.actorId, memberships: identity.memberships, sessionId: identity.sessionId }
}

const meFrom = (identity: Identity): Me => ({
  ...{ actorId: identity.actorId, displayName: identity.displayName, email: identity.email },
  memberships: identity.memberships === 'all' ? [] : [...identity.memberships],
  rights: allRights(identity),
})
