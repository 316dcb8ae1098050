import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { deliveryListSchema, madeWebhookSchema, newWebhookSchema, webhookListSchema } from '../contracts/webhook.ts'
import type { WebhookService } from '../services/webhook-service.ts'

const unit = z.object({ unitId: z.string().max(64) })
const params = z.object({ id: z.string().max(64) })
const tags = ['webhooks']
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const config = { access: 'operations' } as const

export const webhookRoutes =
  (service: WebhookService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units/:unitId/webhooks',
      {
        config,
        schema: {
          summary: 'Webhooks of a planning unit',
          ...{ tags, params: unit, response: { 200: webhookListSchema, ...errors } },
        },
      },
      async (request) => ({ webhooks: await service.list(request.params.unitId) }),
    )
    app.post(
      '/units/:unitId/webhooks',
      {
        config,
        schema: {
          summary: 'Have another system told of what happens; the secret that signs messages is told once',
          ...{ tags, params: unit, body: newWebhookSchema, response: { 201: madeWebhookSchema, ...errors } },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await service.make(request.params.unitId, request.body, actorOf(request))),
    )
    app.delete(
      '/webhooks/:id',
      {
        config,
        schema: { summary: 'Remove a webhook', tags, params, response: { 204: z.null(), ...errors } },
      },
      async (request, reply) => {
        await service.remove(request.params.id, actorOf(request))
        return reply.code(204).send(null)
      },
    )
    app.get(
      '/webhooks/:id/deliveries',
      {
        config,
        schema: {
          summary: 'What a webhook was told, newest first',
          ...{ tags, params, response: { 200: deliveryListSchema, ...errors } },
        },
      },
      async (request) => ({ deliveries: await service.deliveries(request.params.id) }),
    )
  }
