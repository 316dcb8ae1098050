import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  erasureRequestSchema,
  erasureSchema,
  nextSweepQuerySchema,
  personalDataSchema,
  retentionChangeSchema,
  retentionSchema,
  sweptSchema,
} from '../contracts/personal-data.ts'
import type { PersonalDataService } from '../services/personal-data-service.ts'
import type { RetentionService } from '../services/retention-service.ts'

const unit = z.object({ unitId: z.string().max(64) })
const person = unit.extend({ employeeId: z.string().max(64) })
const tags = ['personal data']
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const config = { access: 'people.manage' } as const
/** Each goes through every plan and result of the unit. */
const seldom = { access: 'people.manage', rateLimit: { max: 30, timeWindow: '1 minute' } } as const

export const personalDataRoutes =
  (service: PersonalDataService, retention: RetentionService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units/:unitId/people/:employeeId/personal-data',
      {
        config: seldom,
        schema: {
          summary: 'Everything that is stored of a person',
          ...{ tags, params: person, response: { 200: personalDataSchema, ...errors } },
        },
      },
      async (request) => service.export(request.params, actorOf(request)),
    )
    app.post(
      '/units/:unitId/people/:employeeId/erasure',
      {
        config: seldom,
        schema: {
          summary: 'Erase a person: published rosters keep their hours under an id that names nobody',
          ...{ tags, params: person, body: erasureRequestSchema, response: { 200: erasureSchema, ...errors } },
        },
      },
      async (request) => service.erase(request.params, request.body.confirm, actorOf(request)),
    )
    app.get(
      '/units/:unitId/retention',
      {
        config,
        schema: { summary: 'How long data is kept', tags, params: unit, response: { 200: retentionSchema, ...errors } },
      },
      async (request) => retention.get(request.params.unitId),
    )
    app.get(
      '/units/:unitId/retention/next-sweep',
      {
        config,
        schema: {
          summary: 'How much the next sweep would take away, were data kept for so many days',
          ...{ tags, params: unit, querystring: nextSweepQuerySchema, response: { 200: sweptSchema, ...errors } },
        },
      },
      async (request) => {
        const { requestNoteDays = null, rejectDays = null, resultDays = null, actualDays = null } = request.query
        return retention.nextSweep(request.params.unitId, { requestNoteDays, rejectDays, resultDays, actualDays })
      },
    )
    app.put(
      '/units/:unitId/retention',
      {
        config,
        schema: {
          summary: 'Change how long data is kept',
          ...{ tags, params: unit, body: retentionChangeSchema, response: { 200: retentionSchema, ...errors } },
        },
      },
      async (request) => retention.change(request.params.unitId, request.body, actorOf(request)),
    )
  }
