import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  headcountFileNameSchema,
  headcountFileQuerySchema,
  headcountListSchema,
  headcountRequestSchema,
  headcountSchema,
} from '../contracts/headcount.ts'
import type { HeadcountService } from '../services/headcount-service.ts'
import { longJobRoutes } from './long-job-routes.ts'

const fileParams = z.object({ id: z.string().max(64), name: headcountFileNameSchema })

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const headcountRoutes =
  ({ jobs, file }: HeadcountService): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(
      longJobRoutes(jobs, {
        place: 'headcount-plans',
        access: { view: 'headcount.view', start: 'headcount.view' },
        event: 'headcountPlan',
        field: 'headcountPlans',
        ...{ request: headcountRequestSchema, reply: headcountSchema, list: headcountListSchema },
        summaries: {
          list: 'Headcount plans of a plan, newest first, without their results',
          start: 'Plan headcount over months: whom to hire by when, and what it costs',
          get: 'One headcount plan, with its result when it is done',
          cancel: 'End a headcount plan that is queued or running; nothing of it is kept',
          events: 'How a headcount plan stands, and each change of it (server-sent events)',
        },
      }),
    )
    app.get(
      '/headcount-plans/:id/files/:name',
      {
        config: { access: 'headcount.view' },
        schema: {
          summary: 'A headcount plan as a workbook or table, or its requisitions',
          ...{ tags: ['headcount-plans'], params: fileParams, querystring: headcountFileQuerySchema },
        },
      },
      async (request, reply) => {
        const { id, name } = request.params
        const content = await file(id, name, request.query.lang)
        return reply
          .type(TYPES[name.slice(name.lastIndexOf('.') + 1)]!)
          .header('content-disposition', `attachment; filename="${name}"`)
          .send(Buffer.from(content))
      },
    )
  }
