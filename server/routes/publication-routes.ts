import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { publicationListSchema, publicationRequestSchema, publicationSchema } from '../contracts/publication.ts'
import type { PublicationService } from '../services/publication-service.ts'

const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['publications']

export const publicationRoutes =
  (service: PublicationService): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/runs/:id/publication',
      {
        config: { access: 'plan.publish' },
        schema: {
          summary: "Publish a run's roster in the place of the week's one before",
          description:
            'A roster below target needs an override that names each blocker of its report, and a reason. Answers 201 ' +
            'for a new publication and 200 for one that is there already.',
          ...{ tags, params, body: publicationRequestSchema },
          response: { 200: publicationSchema, 201: publicationSchema, ...errors },
        },
      },
      async (request, reply) => {
        const { publication, isNew } = await service.publish(request.params.id, request.body, actorOf(request))
        return reply.code(isNew ? 201 : 200).send(publication)
      },
    )
    app.get(
      '/plans/:id/publications',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Rosters of a plan that were published, newest first',
          ...{ tags, params, response: { 200: publicationListSchema, ...errors } },
        },
      },
      async (request) => ({ publications: [...(await service.list(request.params.id))] }),
    )
  }
