import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { hasRight } from '../auth/rights.ts'
import type { Right } from '../contracts/access.ts'
import { apiErrorSchema } from '../contracts/api-error.ts'
import {
  dayReportFileQuerySchema,
  dayReportQuerySchema,
  dayReportSchema,
  teamFiguresQuerySchema,
  teamFiguresSchema,
} from '../contracts/day-report.ts'
import { unitParamsSchema } from '../contracts/team.ts'
import type { DayReportServices } from '../services/day-report-services.ts'

const params = z.object({ id: z.string().max(64) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['day report']
const config = { access: 'plan.view' } as const

/** The page brings its own style and nothing else: no script runs on it, and nothing is fetched for it. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Whether the sender has a right in a unit. */
const may =
  ({ identity }: FastifyRequest, right: Right) =>
  (unitId: string): boolean =>
    identity !== undefined && hasRight(identity, unitId, right)

export const dayReportRoutes =
  ({ reports, team, files }: DayReportServices): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/:id/day-report',
      {
        config,
        schema: {
          summary:
            'A day of a plan beside what came: contacts, agents, service, cost, why it missed, what tomorrow lacks',
          ...{ tags, params, querystring: dayReportQuerySchema, response: { 200: dayReportSchema, ...errors } },
        },
      },
      async (request) => reports.report(request.params.id, request.query, may(request, 'costs.view')),
    )
    app.get(
      '/plans/:id/day-report.xlsx',
      {
        config,
        schema: {
          summary: 'The same as a workbook, with figures of groups and people for those who may see people',
          ...{ tags, params, querystring: dayReportFileQuerySchema },
        },
      },
      async (request, reply) => {
        const { language, ...query } = request.query
        const rights = { withCosts: may(request, 'costs.view'), withPeople: may(request, 'team.view') }
        const { day, content } = await files.workbook(request.params.id, query, language, rights)
        return reply
          .type(WORKBOOK)
          .header('content-disposition', `attachment; filename="day-report-${day}.xlsx"`)
          .send(Buffer.from(content))
      },
    )
    app.get(
      '/plans/:id/day-report.html',
      {
        config,
        schema: {
          summary: 'The same as the body of a mail: styles of its own, no scripts, nothing fetched',
          ...{ tags, params, querystring: dayReportFileQuerySchema },
        },
      },
      async (request, reply) => {
        const { language, ...query } = request.query
        const content = await files.mail(request.params.id, query, language, may(request, 'costs.view'))
        return reply.header('content-security-policy', MAIL_POLICY).type('text/html; charset=utf-8').send(content)
      },
    )
    app.get(
      '/units/:unitId/team-figures',
      {
        config: { access: 'team.view' },
        schema: {
          summary: "Figures of a day by group and person, as far as the sender's scope reaches; never ranked",
          ...{ tags, params: unitParamsSchema, querystring: teamFiguresQuerySchema },
          response: { 200: teamFiguresSchema, ...errors },
        },
      },
      async (request) => team.figures(request.params.unitId, request.query.day),
    )
  }
