import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../../server/store/database.ts'

export interface TestDatabase {
  readonly url: string
  readonly db: Database
  close(): Promise<void>
}

/**
 * A database of its own in the run's PostgreSQL.
 * @param template `tideline` is migrated, `bare` is empty
 */
export async function makeDatabase(template: 'tideline' | 'bare' = 'tideline'): Promise<TestDatabase> {
  const adminUrl = inject('postgresAdminUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(adminUrl, `create database ${name} template ${template} owner tideline`)
  const url = new URL(adminUrl)
  url.username = 'tideline'
  url.pathname = `/${name}`
  const db = openDatabase(url.href)
  const close = async () => {
    await db.destroy()
    await asAdmin(adminUrl, `drop database ${name} with (force)`)
  }
  return { url: url.href, db, close }
}

/** A database that goes with the test. */
export async function testDatabase(template: 'tideline' | 'bare' = 'tideline'): Promise<Database> {
  const { db, close } = await makeDatabase(template)
  onTestFinished(close)
  return db
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  // Two files may copy the template at once, which PostgreSQL refuses while it is being read.
  await admin.query('select pg_advisory_lock(7142)')
  await admin.query(statement).finally(() => admin.end())
}
