import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { healthSchema } from '../contracts/health.ts'
import type { HealthService } from '../services/health-service.ts'

export const healthRoutes =
  (service: HealthService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/health',
      {
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
  }
