import { existsSync } from 'node:fs'
import { ensureAppRole, requireHeldRole } from './app-role.ts'
import { type Database, openAsOwner, openDatabase } from './database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { type Hold, type HoldWith, holdDatabase } from './hold.ts'
import { migrate } from './migrate.ts'
import { upgradeQueue } from './queue-schema.ts'

export interface Store {
  readonly db: Database
  /** For connections as the owner of the tables. */
  readonly url: string
  /** True when the database of our own was found running, left there by processes that were killed. */
  readonly isTakenOver: boolean
  close(): Promise<void>
}

export interface StorePlace {
  /** A PostgreSQL of the user's own; undefined runs one in `dataFolder`. */
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
}

/**
 * Opens the database and brings its schema up to date. Any number of servers and workers may have it open.
 * @param onLost told of broken connections; the pool replaces them by itself
 * @param isAlone whether nobody else may have it open meanwhile
 * @throws Error when another Tideline uses it alone, or uses it where this one is to be alone
 */
export async function openStore(
  place: StorePlace,
  onLost: (error: Error) => void,
  { isAlone = false }: { readonly isAlone?: boolean } = {},
): Promise<Store> {
  const postgres = place.databaseUrl === undefined ? await startEmbeddedPostgres(place.dataFolder) : undefined
  const url = place.databaseUrl ?? postgres!.url
  let hold: Hold
  try {
    hold = await holdOf(url, place, { isAlone, onLost, revive: async () => postgres?.revive() })
  } catch (error) {
    // A server that another process works with is not ours to stop.
    if (postgres?.startedHere) await postgres.stop()
    throw error
  }
  const db = openDatabase(url, onLost)
  const close = () => closeStore(db, hold, postgres)
  try {
    await bringUpToDate(url)
  } catch (error) {
    await close()
    throw error
  }
  return { db, url, isTakenOver: postgres !== undefined && !postgres.startedHere && hold.isFirst, close }
}

/** As the owner of the tables, which nothing else of the program is. */
export async function bringUpToDate(url: string): Promise<void> {
  await ensureAppRole(url)
  const owner = openAsOwner(url)
  try {
    await migrate(owner)
    await upgradeQueue(owner, url)
  } finally {
    await owner.destroy()
  }
  const db = openDatabase(url)
  await requireHeldRole(db).finally(() => db.destroy())
}

async function holdOf(url: string, place: StorePlace, how: HoldWith): Promise<Hold> {
  const hold = await holdDatabase(url, how).catch((cause: Error) => {
    throw place.databaseUrl === undefined ? cause : new Error(unreachable(cause), { cause })
  })
  if (hold === undefined) throw new Error(inUse(place))
  return hold
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
  const { isLast, done } = await hold.end()
  if (!isLast) return
  await postgres?.stop()
  await done()
}

/**
 * Opens the database beside a server that may be using it, for reading: a backup need not stop the work.
 * The database of our own is left as it was found, running or not.
 */
export async function visitStore(place: StorePlace): Promise<Pick<Store, 'db' | 'url' | 'close'>> {
  if (place.databaseUrl !== undefined) {
    const db = openDatabase(place.databaseUrl)
    return { db, url: place.databaseUrl, close: () => db.destroy() }
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
  return { db, url: postgres.url, close: () => db.destroy() }
}
