import { Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { type Access, currentAccess, everythingAs, NOBODY } from './access.ts'
import { ScopedDialect } from './scoped-dialect.ts'
import { giveUpSilentConnections } from './silent-connections.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>
/** Statements that stand or fall together. */
export type StoreTransaction = Transaction<Tables>

/** What holds of every connection. The statement limit keeps one bad query from holding a connection for ever. */
const CONNECTION = {
  max: 10,
  /** A statement may be sent before the one in front of it is answered; see scoped-dialect.ts. */
  pipeline: true,
  connectionTimeoutMillis: 10_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 60_000,
  application_name: 'tideline',
} as const

/**
 * A connection that is being made when the database's machine goes hears nothing more either, and whoever asked for it waits.
 * For a free one of the pool people may wait longer, which is the `connectionTimeoutMillis` of the pool.
 */
const CONNECTED_WITHIN_MS = 5000

class SoonConnected extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    const given = typeof config === 'string' ? { connectionString: config } : config
    super({ ...given, connectionTimeoutMillis: CONNECTED_WITHIN_MS })
  }
}

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

/** The role of every statement but migrations: it owns no table, so that no policy of theirs passes it by. */
export const APP_ROLE = 'tideline_app'

/**
 * Connections to PostgreSQL for the work of the application, each statement held to the access that it runs under;
 * `destroy()` closes them.
 * @param onLost told when an idle connection breaks; the pool replaces it by itself
 * @param fallback access of statements that run under none
 */
export const openDatabase = (
  url: string,
  onLost: (error: Error) => void = () => undefined,
  fallback: Access = NOBODY,
): Database => open({ connectionString: url, options: `-c role=${APP_ROLE}` }, onLost, fallback)

/** Connections as the owner of the tables, which sees every row: for migrations, backups and restores. */
export const openAsOwner = (url: string, onLost: (error: Error) => void = () => undefined): Database =>
  open({ connectionString: url }, onLost, everythingAs('owner'))

function open(place: pg.PoolConfig, onLost: (error: Error) => void, fallback: Access): Database {
  const pool = new pg.Pool({ ...CONNECTION, ...place, types, Client: SoonConnected })
  // Without a listener a broken idle connection would end the process.
  pool.on('error', onLost)
  // Nor may one that breaks while it is lent out, between two statements of a transaction: the next statement tells.
  pool.on('connect', (client) => client.on('error', () => undefined))
  giveUpSilentConnections(pool, () => newClient(place.connectionString!))
  const db = new Kysely<Tables>({ dialect: new ScopedDialect({ pool }, () => currentAccess() ?? fallback) })
  pools.set(db, pool)
  return db
}

const pools = new WeakMap<Database, pg.Pool>()

/** Connections of a database's pool, and statements that wait for one. */
export interface PoolUse {
  readonly total: number
  readonly idle: number
  readonly waiting: number
}

export function poolUse(db: Database): PoolUse {
  const pool = pools.get(db)
  return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

/** A single connection with the same readings, for locks that last as long as their connection. */
export const newClient = (url: string): pg.Client =>
  new SoonConnected({ connectionString: url, application_name: 'tideline', types })

/** Resolves when the database answers. */
export async function pingDatabase(db: Database): Promise<void> {
  await sql`select 1`.execute(db)
}
