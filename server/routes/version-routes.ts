import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorOf } from '../auth/actor.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  publishingRuleChangeSchema,
  publishingRuleSchema,
  versionComparisonSchema,
  versionListSchema,
  versionPublishRequestSchema,
  versionRequestSchema,
  versionRestoredSchema,
  versionRestoreRequestSchema,
  versionReturnRequestSchema,
  versionSchema,
  versionStepRequestSchema,
} from '../contracts/version.ts'
import type { VersionService } from '../services/version-service.ts'

const COMPARISONS_A_MINUTE = 60

const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['history']
const version = { 200: versionSchema, ...errors }

export const versionRoutes =
  (service: VersionService): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(readingRoutes(service))
    await app.register(proposingRoutes(service))
    await app.register(decidingRoutes(service))
    await app.register(ruleRoutes(service))
  }

const readingRoutes =
  (service: VersionService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/versions',
      {
        config: { access: 'plan.view' },
        schema: {
          summary: 'Versions of forecasts, requirements, rosters and scenarios, newest first',
          ...{ tags, params, response: { 200: versionListSchema, ...errors } },
        },
      },
      async (request) => ({ versions: await service.list(request.params.id) }),
    )
    app.get(
      '/versions/:id',
      { config: { access: 'plan.view' }, schema: { summary: 'One version', tags, params, response: version } },
      async (request) => service.get(request.params.id),
    )
    app.get(
      '/versions/:id/content',
      { config: { access: 'plan.view' }, schema: { summary: 'What a version holds, as a file', tags, params } },
      async (request, reply) => {
        const { fileName, content } = await service.content(request.params.id)
        return reply
          .type(`${fileName.endsWith('.csv') ? 'text/csv' : 'text/plain'}; charset=utf-8`)
          .header('content-disposition', `attachment; filename="${encodeURIComponent(fileName)}"`)
          .send(content)
      },
    )
    app.get(
      '/versions/:id/changes',
      {
        config: { access: 'plan.view', rateLimit: { max: COMPARISONS_A_MINUTE, timeWindow: '1 minute' } },
        schema: {
          summary: 'What differs from another version of the plan and kind',
          ...{ tags, params, response: { 200: versionComparisonSchema, ...errors } },
          querystring: z.object({ since: z.string().max(64) }),
        },
      },
      async (request) => service.compare(request.params.id, request.query.since),
    )
  }

const proposingRoutes =
  (service: VersionService): FastifyPluginAsyncZod =>
  async (app) => {
    const config = { access: 'plan.edit' } as const
    app.post(
      '/plans/:id/versions',
      {
        config,
        schema: {
          summary: 'Keep something of the plan as a version, and propose it for publishing',
          description: 'Answers 201 for a new version and 200 for one of the id that is there already.',
          ...{ tags, params, body: versionRequestSchema },
          response: { 200: versionSchema, 201: versionSchema, ...errors },
        },
      },
      async (request, reply) => {
        const { version: made, isNew } = await service.propose(request.params.id, request.body, actorOf(request))
        return reply.code(isNew ? 201 : 200).send(made)
      },
    )
    const step = (summary: string) => ({
      ...{ config, schema: { summary, tags, params, body: versionStepRequestSchema, response: version } },
    })
    app.post('/versions/:id/submit', step('Propose a draft for publishing'), async (request) =>
      service.submit(request.params.id, request.body.expectedRevision, actorOf(request)),
    )
    app.post('/versions/:id/withdraw', step('Take a draft or a proposal back'), async (request) =>
      service.withdraw(request.params.id, request.body.expectedRevision, actorOf(request)),
    )
    app.post(
      '/versions/:id/restore',
      {
        config,
        schema: {
          summary: 'Put a scenario back into the plan, or check a roster again as a run of its own',
          ...{ tags, params, body: versionRestoreRequestSchema, response: { 200: versionRestoredSchema, ...errors } },
        },
      },
      async (request) => service.restore(request.params.id, request.body, actorOf(request)),
    )
  }

const decidingRoutes =
  (service: VersionService): FastifyPluginAsyncZod =>
  async (app) => {
    const config = { access: 'plan.publish' } as const
    app.post(
      '/versions/:id/publish',
      {
        config,
        schema: {
          summary: 'Publish what was proposed in the place of the version before',
          description: 'A roster goes through the gate of publications, and is published with it or not at all.',
          ...{ tags, params, body: versionPublishRequestSchema, response: version },
        },
      },
      async (request) => service.publish(request.params.id, request.body, actorOf(request)),
    )
    app.post(
      '/versions/:id/send-back',
      {
        config,
        schema: {
          summary: 'Send what was proposed back, with a reason',
          ...{ tags, params, body: versionReturnRequestSchema, response: version },
        },
      },
      async (request) => {
        const { expectedRevision, reason } = request.body
        return service.sendBack(request.params.id, expectedRevision, reason, actorOf(request))
      },
    )
  }

const ruleRoutes =
  (service: VersionService): FastifyPluginAsyncZod =>
  async (app) => {
    const response = { 200: publishingRuleSchema, ...errors }
    app.get(
      '/units/:id/publishing-rule',
      { config: { access: 'plan.view' }, schema: { summary: 'How a unit publishes', tags, params, response } },
      async (request) => service.rule(request.params.id),
    )
    app.put(
      '/units/:id/publishing-rule',
      {
        config: { access: 'accounts.manage' },
        schema: {
          summary: 'Whether publishing takes a second person',
          ...{ tags, params, body: publishingRuleChangeSchema, response },
        },
      },
      async (request) => service.changeRule(request.params.id, request.body, actorOf(request)),
    )
  }
