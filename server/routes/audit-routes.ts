import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { auditListSchema, auditQuerySchema, auditVerificationSchema } from '../contracts/audit.ts'
import type { AuditService } from '../services/audit-service.ts'

/** Each reads every entry. */
const VERIFICATIONS_A_MINUTE = 10

const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['history']

export const auditRoutes =
  (service: AuditService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/audit',
      {
        config: { access: 'audit.view' },
        schema: {
          summary: 'Who did what, when and why; newest first',
          ...{ tags, querystring: auditQuerySchema, response: { 200: auditListSchema, ...errors } },
        },
      },
      async (request) => service.list(request.query),
    )
    app.get(
      '/audit/verification',
      {
        config: { access: 'audit.view', rateLimit: { max: VERIFICATIONS_A_MINUTE, timeWindow: '1 minute' } },
        schema: {
          summary: 'Whether every entry is as it was written',
          description: 'Computes the chain anew, and holds publications and published versions against their entries.',
          ...{ tags, response: { 200: auditVerificationSchema, ...errors } },
        },
      },
      async () => ({ chains: await service.verify() }),
    )
  }
