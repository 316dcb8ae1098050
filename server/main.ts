/** `npm start`: the database, the jobs, the API and the page, in one process. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Logger } from 'pino'
import packageJson from '../package.json' with { type: 'json' }
import { buildApp } from './app.ts'
import { type Config, ConfigError, configFrom } from './config.ts'
import { openLog } from './log.ts'
import { closeServices, endLeftovers, openServices } from './open-services.ts'
import { planSample, sampleOutcome } from './sample-plan.ts'
import { openStore, type Store } from './store/open-store.ts'
import { buildWebWhenStale, WEB_FOLDER } from './web-build.ts'

const FIRST_PORT = 3000
const PORTS_TRIED = 50

export interface RunningServer {
  readonly address: string
  stop(): Promise<void>
}

/**
 * Starts everything, or nothing: what had begun is ended again when a later part fails.
 * @param withSample loads the sample plan into an empty database and plans its week
 */
export async function startServer(config: Config, log: Logger, withSample: boolean): Promise<RunningServer> {
  const [store] = await Promise.all([
    openStore(config, (err) => log.warn({ err }, 'database connection lost')),
    web(log),
  ])
  try {
    return await serve(store, config, log, withSample)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function serve(store: Store, config: Config, log: Logger, withSample: boolean): Promise<RunningServer> {
  if (store.isTakenOver) log.warn('took over the database that an earlier process left running')
  const { version } = packageJson
  const services = openServices({ db: store.db, dataFolder: config.dataFolder, log, version })
  const ended = await endLeftovers(services)
  if (Object.values(ended).some((count) => count > 0)) log.warn(ended, 'ended what an earlier process had under way')
  const app = await buildApp({
    ...{ ...services, version, logger: log, isLocalOnly: config.isLocalOnly },
    ...(existsSync(WEB_FOLDER) ? { webFolder: WEB_FOLDER } : {}),
  })
  const port = config.port ?? (await firstFreePort(config.host))
  const address = await app.listen({ host: config.host, port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause
    throw new Error(`Port ${port} is taken. Set PORT to a free one, or leave it out to let Tideline find one.`, {
      cause,
    })
  })
  console.log(`Tideline is ready at ${address}`)
  if (withSample) {
    planSample(services.plans, services.runs).then(
      (run) => run && console.log(sampleOutcome(run, address)),
      (error) => log.error({ err: error }, 'the sample plan could not be loaded'),
    )
  }
  return {
    address,
    stop: async () => {
      await closeServices(services)
      await app.close()
      await store.close()
    },
  }
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

/** Ends in order on the first signal, at once on the second. */
function stopOnSignals(server: RunningServer, log: Logger): void {
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      log.info({ signal }, 'stopping')
      server.stop().then(
        () => process.exit(0),
        (error) => {
          log.error({ err: error }, 'did not stop in order')
          process.exit(1)
        },
      )
    })
  }
}

/** @param args `--sample` loads the sample plan into an empty database */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const config = configFrom(process.env)
    const log = openLog(config.logLevel, process.stderr.isTTY)
    stopOnSignals(await startServer(config, log, args.includes('--sample')), log)
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : `Tideline cannot start. ${(error as Error).message}`)
    process.exitCode = 1
  }
}

if (import.meta.main) await main(process.argv.slice(2))
