import type { FastifyInstance } from 'fastify'

/**
 * A line for each request, without addresses, queries and who sent it: only the pattern of its route is told, in which
 * ids are names.
 * @param level at which; the log's own decides whether it is written
 */
export function registerRequestLog(app: FastifyInstance, level: 'info' | 'debug'): void {
  app.addHook('onResponse', async (request, reply) => {
    const facts = { method: request.method, route: request.routeOptions.url, status: reply.statusCode }
    request.log[level]({ ...facts, milliseconds: Math.round(reply.elapsedTime) }, 'request')
  })
}
