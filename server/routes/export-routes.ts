import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { apiErrorSchema } from '../contracts/api-error.ts'
import { exportQuerySchema, runExportListSchema } from '../contracts/export.ts'
import type { ExportService } from '../services/export-service.ts'

const params = z.object({ id: z.string().max(64) })
const fileParams = params.extend({ name: z.string().max(260) })
const errors = { '4xx': apiErrorSchema, '5xx': apiErrorSchema }
const tags = ['exports']

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
/** The page brings its own style and nothing else: no script runs on it, and nothing is fetched for it. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"

export const exportRoutes =
  (service: ExportService): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/runs/:id/exports',
      {
        config: { access: 'headcount.view' },
        schema: {
          summary: 'Files that the roster of a run can be taken away as',
          description:
            'What the plan has in `exports.yaml` names things to other systems; notes tell what it leaves open.',
          ...{ tags, params, querystring: exportQuerySchema, response: { 200: runExportListSchema, ...errors } },
        },
      },
      async (request) => service.list(request.params.id, request.query),
    )
    app.get(
      '/runs/:id/exports/:name',
      {
        config: { access: 'headcount.view' },
        schema: {
          summary:
            'One of them: payroll.csv, adp.csv, bamboohr.csv, feishu-*.csv, shifts-*.ics, roster.xlsx, summary.html',
          ...{ tags, params: fileParams, querystring: exportQuerySchema },
        },
      },
      async (request, reply) => {
        const { id, name } = request.params
        const content = await service.file(id, name, request.query)
        const kind = name.slice(name.lastIndexOf('.') + 1)
        if (kind === 'html') reply.header('content-security-policy', PAGE_POLICY)
        const plain = name.replace(/[^\w.-]/g, '_')
        const place = kind === 'html' ? 'inline' : 'attachment'
        return reply
          .type(TYPES[kind]!)
          .header('content-disposition', `${place}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`)
          .send(typeof content === 'string' ? content : Buffer.from(content))
      },
    )
  }
