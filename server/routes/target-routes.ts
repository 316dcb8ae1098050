import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { plannedVolumeChangeSchema, planTargetsSchema, targetChangeSchema } from '../contracts/queue-targets.ts'
import type { TargetService } from '../services/target-service.ts'

/** Each change reads the whole plan again. */
const CHANGES_A_MINUTE = 120

const params = z.object({ id: z.string().max(64) })
const queueParams = params.extend({ queueId: z.string().max(64) })
const response = { 200: planTargetsSchema, '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['targets']
const config = { rateLimit: { max: CHANGES_A_MINUTE, timeWindow: '1 minute' } }

export const targetRoutes =
  (service: TargetService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/targets',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'What the queues promise, and the presets of platforms', tags, params, response },
      },
      async (request) => service.get(request.params.id),
    )
    app.put(
      '/plans/:id/queues/:queueId/targets',
      {
        config: { ...config, access: 'plan.edit' },
        schema: {
          summary: "Change a queue's targets; refused when the plan has another revision",
          ...{ tags, params: queueParams, body: targetChangeSchema, response },
        },
      },
      async (request) => {
        const { id, queueId } = request.params
        return service.changeQueue(id, queueId, request.body, actorOf(request))
      },
    )
    app.put(
      '/plans/:id/assurance',
      {
        config: { ...config, access: 'plan.edit' },
        schema: {
          summary: 'Change which volume the plan is made for; refused when the plan has another revision',
          ...{ tags, params, body: plannedVolumeChangeSchema, response },
        },
      },
      async (request) => service.changePlannedVolume(request.params.id, request.body, actorOf(request)),
    )
  }
