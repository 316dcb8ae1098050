import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  calendarFeedSchema,
  colleaguesSchema,
  languageQuerySchema,
  newCalendarFeedSchema,
  ownPeopleSchema,
  ownShiftsSchema,
  shiftsQuerySchema,
  unitQuerySchema,
} from '../contracts/team.ts'
import type { OwnService } from '../services/own-service.ts'

const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['own']
const config = { access: 'own' } as const
/** Each makes the address before it worthless. */
const FEEDS_A_MINUTE = 20

/** What people see of themselves, whoever they are besides. */
export const ownRoutes =
  (service: OwnService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/own',
      {
        config,
        schema: { summary: 'Who the sender is in the plans', tags, response: { 200: ownPeopleSchema, ...errors } },
      },
      async () => service.people(),
    )
    app.get(
      '/own/shifts',
      {
        config,
        schema: {
          summary: "The sender's published shifts",
          ...{ tags, querystring: shiftsQuerySchema, response: { 200: ownShiftsSchema, ...errors } },
        },
      },
      async (request) => service.shifts(request.query),
    )
    app.get(
      '/own/roster.html',
      {
        config,
        schema: {
          summary: "The sender's published shifts as a page for keeping",
          tags,
          querystring: languageQuerySchema,
        },
      },
      async (request, reply) =>
        reply
          .header('content-disposition', 'attachment; filename="shifts.html"')
          .header('cache-control', 'no-store')
          .type('text/html; charset=utf-8')
          .send(await service.page(request.query.language)),
    )
    app.get(
      '/own/colleagues',
      {
        config,
        schema: {
          summary: "Names of the sender's own group, for swaps",
          ...{ tags, querystring: unitQuerySchema, response: { 200: colleaguesSchema, ...errors } },
        },
      },
      async (request) => service.colleagues(request.query.unitId),
    )
    await app.register(ownFeedRoutes(service))
  }

const ownFeedRoutes =
  (service: OwnService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/own/feed',
      {
        config,
        schema: {
          summary: "Whether the sender's calendar has an address",
          ...{ tags, querystring: unitQuerySchema, response: { 200: calendarFeedSchema, ...errors } },
        },
      },
      async (request) => service.feed(request.query.unitId),
    )
    app.post(
      '/own/feed',
      {
        config: { ...config, rateLimit: { max: FEEDS_A_MINUTE, timeWindow: '1 minute' } },
        schema: {
          summary: "Give the sender's calendar a new secret address; the one before ends",
          ...{ tags, body: unitQuerySchema, response: { 201: newCalendarFeedSchema, ...errors } },
        },
      },
      async (request, reply) => reply.code(201).send(await service.makeFeed(request.body.unitId, actorOf(request))),
    )
    app.post(
      '/own/feed/end',
      {
        config,
        schema: {
          summary: "End the address of the sender's calendar",
          ...{ tags, body: unitQuerySchema, response: { 200: calendarFeedSchema, ...errors } },
        },
      },
      async (request) => service.endFeed(request.body.unitId, actorOf(request)),
    )
  }
