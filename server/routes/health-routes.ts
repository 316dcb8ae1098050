import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { healthSchema, livenessSchema, readinessSchema } from '../contracts/health.ts'
import type { HealthService } from '../services/health-service.ts'

const RETRY_AFTER_SECONDS = 5

export const healthRoutes =
  (service: HealthService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/health',
      {
        config: { access: 'public' },
        schema: {
          summary: 'Whether the server can work',
          tags: ['server'],
          response: { 200: healthSchema, 503: healthSchema },
        },
      },
      async (_request, reply) => {
        const health = await service.health()
        return reply.code(health.status === 'ok' ? 200 : 503).send(health)
      },
    )
    app.get(
      '/health/live',
      {
        config: { access: 'public' },
        schema: { summary: 'Whether the process answers', tags: ['server'], response: { 200: livenessSchema } },
      },
      async () => ({ status: 'ok' as const }),
    )
    app.get(
      '/health/ready',
      {
        config: { access: 'public' },
        schema: {
          summary: 'Whether requests should be sent here',
          tags: ['server'],
          response: { 200: readinessSchema, 503: readinessSchema },
        },
      },
      async (_request, reply) => {
        const readiness = await service.readiness()
        if (readiness.status === 'ready') return readiness
        return reply.code(503).header('retry-after', String(RETRY_AFTER_SECONDS)).send(readiness)
      },
    )
  }
