import type { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { fileImportListSchema, fileImportSchema, importRequestSchema, uploadNameSchema } from '../contracts/import.ts'
import { type FileImportService, tooLarge, UPLOAD_BYTES } from '../services/file-import-service.ts'
import { ServiceError } from '../services/service-error.ts'
import { sendGzipped } from './send-gzipped.ts'

/** Each file is read in a process of its own. */
const FILES_A_MINUTE = 30
const READINGS_A_MINUTE = 60
/** A mapping of many queues. */
const MAPPING_BYTES = 4 * 1024 * 1024

const params = z.object({ id: z.string().max(64) })
const query = z.object({ name: uploadNameSchema })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['imports']
const perMinute = (max: number) => ({ rateLimit: { max, timeWindow: '1 minute' } })

export const fileImportRoutes =
  (service: FileImportService): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(uploadRoute(service))
    app.get(
      '/plans/:id/imports',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Files sent in for a plan, newest first',
          ...{ tags, params, response: { 200: fileImportListSchema, ...errors } },
        },
      },
      async (request) => ({ imports: await service.list(request.params.id) }),
    )
    app.get(
      '/imports/:id',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'One file that was sent in', tags, params, response: { 200: fileImportSchema, ...errors } },
      },
      async (request) => service.get(request.params.id),
    )
    app.post(
      '/imports/:id/read',
      {
        bodyLimit: MAPPING_BYTES,
        config: { access: 'plan.edit', ...perMinute(READINGS_A_MINUTE) },
        schema: {
          summary: 'Preview what the file would bring into the plan, or bring it in',
          description: 'Answers at once; ask for the import until it is open again (a preview) or applied.',
          ...{ tags, params, body: importRequestSchema, response: { 202: fileImportSchema, ...errors } },
        },
      },
      async (request, reply) =>
        reply.code(202).send(await service.read(request.params.id, request.body, actorOf(request))),
    )
    app.get(
      '/imports/:id/rejects.csv',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'Every row that was not taken, with the reason', tags, params },
      },
      async (request, reply) => {
        const rejects = await service.rejects(request.params.id)
        reply.header('content-disposition', 'attachment; filename="rejects.csv"')
        return sendGzipped(request, reply, 'text/csv; charset=utf-8', rejects)
      },
    )
    app.delete(
      '/imports/:id',
      {
        config: { access: 'plan.edit' },
        schema: {
          summary: 'Discard a file that was sent in',
          ...{ tags, params, response: { 200: fileImportSchema, ...errors } },
        },
      },
      async (request) => service.discard(request.params.id, actorOf(request)),
    )
  }

/** Bodies of this route are files: they go to the disk as they come, and are not parsed. */
const uploadRoute =
  (service: FileImportService): FastifyPluginAsyncZod =>
  async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
    app.post(
      '/plans/:id/imports',
      {
        bodyLimit: UPLOAD_BYTES,
        config: { access: 'plan.edit', ...perMinute(FILES_A_MINUTE) },
        schema: {
          summary: 'Send a file in: an export of tickets, chats or intervals, or a calendar',
          description:
            'The body is the file (application/octet-stream). Answers with an import that is detecting what the file ' +
            'holds; nothing of the plan changes until the import is read with apply.',
          ...{ tags, params, querystring: query, response: { 202: fileImportSchema, ...errors } },
        },
      },
      async (request, reply) => {
        // The bytes are counted as they come; what says beforehand that it is too large need not be received.
        if (Number(request.headers['content-length']) > UPLOAD_BYTES) throw tooLarge()
        const { body } = request as { body: Readable | undefined | null }
        if (!body) throw new ServiceError('invalidRequest', 'There is no file: send its bytes as the body.')
        const item = await service.receive(request.params.id, request.query.name, body, actorOf(request))
        return reply.code(202).header('location', `/api/imports/${item.id}`).send(item)
      },
    )
  }
