import type { FastifyInstance } from 'fastify'

/** Of what a browser offers to pages, this one needs nothing. */
const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ')

/**
 * Headers beside those of helmet. Replies of the API are about people, so that nothing on their way keeps them, and tell
 * what time it is here, by which the page goes.
 */
export function registerReplyHeaders(app: FastifyInstance, now: () => number): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('permissions-policy', PERMISSIONS)
    if (!request.url.startsWith('/api')) return
    reply.header('date', new Date(now()).toUTCString())
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
