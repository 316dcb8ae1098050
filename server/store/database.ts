import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>

/** What holds of every connection. The statement limit keeps one bad query from holding a connection for ever. */
const CONNECTION = {
  max: 10,
  connectionTimeoutMillis: 10_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 60_000,
  application_name: 'tideline',
} as const

const INT8 = 20
const DATE = 1082

/**
 * How PostgreSQL's texts become values. The driver leaves int8 a string and reads a `date` as local midnight,
 * which is the day before once it is written in UTC from a zone east of Greenwich.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return safeInteger
    if (oid === DATE) return (text: string) => text
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
  }) as typeof pg.types.getTypeParser,
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`Stored integer ${text} is too large for a number`)
  return value
}

/**
 * Connections to PostgreSQL; `destroy()` closes them.
 * @param onLost told when an idle connection breaks; the pool replaces it by itself
 */
export function openDatabase(url: string, onLost: (error: Error) => void = () => undefined): Database {
  const pool = new pg.Pool({ ...CONNECTION, connectionString: url, types })
  // Without a listener a broken idle connection would end the process.
  pool.on('error', onLost)
  // Nor may one that breaks while it is lent out, between two statements of a transaction: the next statement tells.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** A single connection with the same readings, for locks that last as long as their connection. */
export const newClient = (url: string): pg.Client =>
  new pg.Client({ connectionString: url, application_name: 'tideline', connectionTimeoutMillis: 10_000, types })

/** Resolves when the database answers. */
export async function pingDatabase(db: Database): Promise<void> {
  await sql`select 1`.execute(db)
}
