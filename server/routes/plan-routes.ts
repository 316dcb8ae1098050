import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { planFileListSchema, planImportSchema, planListSchema, planSchema } from '../contracts/plan.ts'
import { planningUnitListSchema } from '../contracts/planning-unit.ts'
import type { PlanService } from '../services/plan-service.ts'

const IMPORT_BYTES = 64 * 1024 * 1024
/** Each import reads a whole folder in a process of its own. */
const IMPORTS_A_MINUTE = 30

const planParams = z.object({ id: z.string().max(64) })
const filesQuery = z.object({ include: z.enum(['contacts']).optional() })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }

export const planRoutes =
  (service: PlanService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units',
      {
        config: { access: 'signedIn' },
        schema: { summary: 'Planning units', tags: ['plans'], response: { 200: planningUnitListSchema, ...errors } },
      },
      async () => ({ units: await service.units() }),
    )
    app.get(
      '/plans',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'Plans, newest first', tags: ['plans'], response: { 200: planListSchema, ...errors } },
      },
      async () => service.list(),
    )
    app.post(
      '/plans',
      {
        bodyLimit: IMPORT_BYTES,
        config: { access: 'plan.edit', rateLimit: { max: IMPORTS_A_MINUTE, timeWindow: '1 minute' } },
        schema: {
          summary: 'Take a plan folder in',
          description: 'All files or none. What is wrong is told with file, row, column, value and a next step.',
          tags: ['plans'],
          body: planImportSchema,
          response: { 201: planSchema, ...errors },
        },
      },
      async (request, reply) => {
        const plan = await service.import(request.body, actorOf(request))
        return reply.code(201).header('location', `/api/plans/${plan.id}`).send(plan)
      },
    )
    app.get(
      '/plans/:id',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'One plan', tags: ['plans'], params: planParams, response: { 200: planSchema, ...errors } },
      },
      async (request) => service.get(request.params.id),
    )
    app.get(
      '/plans/:id/files',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'The files of a plan, exactly as they were taken in',
          description: 'The ledger of imported contacts, which may be large, comes only when it is asked for.',
          ...{ tags: ['plans'], params: planParams, querystring: filesQuery },
          response: { 200: planFileListSchema, ...errors },
        },
      },
      async (request) => ({ files: await service.files(request.params.id, request.query.include === 'contacts') }),
    )
  }
