import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  testMailSchema,
  watchDeliveriesSchema,
  watchSettingChangeSchema,
  watchSettingSchema,
} from '../contracts/watch-setting.ts'
import type { WatchSettingService } from '../services/watch-setting-service.ts'

const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['day watch']
const config = { access: 'plan.edit' } as const

export const watchSettingRoutes =
  (service: WatchSettingService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/watch-setting',
      {
        config,
        schema: {
          summary: 'What a plan warns of, whom it tells, and where its daily report goes',
          ...{ tags, params, response: { 200: watchSettingSchema, ...errors } },
        },
      },
      async (request) => service.get(request.params.id),
    )
    app.put(
      '/plans/:id/watch-setting',
      {
        config,
        schema: {
          summary: 'Set it; refused when somebody else did so meanwhile',
          ...{ tags, params, body: watchSettingChangeSchema, response: { 200: watchSettingSchema, ...errors } },
        },
      },
      async (request) => service.change(request.params.id, request.body, actorOf(request)),
    )
    app.get(
      '/plans/:id/watch-setting/deliveries',
      {
        config,
        schema: {
          summary: 'Mails, and messages to webhooks of the ladder, newest first: sent, waiting, given up and why',
          ...{ tags, params, response: { 200: watchDeliveriesSchema, ...errors } },
        },
      },
      async (request) => ({ deliveries: await service.deliveries(request.params.id) }),
    )
    app.post(
      '/plans/:id/watch-setting/test-mail',
      {
        config,
        schema: {
          summary: 'Send a mail to see whether it arrives; how it ended stands among the deliveries',
          ...{ tags, params, body: testMailSchema },
          response: { 202: watchDeliveriesSchema.shape.deliveries.element, ...errors },
        },
      },
      async (request, reply) =>
        reply.code(202).send(await service.sendTest(request.params.id, request.body, actorOf(request))),
    )
  }
