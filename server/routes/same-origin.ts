import type { FastifyInstance } from 'fastify'
import { sendError } from './error-replies.ts'

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

export interface ServedNames {
  /** Whether only this machine's own names are served, and the public one. */
  readonly isLocalOnly: boolean
  /** Where people reach the server, by way of a proxy on this machine perhaps. */
  readonly publicUrl?: string | undefined
}

/**
 * Pages of other sites must not act through the reader's browser, which sends the cookie of a session along, or without
 * sign-in needs none: neither by sending a form here, nor by giving their own name this machine's address.
 */
export function registerSameOrigin(app: FastifyInstance, { isLocalOnly, publicUrl }: ServedNames): void {
  const known = publicUrl === undefined ? undefined : new URL(publicUrl)
  app.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers
    if (isLocalOnly && (host === undefined || !(LOCAL_HOST.test(host) || host === known?.host))) {
      return sendError(request, reply, 'forbidden', 'This server answers on this machine only (http://127.0.0.1).')
    }
    // A proxy may ask in its own name; the browser tells the public one.
    const own = [`http://${host}`, `https://${host}`, known?.origin]
    const isForeign =
      (origin !== undefined && !own.includes(origin)) || request.headers['sec-fetch-site'] === 'cross-site'
    if (isForeign && request.method !== 'GET' && request.method !== 'HEAD') {
      return sendError(request, reply, 'forbidden', 'The request comes from the page of another site.')
    }
  })
}
