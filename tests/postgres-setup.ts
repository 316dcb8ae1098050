import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { ensureAppRole } from '../server/store/app-role.ts'
import { openAsOwner } from '../server/store/database.ts'
import { startEmbeddedPostgres } from '../server/store/embedded-postgres.ts'
import { migrate } from '../server/store/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's address of the run's PostgreSQL, for making databases from the migrated template. */
    postgresAdminUrl: string
  }
}

/** Half of the time in which a server, a worker or a command starts is stripping types and compiling. */
const COMPILED = path.join(import.meta.dirname, '../node_modules/.cache/compiled-for-tests')

/** One PostgreSQL for the whole run, with a migrated database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.NODE_COMPILE_CACHE ??= COMPILED
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-tests-'))
  // Nothing of a test run needs to survive a power cut.
  const postgres = await startEmbeddedPostgres(folder, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'])
  await ensureAppRole(postgres.url)
  const template = openAsOwner(postgres.url)
  await migrate(template)
  await template.destroy()
  const admin = new pg.Client({ connectionString: postgres.adminUrl })
  await admin.connect()
  await admin.query('create database bare owner tideline')
  await admin.end()
  project.provide('postgresAdminUrl', postgres.adminUrl)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
