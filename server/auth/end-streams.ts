import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Signals, topicOf } from '../store/signals.ts'
import type { Identify, Identity } from './identity.ts'

export interface EndStreamsParts {
  /** Who sends a request, without counting it as use of the session. */
  readonly identify: Identify
  readonly signals: Pick<Signals, 'on'>
}

/** Sessions and tokens also end by the clock, of which nobody is told. */
const LOOK_EVERY_MS = 60_000

/**
 * Ends streams of events whose sender may no longer see them: signed out, disabled, or with other rights than those that
 * the stream began with. Every other request asks who its sender is when it begins and is over at once.
 */
export function registerEndOfStreams(app: FastifyInstance, parts: EndStreamsParts): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { identity, routeOptions } = request
    if (identity && identity.memberships !== 'all' && routeOptions.url?.endsWith('/events'))
      follow(parts, request, reply, identity)
    done()
  })
}

function follow({ identify, signals }: EndStreamsParts, request: FastifyRequest, reply: FastifyReply, first: Identity) {
  const look = () =>
    identify(request).then(
      (now) => {
        if (rightsText(now) !== rightsText(first)) end()
      },
      // Who cannot be asked about may be nobody any more; the browser opens the stream again by itself.
      () => end(),
    )
  const timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  const stopHearing = signals.on(topicOf('person', first.actorId), look)
  const stop = () => {
    clearInterval(timer)
    stopHearing()
  }
  const end = () => {
    stop()
    // The socket as well: a half-open stream would go on to be written to.
    reply.raw.destroy()
  }
  reply.raw.once('close', stop)
}

const rightsText = (identity: Identity | undefined): string =>
  identity === undefined ? '' : JSON.stringify([identity.memberships, [...(identity.tokenRights ?? ['all'])]])
