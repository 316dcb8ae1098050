import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  alertSchema,
  DAY_WATCH_EVENT,
  dayWatchSchema,
  muteRequestSchema,
  suggestionsSchema,
} from '../contracts/day-watch.ts'
import { runSchema } from '../contracts/run.ts'
import type { DayWatchService } from '../services/day-watch-service.ts'
import type { SuggestionService } from '../services/suggestion-service.ts'
import { requireEventStream, sendEvents } from './event-stream.ts'

const params = z.object({ id: z.string().max(64) })
const suggestionParams = params.extend({ suggestionId: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['day watch']

export const dayWatchRoutes =
  (service: DayWatchService, suggestions: SuggestionService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/day-watch',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'How the rest of the day looks by the published roster, and the warnings that came of it',
          ...{ tags, params, response: { 200: dayWatchSchema, ...errors } },
        },
      },
      async (request) => service.get(request.params.id),
    )
    app.get(
      '/plans/:id/day-watch/events',
      {
        sse: { kind: 'only' },
        onRequest: requireEventStream,
        config: { access: 'plan.view' },
        schema: {
          summary: 'When the day was worked out, and each time that it or a warning changes (server-sent events)',
          description: `Each event is named "${DAY_WATCH_EVENT}" and carries {madeAt, alerts}. The first comes at once.`,
          ...{ tags, params },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        // Before the stream begins, so that an unknown id is answered as everywhere else.
        await service.refuseUnknown(id)
        await sendEvents(reply, DAY_WATCH_EVENT, (reader) => service.follow(id, reader))
      },
    )
    app.post(
      '/plans/:id/suggestions',
      {
        config: { access: 'plan.edit' },
        schema: {
          summary: 'What could be done now for the rest of the day, each simulated and held against the rules',
          ...{ tags, params, response: { 200: suggestionsSchema, ...errors } },
        },
      },
      async (request) => suggestions.suggest(request.params.id, actorOf(request)),
    )
    app.post(
      '/plans/:id/suggestions/:suggestionId/acceptance',
      {
        config: { access: 'plan.edit' },
        schema: {
          summary: 'Take up a suggestion: its changes go into the draft of the published roster, which is then checked',
          ...{ tags, params: suggestionParams, response: { 202: runSchema, ...errors } },
        },
      },
      async (request, reply) => {
        const { id, suggestionId } = request.params
        return reply.code(202).send(await suggestions.accept(id, suggestionId, actorOf(request)))
      },
    )
    app.post(
      '/alerts/:id/acknowledge',
      {
        config: { access: 'plan.edit' },
        schema: {
          summary: 'Say that a warning is seen and taken care of: it climbs no further',
          ...{ tags, params, response: { 200: alertSchema, ...errors } },
        },
      },
      async (request) => service.acknowledge(request.params.id, actorOf(request)),
    )
    app.post(
      '/alerts/:id/mute',
      {
        config: { access: 'plan.edit' },
        schema: {
          summary: 'Keep a warning from climbing for some minutes',
          ...{ tags, params, body: muteRequestSchema, response: { 200: alertSchema, ...errors } },
        },
      },
      async (request) => service.mute(request.params.id, request.body.minutes, actorOf(request)),
    )
  }
