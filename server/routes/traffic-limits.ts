import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiErrorReply } from '../contracts/api-error.ts'
import { sendError } from './error-replies.ts'

export interface TrafficLimits {
  /** Requests answered at once; changes get half of the places, so that reads go on when there is too much to write. */
  readonly requests: number
  /** Delay of the event loop beyond which changes are refused, milliseconds. */
  readonly lagMs: number
  /** Time to send a small body, milliseconds; files may take as long as a request may. */
  readonly bodyMs: number
  /** Time to send the headers, milliseconds. */
  readonly headersMs: number
  readonly connections: number
}

export const TRAFFIC_LIMITS: TrafficLimits = {
  ...{ requests: 500, lagMs: 1000, bodyMs: 30_000, headersMs: 20_000, connections: 5000 },
}

/** How much this process has to do. */
export interface Pressure {
  /** Requests that are being answered; streams of events are not among them. */
  requests(): number
  /** Mean delay of the event loop during the last second, milliseconds. */
  lagMs(): number
  /** Requests refused since the start because there was too much to do. */
  refused(): number
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Takes no more requests, and resolves when those in hand are answered, or have taken too long. */
    drain(): Promise<void>
  }
}

const RETRY_AFTER_SECONDS = 3
/** Requests in hand get this long to be answered when the server stops, milliseconds. */
const DRAIN_MS = 20_000
const OVERLOADED = 'The server has too much to do at the moment. Try again in a few seconds; nothing was changed.'

const STOPPING = 'The server is being stopped. Try again in a few seconds; nothing was changed.'

/**
 * Refuses at once what could only wait: the sender may try again, and what is being answered is answered in time.
 * @param lagMs in the place of the measured delay of the event loop
 */
export function registerTrafficLimits(app: FastifyInstance, limits: TrafficLimits, lagMs?: () => number): Pressure {
  let requests = 0
  let refused = 0
  let isDraining = false
  const lag = lagMs ?? measuredLag(app)
  const isTooMuch = (request: FastifyRequest): boolean => {
    if (isExempt(request)) return false
    if (isDraining) return true
    if (isRead(request)) return requests >= limits.requests
    return requests >= limits.requests / 2 || lag() > limits.lagMs
  }
  let onNone = () => undefined as unknown
  app.decorate('drain', async () => {
    isDraining = true
    if (requests === 0) return
    const late = sleep(DRAIN_MS, undefined, { ref: false })
    await Promise.race([late, new Promise<void>((resolve) => (onNone = resolve))])
  })
  const refuse = (request: FastifyRequest, reply: FastifyReply) => {
    if (isDraining) {
      reply.header('connection', 'close').header('retry-after', String(RETRY_AFTER_SECONDS))
      return sendError(request, reply, 'unavailable', STOPPING)
    }
    refused++
    reply.header('retry-after', String(RETRY_AFTER_SECONDS))
    return sendError(request, reply, 'unavailable', OVERLOADED)
  }
  // Before a body is taken; and again once it is there, where the request is counted: meanwhile many may have come, and
  // slow senders do not take the places of others.
  app.addHook('onRequest', async (request, reply) => {
    if (isTooMuch(request)) return refuse(request, reply)
  })
  app.addHook('preValidation', async (request, reply) => {
    if (isTooMuch(request)) return refuse(request, reply)
    if (isExempt(request)) return
    requests++
    let isOver = false
    const end = () => {
      if (!isOver) requests--
      isOver = true
      if (requests === 0) onNone()
    }
    // The one when it is sent, the other when the sender has gone before.
    reply.raw.once('finish', end)
    reply.raw.once('close', end)
  })
  limitSlowBodies(app, limits.bodyMs)
  app.server.maxConnections = limits.connections
  return { requests: () => requests, lagMs: lag, refused: () => refused }
}

/** Streams of events last, and whoever looks after the server must see it most of all when there is too much to do. */
const isExempt = ({ routeOptions: { url = '' } }: FastifyRequest): boolean =>
  /\/events$|^\/metrics$|^\/api\/health/.test(url)

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

function measuredLag(app: FastifyInstance): () => number {
  const resolution = 20
  const histogram = monitorEventLoopDelay({ resolution })
  histogram.enable()
  let lagMs = 0
  const timer = setInterval(() => {
    // Nothing was measured when the loop stood still for all of the second; the next reading has it.
    if (histogram.count > 0) lagMs = Math.max(0, histogram.mean / 1e6 - resolution)
    histogram.reset()
  }, 1000).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    histogram.disable()
  })
  return () => lagMs
}

/** Bodies of more than this may be files, which take their time over a slow line. */
const SMALL_BODY_BYTES = 64 * 1024

function limitSlowBodies(app: FastifyInstance, bodyMs: number): void {
  app.addHook('onRequest', async (request, reply) => {
    const { bodyLimit = Number.POSITIVE_INFINITY } = request.routeOptions
    if (isRead(request) || bodyLimit > SMALL_BODY_BYTES || request.raw.complete) return
    const timer = setTimeout(() => {
      if (request.raw.complete || reply.sent) return
      reply.raw.once('finish', () => request.raw.destroy())
      reply.header('connection', 'close')
      sendError(request, reply, 'invalidRequest', `The request did not arrive whole within ${bodyMs / 1000} seconds.`)
    }, bodyMs)
    const stop = () => clearTimeout(timer)
    request.raw.once('end', stop)
    request.raw.once('close', stop)
  })
}

/** Times of the sockets, for the options of the server. */
export const socketTimes = ({ headersMs }: TrafficLimits) => ({
  headersTimeout: headersMs,
  connectionsCheckingInterval: Math.min(5000, headersMs),
})

const CLIENT_MISTAKES: Readonly<
  Record<string, readonly [status: string, code: 'invalidRequest' | 'tooLarge', message: string]>
> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'invalidRequest', 'The request did not arrive in time.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'tooLarge', 'The headers of the request are too large.'],
}

/** Answers what is no HTTP request, or none in time, which never becomes a request of the server. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, code, message] = CLIENT_MISTAKES[error.code ?? ''] ?? [
    ...(['400 Bad Request', 'invalidRequest', 'This is not a valid HTTP request.'] as const),
  ]
  const reply: ApiErrorReply = { error: { code, message, requestId: randomUUID() } }
  const body = JSON.stringify(reply)
  const head = ['content-type: application/json; charset=utf-8', `content-length: ${Buffer.byteLength(body)}`]
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\nconnection: close\r\n\r\n${body}`)
  socket.destroySoon()
}
