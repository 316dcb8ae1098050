import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { everythingAs } from '../../server/store/access.ts'
import { type Database, openAsOwner, openDatabase } from '../../server/store/database.ts'

export interface TestDatabase {
  readonly url: string
  /** Of a migrated one as the application, which sees everything unless it runs under an access; of a bare one as its owner. */
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
  const db =
    template === 'bare' ? openAsOwner(url.href) : openDatabase(url.href, undefined, everythingAs('local-planner'))
  urlByDatabase.set(db, url.href)
  const close = async () => {
    await db.destroy()
    await asAdmin(adminUrl, `drop database ${name} with (force)`)
  }
  return { url: url.href, db, close }
}

const urlByDatabase = new WeakMap<Database, string>()

/** The application's connections to a database through something that stands before it; its queue goes past that. */
export function databaseThrough(throughUrl: string, url: string): Database {
  const db = openDatabase(throughUrl, undefined, everythingAs('local-planner'))
  urlByDatabase.set(db, url)
  return db
}

/** @returns undefined for one that was not made here */
export const knownUrlOf = (db: Database): string | undefined => urlByDatabase.get(db)

/** Of a database that was made here. */
export function urlOf(db: Database): string {
  const url = knownUrlOf(db)
  if (url === undefined) throw new Error('The address of the database is not known.')
  return url
}

/** The same database as a server opens it: what runs under no access sees nothing. */
export function servedDatabase(db: Database): Database {
  const served = openDatabase(urlOf(db))
  urlByDatabase.set(served, urlOf(db))
  onTestFinished(() => served.destroy())
  return served
}

/** The same database as the owner of its tables, who may change what the application may not. */
export function ownerOf(db: Database): Database {
  const owner = openAsOwner(urlOf(db))
  onTestFinished(() => owner.destroy())
  return owner
}

/** A migrated database as the owner of its tables, who may change what the application may not; it goes with the test. */
export async function testDatabaseAsOwner(): Promise<Database> {
  const { url, close } = await makeDatabase()
  const owner = openAsOwner(url)
  urlByDatabase.set(owner, url)
  onTestFinished(async () => {
    await owner.destroy()
    await close()
  })
  return owner
}

/** A database that goes with the test. */
export async function testDatabase(template: 'tideline' | 'bare' = 'tideline'): Promise<Database> {
  const { db, close } = await makeDatabase(template)
  onTestFinished(close)
  return db
}

/** Runs statements past every policy and trigger, as whoever holds the server's own password can. */
export async function asSuperuser(databaseUrl: string, statements: string): Promise<void> {
  const url = new URL(inject('postgresAdminUrl'))
  url.pathname = new URL(databaseUrl).pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(statements).finally(() => client.end())
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  // Two files may copy the template at once, which PostgreSQL refuses while it is being read.
  await admin.query('select pg_advisory_lock(7142)')
  await admin.query(statement).finally(() => admin.end())
}
