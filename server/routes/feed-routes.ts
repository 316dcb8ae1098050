import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { languageQuerySchema } from '../contracts/team.ts'
import type { FeedService } from '../services/feed-service.ts'
import { notFound } from '../services/service-error.ts'

/** Of one address: calendar programs look about once an hour, and an office may share one. */
const READS_A_MINUTE = 120
const FILE = /^([A-Za-z0-9_-]{20,100})\.ics$/

/** Calendars that programs follow without signing in, each known by its secret alone. */
export const feedRoutes =
  (service: FeedService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/feeds/:file',
      {
        config: { access: 'public', rateLimit: { max: READS_A_MINUTE, timeWindow: '1 minute' } },
        schema: {
          summary: "A person's published shifts as a calendar, by its secret address",
          ...{ tags: ['own'], params: z.object({ file: z.string().max(120) }), querystring: languageQuerySchema },
        },
      },
      async (request, reply) => {
        const secret = FILE.exec(request.params.file)?.[1]
        if (secret === undefined) throw notFound('calendar', 'of this address')
        const text = await service.calendar(secret, request.query.language)
        const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
        reply.header('etag', tag).header('cache-control', 'private, no-cache')
        if (request.headers['if-none-match'] === tag) return reply.code(304).send()
        return reply.type('text/calendar; charset=utf-8').send(text)
      },
    )
  }
