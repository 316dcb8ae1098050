import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  DRAFT_EVENT,
  draftEditRequestSchema,
  draftEditsQuerySchema,
  draftEditsSchema,
  draftRunRequestSchema,
  rosterDraftSchema,
  rosterFileRequestSchema,
} from '../contracts/roster-draft.ts'
import { runSchema } from '../contracts/run.ts'
import type { DraftRuns } from '../services/draft-runs.ts'
import type { DraftService } from '../services/draft-service.ts'
import { requireEventStream, sendEvents } from './event-stream.ts'

/** An edit of as many cells as one may have, with two shifts and a note in each. */
const EDIT_BYTES = 32 * 1024 * 1024
/** A roster of as much text as one may have, escaped. */
const ROSTER_BYTES = 64 * 1024 * 1024
/** Names of many people. */
const RUN_BYTES = 2 * 1024 * 1024

const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['drafts']

export const draftRoutes =
  (service: DraftService, draftRuns: DraftRuns): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/runs/:id/draft',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: "What planners changed of a run's roster",
          ...{ tags, params, response: { 200: rosterDraftSchema, ...errors } },
        },
      },
      async (request) => service.get(request.params.id),
    )
    app.post(
      '/runs/:id/draft/edits',
      {
        bodyLimit: EDIT_BYTES,
        config: { access: 'plan.edit' },
        schema: {
          summary: 'Change days of people, or open shifts, in one step',
          description:
            'Sent twice under one id it counts once. A cell that another editor changed since `baseRevision` is a ' +
            'conflict, and nothing is stored then. Answers with all edits since, the own one last.',
          ...{ tags, params, body: draftEditRequestSchema, response: { 201: draftEditsSchema, ...errors } },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await service.edit(request.params.id, request.body, actorOf(request))),
    )
    app.get(
      '/runs/:id/draft/edits',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Edits of a draft after a revision, oldest first',
          ...{ tags, params, querystring: draftEditsQuerySchema, response: { 200: draftEditsSchema, ...errors } },
        },
      },
      async (request) => service.edits(request.params.id, request.query.after),
    )
    await app.register(draftEventRoute(service))
    await app.register(draftRunRoutes(draftRuns))
  }

const draftEventRoute =
  (service: DraftService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/runs/:id/draft/events',
      {
        sse: { kind: 'only' },
        onRequest: requireEventStream,
        config: { access: 'plan.view' },
        schema: {
          summary: "A draft's revision, and each that follows it (server-sent events)",
          description: `Each event is named "${DRAFT_EVENT}" and carries {revision}. The first comes at once.`,
          ...{ tags, params },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        // Before the stream begins, so that an unknown id is answered as everywhere else.
        await service.refuseUnknown(id)
        await sendEvents(reply, DRAFT_EVENT, (reader) => service.follow(id, reader))
      },
    )
  }

const draftRunRoutes =
  (service: DraftRuns): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/runs/:id/draft/runs',
      {
        bodyLimit: RUN_BYTES,
        config: { access: 'plan.edit' },
        schema: {
          summary: 'Check and simulate a draft as it is, or go on solving from it',
          ...{ tags, params, body: draftRunRequestSchema, response: { 202: runSchema, ...errors } },
        },
      },
      async (request, reply) => {
        const run = await service.startFromDraft(request.params.id, request.body, actorOf(request))
        return reply.code(202).header('location', `/api/runs/${run.id}`).send(run)
      },
    )
    app.post(
      '/plans/:id/rosters',
      {
        bodyLimit: ROSTER_BYTES,
        config: { access: 'plan.edit' },
        schema: {
          summary: 'Check and simulate a roster that was made elsewhere',
          description: 'Answers at once; what is wrong with the file is told by the run.',
          ...{ tags, params, body: rosterFileRequestSchema, response: { 202: runSchema, ...errors } },
        },
      },
      async (request, reply) => {
        const run = await service.bringIn(request.params.id, request.body, actorOf(request))
        return reply.code(202).header('location', `/api/runs/${run.id}`).send(run)
      },
    )
  }
