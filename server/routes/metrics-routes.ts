import { createHash, timingSafeEqual } from 'node:crypto'
import client from '@prometheus-io/client'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import metricsPlugin from 'fastify-metrics'
import { allRights } from '../auth/access-hook.ts'
import type { Identify } from '../auth/identity.ts'
import type { MetricsService, WorkFigures } from '../services/metrics-service.ts'
import { sendError } from './error-replies.ts'
import type { Pressure } from './traffic-limits.ts'

export interface MetricsParts {
  readonly metrics: MetricsService
  readonly identify: Identify
  /** Read when it is asked for: it is made after this. */
  readonly pressure: Pressure
  /** Bearer token that may read the metrics from another machine. */
  readonly token: string | undefined
}

/** Seconds: from a read to the longest solve that is waited for. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10]

/**
 * `/metrics` in the form of Prometheus: what this process does and what the queue of all processes holds. Routes are told
 * by their pattern; no figure carries an id or anything of a person.
 */
export async function registerMetrics(app: FastifyInstance, parts: MetricsParts): Promise<void> {
  const registry = new client.Registry()
  client.collectDefaultMetrics({ register: registry })
  await app.register(metricsPlugin, {
    endpoint: null,
    defaultMetrics: { enabled: false },
    routeMetrics: {
      enabled: { histogram: true, summary: false },
      overrides: { histogram: { registers: [registry], buckets: BUCKETS }, summary: { registers: [] } },
    },
  })
  processFigures(registry, parts)
  const readWork = workFigures(registry, parts.metrics)
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!(await mayRead(request, parts))) {
      return sendError(
        request,
        reply,
        'forbidden',
        'Metrics take the right to operations, or the token of the metrics.',
      )
    }
    await readWork()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

async function mayRead(request: FastifyRequest, { identify, token }: MetricsParts): Promise<boolean> {
  if (isThisMachine(request)) return true
  const sent = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token !== undefined && sent !== undefined && isSame(sent, token)) return true
  const identity = await identify(request)
  return identity !== undefined && allRights(identity).includes('operations')
}

/** A proxy on this machine speaks for others, and says so. */
const isThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined &&
  headers.via === undefined

/** Takes the same time wherever they differ. */
function isSame(sent: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(sent), digest(token))
}

type Gauge = InstanceType<typeof client.Gauge>

function processFigures(registry: InstanceType<typeof client.Registry>, { metrics, pressure }: MetricsParts): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new client.Gauge({ name, help, registers: [registry], collect: collectWith(read) })
  gauge('tideline_requests_in_flight', 'Requests that are being answered', () => pressure.requests())
  gauge(
    'tideline_event_loop_lag_seconds',
    'Mean delay of the event loop in the last second',
    () => pressure.lagMs() / 1000,
  )
  gauge('tideline_requests_refused', 'Requests refused since the start because of too much to do', () =>
    pressure.refused(),
  )
  gauge('tideline_database_connections', 'Connections to the database', () => metrics.pool().total)
  gauge('tideline_database_connections_idle', 'Connections that are not in use', () => metrics.pool().idle)
  gauge('tideline_database_waiting', 'Statements that wait for a connection', () => metrics.pool().waiting)
}

const collectWith = (read: () => number) =>
  function collect(this: Gauge) {
    this.set(read())
  }

/** Figures of the database. @returns reads them all at once, whenever they are asked for */
function workFigures(registry: InstanceType<typeof client.Registry>, metrics: MetricsService): () => Promise<void> {
  const labelled = (name: string, help: string, labelNames: string[]) =>
    new client.Gauge({ name, help, labelNames, registers: [registry] })
  const isUp = labelled('tideline_database_up', '1 when the database answers', [])
  const waiting = labelled('tideline_queue_waiting', 'Jobs that wait, by kind', ['kind'])
  const active = labelled('tideline_queue_active', 'Jobs in hand, by kind', ['kind'])
  const oldest = labelled('tideline_queue_oldest_seconds', 'Age of the job that has waited longest, by kind', ['kind'])
  const states = labelled('tideline_work', 'Stored pieces of work, by kind and state', ['kind', 'state'])
  const fill = ({ queue, states: counted }: WorkFigures) => {
    for (const { kind, ...figures } of queue) {
      waiting.set({ kind }, figures.waiting)
      active.set({ kind }, figures.active)
      oldest.set({ kind }, figures.oldestWaitingSeconds)
    }
    for (const { kind, state, count } of counted) states.set({ kind, state }, count)
  }
  return async () => {
    const work = await metrics.work()
    for (const one of [waiting, active, oldest, states]) one.reset()
    isUp.set(work === undefined ? 0 : 1)
    if (work) fill(work)
  }
}
