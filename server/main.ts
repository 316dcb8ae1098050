/** `npm start`: the database, the jobs, the API and the page, in one process. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Logger } from 'pino'
import packageJson from '../package.json' with { type: 'json' }
import { buildApp } from './app.ts'
import { LOCAL_PLANNER } from './auth/actor.ts'
import { type Config, ConfigError, configFrom } from './config.ts'
import { openLog } from './log.ts'
import { openHousekeeping } from './open-housekeeping.ts'
import { type OpenQueue, openQueue } from './open-queue.ts'
import { closeServices, openServices } from './open-services.ts'
import { type OpenWorker, openWorker } from './open-worker.ts'
import { planSample, sampleOutcome } from './sample-plan.ts'
import { type Accounts, openAccounts } from './services/accounts.ts'
import { showEarlierPublications } from './services/earlier-publications.ts'
import { PublishedFiles } from './services/published-files.ts'
import { stopOnSignals } from './stop-on-signals.ts'
import { everythingAs, withAccess } from './store/access.ts'
import { openStore, type Store } from './store/open-store.ts'
import { buildWebWhenStale, WEB_FOLDER } from './web-build.ts'

const FIRST_PORT = 3000
const PORTS_TRIED = 50

export interface RunningServer {
  readonly address: string
  stop(): Promise<void>
}

interface StartChoices {
  /** Loads the sample plan into an empty database and plans its week. */
  readonly withSample?: boolean
  /** In the place of the clock by which days go: epoch milliseconds. */
  readonly now?: () => number
}

/** Starts everything, or nothing: what had begun is ended again when a later part fails. */
export async function startServer(config: Config, log: Logger, choices: StartChoices): Promise<RunningServer> {
  const [store] = await Promise.all([
    openStore(config, (err) => log.warn({ err }, 'database connection lost')),
    web(log),
  ])
  if (store.isTakenOver) log.warn('took over the database that an earlier process left running')
  const onLost = (err: Error) => log.warn({ err }, 'connection of the queue lost')
  const supervises = config.workerSlots > 0
  let open: OpenQueue | undefined
  try {
    open = await openQueue(store.url, { onLost, supervises })
    return await serve({ store, open }, config, log, choices)
  } catch (error) {
    await open?.close()
    await store.close()
    throw error
  }
}

async function serve(
  { store, open }: { readonly store: Store; readonly open: OpenQueue },
  config: Config,
  log: Logger,
  { withSample = false, now = Date.now }: StartChoices,
): Promise<RunningServer> {
  const { version } = packageJson
  const shared = { ...open, db: store.db, dataFolder: config.dataFolder, log, now }
  let worker: OpenWorker | undefined
  const services = openServices({
    ...{ ...shared, version, webhookHosts: config.webhookHosts, mailFrom: config.mail?.from },
    ...(config.workerSlots > 0 ? { isWorking: () => worker?.worker.isWorking ?? false } : {}),
  })
  const port = config.port ?? (await firstFreePort(config.host))
  const publicUrl = config.publicUrl ?? `http://${config.host}:${port}`
  const accounts = config.hasSignIn ? await openAccounts({ db: store.db, publicUrl, oidc: config.oidc }) : undefined
  const app = await buildApp({
    ...(accounts ? { accounts } : {}),
    ...{ proxies: config.proxies, publicUrl: config.publicUrl },
    ...{ ...services, version, logger: log, isLocalOnly: config.isLocalOnly, now },
    ...{ limits: config.overload, logsRequests: config.logsRequests, metricsToken: config.metricsToken },
    ...(existsSync(WEB_FOLDER) ? { webFolder: WEB_FOLDER } : {}),
  })
  const address = await app.listen({ host: config.host, port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause
    throw new Error(`Port ${port} is taken. Set PORT to a free one, or leave it out to let Tideline find one.`, {
      cause,
    })
  })
  await showEarlierPublications(store.db, log)
  services.following.start(log)
  const { publishedFolder } = config
  const files = publishedFolder === undefined ? undefined : new PublishedFiles(store.db, publishedFolder, now)
  files?.start(log)
  worker = await openWorker({ ...shared, slots: config.workerSlots })
  const housekeeping = openHousekeeping({
    ...{ db: store.db, log, outbound: { allowedHosts: config.webhookHosts } },
    ...{ mail: config.mail, publicUrl: config.publicUrl, now },
  })
  console.log(`Tideline is ready at ${address}`)
  await showFirstLink(accounts, config.publicUrl ?? address)
  if (withSample) {
    withAccess(everythingAs(LOCAL_PLANNER.id), () => planSample(services.plans, services.runs)).then(
      (run) => run && console.log(sampleOutcome(run, address)),
      (error) => log.error({ err: error }, 'the sample plan could not be loaded'),
    )
  }
  return {
    address,
    stop: async () => {
      services.health.beginStopping()
      await app.drain()
      closeServices(services)
      await Promise.all([services.following.close(), files?.close()])
      await Promise.all([worker?.close(), housekeeping.close()])
      await app.close()
      await open.close()
      await store.close()
    },
  }
}

/** The way in for the first administrator, as long as there is no account. */
async function showFirstLink(accounts: Accounts | undefined, address: string): Promise<void> {
  const first = await accounts?.links.firstLink()
  if (first) console.log(`First sign-in (works once, until ${first.expiresAt.toISOString()}): ${address}/${first.link}`)
}

async function web(log: Logger): Promise<void> {
  try {
    if (await buildWebWhenStale()) log.info('built the page')
  } catch (error) {
    log.error({ err: error }, 'the page could not be built; the API is served without it')
  }
}

async function firstFreePort(host: string): Promise<number> {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port++) if (await isFree(host, port)) return port
  throw new Error(`Ports ${FIRST_PORT} to ${FIRST_PORT + PORTS_TRIED - 1} are all taken. Set PORT to a free one.`)
}

const isFree = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })

/** @param args `--sample` loads the sample plan into an empty database */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const config = configFrom(process.env)
    const log = openLog(config.logLevel, process.stderr.isTTY)
    stopOnSignals(await startServer(config, log, { withSample: args.includes('--sample') }), log)
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : `Tideline cannot start. ${(error as Error).message}`)
    process.exitCode = 1
  }
}

if (import.meta.main) await main(process.argv.slice(2))
