import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { planSchema } from '../contracts/plan.ts'
import {
  planRevisionListSchema,
  revisionComparisonSchema,
  revisionRestoreRequestSchema,
} from '../contracts/revision.ts'
import type { RevisionService } from '../services/revision-service.ts'

/** Each comparison reads many files; each restoring reads the whole plan again. */
const A_MINUTE = 60

const params = z.object({ id: z.string().max(64) })
const revision = z.coerce.number().int().min(1).max(2_147_483_647)
const revisionParams = params.extend({ revision })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['history']
const rateLimit = { max: A_MINUTE, timeWindow: '1 minute' }

export const revisionRoutes =
  (service: RevisionService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/revisions',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Revisions of a plan, newest first: who changed which files, when and why',
          ...{ tags, params, response: { 200: planRevisionListSchema, ...errors } },
          querystring: z.object({ before: revision.optional() }),
        },
      },
      async (request) => service.list(request.params.id, request.query.before),
    )
    app.get(
      '/plans/:id/revisions/:revision/changes',
      {
        config: { access: 'plan.view', rateLimit },
        schema: {
          summary: 'What differs of the files between an earlier revision and this one',
          ...{ tags, params: revisionParams, response: { 200: revisionComparisonSchema, ...errors } },
          querystring: z.object({ since: revision }),
        },
      },
      async (request) => service.compare(request.params.id, request.query.since, request.params.revision),
    )
    app.post(
      '/plans/:id/revisions/:revision/restore',
      {
        config: { access: 'plan.edit', rateLimit },
        schema: {
          summary: 'Make the files of a revision the plan’s again, as a new revision',
          ...{ tags, params: revisionParams, body: revisionRestoreRequestSchema },
          response: { 200: planSchema, ...errors },
        },
      },
      async (request) => {
        const { id, revision: wanted } = request.params
        return service.restore(id, wanted, request.body, actorOf(request))
      },
    )
  }
