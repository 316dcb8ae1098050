import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  accountListSchema,
  accountSchema,
  accountWithLinkSchema,
  apiTokenListSchema,
  doneSchema,
  madeApiTokenSchema,
  membershipChangeSchema,
  newAccountSchema,
  newApiTokenSchema,
  newUnitSchema,
  revisionOfSchema,
  unitNameSchema,
} from '../contracts/account.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { planningUnitSchema } from '../contracts/planning-unit.ts'
import type { Accounts } from '../services/accounts.ts'
import { signedIn } from './session-routes.ts'

const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const params = z.object({ id: z.string().max(64) })
const memberParams = params.extend({ unitId: z.string().max(64) })
const config = { access: 'accounts.manage', rateLimit: { max: 120, timeWindow: '1 minute' } } as const

/** Accounts, memberships and planning units, by those who manage them; and the tokens of each person. */
export const accountRoutes =
  (accounts: Accounts): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(peopleRoutes(accounts))
    await app.register(membershipRoutes(accounts))
    await app.register(unitRoutes(accounts))
    await app.register(tokenRoutes(accounts))
  }

const peopleRoutes =
  ({ people }: Accounts): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['accounts']
    app.get(
      '/accounts',
      {
        config,
        schema: {
          summary: 'Accounts of the units that you manage',
          tags,
          response: { 200: accountListSchema, ...errors },
        },
      },
      async (request) => ({ accounts: await people.list(signedIn(request)) }),
    )
    app.post(
      '/accounts',
      {
        config,
        schema: {
          summary: 'Invite somebody, or make somebody who has an account a member',
          description: 'The link is to be handed over; it is told this once and works once.',
          ...{ tags, body: newAccountSchema, response: { 201: accountWithLinkSchema, ...errors } },
        },
      },
      async (request, reply) => reply.code(201).send(await people.invite(signedIn(request), request.body)),
    )
    app.post(
      '/accounts/:id/link',
      {
        config,
        schema: {
          ...{ summary: 'A link with which a new password is set', tags, params },
          response: { 200: accountWithLinkSchema, ...errors },
        },
      },
      async (request) => people.newLink(signedIn(request), request.params.id),
    )
    for (const step of ['disable', 'enable'] as const) {
      app.post(
        `/accounts/:id/${step}`,
        {
          config,
          schema: {
            summary: step === 'disable' ? 'Shut somebody out, at once' : 'Let somebody in again',
            ...{ tags, params, body: revisionOfSchema, response: { 200: accountSchema, ...errors } },
          },
        },
        async (request) =>
          people.setDisabled(signedIn(request), request.params.id, request.body.revision, step === 'disable'),
      )
    }
  }

const membershipRoutes =
  ({ people }: Accounts): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['accounts']
    app.put(
      '/accounts/:id/memberships/:unitId',
      {
        config,
        schema: {
          ...{ summary: 'What somebody is in a unit', tags, params: memberParams, body: membershipChangeSchema },
          response: { 200: accountSchema, ...errors },
        },
      },
      async (request) =>
        people.changeMembership(signedIn(request), request.params.id, request.params.unitId, request.body),
    )
    app.post(
      '/accounts/:id/memberships/:unitId/remove',
      {
        config,
        schema: {
          ...{ summary: 'End a membership', tags, params: memberParams, body: revisionOfSchema },
          response: { 200: accountSchema, ...errors },
        },
      },
      async (request) => {
        const { id, unitId } = request.params
        return people.removeMembership(signedIn(request), id, unitId, request.body.revision)
      },
    )
  }

const unitRoutes =
  ({ units }: Accounts): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['accounts']
    app.post(
      '/units',
      {
        config,
        schema: {
          ...{ summary: 'Make a planning unit', tags, body: newUnitSchema },
          response: { 201: planningUnitSchema, ...errors },
        },
      },
      async (request, reply) => reply.code(201).send(await units.make(signedIn(request), request.body)),
    )
    app.put(
      '/units/:unitId',
      {
        config,
        schema: {
          ...{
            summary: 'Rename a planning unit',
            tags,
            params: memberParams.pick({ unitId: true }),
            body: unitNameSchema,
          },
          response: { 200: planningUnitSchema, ...errors },
        },
      },
      async (request) => units.rename(signedIn(request), { id: request.params.unitId, name: request.body.name }),
    )
  }

const tokenRoutes =
  ({ tokens }: Accounts): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['tokens']
    const own = { access: 'signedIn', rateLimit: { max: 60, timeWindow: '1 minute' } } as const
    app.get(
      '/me/tokens',
      { config: own, schema: { summary: 'Own API tokens', tags, response: { 200: apiTokenListSchema, ...errors } } },
      async (request) => ({ tokens: await tokens.list(signedIn(request)) }),
    )
    app.post(
      '/me/tokens',
      {
        config: own,
        schema: {
          summary: 'Make an API token',
          description: 'Its secret is told this once; send it as `Authorization: Bearer SECRET`.',
          ...{ tags, body: newApiTokenSchema, response: { 201: madeApiTokenSchema, ...errors } },
        },
      },
      async (request, reply) => reply.code(201).send(await tokens.make(signedIn(request), request.body)),
    )
    app.post(
      '/me/tokens/:id/revoke',
      {
        config: own,
        schema: { summary: 'Revoke an API token', tags, params, response: { 200: doneSchema, ...errors } },
      },
      async (request) => {
        await tokens.revoke(signedIn(request), request.params.id)
        return { done: true as const }
      },
    )
  }
