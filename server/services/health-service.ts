import type { Health, Readiness } from '../contracts/health.ts'
import { type Database, pingDatabase } from '../store/database.ts'
import { appliedSchema, SCHEMA_VERSION } from '../store/migrate.ts'

export interface HealthService {
  health(): Promise<Health>
  readiness(): Promise<Readiness>
  /** From now on it is not ready, so that nothing new is sent here while it ends. */
  beginStopping(): void
}

/** A database that does not answer for this long is not there, for whoever decides where requests go; milliseconds. */
const PATIENCE_MS = 3000

/** @param isWorking whether the worker inside this process works; left out where there is none */
export function healthService(db: Database, version: string, isWorking?: () => boolean): HealthService {
  let isStopping = false
  return {
    health: () =>
      pingDatabase(db).then(
        () => ({ status: 'ok', version, database: 'ok' }),
        () => ({ status: 'degraded', version, database: 'unreachable' }),
      ),
    readiness: async () => {
      const applied = await inTime(appliedSchema(db)).catch(() => undefined)
      const parts = {
        database: applied === undefined ? 'unreachable' : 'ok',
        schema: applied === undefined ? 'unknown' : applied === SCHEMA_VERSION ? 'ok' : 'other',
        worker: isWorking === undefined ? 'none' : isWorking() ? 'ok' : 'stopped',
      } as const
      const isReady = parts.schema === 'ok' && parts.worker !== 'stopped' && !isStopping
      return { status: isReady ? 'ready' : 'notReady', ...parts, isStopping }
    },
    beginStopping: () => {
      isStopping = true
    },
  }
}

function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not answer.')), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
