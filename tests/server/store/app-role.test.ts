import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { ensureAppRole, requireHeldRole } from '../../../server/store/app-role.ts'
import { openAsOwner, openDatabase } from '../../../server/store/database.ts'
import { startEmbeddedPostgres } from '../../../server/store/embedded-postgres.ts'
import { makeDatabase } from '../database.ts'

async function asAdmin(adminUrl: string, ...statements: string[]): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  for (const statement of statements) await admin.query(statement)
  await admin.end()
}

/** A user of the run's PostgreSQL, who goes with the test. */
async function newUser(options = ''): Promise<{ name: string; url: string }> {
  const adminUrl = inject('postgresAdminUrl')
  const name = `user_${randomBytes(4).toString('hex')}`
  const url = new URL(adminUrl)
  await asAdmin(adminUrl, `create role ${name} login password '${url.password}' ${options}`)
  onTestFinished(() => asAdmin(adminUrl, `drop role ${name}`))
  url.username = name
  return { name, url: url.href }
}

test('a superuser is refused with the statements that make a user who is none', async () => {
  await expect(ensureAppRole(inject('postgresAdminUrl'))).rejects.toThrow(
    'The database user postgres is a superuser, whom no rule of the database holds. Make one for Tideline as an ' +
      "administrator: create role tideline login password '...'; create role tideline_app nologin; grant tideline_app to " +
      'tideline with inherit false, set true; create database tideline owner tideline; and name that user in DATABASE_URL.',
  )
})

test('a user who may not act as the role is told the exact statement, and may after it was run', async () => {
  const { name, url } = await newUser()
  const statement = `grant tideline_app to "${name}" with inherit false, set true`
  await expect(ensureAppRole(url)).rejects.toThrow(
    `The database user ${name} may not make the role tideline_app, which the application's statements run as. ` +
      `Run as an administrator of the database: ${statement};`,
  )
  await asAdmin(inject('postgresAdminUrl'), statement)
  await ensureAppRole(url)
})

test('a user who may make roles makes it and can act as it, once or twice at the same time', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-role-'))
  await chmod(folder, 0o711)
  const postgres = await startEmbeddedPostgres(path.join(folder, 'data'))
  onTestFinished(async () => {
    await postgres.stop()
    await rm(folder, { recursive: true })
  })
  await asAdmin(postgres.adminUrl, 'drop role tideline_app')
  await expect(ensureAppRole(postgres.url)).rejects.toThrow(
    'create role tideline_app nologin; grant tideline_app to "tideline" with inherit false, set true;',
  )
  await asAdmin(postgres.adminUrl, 'alter role tideline createrole')
  await Promise.all([ensureAppRole(postgres.url), ensureAppRole(postgres.url)])
  const db = openDatabase(postgres.url)
  const { rows } = await sql`select current_user::text as name, rolsuper, rolcanlogin from pg_roles
    where rolname = current_user`.execute(db)
  await db.destroy()
  expect(rows).toEqual([{ name: 'tideline_app', rolsuper: false, rolcanlogin: false }])
})

test('the application is not served as an owner, nor over a table that shows every row', async () => {
  const { url, db, close } = await makeDatabase()
  const owner = openAsOwner(url)
  onTestFinished(async () => {
    await owner.destroy()
    await close()
  })
  await requireHeldRole(db)
  await expect(requireHeldRole(owner)).rejects.toThrow(
    /statements run as tideline, and .*plan.* would let every row be seen/,
  )
  await sql`alter table plan no force row level security`.execute(owner)
  await sql`create table loose (id text)`.execute(owner)
  await expect(requireHeldRole(db)).rejects.toThrow(
    "The application's statements run as tideline_app, and loose, plan would let every row be seen.",
  )
})
