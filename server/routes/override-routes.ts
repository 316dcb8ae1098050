import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { overrideListSchema, overrideRequestSchema, signedOverrideSchema } from '../contracts/forecast.ts'
import type { OverrideService } from '../services/override-service.ts'

/** Each change reads the whole plan again. */
const CHANGES_A_MINUTE = 120

const params = z.object({ id: z.string().max(64) })
const overrideParams = params.extend({ overrideId: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['forecasts']
const config = { rateLimit: { max: CHANGES_A_MINUTE, timeWindow: '1 minute' } }

export const overrideRoutes =
  (service: OverrideService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/overrides',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: "Planners' corrections of the forecast, in the order in which they act",
          ...{ tags, params, response: { 200: overrideListSchema, ...errors } },
        },
      },
      async (request) => ({ overrides: await service.list(request.params.id) }),
    )
    app.post(
      '/plans/:id/overrides',
      {
        config: { ...config, access: 'plan.edit' },
        schema: {
          summary: 'Correct the forecast of a queue for a span of time',
          ...{ tags, params, body: overrideRequestSchema, response: { 201: signedOverrideSchema, ...errors } },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await service.add(request.params.id, request.body, actorOf(request))),
    )
    app.delete(
      '/plans/:id/overrides/:overrideId',
      {
        config: { ...config, access: 'plan.edit' },
        schema: {
          summary: 'Take a correction back; answers with those that are left',
          ...{ tags, params: overrideParams, response: { 200: overrideListSchema, ...errors } },
        },
      },
      async (request) => {
        const { id, overrideId } = request.params
        return { overrides: await service.remove(id, overrideId, actorOf(request)) }
      },
    )
  }
