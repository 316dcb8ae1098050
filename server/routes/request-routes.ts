import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  agreeRequestSchema,
  askRequestSchema,
  decideRequestSchema,
  enterRequestSchema,
  ownRequestsSchema,
  personRequestSchema,
  requestCheckSchema,
  requestListSchema,
  requestParamsSchema,
  requestStepSchema,
  requestsQuerySchema,
} from '../contracts/request.ts'
import { unitParamsSchema } from '../contracts/team.ts'
import type { RequestService } from '../services/request-service.ts'

const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['requests']
/** Of one sender: each is checked against rules, which takes a process. */
const STEPS_A_MINUTE = 120
const rateLimit = { max: STEPS_A_MINUTE, timeWindow: '1 minute' }
const own = { access: 'own', rateLimit } as const
const decides = { access: 'requests.decide', rateLimit } as const
const response = { 200: personRequestSchema, ...errors }

export const requestRoutes =
  (service: RequestService): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(ownRequestRoutes(service))
    await app.register(decisionRoutes(service))
  }

const ownRequestRoutes =
  (service: RequestService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/own/requests',
      {
        config: { access: 'own' },
        schema: {
          summary: "The sender's requests, and swaps that colleagues ask the sender for",
          ...{ tags, response: { 200: ownRequestsSchema, ...errors } },
        },
      },
      async () => service.own(),
    )
    app.post(
      '/own/requests',
      {
        config: own,
        schema: {
          summary: 'Ask for time off, availability, a preference or a swap',
          ...{ tags, body: askRequestSchema, response: { 201: personRequestSchema, ...errors } },
        },
      },
      async (request, reply) => reply.code(201).send(await service.ask(request.body, actorOf(request))),
    )
    app.post(
      '/own/requests/:id/withdraw',
      {
        config: own,
        schema: {
          summary: 'Take an open request back',
          tags,
          params: requestParamsSchema,
          body: requestStepSchema,
          response,
        },
      },
      async (request) => service.withdraw(request.params.id, request.body.revision, actorOf(request)),
    )
    app.post(
      '/own/requests/:id/agree',
      {
        config: own,
        schema: {
          summary: 'Agree to a swap, if no rule is broken by it',
          ...{ tags, params: requestParamsSchema, body: agreeRequestSchema, response },
        },
      },
      async (request) => service.agree(request.params.id, request.body, actorOf(request)),
    )
    app.post(
      '/own/requests/:id/decline',
      {
        config: own,
        schema: { summary: 'Decline a swap', tags, params: requestParamsSchema, body: requestStepSchema, response },
      },
      async (request) => service.decline(request.params.id, request.body.revision, actorOf(request)),
    )
  }

const decisionRoutes =
  (service: RequestService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units/:unitId/requests',
      {
        config: { access: 'requests.decide' },
        schema: {
          summary: 'Requests of people in the scope of the sender, newest first',
          ...{ tags, params: unitParamsSchema, querystring: requestsQuerySchema },
          response: { 200: requestListSchema, ...errors },
        },
      },
      async (request) => service.list(request.params.unitId, request.query.state),
    )
    app.post(
      '/units/:unitId/requests',
      {
        config: decides,
        schema: {
          summary: 'Enter a request for a person of the scope, or propose a change of a published shift',
          ...{ tags, params: unitParamsSchema, body: enterRequestSchema },
          response: { 201: personRequestSchema, ...errors },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await service.enter(request.params.unitId, request.body, actorOf(request))),
    )
    app.get(
      '/requests/:id/check',
      {
        config: decides,
        schema: {
          summary: 'What approving a request would do',
          ...{ tags, params: requestParamsSchema, response: { 200: requestCheckSchema, ...errors } },
        },
      },
      async (request) => service.check(request.params.id),
    )
    for (const step of ['approve', 'refuse'] as const) {
      app.post(
        `/requests/:id/${step}`,
        {
          config: decides,
          schema: {
            summary: step === 'approve' ? 'Approve a request and do what it asks for' : 'Refuse a request',
            ...{ tags, params: requestParamsSchema, body: decideRequestSchema, response },
          },
        },
        async (request) => service[step](request.params.id, request.body, actorOf(request)),
      )
    }
  }
