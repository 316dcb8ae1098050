import fastify, { type FastifyInstance } from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { allRights, type RouteAccess, registerAccess } from '../../../server/auth/access-hook.ts'
import type { Identity } from '../../../server/auth/identity.ts'
import { type Membership, RIGHTS, type Right } from '../../../server/contracts/access.ts'
import { sendError } from '../../../server/routes/error-replies.ts'
import { currentAccess } from '../../../server/store/access.ts'

const membership = (unitId: string, changes: Partial<Membership> = {}): Membership => ({
  ...{ unitId, role: 'scheduler', scope: { kind: 'unit' }, extraRights: [], employeeId: null },
  ...changes,
})
const identity = (memberships: Identity['memberships'], tokenRights?: ReadonlySet<Right>): Identity => ({
  ...{ actorId: 'an', displayName: 'An', email: 'an@example.com', memberships },
  ...(tokenRights && { tokenRights }),
})

/** Routes that tell the access that their handlers run under. */
async function appFor(who: Identity | undefined, wanted: readonly RouteAccess[]): Promise<FastifyInstance> {
  const app = fastify()
  onTestFinished(() => app.close())
  registerAccess(app, {
    identify: async () => who,
    groupsOf: async ({ scope }) => (scope.kind === 'unit' ? [] : scope.ids.map((id) => `group of ${id}`)),
    refuse: sendError,
  })
  for (const access of wanted) {
    app.post(`/api/${access}`, { config: { access } }, async () => {
      // A timer, as everything that a handler waits for.
      await new Promise((resolve) => setTimeout(resolve, 1))
      return currentAccess() ?? { nothing: true }
    })
  }
  return app
}

const ask = async (app: FastifyInstance, access: RouteAccess) => {
  const reply = await app.inject({ method: 'POST', url: `/api/${access}`, body: { a: 1 } })
  return { status: reply.statusCode, body: reply.json() }
}

test('a route that does not say what it takes keeps the server from starting', () => {
  const app = fastify()
  registerAccess(app, { identify: async () => undefined, groupsOf: async () => [], refuse: sendError })
  expect(() => app.get('/api/open', async () => 'x')).toThrow('Route GET /api/open does not say what access it takes')
})

test('who is not signed in reaches public routes alone, under no access', async () => {
  const app = await appFor(undefined, ['plan.view', 'signedIn', 'public'])
  expect(await ask(app, 'plan.view')).toMatchObject({ status: 401, body: { error: { code: 'notSignedIn' } } })
  expect(await ask(app, 'signedIn')).toMatchObject({ status: 401 })
  expect(await ask(app, 'public')).toEqual({ status: 200, body: { nothing: true } })
})

test('a handler runs with access to the units in which the sender has its right, and to no other', async () => {
  const who = identity([membership('east'), membership('west', { role: 'hr' }), membership('south', { role: 'agent' })])
  const app = await appFor(who, ['plan.view', 'plan.edit', 'plan.publish', 'people.manage', 'signedIn'])
  expect((await ask(app, 'plan.view')).body.units).toEqual(['east', 'west'])
  expect((await ask(app, 'plan.edit')).body.units).toEqual(['east'])
  expect((await ask(app, 'people.manage')).body.units).toEqual(['west'])
  expect((await ask(app, 'signedIn')).body.units).toEqual(['east', 'west'])
  expect(await ask(app, 'plan.publish')).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
})

test('a right beyond the role is given by name, and holds in its unit alone', async () => {
  const who = identity([membership('east', { extraRights: ['plan.publish'] }), membership('west')])
  expect((await ask(await appFor(who, ['plan.publish']), 'plan.publish')).body.units).toEqual(['east'])
})

test('a part of a unit is its groups and never the unit; an agent is a person', async () => {
  const vendor = membership('east', { role: 'vendorScheduler', scope: { kind: 'vendor', ids: ['quick'] } })
  const agent = membership('west', { role: 'agent', employeeId: 'pre-01' })
  const app = await appFor(identity([vendor, agent]), ['team.view', 'own', 'plan.view'])
  expect((await ask(app, 'team.view')).body).toEqual({
    ...{ actorId: 'an', units: [], people: [], requestId: expect.any(String) },
    groups: [{ unitId: 'east', groupId: 'group of quick' }],
  })
  expect((await ask(app, 'own')).body).toMatchObject({
    units: [],
    people: [{ unitId: 'west', employeeId: 'pre-01' }],
  })
  expect((await ask(app, 'plan.view')).status).toBe(403)
})

test('a token does no more than it was made for, and no more than its maker may', async () => {
  const TOKEN = new Set<Right>(['plan.view', 'costs.view', 'plan.publish'])
  const scheduler = [membership('east')]
  const app = await appFor(identity(scheduler, TOKEN), [...(['plan.view', 'plan.edit', 'plan.publish'] as const)])
  const statuses = await Promise.all((['plan.view', 'plan.edit', 'plan.publish'] as const).map((x) => ask(app, x)))
  expect(statuses.map(({ status }) => status)).toEqual([200, 403, 403])
  expect(allRights(identity(scheduler, TOKEN))).toEqual(['plan.view', 'costs.view'])
  expect(allRights(identity('all'))).toEqual([...RIGHTS])
})

test('plans tell wages: without the right to see costs they are not reached', async () => {
  const agent = membership('east', { role: 'agent', employeeId: 'pre-01', extraRights: ['plan.view'] })
  expect((await ask(await appFor(identity([agent]), ['plan.view']), 'plan.view')).status).toBe(403)
  const hr = identity([membership('east', { role: 'hr' })], new Set<Right>(['plan.view']))
  expect((await ask(await appFor(hr, ['plan.view']), 'plan.view')).status).toBe(403)
})
