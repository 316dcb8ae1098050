import type { FastifyInstance } from 'fastify'
import { sendError } from './error-replies.ts'

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Without sign-in, reaching the server is all that it takes to use it, so pages of other sites must not reach it
 * through the reader's browser: neither by sending a form here, nor by giving their own name this machine's address.
 * @param isLocalOnly whether only this machine's own names are served
 */
export function registerSameOrigin(app: FastifyInstance, isLocalOnly: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers
    if (isLocalOnly && (host === undefined || !LOCAL_HOST.test(host))) {
      return sendError(request, reply, 'forbidden', 'This server answers on this machine only (http://127.0.0.1).')
    }
    const isForeign = origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`
    if (isForeign && request.method !== 'GET' && request.method !== 'HEAD') {
      return sendError(request, reply, 'forbidden', 'The request comes from the page of another site.')
    }
  })
}
