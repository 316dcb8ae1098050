import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Membership, RIGHTS, type Right, rightsOf } from '../contracts/access.ts'
import { type Access, everythingAs, withAccess } from '../store/access.ts'
import type { Identify, Identity } from './identity.ts'

/** What a route asks of its sender: a right, or to be signed in, or nothing. */
export type RouteAccess = Right | 'signedIn' | 'public'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess
  }
  interface FastifyRequest {
    /** Undefined on public routes when the sender is not signed in. */
    identity: Identity | undefined
    access: Access | undefined
  }
}

/** Refuses a sender; the caller gives it the common error shape. */
export type Refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  code: 'notSignedIn' | 'forbidden',
  message: string,
) => FastifyReply

/** Groups that a membership of part of a unit reaches. */
export type GroupsOf = (membership: Membership) => Promise<readonly string[]>

export interface AccessHookParts {
  readonly identify: Identify
  readonly groupsOf: GroupsOf
  readonly refuse: Refuse
}

const NOT_SIGNED_IN = 'Sign in first. The session may have ended.'
const FORBIDDEN = 'This takes a right that you do not have. Ask an administrator of your planning unit.'

/**
 * Decides every request before its body is read: who sent it, and whether they may at all. What they may touch is then
 * held to by the database: the handler runs with access to those units in which the sender has the route's right, so that
 * what lies elsewhere is not found.
 * @throws Error when a route under /api says nothing of its access: nothing is open by oversight
 */
export function registerAccess(app: FastifyInstance, { identify, groupsOf, refuse }: AccessHookParts): void {
  app.decorateRequest('identity', undefined)
  app.decorateRequest('access', undefined)
  app.addHook('onRoute', ({ url, method, config }) => {
    if (!url.startsWith('/api/') || config?.access !== undefined || isDocumentation(url)) return
    throw new Error(`Route ${method} ${url} does not say what access it takes (config.access).`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const wanted = request.routeOptions.config.access
    if (wanted === undefined) return
    const identity = await identify(request)
    request.identity = identity
    if (wanted === 'public') return
    if (!identity) return refuse(request, reply, 'notSignedIn', NOT_SIGNED_IN)
    request.access = await accessFor(identity, wanted, groupsOf)
    if (!request.access) return refuse(request, reply, 'forbidden', FORBIDDEN)
  })
  // Late: a body that is read in pieces would lose what is begun before it.
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.access) withAccess({ ...request.access, requestId: request.id }, done)
    else done()
  })
}

/** The pages that describe the API, whose routes a library makes; the description itself is public. */
const isDocumentation = (url: string): boolean => url.startsWith('/api/docs')

/** @returns undefined when the sender has the right nowhere */
async function accessFor(
  { actorId, memberships, tokenRights }: Identity,
  wanted: Exclude<RouteAccess, 'public'>,
  groupsOf: GroupsOf,
): Promise<Access | undefined> {
  if (memberships === 'all') return everythingAs(actorId)
  const held = memberships.filter((membership) => mayDo(membership, tokenRights, wanted))
  if (held.length === 0 && wanted !== 'signedIn') return undefined
  const parts = held.filter(({ scope }) => scope.kind !== 'unit')
  const groups = await Promise.all(
    parts.map(async (part) => (await groupsOf(part)).map((groupId) => ({ unitId: part.unitId, groupId }))),
  )
  return {
    actorId,
    // An agent is a person of the plans, who sees own rows whatever the scope.
    units: held.filter(({ scope, role }) => scope.kind === 'unit' && role !== 'agent').map(({ unitId }) => unitId),
    groups: groups.flat(),
    people: held.flatMap(({ unitId, employeeId }) => (employeeId === null ? [] : [{ unitId, employeeId }])),
  }
}

const mayDo = (
  membership: Membership,
  tokenRights: ReadonlySet<Right> | undefined,
  wanted: Exclude<RouteAccess, 'public'>,
): boolean => wanted === 'signedIn' || rightsOf(membership, tokenRights).has(wanted)

/** All that somebody may do, in any unit. */
export function allRights({ memberships, tokenRights }: Identity): Right[] {
  if (memberships === 'all') return [...RIGHTS]
  const held = new Set(memberships.flatMap((membership) => [...rightsOf(membership, tokenRights)]))
  return RIGHTS.filter((right) => held.has(right))
}
