import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { hasRight } from '../auth/rights.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { shiftsQuerySchema, teamPeopleSchema, teamShiftsSchema, unitParamsSchema } from '../contracts/team.ts'
import type { TeamService } from '../services/team-service.ts'

const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['team']
const config = { access: 'team.view' } as const

export const teamRoutes =
  (service: TeamService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units/:unitId/people',
      {
        config,
        schema: {
          summary: "People of a unit, as far as the sender's scope reaches",
          ...{ tags, params: unitParamsSchema, response: { 200: teamPeopleSchema, ...errors } },
        },
      },
      async (request) => service.people(request.params.unitId),
    )
    app.get(
      '/units/:unitId/shifts',
      {
        config,
        schema: {
          summary: "Published shifts of a unit's people, as far as the sender's scope reaches",
          ...{ tags, params: unitParamsSchema, querystring: shiftsQuerySchema },
          response: { 200: teamShiftsSchema, ...errors },
        },
      },
      async (request) => {
        const { unitId } = request.params
        const withCosts = request.identity !== undefined && hasRight(request.identity, unitId, 'costs.view')
        return service.shifts(unitId, request.query, withCosts)
      },
    )
  }
