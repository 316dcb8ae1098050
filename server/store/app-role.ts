import { sql } from 'kysely'
import type pg from 'pg'
import { APP_ROLE, type Database, newClient } from './database.ts'

/** Roles belong to the whole server: two databases that are opened at once may both make it. */
const MADE_MEANWHILE = ['42710', '23505', 'XX000']
/** The oldest PostgreSQL that can let a user act as a role without its rights coming along. */
const OLDEST = 16

interface User {
  readonly name: string
  readonly isSuperuser: boolean
  readonly version: number
  readonly roleIsThere: boolean
  readonly mayAct: boolean
}

/**
 * Makes the role that the application's statements run as, and lets the user of the address act as it.
 * @throws Error with the statements to run, when the user is one that must not run the application, or may not make roles
 */
export async function ensureAppRole(url: string): Promise<void> {
  const client = newClient(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const user = await userOf(client)
    if (user.version < OLDEST) {
      throw new Error(`The database is PostgreSQL ${user.version}; Tideline takes ${OLDEST} and newer.`)
    }
    if (user.isSuperuser) throw new Error(superuserRefused(user.name))
    if (!user.mayAct) await makeRole(client, user)
  } finally {
    await client.end()
  }
}

async function userOf(client: pg.Client): Promise<User> {
  const { rows } = await client.query(
    `select current_user as name, rolsuper as "isSuperuser", current_setting('server_version_num')::int / 10000 as version,
      exists (select 1 from pg_roles where rolname = $1) as "roleIsThere",
      coalesce((select pg_has_role(current_user, oid, 'set') from pg_roles where rolname = $1), false) as "mayAct"
    from pg_roles where rolname = current_user`,
    [APP_ROLE],
  )
  return rows[0]
}

/** What an administrator of a PostgreSQL runs once for a user who may not make roles. */
const statementsFor = (name: string, roleIsThere: boolean): string[] => [
  ...(roleIsThere ? [] : [`create role ${APP_ROLE} nologin`]),
  `grant ${APP_ROLE} to ${name} with inherit false, set true`,
]

const superuserRefused = (name: string): string =>
  `The database user ${name} is a superuser, whom no rule of the database holds. Make one for Tideline as an administrator: ` +
  `create role tideline login password '...'; ${statementsFor('tideline', false).join('; ')}; ` +
  'create database tideline owner tideline; and name that user in DATABASE_URL.'

async function makeRole(client: pg.Client, { name, roleIsThere }: User): Promise<void> {
  const statements = statementsFor(client.escapeIdentifier(name), roleIsThere)
  try {
    for (const statement of statements) await client.query(statement).catch(unlessMeanwhile)
  } catch (cause) {
    throw new Error(
      `The database user ${name} may not make the role ${APP_ROLE}, which the application's statements run as. ` +
        `Run as an administrator of the database: ${statements.join('; ')};`,
      { cause },
    )
  }
}

/** Another process may have made the role, or be granting it, at this moment. */
function unlessMeanwhile(error: Error): void {
  const { code } = error as { readonly code?: string }
  if (!MADE_MEANWHILE.includes(code ?? '')) throw error
}

/**
 * Proves that the application's statements run as a role that the policies of the tables hold.
 * @throws Error when they do not, before anything is served
 */
export async function requireHeldRole(db: Database): Promise<void> {
  const { rows } = await sql<{ name: string; isFree: boolean; owned: string[] }>`
    select current_user::text as name, rolsuper or rolbypassrls as "isFree",
      array(select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'auth') and c.relkind = 'r' and (c.relowner = r.oid or not c.relrowsecurity
          or not c.relforcerowsecurity) and c.relname not like 'kysely%' order by 1) as owned
    from pg_roles r where rolname = current_user`.execute(db)
  const { name, isFree, owned } = rows[0]!
  if (name === APP_ROLE && !isFree && owned.length === 0) return
  throw new Error(
    `The application's statements run as ${name}${isFree ? ', whom no policy holds' : ''}` +
      `${owned.length > 0 ? `, and ${owned.join(', ')} would let every row be seen` : ''}. ` +
      `They must run as ${APP_ROLE}: alter role ${APP_ROLE} nosuperuser nobypassrls; and leave the tables to their owner.`,
  )
}
