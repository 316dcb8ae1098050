import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { fastifySSE } from '@fastify/sse'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { registerAccess } from './auth/access-hook.ts'
import { registerEndOfStreams } from './auth/end-streams.ts'
import { type Identify, localIdentify } from './auth/identity.ts'
import type { Services } from './open-services.ts'
import { accountRoutes } from './routes/account-routes.ts'
import { actualsRoutes } from './routes/actuals-routes.ts'
import { auditRoutes } from './routes/audit-routes.ts'
import { comparisonRoutes } from './routes/comparison-routes.ts'
import { dayReportRoutes } from './routes/day-report-routes.ts'
import { dayWatchRoutes } from './routes/day-watch-routes.ts'
import { draftRoutes } from './routes/draft-routes.ts'
import { registerErrorReplies, sendError } from './routes/error-replies.ts'
import { exportRoutes } from './routes/export-routes.ts'
import { feedRoutes } from './routes/feed-routes.ts'
import { fileImportRoutes } from './routes/file-import-routes.ts'
import { forecastRoutes } from './routes/forecast-routes.ts'
import { headcountRoutes } from './routes/headcount-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { registerMetrics } from './routes/metrics-routes.ts'
import { overrideRoutes } from './routes/override-routes.ts'
import { ownRoutes } from './routes/own-routes.ts'
import { personalDataRoutes } from './routes/personal-data-routes.ts'
import { planRoutes } from './routes/plan-routes.ts'
import { publicationRoutes } from './routes/publication-routes.ts'
import { registerReplyHeaders } from './routes/reply-headers.ts'
import { RequestCounts } from './routes/request-counts.ts'
import { registerRequestLog } from './routes/request-log.ts'
import { requestRoutes } from './routes/request-routes.ts'
import { revisionRoutes } from './routes/revision-routes.ts'
import { runRoutes } from './routes/run-routes.ts'
import { registerSameOrigin } from './routes/same-origin.ts'
import { scenarioRoutes } from './routes/scenario-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { settingsRoutes } from './routes/settings-routes.ts'
import { targetRoutes } from './routes/target-routes.ts'
import { teamRoutes } from './routes/team-routes.ts'
import {
  answerBrokenRequest,
  registerTrafficLimits,
  socketTimes,
  TRAFFIC_LIMITS,
  type TrafficLimits,
} from './routes/traffic-limits.ts'
import { versionRoutes } from './routes/version-routes.ts'
import { wallboardRoutes } from './routes/wallboard-routes.ts'
import { watchSettingRoutes } from './routes/watch-setting-routes.ts'
import { webhookRoutes } from './routes/webhook-routes.ts'
import type { Accounts } from './services/accounts.ts'

export interface AppDependencies extends Services {
  readonly logger: FastifyBaseLogger
  readonly version: string
  /** The built page; left out, the API stands alone. */
  readonly webFolder?: string
  /** Serve this machine's own names only, and that of `publicUrl`. */
  readonly isLocalOnly: boolean
  /** Where people reach the server, if that is another address than it listens on. */
  readonly publicUrl?: string | undefined
  /** Who signs in; everybody is the one planner without it. */
  readonly accounts?: Accounts
  /** Proxies whose word is taken for the address of a sender. */
  readonly proxies?: readonly string[]
  /** In the place of the accounts. */
  readonly identify?: Identify
  /** In the place of the usual limits of traffic. */
  readonly limits?: Partial<TrafficLimits>
  /** In the place of the measured delay of the event loop, milliseconds. */
  readonly lagMs?: () => number
  /** Logs a line for each request at the log's usual level. */
  readonly logsRequests?: boolean
  /** In the place of the clock: epoch milliseconds. */
  readonly now?: () => number
  /** Bearer token that may read the metrics from another machine. */
  readonly metricsToken?: string | undefined
}

const BODY_BYTES = 64 * 1024
const REQUESTS_A_MINUTE = 1200
const HEARTBEAT_MS = 15_000

