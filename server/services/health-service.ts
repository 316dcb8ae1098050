import type { Health } from '../contracts/health.ts'
import { type Database, pingDatabase } from '../store/database.ts'

export interface HealthService {
  health(): Promise<Health>
}

export const healthService = (db: Database, version: string): HealthService => ({
  health: () =>
    pingDatabase(db).then(
      () => ({ status: 'ok', version, database: 'ok' }),
      () => ({ status: 'degraded', version, database: 'unreachable' }),
    ),
})
