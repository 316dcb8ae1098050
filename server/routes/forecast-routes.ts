import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  accuracyReportSchema,
  forecastContentSchema,
  forecastRequestSchema,
  forecastSnapshotListSchema,
  forecastSnapshotSchema,
} from '../contracts/forecast.ts'
import type { ForecastService } from '../services/forecast-service.ts'
import { sendGzipped } from './send-gzipped.ts'

const FORECASTS_A_MINUTE = 60
const JSON_TYPE = 'application/json; charset=utf-8'

const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['forecasts']

export const forecastRoutes =
  (service: ForecastService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/forecasts',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Forecasts of a plan as they were when they were made, newest first',
          ...{ tags, params, response: { 200: forecastSnapshotListSchema, ...errors } },
        },
      },
      async (request) => ({ forecasts: await service.list(request.params.id) }),
    )
    app.post(
      '/plans/:id/forecasts',
      {
        config: { access: 'plan.edit', rateLimit: { max: FORECASTS_A_MINUTE, timeWindow: '1 minute' } },
        schema: {
          summary: 'Forecast the plan as it stands',
          description:
            'Answers 202 with a forecast that is being made, or 200 with the one that was made of the same inputs. ' +
            "Planners' overrides are no part of it.",
          ...{ tags, params, body: forecastRequestSchema },
          response: { 200: forecastSnapshotSchema, 202: forecastSnapshotSchema, ...errors },
        },
      },
      async (request, reply) => {
        const { forecast, isNew } = await service.start(request.params.id, request.body, actorOf(request))
        return reply
          .code(isNew ? 202 : 200)
          .header('location', `/api/forecasts/${forecast.id}`)
          .send(forecast)
      },
    )
    app.get(
      '/forecasts/:id',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'One forecast', tags, params, response: { 200: forecastSnapshotSchema, ...errors } },
      },
      async (request) => service.get(request.params.id),
    )
    app.get(
      '/plans/:id/accuracy',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'How past forecasts turned out, by the history that is known now',
          ...{ tags, params, response: { 200: accuracyReportSchema, ...errors } },
        },
      },
      // Bytes go out as they are: large replies are neither parsed nor checked again on the way.
      async (request, reply) => {
        const report = Buffer.from(await service.accuracy(request.params.id))
        return reply.type(JSON_TYPE).send(report as never)
      },
    )
    await app.register(forecastTextRoutes(service))
  }

const forecastTextRoutes =
  (service: ForecastService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/forecasts/:id/content',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'What a forecast says, with its explanation and the history that it goes on from',
          ...{ tags, params, response: { 200: forecastContentSchema, ...errors } },
        },
      },
      async (request, reply) => sendGzipped(request, reply, JSON_TYPE, await service.content(request.params.id)),
    )
    app.get(
      '/forecasts/:id/forecast.csv',
      {
        config: { access: 'plan.view' },
        schema: { summary: 'A forecast as a table, as the command line writes it', tags, params },
      },
      async (request, reply) => {
        const csv = await service.csv(request.params.id)
        reply.header('content-disposition', 'attachment; filename="forecast.csv"')
        return sendGzipped(request, reply, 'text/csv; charset=utf-8', csv)
      },
    )
  }
