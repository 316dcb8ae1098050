import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  madeWallboardSchema,
  newWallboardSchema,
  wallboardListSchema,
  wallboardSchema,
} from '../contracts/wallboard.ts'
import { WALLBOARD_EVENT } from '../contracts/wallboard-limits.ts'
import type { WallboardService } from '../services/wallboard-service.ts'
import { requireEventStream, sendEvents } from './event-stream.ts'

/** Of one address: a hall of screens may share one, and each asks a few times a minute. */
const READS_A_MINUTE = 300
const rateLimit = { max: READS_A_MINUTE, timeWindow: '1 minute' }

const params = z.object({ id: z.string().max(64) })
const linkParams = params.extend({ wallboardId: z.string().max(64) })
const secretParams = z.object({ secret: z.string().max(200) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['wallboards']
const config = { access: 'plan.edit' } as const

export const wallboardRoutes =
  (service: WallboardService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/wallboards',
      {
        config,
        schema: {
          summary: "Links to screens that show a plan's day",
          ...{ tags, params, response: { 200: wallboardListSchema, ...errors } },
        },
      },
      async (request) => ({ wallboards: await service.list(request.params.id) }),
    )
    app.post(
      '/plans/:id/wallboards',
      {
        config,
        schema: {
          summary: "Make a link to a screen that shows a plan's day; its address is told once",
          ...{ tags, params, body: newWallboardSchema, response: { 201: madeWallboardSchema, ...errors } },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await service.make(request.params.id, request.body, actorOf(request))),
    )
    app.delete(
      '/plans/:id/wallboards/:wallboardId',
      {
        config,
        schema: {
          summary: 'End a link: its screens are dark at once',
          ...{ tags, params: linkParams, response: { 204: z.null(), ...errors } },
        },
      },
      async (request, reply) => {
        await service.end(request.params.id, request.params.wallboardId, actorOf(request))
        return reply.code(204).send(null)
      },
    )
    app.get(
      '/wallboards/:secret',
      {
        config: { access: 'public', rateLimit },
        schema: {
          summary: "A plan's day in counts, by the secret address of a screen",
          ...{ tags, params: secretParams, response: { 200: wallboardSchema, ...errors } },
        },
      },
      async (request) => service.show(request.params.secret),
    )
    app.get(
      '/wallboards/:secret/events',
      {
        sse: { kind: 'only' },
        onRequest: requireEventStream,
        config: { access: 'public', rateLimit },
        schema: {
          summary: 'That something of a wallboard has changed, until its link is over (server-sent events)',
          description: `Each event is named "${WALLBOARD_EVENT}" and carries {isOver, revision}. The first comes at once.`,
          ...{ tags, params: secretParams },
        },
      },
      async (request, reply) => {
        // Before the stream begins, so that a link that is over is answered as everywhere else.
        const follow = await service.follow(request.params.secret)
        await sendEvents(reply, WALLBOARD_EVENT, follow)
      },
    )
  }
