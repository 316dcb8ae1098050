import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import { type Database, newClient, openDatabase } from './database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'

export interface Store {
  readonly db: Database
  /** True when the database of our own was found running, left there by a process that was killed. */
  readonly isTakenOver: boolean
  close(): Promise<void>
}

export interface StorePlace {
  /** A PostgreSQL of the user's own; undefined runs one in `dataFolder`. */
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
}

/** Any number that nothing else in the database uses. */
const USE_LOCK = 7_140_001

/**
 * Opens the database for this process alone and brings its schema up to date.
 * @param onLost told of broken connections; the pool replaces them by itself
 * @throws Error when another Tideline uses it: two would each take the other's runs for leftovers
 */
export async function openStore(place: StorePlace, onLost: (error: Error) => void): Promise<Store> {
  const postgres = place.databaseUrl === undefined ? await startEmbeddedPostgres(place.dataFolder) : undefined
  const url = place.databaseUrl ?? postgres!.url
  let hold: Hold
  try {
    hold = await holdDatabase(url, place, onLost, async () => postgres?.revive())
  } catch (error) {
    // A server that another process works with is not ours to stop.
    if (postgres?.startedHere) await postgres.stop()
    throw error
  }
  const db = openDatabase(url, onLost)
  const close = () => closeStore(db, hold, postgres)
  try {
    await migrate(db)
  } catch (error) {
    await close()
    throw error
  }
  return { db, isTakenOver: postgres !== undefined && !postgres.startedHere, close }
}

const RETRY_MS = 2000

/** The use of a database by one process. The lock lasts as long as its connection, so a killed process leaves none. */
interface Hold {
  end(): Promise<void>
}

/** @throws Error when another process holds the database */
async function holdDatabase(
  url: string,
  place: StorePlace,
  onLost: (error: Error) => void,
  revive: () => Promise<void>,
): Promise<Hold> {
  const first = await lockingClient(url).catch((cause: Error) => {
    throw place.databaseUrl === undefined ? cause : new Error(unreachable(cause), { cause })
  })
  if (first === undefined) throw new Error(inUse(place))
  let client = first
  let regaining: Promise<void> | undefined
  const ending = new AbortController()
  // The database may be restarting, or, if it is ours, have been killed: the lock is taken again once it is back.
  const regain = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await setTimeout(RETRY_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
      if (ending.signal.aborted) return
      await revive().catch(onLost)
      const next = await lockingClient(url).catch(() => undefined)
      if (next !== undefined) return watch(next)
    }
  }
  const watch = (watched: pg.Client): void => {
    client = watched
    watched.once('error', (error) => {
      onLost(error)
      regaining = regain()
    })
  }
  watch(first)
  return {
    end: async () => {
      ending.abort()
      await regaining
      await client.end().catch(() => undefined)
    },
  }
}

/** A connection that holds the lock, or undefined when another one does. */
async function lockingClient(url: string): Promise<pg.Client | undefined> {
  const client = newClient(url)
  // A second error of a connection that is lost already has no reader, and must not end the process.
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [USE_LOCK])
  if (rows[0].held) return client
  await client.end()
  return undefined
}

const unreachable = (cause: Error): string =>
  `The database of DATABASE_URL cannot be opened (${cause.message}). ` +
  'Check its address, user and password and that it runs, or leave DATABASE_URL out to use a database of our own.'

const inUse = (place: StorePlace): string =>
  place.databaseUrl === undefined
    ? `Another Tideline uses the data folder ${place.dataFolder}. Stop it, or set TIDELINE_DATA to another folder.`
    : 'Another Tideline uses the database of DATABASE_URL. Stop it, or name another database.'

async function closeStore(db: Database, hold: Hold, postgres: EmbeddedPostgres | undefined): Promise<void> {
  await db.destroy()
  await hold.end()
  await postgres?.stop()
}

/**
 * Opens the database beside a server that may be using it, for reading: a backup need not stop the work.
 * The database of our own is left as it was found, running or not.
 */
export async function visitStore(place: StorePlace): Promise<Pick<Store, 'db' | 'close'>> {
  if (place.databaseUrl !== undefined) {
    const db = openDatabase(place.databaseUrl)
    return { db, close: () => db.destroy() }
  }
  if (!existsSync(place.dataFolder)) {
    throw new Error(`There is no data folder ${place.dataFolder}. Set TIDELINE_DATA to the one that is meant.`)
  }
  const postgres = await startEmbeddedPostgres(place.dataFolder)
  if (postgres.startedHere) {
    await postgres.stop()
    return openStore(place, () => undefined)
  }
  const db = openDatabase(postgres.url)
  return { db, close: () => db.destroy() }
}
