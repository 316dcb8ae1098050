import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { type Actor, actorOf } from '../auth/actor.ts'
import type { Right } from '../contracts/access.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { requireEventStream, sendEvents } from './event-stream.ts'

type Params = z.infer<typeof params>
const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }

/** Jobs of one kind, as routes reach them. */
interface LongJobsOf<Request, Reply> {
  start(planId: string, request: Request, actor: Actor): Promise<Reply>
  list(planId: string): Promise<Reply[]>
  get(id: string): Promise<Reply>
  cancel(id: string, actor: Actor): Promise<Reply>
  follow(id: string, reader: AbortSignal): AsyncGenerator<Reply>
}

interface LongJobWords<Request, Reply> {
  /** Last part of the addresses: `headcount-plans`. */
  readonly place: string
  /** Rights that looking at them, and asking for them, take. */
  readonly access: { readonly view: Right; readonly start: Right }
  /** Name of the events of one. */
  readonly event: string
  /** Field of the list's reply. */
  readonly field: string
  readonly request: z.ZodType<Request>
  readonly reply: z.ZodType<Reply>
  readonly list: z.ZodType
  readonly summaries: Readonly<Record<'list' | 'start' | 'get' | 'cancel' | 'events', string>>
}

/** Work on a plan that takes minutes: asked for, looked at until it is over, and cancelled. */
export const longJobRoutes =
  <Request, Reply extends { readonly id: string }>(
    jobs: LongJobsOf<Request, Reply>,
    { place, access, event, field, request: body, reply: job, list, summaries }: LongJobWords<Request, Reply>,
  ): FastifyPluginAsync =>
  async (app) => {
    const tags = [place]
    app.get<{ Params: Params }>(
      `/plans/:id/${place}`,
      {
        config: { access: access.view },
        schema: { summary: summaries.list, tags, params, response: { 200: list, ...errors } },
      },
      async (request) => ({ [field]: await jobs.list(request.params.id) }),
    )
    app.post<{ Params: Params; Body: Request }>(
      `/plans/:id/${place}`,
      {
        config: { access: access.start },
        schema: {
          summary: summaries.start,
          description: 'Answers at once; ask for it again to see how far it is.',
          ...{ tags, params, body, response: { 202: job, ...errors } },
        },
      },
      async (request, reply) => {
        const started = await jobs.start(request.params.id, request.body as Request, actorOf(request))
        return reply.code(202).header('location', `/api/${place}/${started.id}`).send(started)
      },
    )
    app.get<{ Params: Params }>(
      `/${place}/:id`,
      {
        config: { access: access.view },
        schema: { summary: summaries.get, tags, params, response: { 200: job, ...errors } },
      },
      async (request) => jobs.get(request.params.id),
    )
    app.post<{ Params: Params }>(
      `/${place}/:id/cancel`,
      {
        config: { access: access.start },
        schema: { summary: summaries.cancel, tags, params, response: { 200: job, ...errors } },
      },
      async (request) => jobs.cancel(request.params.id, actorOf(request)),
    )
    app.get<{ Params: Params }>(
      `/${place}/:id/events`,
      {
        config: { access: access.view },
        sse: { kind: 'only' },
        onRequest: requireEventStream,
        schema: {
          summary: summaries.events,
          description: `Each event is named "${event}". The first comes at once; the stream ends when it is over.`,
          ...{ tags, params },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        // Before the stream begins, so that an unknown id is answered as everywhere else.
        await jobs.get(id)
        await sendEvents(reply, event, (reader) => jobs.follow(id, reader))
      },
    )
  }
