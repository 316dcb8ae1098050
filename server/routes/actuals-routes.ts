import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import {
  ACTUALS_EVENT,
  actualsBatchSchema,
  actualsFileQuerySchema,
  actualsReceiptSchema,
  dayActualsQuerySchema,
  dayActualsSchema,
} from '../contracts/actuals.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import type { ActualsService } from '../services/actuals-service.ts'
import { ServiceError } from '../services/service-error.ts'
import { requireEventStream, sendEvents } from './event-stream.ts'

/** As many rows as a batch may have, with every figure of each. */
const BATCH_BYTES = 4 * 1024 * 1024

const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['actuals']

export const actualsRoutes =
  (service: ActualsService): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/plans/:id/actuals',
      {
        bodyLimit: BATCH_BYTES,
        config: { access: 'actuals.send' },
        schema: {
          summary: 'Report what a day of a plan brought: contacts by interval, and what people are doing',
          description:
            'Sent twice under one id a batch counts once. Rows that are wrong are refused and named, the others are ' +
            'stored. The newest report of a queue and interval holds; what an earlier one said is kept.',
          ...{ tags, params, body: actualsBatchSchema, response: { 200: actualsReceiptSchema, ...errors } },
        },
      },
      async (request) => service.receive(request.params.id, request.body, actorOf(request)),
    )
    app.get(
      '/plans/:id/actuals',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'A day of a plan as it is known, or as it was known at a moment',
          ...{ tags, params, querystring: dayActualsQuerySchema, response: { 200: dayActualsSchema, ...errors } },
        },
      },
      async (request) => service.day(request.params.id, request.query),
    )
    app.get(
      '/plans/:id/actuals/events',
      {
        sse: { kind: 'only' },
        onRequest: requireEventStream,
        config: { access: 'plan.view' },
        schema: {
          summary: "The revision of a plan's actuals, and each that follows it (server-sent events)",
          description: `Each event is named "${ACTUALS_EVENT}" and carries {revision}. The first comes at once.`,
          ...{ tags, params },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        // Before the stream begins, so that an unknown id is answered as everywhere else.
        await service.refuseUnknown(id)
        await sendEvents(reply, ACTUALS_EVENT, (reader) => service.follow(id, reader))
      },
    )
    await app.register(fileRoute(service))
  }

/** Bodies of this route are files, read whole. */
const fileRoute =
  (service: ActualsService): FastifyPluginAsyncZod =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes))
    app.post(
      '/plans/:id/actuals/file',
      {
        bodyLimit: BATCH_BYTES,
        config: { access: 'actuals.send' },
        schema: {
          summary: 'Report what a day of a plan brought, as a CSV file of counts by interval',
          description:
            'The body is the file (text/csv): queue,start,volume[,handled,abandoned,aht_seconds,answered_within,' +
            'backlog,revision]. Rows that are wrong are refused and named by their numbers, the others are stored.',
          ...{ tags, params, querystring: actualsFileQuerySchema },
          response: { 200: actualsReceiptSchema, ...errors },
        },
      },
      async (request) => {
        const { body } = request as { body: Uint8Array | undefined | null }
        if (!body) throw new ServiceError('invalidRequest', 'There is no file: send its bytes as the body.')
        return service.receiveFile(request.params.id, body, request.query.batch, actorOf(request))
      },
    )
  }
