import type { FastifyInstance } from 'fastify'
import { sendError } from './error-replies.ts'

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Pages of other sites must not act through the reader's browser, which sends the cookie of a session along, or without
 * sign-in needs none: neither by sending a form here, nor by giving their own name this machine's address.
 * @param isLocalOnly whether only this machine's own names are served
 */
export function registerSameOrigin(app: FastifyInstance, isLocalOnly: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers
    if (isLocalOnly && (host === undefined || !LOCAL_HOST.test(host))) {
      return sendError(request, reply, 'forbidden', 'This server answers on this machine only (http://127.0.0.1).')
    }
    const isOther = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`
    const isForeign = isOther || request.headers['sec-fetch-site'] === 'cross-site'
    if (isForeign && request.method !== 'GET' && request.method !== 'HEAD') {
      return sendError(request, reply, 'forbidden', 'The request comes from the page of another site.')
    }
  })
}
