import type { FastifyPluginAsync } from 'fastify'
import { comparisonListSchema, comparisonRequestSchema, comparisonSchema } from '../contracts/comparison.ts'
import type { ComparisonService } from '../services/comparison-service.ts'
import { longJobRoutes } from './long-job-routes.ts'

export const comparisonRoutes = (service: ComparisonService): FastifyPluginAsync =>
  longJobRoutes(service, {
    place: 'comparisons',
    access: { view: 'costs.view', start: 'plan.edit' },
    event: 'comparison',
    field: 'comparisons',
    ...{ request: comparisonRequestSchema, reply: comparisonSchema, list: comparisonListSchema },
    summaries: {
      list: 'Comparisons and sweeps of a plan, newest first, without their results',
      start: 'Plan a week in several scenarios, or with levers at many settings, and compare them',
      get: 'One comparison or sweep, with its result when it is done',
      cancel: 'End a comparison that is queued or running; nothing of it is kept',
      events: 'How a comparison stands, and each change of it (server-sent events)',
    },
  })
