import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { comparisonListSchema, comparisonRequestSchema, comparisonSchema } from '../contracts/comparison.ts'
import type { ComparisonService } from '../services/comparison-service.ts'

const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['comparisons']

export const comparisonRoutes =
  (service: ComparisonService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/comparisons',
      {
        schema: {
          summary: 'Comparisons and sweeps of a plan, newest first, without their results',
          ...{ tags, params, response: { 200: comparisonListSchema, ...errors } },
        },
      },
      async (request) => ({ comparisons: await service.list(request.params.id) }),
    )
    app.post(
      '/plans/:id/comparisons',
      {
        schema: {
          summary: 'Plan a week in several scenarios, or with levers at many settings, and compare them',
          description: 'Answers at once; ask for the comparison again to see how far it is.',
          ...{ tags, params, body: comparisonRequestSchema, response: { 202: comparisonSchema, ...errors } },
        },
      },
      async (request, reply) => {
        const comparison = await service.start(request.params.id, request.body, actorOf(request))
        return reply.code(202).header('location', `/api/comparisons/${comparison.id}`).send(comparison)
      },
    )
    app.get(
      '/comparisons/:id',
      {
        schema: {
          summary: 'One comparison or sweep, with its result when it is done',
          ...{ tags, params, response: { 200: comparisonSchema, ...errors } },
        },
      },
      async (request) => service.get(request.params.id),
    )
    app.post(
      '/comparisons/:id/cancel',
      {
        schema: {
          summary: 'End a comparison that is queued or running; nothing of it is kept',
          ...{ tags, params, response: { 200: comparisonSchema, ...errors } },
        },
      },
      async (request) => service.cancel(request.params.id, actorOf(request)),
    )
  }
