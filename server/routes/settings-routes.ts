import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { planSettingsReplySchema, settingsChangesSchema } from '../contracts/settings.ts'
import type { SettingsService } from '../services/settings-service.ts'

/** Each change reads the whole plan again. */
const CHANGES_A_MINUTE = 120
/** Thousands of people pasted from a spreadsheet. */
const BODY_BYTES = 4 * 1024 * 1024

const params = z.object({ id: z.string().max(64) })
const response = { 200: planSettingsReplySchema, '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['settings']

export const settingsRoutes =
  (service: SettingsService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/settings',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'Queues, shift templates, rules, people and calendar of a plan', tags, params, response },
      },
      async (request) => service.get(request.params.id),
    )
    app.post(
      '/plans/:id/settings/changes',
      {
        bodyLimit: BODY_BYTES,
        config: { access: 'plan.edit', rateLimit: { max: CHANGES_A_MINUTE, timeWindow: '1 minute' } },
        schema: {
          summary: 'Change settings, all together; refused when the plan has another revision',
          ...{ tags, params, body: settingsChangesSchema, response },
        },
      },
      async (request) => service.change(request.params.id, request.body, actorOf(request)),
    )
  }
