import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  changedScenarioListSchema,
  scenarioListSchema,
  scenarioTemplateListSchema,
  scenarioTextSchema,
  templateRequestSchema,
} from '../contracts/scenario.ts'
import type { ScenarioService } from '../services/scenario-service.ts'

/** Each change reads the whole plan again. */
const CHANGES_A_MINUTE = 120
/** A text of 50,000 characters, each of them three bytes or escaped. */
const TEXT_BYTES = 320 * 1024

const params = z.object({ id: z.string().max(64) })
const scenarioParams = params.extend({ scenarioId: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const changed = { 200: changedScenarioListSchema, ...errors }
const tags = ['scenarios']
const config = { rateLimit: { max: CHANGES_A_MINUTE, timeWindow: '1 minute' } }

export const scenarioRoutes =
  (service: ScenarioService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/scenario-templates',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Templates of scenarios: sales, shocks, outages, absence',
          ...{ tags, response: { 200: scenarioTemplateListSchema, ...errors } },
        },
      },
      async () => ({ templates: service.templates() }),
    )
    app.get(
      '/plans/:id/scenarios',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Scenarios of a plan, with their texts and parts',
          ...{ tags, params, response: { 200: scenarioListSchema, ...errors } },
        },
      },
      async (request) => service.list(request.params.id),
    )
    app.put(
      '/plans/:id/scenarios/:scenarioId',
      {
        config: { ...config, access: 'plan.edit' },
        bodyLimit: TEXT_BYTES,
        schema: {
          summary: 'Write a scenario, new or anew; refused when the plan has another revision',
          ...{ tags, params: scenarioParams, body: scenarioTextSchema, response: changed },
        },
      },
      async (request) => {
        const { id, scenarioId } = request.params
        return service.write(id, scenarioId, request.body, actorOf(request))
      },
    )
    app.post(
      '/plans/:id/scenarios',
      {
        config: { ...config, access: 'plan.edit' },
        schema: {
          summary: 'Write a new scenario after a template; refused when the plan has another revision',
          ...{ tags, params, body: templateRequestSchema, response: changed },
        },
      },
      async (request) => service.writeFromTemplate(request.params.id, request.body, actorOf(request)),
    )
    app.delete(
      '/plans/:id/scenarios/:scenarioId',
      {
        config: { ...config, access: 'plan.edit' },
        schema: {
          summary: 'Remove a scenario; refused when the plan has another revision, or another scenario builds on it',
          ...{ tags, params: scenarioParams, response: changed },
          querystring: z.object({ revision: z.coerce.number().int() }),
        },
      },
      async (request) => {
        const { id, scenarioId } = request.params
        return service.remove(id, scenarioId, request.query.revision, actorOf(request))
      },
    )
  }
