import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { runEstimateBasisSchema } from '../contracts/estimate.ts'
import { RUN_EVENT, runFileNameSchema, runListSchema, runRequestSchema, runSchema } from '../contracts/run.ts'
import { runCoverageSchema, runForecastSchema, runRosterSchema } from '../contracts/run-result.ts'
import type { RunService } from '../services/run-service.ts'
import { sendError } from './error-replies.ts'

const runParams = z.object({ id: z.string().max(64) })
const fileParams = runParams.extend({ name: runFileNameSchema })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['runs']

export const runRoutes =
  (service: RunService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/runs',
      {
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
      { schema: { summary: 'One run', tags, params: runParams, response: { 200: runSchema, ...errors } } },
      async (request) => service.get(request.params.id),
    )
    app.post(
      '/runs/:id/cancel',
      {
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
        schema: {
          summary: 'End the search of a running run and keep the best roster found',
          description: 'The run goes on to check and simulate that roster; its report then has the limit `stopped`.',
          ...{ tags, params: runParams, response: { 200: runSchema, ...errors } },
        },
      },
      async (request) => service.stop(request.params.id, actorOf(request)),
    )
    await app.register(runEventRoute(service))
    await app.register(runResultRoutes(service))
  }

const runEventRoute =
  (service: RunService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/runs/:id/events',
      {
        sse: { kind: 'only' },
        // The stream's own refusal would not have the shape of every other error.
        onRequest: async (request, reply) => {
          const { accept = '*/*' } = request.headers
          if (/text\/(event-stream|\*)|\*\/\*/.test(accept)) return
          return sendError(request, reply, 'invalidRequest', 'This is a stream of events: accept text/event-stream.')
        },
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
        const left = new AbortController()
        reply.sse.onClose(() => left.abort())
        for await (const run of service.follow(id, left.signal)) await reply.sse.send({ event: RUN_EVENT, data: run })
      },
    )
  }

const runResultRoutes =
  (service: RunService): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = <Reply extends z.ZodType>(summary: string, reply: Reply) => ({
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
      { schema: { summary: 'A result file, as the command line writes it', tags, params: fileParams } },
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
