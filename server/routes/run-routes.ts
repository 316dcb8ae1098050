import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { runEstimateBasisSchema } from '../contracts/estimate.ts'
import { RUN_EVENT, runFileNameSchema, runListSchema, runRequestSchema, runSchema } from '../contracts/run.ts'
import { runBoardSchema, runScoreBasisSchema } from '../contracts/run-board.ts'
import { runCoverageSchema, runForecastSchema, runRosterSchema } from '../contracts/run-result.ts'
import type { RunResults } from '../services/run-results.ts'
import type { RunService } from '../services/run-service.ts'
import { requireEventStream, sendEvents } from './event-stream.ts'
import { sendGzipped } from './send-gzipped.ts'

const runParams = z.object({ id: z.string().max(64) })
const fileParams = runParams.extend({ name: runFileNameSchema })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['runs']
const JSON_TYPE = 'application/json; charset=utf-8'

export const runRoutes =
  (service: RunService, results: RunResults): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/runs',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Runs of a plan, newest first',
          tags,
          params: runParams,
          response: { 200: runListSchema, ...errors },
        },
      },
      async (request) => ({ runs: await service.list(request.params.id) }),
    )
    app.post(
      '/plans/:id/runs',
      {
        config: { access: 'plan.edit' },
        schema: {
          summary: 'Plan a week, or several in a row',
          description: 'Answers at once; follow the run through its events or by asking for it again.',
          ...{ tags, params: runParams, body: runRequestSchema, response: { 202: runSchema, ...errors } },
        },
      },
      async (request, reply) => {
        const run = await service.start(request.params.id, request.body, actorOf(request))
        return reply.code(202).header('location', `/api/runs/${run.id}`).send(run)
      },
    )
    app.get(
      '/runs/:id',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'One run', tags, params: runParams, response: { 200: runSchema, ...errors } },
      },
      async (request) => service.get(request.params.id),
    )
    app.post(
      '/runs/:id/cancel',
      {
        config: { access: 'plan.edit' },
        schema: {
          summary: 'End a run that is queued or running; nothing of it is kept',
          tags,
          params: runParams,
          response: { 200: runSchema, ...errors },
        },
      },
      async (request) => service.cancel(request.params.id, actorOf(request)),
    )
    app.post(
      '/runs/:id/stop',
      {
        config: { access: 'plan.edit' },
        schema: {
          summary: 'End the search of a running run and keep the best roster found',
          description: 'The run goes on to check and simulate that roster; its report then has the limit `stopped`.',
          ...{ tags, params: runParams, response: { 200: runSchema, ...errors } },
        },
      },
      async (request) => service.stop(request.params.id, actorOf(request)),
    )
    await app.register(runEventRoute(service))
    await app.register(runResultRoutes(results))
    await app.register(runBoardRoutes(results))
  }

const runEventRoute =
  (service: RunService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/runs/:id/events',
      {
        sse: { kind: 'only' },
        onRequest: requireEventStream,
        config: { access: 'plan.view' },
        schema: {
          summary: 'How a run stands, and each change of it (server-sent events)',
          description: `Each event is named "${RUN_EVENT}" and carries the run. The first comes at once; the stream ends when the run is over.`,
          tags,
          params: runParams,
        },
      },
      async (request, reply) => {
        const { id } = request.params
        // Before the stream begins, so that an unknown id is answered as everywhere else.
        await service.get(id)
        await sendEvents(reply, RUN_EVENT, (reader) => service.follow(id, reader))
      },
    )
  }

const runResultRoutes =
  (service: RunResults): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = <Reply extends z.ZodType>(summary: string, reply: Reply) => ({
      config: { access: 'plan.view' as const },
      schema: { summary, tags, params: runParams, response: { 200: reply, ...errors } },
    })
    app.get('/runs/:id/forecast', schema('Forecast with its band', runForecastSchema), async (request) =>
      service.forecast(request.params.id),
    )
    app.get('/runs/:id/coverage', schema('Required and covered agents', runCoverageSchema), async (request) =>
      service.coverage(request.params.id),
    )
    app.get(
      '/runs/:id/estimate-basis',
      schema('What answers what-if questions in the browser', runEstimateBasisSchema),
      async (request) => service.estimateBasis(request.params.id),
    )
    app.get('/runs/:id/roster', schema('Who works when', runRosterSchema), async (request) =>
      service.roster(request.params.id),
    )
    app.get(
      '/runs/:id/files/:name',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'A result file, as the command line writes it', tags, params: fileParams },
      },
      async (request, reply) => {
        const { id, name } = request.params
        const content = await service.file(id, name)
        return reply
          .type(name.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${name}"`)
          .send(content)
      },
    )
  }

/** Large replies, sent as the bytes that they are kept in. */
const runBoardRoutes =
  (service: RunResults): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = <Reply extends z.ZodType>(summary: string, reply: Reply) => ({
      config: { access: 'plan.view' as const },
      schema: { summary, tags, params: runParams, response: { 200: reply, ...errors } },
    })
    app.get(
      '/runs/:id/board',
      schema('The roster as a board is laid out from it', runBoardSchema),
      async (request, reply) =>
        sendGzipped(request, reply, JSON_TYPE, await service.gzipped(request.params.id, 'board.json')),
    )
    app.get(
      '/runs/:id/score-basis',
      schema('What an edited roster is checked and priced against in the browser', runScoreBasisSchema),
      async (request, reply) =>
        sendGzipped(request, reply, JSON_TYPE, await service.gzipped(request.params.id, 'score-basis.json')),
    )
  }