/** The whole server without its sockets: `inject` tries it in tests. Whoever builds it closes the services. */
export async function buildApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const limits = { ...TRAFFIC_LIMITS, ...dependencies.limits }
  const identify = dependencies.identify ?? dependencies.accounts?.identify ?? localIdentify
  const app = fastify({
    http: socketTimes(limits),
    clientErrorHandler: answerBrokenRequest,
    loggerInstance: dependencies.logger,
    // A line for each request is written below, without addresses and queries.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: dependencies.proxies && dependencies.proxies.length > 0 ? [...dependencies.proxies] : false,
    bodyLimit: BODY_BYTES,
    // To receive a request whole; an export of 512 MB over a slow line fits.
    requestTimeout: 900_000,
    connectionTimeout: 0,
    keepAliveTimeout: 10_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // Addresses that no route can be looked up for, which never reach the error handler.
    frameworkErrors: (_error, request, reply) => {
      sendError(request, reply, 'invalidRequest', 'The address is not a valid one: too long, or wrongly encoded.')
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  registerErrorReplies(app)
  await app.register(helmet, { contentSecurityPolicy, strictTransportSecurity: false })
  registerReplyHeaders(app, dependencies.now ?? Date.now)
  const pressure = registerTrafficLimits(app, limits, dependencies.lagMs)
  await registerMetrics(app, { metrics: dependencies.metrics, identify, pressure, token: dependencies.metricsToken })
  registerSameOrigin(app, dependencies)
  registerAccess(app, {
    identify,
    groupsOf: dependencies.groupsOf,
    refuse: sendError,
  })
  registerEndOfStreams(app, {
    identify: dependencies.accounts?.identifyQuietly ?? identify,
    signals: dependencies.signals,
  })
  await app.register(rateLimit, {
    ...{ max: REQUESTS_A_MINUTE, timeWindow: '1 minute', store: RequestCounts },
    // An office may reach the server from one address: people are counted apart, and the files of the page, which come
    // before anybody is signed in, not at all.
    keyGenerator: ({ identity, ip }) => (identity && identity.memberships !== 'all' ? identity.actorId : ip),
    allowList: ({ url }: FastifyRequest) => !/^\/api(\/|$|\?)/.test(url),
  })
  await registerDocumentation(app, dependencies.version)
  await app.register(fastifySSE, { heartbeatInterval: HEARTBEAT_MS })
  registerRequestLog(app, dependencies.logsRequests ? 'info' : 'debug')
  await app.register(apiRoutes(dependencies), { prefix: '/api' })
  await registerPage(app, dependencies.webFolder)
  return app
}

const apiRoutes =
  ({
    accounts,
    health,
    plans,
    imports,
    forecasts,
    overrides,
    scenarios,
    settings,
    targets,
    runs,
    results,
    drafts,
    draftRuns,
    actuals,
    dayReports,
    dayWatch,
    suggestions,
    wallboards,
    publications,
    revisions,
    versions,
    audit,
    team,
    own,
    feeds,
    requests,
    exports,
    comparisons,
    headcount,
    personalData,
    retention,
    webhooks,
    watchSettings,
  }: AppDependencies) =>
  async (api: FastifyInstance): Promise<void> => {
    await api.register(sessionRoutes(accounts))
    if (accounts) await api.register(accountRoutes(accounts))
    await api.register(healthRoutes(health))
    await api.register(planRoutes(plans))
    await api.register(fileImportRoutes(imports))
    await api.register(forecastRoutes(forecasts))
    await api.register(overrideRoutes(overrides))
    await api.register(scenarioRoutes(scenarios))
    await api.register(settingsRoutes(settings))
    await api.register(targetRoutes(targets))
    await api.register(runRoutes(runs, results))
    await api.register(draftRoutes(drafts, draftRuns))
    await api.register(actualsRoutes(actuals))
    await api.register(dayReportRoutes(dayReports))
    await api.register(dayWatchRoutes(dayWatch, suggestions))
    await api.register(wallboardRoutes(wallboards))
    await api.register(publicationRoutes(publications))
    await api.register(revisionRoutes(revisions))
    await api.register(versionRoutes(versions))
    await api.register(auditRoutes(audit))
    await api.register(teamRoutes(team))
    await api.register(ownRoutes(own))
    await api.register(feedRoutes(feeds))
    await api.register(requestRoutes(requests))
    await api.register(exportRoutes(exports))
    await api.register(comparisonRoutes(comparisons))
    await api.register(headcountRoutes(headcount))
    await api.register(personalDataRoutes(personalData, retention))
    await api.register(webhookRoutes(webhooks))
    await api.register(watchSettingRoutes(watchSettings))
    api.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => api.swagger())
  }

/** Everything from here and nothing inline. No upgrade to HTTPS: a local server speaks plain HTTP. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

async function registerDocumentation(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Tideline', version, description: 'Workforce plans for livestream customer service.' },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    transformStaticCSP: (policy) => policy.replace(/upgrade-insecure-requests;?/, ''),
  })
}

/** The built page at `/`; every path that is no file is the page's own to show. */
async function registerPage(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const hasPage = folder !== undefined && existsSync(path.join(folder, 'index.html'))
  if (hasPage) {
    await app.register(fastifyStatic, {
      root: folder,
      // The build leaves a brotli and a gzip form beside each file.
      preCompressed: true,
      setHeaders: (reply, file) => {
        // Files under assets/ carry a hash of their content in their names.
        const isHashed = file.startsWith(path.join(folder, 'assets'))
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = hasPage && request.method === 'GET' && !/^\/(api|assets)(\/|$|\?)/.test(request.url)
    if (isPage) return reply.sendFile('index.html')
    return sendError(request, reply, 'notFound', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`)
  })
}
