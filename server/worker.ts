/** `npm run worker`: does the work that servers on the same database ask for; any number of them, on any machines. */
import type { Logger } from 'pino'
import { type Config, ConfigError, configFrom } from './config.ts'
import { openLog } from './log.ts'
import { openHousekeeping } from './open-housekeeping.ts'
import { type OpenQueue, openQueue } from './open-queue.ts'
import { openWorker } from './open-worker.ts'
import { stopOnSignals } from './stop-on-signals.ts'
import { openStore } from './store/open-store.ts'

export interface RunningWorker {
  stop(): Promise<void>
}

/** Starts a worker, or nothing: what had begun is ended again when a later part fails. */
export async function startWorker(config: Config, log: Logger): Promise<RunningWorker> {
  const store = await openStore(config, (err) => log.warn({ err }, 'database connection lost'))
  let open: OpenQueue | undefined
  const close = async () => {
    await open?.close()
    await store.close()
  }
  try {
    if (store.isTakenOver) log.warn('took over the database that an earlier process left running')
    const onLost = (err: Error) => log.warn({ err }, 'connection of the queue lost')
    open = await openQueue(store.url, { onLost, supervises: true })
    const { dataFolder, workerSlots: slots } = config
    const worker = await openWorker({ ...open, db: store.db, dataFolder, log, slots })
    const housekeeping = openHousekeeping({
      now: Date.now,
      ...{ db: store.db, log, outbound: { allowedHosts: config.webhookHosts } },
      ...{ mail: config.mail, publicUrl: config.publicUrl },
    })
    return { stop: () => Promise.all([worker.close(), housekeeping.close()]).then(close) }
  } catch (error) {
    await close()
    throw error
  }
}

async function main(): Promise<void> {
  try {
    const config = configFrom(process.env)
    if (config.workerSlots === 0) {
      throw new ConfigError(['TIDELINE_WORKER_SLOTS="0" leaves a worker nothing to do: set it to 1 or more'])
    }
    const log = openLog(config.logLevel, process.stderr.isTTY)
    stopOnSignals(await startWorker(config, log), log)
    console.log(`Tideline works: ${config.workerSlots} heavy ${config.workerSlots === 1 ? 'job' : 'jobs'} at once`)
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : `Tideline cannot work. ${(error as Error).message}`)
    process.exitCode = 1
  }
}

if (import.meta.main) await main()
